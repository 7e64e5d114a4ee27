import { wavOf } from "../core/voice/wav.ts";
import type { Sql } from "../db/client.ts";
import type { Vault } from "../db/vault.ts";
import { readVoiceToken } from "../db/voice-links.ts";
import { sealedAudio } from "../db/voices.ts";
import { openAudio } from "./sealed.ts";
import type { MakeSound } from "./sound.ts";

export type VoiceFile = { type: string; name: string; bytes: Buffer };

/**
 * The voice behind a link of `voiceToken`, as WAV, which every browser plays; as it came where it cannot be decoded. Null =
 * unknown, expired, or no longer kept.
 */
export async function fetchVoice(
  { sql, vault, sound }: { sql: Sql; vault: Vault; sound: MakeSound },
  token: string,
  now: Date,
): Promise<VoiceFile | null> {
  const link = readVoiceToken(vault, token, now);
  const sealed = link && (await sealedAudio(sql, link.company, link.id));
  if (!link || !sealed) return null;
  const bytes = openAudio(vault, link.company, sealed);
  const made = await sound(bytes);
  return "samples" in made
    ? { type: "audio/wav", name: "voice.wav", bytes: Buffer.from(wavOf(made.samples)) }
    : { type: "application/octet-stream", name: "voice.bin", bytes: Buffer.from(bytes) };
}
