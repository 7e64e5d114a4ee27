import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from "node:crypto";

/** Encrypts personal fields and makes look-up hashes; both are bound to a company. */
export interface Vault {
  /** AES-256-GCM. `context` (company id and field) is authenticated: a value moved elsewhere does not open. */
  seal(value: unknown, context: string): Uint8Array;
  /** Throws when the key, the context or a byte is wrong. */
  open(sealed: Uint8Array, context: string): unknown;
  /** Keyed hash of a normalised value, for equality search only. */
  index(value: string, context: string): string;
  /** Fingerprint of the key, to notice a wrong SECRET_KEY at start. */
  readonly keyId: string;
}

const version = 1;
/** Without it a value cut short would be checked against what is left of its tag. */
const tagLength = { authTagLength: 16 };

/** A vault over 32 random bytes. Layout: version(1) keyId(4) iv(12) tag(16) ciphertext. */
export function createVault(key: Uint8Array): Vault {
  if (key.length !== 32) throw new Error("SECRET_KEY must be 32 bytes");
  const derive = (info: string) => Buffer.from(hkdfSync("sha256", key, "qinpin", info, 32));
  const sealKey = createSecretKey(derive("seal"));
  const indexKey = createSecretKey(derive("index"));
  const iv = randomIvs();
  const id = createHash("sha256").update(derive("id")).digest().subarray(0, 4);
  const head = Buffer.concat([Buffer.from([version]), id]);
  return {
    keyId: id.toString("hex"),
    seal(value, context) {
      const nonce = iv();
      const cipher = createCipheriv("aes-256-gcm", sealKey, nonce, tagLength).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
      return Buffer.concat([head, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== version) throw new Error("sealed value has an unknown layout");
      if (!bytes.subarray(1, 5).equals(id)) throw new Error("sealed value belongs to another SECRET_KEY");
      const decipher = createDecipheriv("aes-256-gcm", sealKey, bytes.subarray(5, 17), tagLength).setAAD(
        Buffer.from(context),
      );
      decipher.setAuthTag(bytes.subarray(17, 33));
      return JSON.parse(
        Buffer.concat([decipher.update(bytes.subarray(33)), decipher.final()]).toString("utf8"),
      );
    },
    index: (value, context) =>
      createHmac("sha256", indexKey)
        .update(`${context}\0${value.normalize("NFKC").trim().toLowerCase()}`)
        .digest("base64url")
        .slice(0, 32),
  };
}

/** Random nonces of 12 bytes, each given once; drawn by the hundred, because a draw costs as much as a short cipher. */
function randomIvs(): () => Buffer {
  let drawn = Buffer.alloc(0);
  return () => {
    if (drawn.length === 0) drawn = randomBytes(12 * 256);
    const one = drawn.subarray(0, 12);
    drawn = drawn.subarray(12);
    return one;
  };
}
