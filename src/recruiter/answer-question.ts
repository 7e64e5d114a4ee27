import { maskPersonal } from "../core/masking.ts";
import { answerQuestion as keepAnswer, lockAskers, questionGroups } from "../db/candidate-questions.ts";
import { enqueue } from "../db/outbox.ts";
import { insertFact } from "../db/outcomes.ts";
import { act, type Outcome } from "./act.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import { clip } from "./text.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { caseNumber, say } from "./words.ts";

export type QuestionAnswer = {
  group: string;
  text: string;
  deliveryId: string;
  /** The words stand in the thread already. */
  inThread: boolean;
};

/**
 * Sends an answer to everybody who asked the question and keeps it as a suggested entry. It is no takeover: the
 * assistant goes on with the conversation.
 */
export async function answerCandidates(
  deps: RecruiterDeps,
  who: Recruiter,
  { group: id, text, deliveryId, inThread }: QuestionAnswer,
): Promise<Outcome> {
  const { locale, vault } = deps;
  const { company } = who;
  const [group] = await questionGroups(deps.db.sql, vault, company, { group: id });
  if (!group) return { kind: "refused", notice: gone(deps) };
  const told: string[] = [];
  const outcome = await act(deps, who, group.applicationId, deliveryId, async ({ tx, application, now }) => {
    const askers = (await lockAskers(tx, vault, company, id)).filter(({ state }) => state === "open");
    if (askers.length === 0) return { kind: "refused", notice: answeredAlready(deps) };
    await keepAnswer(tx, vault, { company, group: id }, text, who.id, now);
    for (const { conversationId, question } of askers) {
      const applied = await deps.conversations.applyIn(tx, company, conversationId, {
        type: "recruiterSaid",
        key: `answer:${id}`,
        kind: "reply",
        text,
        answers: clip(question, 60),
      });
      if (applied === "applied" && !told.includes(conversationId)) told.push(conversationId);
    }
    const key = `answer:${id}`;
    const fact = { company, applicationId: application.id, key, name: "recruiter_replied", actor: who.id };
    await insertFact(tx, { ...fact, data: null, at: now.getTime() });
    await refreshCard(deps, tx, { company, application }, deliveryId, now);
    if (!inThread) {
      const note = `${who.name} ${say(locale, "回答", "answered")}「${clip(maskPersonal(group.question, locale), 60)}」: ${text}`;
      await noteInThread(deps, tx, { company, application }, deliveryId, note, now);
    }
    await enqueue(
      tx,
      {
        company,
        lane: `r:${application.id}`,
        key: `suggestion:${id}`,
        channel: "recruiters",
        conversationId: application.conversationId,
        applicationId: application.id,
        bodySealed: vault.seal({ kind: "suggestion", group: id }, `${company}:outbox`),
        tracked: false,
      },
      now.getTime(),
    );
    const to = caseNumber(application.number);
    const more = told.length > 1 ? say(locale, `等 ${told.length} 人`, ` and ${told.length - 1} more`) : "";
    const notice = say(
      locale,
      `已发给 ${to}${more}。要不要收进常见问题？点建议下面的按钮。`,
      `Sent to ${to}${more}. Add it to the answers with the buttons of the suggestion.`,
    );
    return { kind: "done", notice };
  });
  if (outcome.kind === "done")
    for (const conversation of told) deps.conversations.wake(company, conversation);
  return outcome;
}

const gone = ({ locale }: RecruiterDeps) =>
  say(locale, "这个问题已经不在了。", "This question is no longer there.");

const answeredAlready = ({ locale }: RecruiterDeps) =>
  say(
    locale,
    "这个问题已经有同事回答了，没有重复发送。",
    "A colleague answered this already; nothing was sent twice.",
  );
