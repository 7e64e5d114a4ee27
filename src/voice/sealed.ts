import { z } from "zod";
import type { Vault } from "../db/vault.ts";

const Ref = z.object({ file: z.string() });
const Audio = z.object({ base64: z.base64() });

/** Where the platform keeps a voice; null = it is no longer known. */
export const openRef = (vault: Vault, company: string, sealed: Uint8Array | null): string | null =>
  sealed && Ref.parse(vault.open(sealed, `${company}:voices`)).file;

export const sealAudio = (vault: Vault, company: string, bytes: Uint8Array): Uint8Array =>
  vault.seal({ base64: Buffer.from(bytes).toString("base64") }, `${company}:voices`);

export const openAudio = (vault: Vault, company: string, sealed: Uint8Array): Uint8Array =>
  new Uint8Array(Buffer.from(Audio.parse(vault.open(sealed, `${company}:voices`)).base64, "base64"));
