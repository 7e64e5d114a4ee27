import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { limits } from "../limits.ts";
import { Refused } from "../refused.ts";

/** The entries of a zip container by name, and a way to unpack one in memory; nothing is ever written to a disk. */
export type Zip = { names: ReadonlySet<string>; unpack: (name: string) => Promise<Buffer> };

/** Opens a zip container within `limits`; throws Refused for one that is not honest. */
export async function openZip(bytes: Buffer): Promise<Zip> {
  const file = await open(bytes);
  if (file.entryCount > limits.zipEntries) throw new Refused("too_much");
  const entries = await list(file);
  let left: number = limits.unpackedBytes;
  return {
    names: new Set(entries.keys()),
    unpack: async (name) => {
      const entry = entries.get(name);
      if (!entry) throw new Refused("damaged");
      if (entry.isEncrypted()) throw new Refused("locked");
      const unpacked = await unpack(file, entry, left);
      left -= unpacked.length;
      return unpacked;
    },
  };
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, file) =>
      error ? reject(new Refused("damaged")) : resolve(file),
    );
  });
}

function list(file: ZipFile): Promise<Map<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    file.on("error", () => reject(new Refused("damaged")));
    file.on("end", () => resolve(entries));
    file.on("entry", (entry: Entry) => {
      if (entries.size >= limits.zipEntries || tooMuch(entry)) {
        reject(new Refused("too_much"));
        return;
      }
      entries.set(entry.fileName, entry);
      file.readEntry();
    });
    file.readEntry();
  });
}

/** What the container says about itself is only good for refusing it. */
const tooMuch = ({ uncompressedSize, compressedSize }: Entry): boolean =>
  uncompressedSize > limits.unpackedBytes ||
  (uncompressedSize > 1024 * 1024 && uncompressedSize > compressedSize * limits.zipRatio);

function unpack(file: ZipFile, entry: Entry, most: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(new Refused("damaged"));
        return;
      }
      const parts: Buffer[] = [];
      let size = 0;
      stream.on("data", (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > most) {
          stream.destroy();
          reject(new Refused("too_much"));
        }
      });
      // A header that lies about the size ends here as well.
      stream.on("error", ({ message }) =>
        reject(new Refused(/too many/.test(message) ? "too_much" : "damaged")),
      );
      stream.on("end", () => resolve(Buffer.concat(parts)));
    });
  });
}
