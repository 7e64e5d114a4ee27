import type { Tx } from "../db/client.ts";
import { broughtBack, type ErasedPerson, keepOut } from "../db/erased-people.ts";
import { erase } from "./erase.ts";
import type { ConversationDeps } from "./types.ts";

/**
 * Erases somebody once more whom a restored backup brought back, and sees to it that late data about them creates
 * nothing even if the backup never knew them. Returns how many entries were erased; again changes nothing. In the
 * caller's transaction.
 */
export async function eraseAgain(
  deps: Pick<ConversationDeps, "vault">,
  tx: Tx,
  company: string,
  person: ErasedPerson,
  now: Date,
): Promise<number> {
  const back = await broughtBack(tx, company, person);
  for (const candidateId of back)
    await erase(deps, tx, {
      ...{ company, candidateId, actor: "cli" },
      key: `erased:${candidateId}`,
      now: now.getTime(),
    });
  await keepOut(tx, company, person, now);
  return back.length;
}
