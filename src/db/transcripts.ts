import { z } from "zod";
import type { HeardHow } from "../core/dialogue/effect.ts";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

const Row = z.object({
  n: z.int(),
  author: z.enum(["candidate", "bot", "customer", "recruiter"]),
  section: z.string(),
  ref: z.string(),
  bodySealed: z.instanceof(Uint8Array).nullable(),
  at: z.date(),
  late: z.boolean(),
});

const Body = z.object({
  text: z.string().optional(),
  media: z.string().optional(),
  heard: z.enum(["confirmed", "corrected", "unanswered", "unused"]).optional(),
});

/**
 * One line of a conversation; `media` names what was sent instead of text, `heard` how the words of a voice message were
 * settled.
 */
export type TranscriptLine = Omit<z.infer<typeof Row>, "bodySealed"> & {
  text: string;
  media: string | null;
  heard?: HeardHow;
};

/** The transcript in order of the platform's time; `last` = only that many newest lines. Erased lines are left out. */
export async function readTranscript(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  conversationId: string,
  last?: number,
): Promise<TranscriptLine[]> {
  const rows = await sql`
    select n, author, section, ref, body_sealed as "bodySealed", at, late from messages
    where company_id = ${company} and conversation_id = ${conversationId}
    order by n desc limit ${last ?? 2000}`;
  return rows
    .map((raw) => Row.parse(raw))
    .reverse()
    .flatMap(({ bodySealed, ...row }) => {
      if (!bodySealed) return [];
      const body = Body.parse(vault.open(bodySealed, `${company}:messages`));
      const { text = "", media = null, heard } = body;
      return [{ ...row, text, media, ...(heard ? { heard } : {}) }];
    });
}
