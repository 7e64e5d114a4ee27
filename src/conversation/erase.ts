import type { Tx } from "../db/client.ts";
import { type Erased, erasePerson } from "../db/erasure.ts";
import { enqueue } from "../db/outbox.ts";
import { insertFact } from "../db/outcomes.ts";
import type { ConversationDeps } from "./types.ts";

export type Erasure = {
  company: string;
  candidateId: string;
  /** Who wanted it: "candidate", "cli" or a recruiter's id. */
  actor: string;
  /** Makes its facts and cards happen once. */
  key: string;
  now: number;
  /** An application whose erasure is noted already. */
  noted?: string;
};

/**
 * Erases a person with all they have here. That it happened is noted with each application; cards that were posted are
 * shown again, now without the person. In the caller's transaction.
 */
export async function erase(
  { vault }: Pick<ConversationDeps, "vault">,
  tx: Tx,
  { company, candidateId, actor, key, now, noted }: Erasure,
): Promise<Erased> {
  const erased = await erasePerson(tx, company, candidateId, now);
  const bodySealed = vault.seal({ kind: "card" }, `${company}:outbox`);
  for (const applicationId of erased.applications) {
    const fact = { company, applicationId, key, actor, name: "erased", data: null, at: now };
    if (applicationId !== noted) await insertFact(tx, fact);
    const card = { company, lane: `r:${applicationId}`, key, channel: "recruiters", applicationId };
    await enqueue(tx, { ...card, conversationId: null, bodySealed, tracked: false }, now);
  }
  return erased;
}
