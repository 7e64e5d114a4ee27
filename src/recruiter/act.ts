import type { EventDraft } from "../conversation/types.ts";
import { inLocale } from "../core/locale.ts";
import { type Receipt, receiptOf } from "../core/scoring/receipt.ts";
import { type Decision, rule } from "../core/stages.ts";
import { latestAssessments } from "../db/assessments-read.ts";
import type { Tx } from "../db/client.ts";
import {
  activeRecruiter,
  claimDelivery,
  type LockedApplication,
  lockApplication,
  readNow,
  setStage,
} from "../db/decisions.ts";
import { enqueue } from "../db/outbox.ts";
import { insertFact } from "../db/outcomes.ts";
import type { Target } from "./cards/buttons.ts";
import { closed, madeNotice, noRight, refusal, twice, unknownCandidate, unreachableNote } from "./notices.ts";
import { shownAs } from "./takeover.ts";
import type { ActionResult, Recruiter, RecruiterDeps } from "./types.ts";
import { caseNumber, say, stageNames } from "./words.ts";

export type Outcome = Extract<ActionResult, { kind: "done" | "refused" }>;
type Step = { tx: Tx; application: LockedApplication; now: Date };

/** A person decides on an application. `text` reaches the candidate's chat (null = nothing is said to them). */
export type DecisionInput = {
  target: Target;
  to: Decision;
  reason: string | null;
  text: string | null;
  deliveryId: string;
};

/**
 * Decides in one transaction: stage, fact with actor, message to the candidate and refreshed card happen together or
 * not at all, and once per delivery. Whoever comes second is told who was faster.
 */
export function decide(deps: RecruiterDeps, who: Recruiter, input: DecisionInput): Promise<Outcome> {
  const { target, to } = input;
  const { locale } = deps;
  return act(deps, who, target.a, input.deliveryId, async ({ tx, application, now }) => {
    const ruling = rule(application, target.v, to);
    if (ruling.kind === "refused") {
      await refreshCard(deps, tx, who, application, input.deliveryId, now);
      return { kind: "refused", notice: await refusal(deps, tx, who, application, ruling.because) };
    }
    await setStage(tx, who.company, application.id, to, now);
    await insertFact(tx, {
      company: who.company,
      applicationId: application.id,
      key: `decision:${application.version}`,
      name: to,
      actor: who.id,
      data: { before: application.stage, after: to, reason: input.reason },
      at: now.getTime(),
    });
    if (to !== "held" && input.text) {
      const kind = to === "invited" ? "invitation" : "decline";
      await tell(deps, tx, who, application, {
        type: "recruiterSaid",
        key: `decision:${application.version}`,
        kind,
        text: input.text,
        receipt: await judgedReceipt(deps, tx, who.company, application.id),
      });
    }
    await refreshCard(deps, tx, who, application, input.deliveryId, now);
    const what = inLocale(stageNames[to], deps.locale);
    const note = `${who.name} · ${what}${input.text ? `\n${input.text}` : ""}`;
    await noteInThread(deps, tx, who, application, input.deliveryId, note, now);
    return { kind: "done", notice: madeNotice(application, to, locale) };
  });
}

/** What the candidate is told of a result that a model's evidence went into; undefined = rules alone, as the dialogue has it. */
async function judgedReceipt(
  { vault }: RecruiterDeps,
  tx: Tx,
  company: string,
  applicationId: string,
): Promise<Receipt | undefined> {
  const assessment = (await latestAssessments(tx, vault, company, [applicationId])).get(
    applicationId,
  )?.assessment;
  return assessment?.judge ? receiptOf(assessment) : undefined;
}

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
    await refreshCard(deps, tx, who, application, input.deliveryId, now);
    if (!input.inThread) {
      const verb =
        input.kind === "reply" ? say(deps.locale, "回复", "replied") : say(deps.locale, "追问", "asked");
      await noteInThread(
        deps,
        tx,
        who,
        application,
        input.deliveryId,
        `${who.name} ${verb}: ${input.text}`,
        now,
      );
    }
    const to = caseNumber(application.number);
    const notice = say(deps.locale, `已发给 ${to}。`, `Sent to ${to}.`);
    return { kind: "done", notice: notice + unreachableNote(application, deps.locale) };
  });
}

/** Rolls the transaction back: there is no conversation any more that could take the message. */
class Gone extends Error {
  override readonly name = "Gone";
}

/** Runs a click in one transaction: once per delivery, rights of this moment, conversation and application locked. */
export async function act(
  deps: RecruiterDeps,
  who: Recruiter,
  applicationId: string,
  deliveryId: string,
  work: (step: Step) => Promise<Outcome>,
): Promise<Outcome> {
  const { locale } = deps;
  let conversationId: string | null = null;
  try {
    const outcome = await deps.db.transact(async (tx): Promise<Outcome> => {
      const now = await readNow(tx, deps.clock());
      if (!(await claimDelivery(tx, who.company, deliveryId, now)))
        return { kind: "refused", notice: twice(locale) };
      // Rights are those of this moment, not of when the button was drawn.
      if (!(await activeRecruiter(tx, who.company, who.id)))
        return { kind: "refused", notice: noRight(locale) };
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

async function tell(
  deps: RecruiterDeps,
  tx: Tx,
  who: Recruiter,
  application: LockedApplication,
  event: Extract<EventDraft, { type: "recruiterSaid" }>,
): Promise<void> {
  if (!application.conversationId) throw new Gone();
  const applied = await deps.conversations.applyIn(tx, who.company, application.conversationId, event);
  if (applied === "gone") throw new Gone();
}

const row = (
  deps: RecruiterDeps,
  who: Recruiter,
  application: LockedApplication,
  key: string,
  body: unknown,
) => ({
  company: who.company,
  lane: `r:${application.id}`,
  key,
  channel: "recruiters",
  conversationId: application.conversationId,
  applicationId: application.id,
  bodySealed: deps.vault.seal(body, `${who.company}:outbox`),
  tracked: false,
});

const refreshCard = (
  deps: RecruiterDeps,
  tx: Tx,
  who: Recruiter,
  application: LockedApplication,
  deliveryId: string,
  now: Date,
) => enqueue(tx, row(deps, who, application, `card:${deliveryId}`, { kind: "card" }), now.getTime());

const noteInThread = (
  deps: RecruiterDeps,
  tx: Tx,
  who: Recruiter,
  application: LockedApplication,
  deliveryId: string,
  text: string,
  now: Date,
) => enqueue(tx, row(deps, who, application, `note:${deliveryId}`, { kind: "thread", text }), now.getTime());
