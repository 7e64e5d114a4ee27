import type { EventDraft } from "../conversation/types.ts";
import type { Tx } from "../db/client.ts";
import { claimDelivery, type LockedApplication, lockApplication, readNow } from "../db/decisions.ts";
import { insertFact } from "../db/outcomes.ts";
import { askRight } from "./access.ts";
import { closed, twice, unknownCandidate, unreachableNote } from "./notices.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import { shownAs } from "./takeover.ts";
import type { ActionResult, Recruiter, RecruiterDeps } from "./types.ts";
import { caseNumber, say } from "./words.ts";

export type Outcome = Extract<ActionResult, { kind: "done" | "refused" }>;
/** What happens inside the transaction of a click: on a locked application, at one time. */
export type Step = { tx: Tx; application: LockedApplication; now: Date };

/** A person writes to the candidate: an answer, or a question whose answer comes back into the thread. */
export type LetterInput = {
  applicationId: string;
  kind: "reply" | "question";
  text: string;
  deliveryId: string;
  /** The words already stand in the thread (they were written there). */
  inThread: boolean;
};

/** Sends a message to the candidate's chat, once per delivery. */
export function write(deps: RecruiterDeps, who: Recruiter, input: LetterInput): Promise<Outcome> {
  return act(deps, who, input.applicationId, input.deliveryId, async ({ tx, application, now }) => {
    const name = input.kind === "reply" ? "recruiter_replied" : "recruiter_asked";
    const key = `${input.kind}:${input.deliveryId}`;
    await insertFact(tx, {
      company: who.company,
      applicationId: application.id,
      key,
      name,
      actor: who.id,
      data: null,
      at: now.getTime(),
    });
    await tell(deps, tx, who, application, {
      type: "recruiterSaid",
      key,
      kind: input.kind,
      text: input.text,
      // Whoever answers as a person has the conversation from then on.
      ...(input.kind === "reply" ? { by: await shownAs(tx, who) } : {}),
    });
    await refreshCard(deps, tx, { company: who.company, application }, input.deliveryId, now);
    if (!input.inThread) {
      const verb =
        input.kind === "reply" ? say(deps.locale, "回复", "replied") : say(deps.locale, "追问", "asked");
      const note = `${who.name} ${verb}: ${input.text}`;
      await noteInThread(deps, tx, { company: who.company, application }, input.deliveryId, note, now);
    }
    const to = caseNumber(application.number);
    const notice = say(deps.locale, `已发给 ${to}。`, `Sent to ${to}.`);
    return { kind: "done", notice: notice + unreachableNote(application, deps.locale) };
  });
}

/** Rolls the transaction back: there is no conversation any more that could take the message. */
export class Gone extends Error {
  override readonly name = "Gone";
}

/**
 * Runs a click or submitted form: one transaction, once per delivery, with the rights of this moment, the conversation
 * and the application locked. `right` = a narrower one than to change an application.
 */
export async function act(
  deps: RecruiterDeps,
  who: Recruiter,
  applicationId: string,
  deliveryId: string,
  work: (step: Step) => Promise<Outcome>,
  right = "change application",
): Promise<Outcome> {
  const { locale } = deps;
  let conversationId: string | null = null;
  try {
    const outcome = await deps.db.transact(async (tx): Promise<Outcome> => {
      const now = await readNow(tx, deps.clock());
      if (!(await claimDelivery(tx, who.company, deliveryId, now)))
        return { kind: "refused", notice: twice(locale) };
      // Rights are those of this moment, not of when the button was drawn.
      const may = await askRight(deps, tx, who, right, { application: applicationId }, true);
      if ("kind" in may) return may;
      const application = await lockApplication(tx, who.company, applicationId);
      if (!application) return { kind: "refused", notice: unknownCandidate(locale) };
      conversationId = application.conversationId;
      return await work({ tx, application, now });
    });
    if (conversationId) deps.conversations.wake(who.company, conversationId);
    return outcome;
  } catch (error) {
    if (error instanceof Gone) return { kind: "refused", notice: closed(locale) };
    throw error;
  }
}

/** Gives words to the conversation in the transaction; throws Gone when there is none that takes them. */
export async function tell(
  deps: RecruiterDeps,
  tx: Tx,
  who: Pick<Recruiter, "company">,
  application: LockedApplication,
  event: Extract<EventDraft, { type: "recruiterSaid" }>,
): Promise<void> {
  if (!application.conversationId) throw new Gone();
  const applied = await deps.conversations.applyIn(tx, who.company, application.conversationId, event);
  if (applied === "gone") throw new Gone();
}
