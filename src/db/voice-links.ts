import { z } from "zod";
import type { Vault } from "./vault.ts";

const Link = z.object({ company: z.string(), id: z.uuid(), until: z.number() });

const context = "voice link";

/** A link to one voice message that works until `until`; sealed, so nobody can make or change one. */
export const voiceToken = (vault: Vault, company: string, id: string, until: Date): string =>
  Buffer.from(vault.seal({ company, id, until: until.getTime() }, context)).toString("base64url");

/** What a link stands for; null = not ours, or expired. */
export function readVoiceToken(
  vault: Vault,
  token: string,
  now: Date,
): { company: string; id: string } | null {
  try {
    const link = Link.parse(vault.open(Buffer.from(token, "base64url"), context));
    return link.until > now.getTime() ? link : null;
  } catch {
    return null;
  }
}
