import { z } from "zod";
import { type Receipt, receiptOf } from "../core/scoring/receipt.ts";
import { undoMs } from "../core/undo.ts";
import { latestAssessments } from "../db/assessments-read.ts";
import type { Tx } from "../db/client.ts";
import type { LockedApplication } from "../db/decisions.ts";
import { deferredChannel, letterLane, lockDeferred, settleDeferred } from "../db/deferred.ts";
import { enqueue } from "../db/outbox.ts";
import { insertFact } from "../db/outcomes.ts";
import { Gone, tell } from "./act.ts";
import { offerTimes } from "./interviews/tell.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import type { RecruiterDeps } from "./types.ts";
import { say } from "./words.ts";

/** A letter of a decision as it waits in the outbox. */
export const HeldLetter = z.strictObject({
  kind: z.literal("letter"),
  letter: z.enum(["invitation", "decline"]),
  text: z.string(),
  /** Attempts that had begun when it was written. */
  attempts: z.int().min(1),
  /** The candidate may choose a time for the interview, right behind it. */
  times: z.boolean().optional(),
});
export type HeldLetter = z.infer<typeof HeldLetter>;

type Of = { company: string; application: LockedApplication; now: Date };

/** Puts the letter of a decision aside for as long as the decision can be undone; `key` is that of the decision. */
export async function holdLetter(
  deps: RecruiterDeps,
  tx: Tx,
  { company, application, now }: Of,
  key: string,
  letter: Omit<HeldLetter, "kind">,
): Promise<void> {
  if (application.closed || !application.conversationId) throw new Gone();
  const body: HeldLetter = { kind: "letter", ...letter };
  await enqueue(
    tx,
    {
      company,
      lane: letterLane(application.id),
      key,
      channel: deferredChannel,
      conversationId: application.conversationId,
      applicationId: application.id,
      bodySealed: deps.vault.seal(body, `${company}:outbox`),
      tracked: false,
      notBefore: now.getTime() + undoMs,
    },
    now.getTime(),
  );
}

/**
 * Gives a held letter to the conversation, in the caller's transaction on a locked application, and notes who let it
 * go. `gone` = it went before or was dropped; throws Gone, with nothing done, when nobody is left to read it.
 */
export async function releaseLetter(
  deps: RecruiterDeps,
  tx: Tx,
  { company, application, now }: Of,
  key: string,
  actor: string,
): Promise<"sent" | "gone"> {
  const of = { company, lane: letterLane(application.id), key };
  const sealed = await lockDeferred(tx, company, of.lane, key);
  if (!sealed) return "gone";
  const { letter, text, attempts, times } = HeldLetter.parse(deps.vault.open(sealed, `${company}:outbox`));
  const receipt = await changedReceipt(deps, tx, company, application.id);
  await tell(deps, tx, { company }, application, {
    type: "recruiterSaid",
    key,
    kind: letter,
    text,
    ...(letter === "decline" ? { attempt: attempts } : {}),
    ...(receipt ? { receipt } : {}),
  });
  if (letter === "invitation" && times)
    await offerTimes(deps, tx, { company, application, now, by: actor }, `times:${key}`, "invited");
  await settleDeferred(tx, of, { state: "sent" }, now);
  await insertFact(tx, {
    company,
    applicationId: application.id,
    key: `letter:${key}`,
    name: "letter_sent",
    actor,
    data: { of: key, letter },
    at: now.getTime(),
  });
  return "sent";
}

/** What happens when the time of a held letter has come: it goes out, or the thread hears that nobody can read it. */
export async function sendHeldLetter(deps: RecruiterDeps, tx: Tx, of: Of, key: string): Promise<void> {
  const { locale } = deps;
  const { company, application, now } = of;
  if (application.closed) {
    if (!(await lockDeferred(tx, company, letterLane(application.id), key))) return;
    const lane = letterLane(application.id);
    await settleDeferred(tx, { company, lane, key }, { state: "dropped", reason: "nobody to tell" }, now);
    const lost = say(
      locale,
      "决定的消息没有发出去：候选人的对话已经关闭。",
      "The message about the decision was not sent: the candidate's chat is closed.",
    );
    await noteInThread(deps, tx, of, `letter:${key}`, lost, now);
  } else if ((await releaseLetter(deps, tx, of, key, "system")) === "gone") return;
  await refreshCard(deps, tx, of, `letter:${key}`, now);
}

/** The result the candidate is told where it is not the one the dialogue computed; undefined = it is. */
async function changedReceipt(
  { vault }: RecruiterDeps,
  tx: Tx,
  company: string,
  applicationId: string,
): Promise<Receipt | undefined> {
  const stored = (await latestAssessments(tx, vault, company, [applicationId])).get(applicationId);
  const assessment = stored?.assessment;
  return assessment?.judge || assessment?.overrides ? receiptOf(assessment) : undefined;
}
