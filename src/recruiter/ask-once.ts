import { claimDelivery, readNow } from "../db/decisions.ts";
import { type AskAnswer, answerQuestion } from "./ask.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";

/** Answers a question that a platform may deliver several times; null = this delivery was answered before. */
export async function askOnce(
  deps: RecruiterDeps,
  who: Recruiter,
  question: { place: string; text: string; deliveryId: string },
): Promise<AskAnswer | null> {
  const fresh = await deps.db.transact(async (tx) =>
    claimDelivery(tx, who.company, question.deliveryId, await readNow(tx, deps.clock())),
  );
  return fresh ? await answerQuestion(deps, who, question.place, question.text) : null;
}
