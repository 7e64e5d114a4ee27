import { type InterviewDraft, offer } from "../../conversation/interview-draft.ts";
import type { Tx } from "../../db/client.ts";
import type { LockedApplication } from "../../db/decisions.ts";
import { noteOffer } from "../../db/interview-bookings.ts";
import { freeSlots } from "../../db/interview-slots.ts";
import { Gone } from "../act.ts";
import type { RecruiterDeps } from "../types.ts";

/** On a locked application, at one time; `by` = a recruiter's id or "system". */
export type InterviewOf = { company: string; application: LockedApplication; now: Date; by: string };

/** Gives words about an interview to the conversation; throws Gone, with nothing done, when there is none. */
export async function tellInterview(
  deps: Pick<RecruiterDeps, "conversations">,
  tx: Tx,
  { company, application, by }: InterviewOf,
  key: string,
  draft: InterviewDraft,
): Promise<void> {
  if (application.closed || !application.conversationId) throw new Gone();
  const event = { type: "interview" as const, key, by, ...draft };
  const applied = await deps.conversations.applyIn(tx, company, application.conversationId, event);
  if (applied === "gone") throw new Gone();
}

/** Lets the candidate choose among the free times; false = there is none, and nothing was said. */
export async function offerTimes(
  deps: Pick<RecruiterDeps, "conversations">,
  tx: Tx,
  of: InterviewOf,
  key: string,
  why: "invited" | "move",
): Promise<boolean> {
  const { company, application, now, by } = of;
  if (!application.conversationId) throw new Gone();
  const any = await freeSlots(tx, company, application.id, now, { limit: 1, offset: 0 });
  if (any.length === 0) return false;
  await noteOffer(tx, { company, applicationId: application.id, by, now }, null);
  const chat = { company, id: application.conversationId, applicationId: application.id };
  await tellInterview(deps, tx, of, key, await offer(tx, chat, now, why, 0));
  return true;
}
