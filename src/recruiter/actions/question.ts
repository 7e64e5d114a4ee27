import { randomUUID } from "node:crypto";
import { z } from "zod";
import { maskPersonal } from "../../core/masking.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import { type QuestionGroup, questionGroups, settleSuggestion } from "../../db/candidate-questions.ts";
import { readNow } from "../../db/decisions.ts";
import { FaqEntry, putFaqEntry } from "../../db/faq.ts";
import { once, ownOnly } from "../access.ts";
import { answerCandidates } from "../answer-question.ts";
import { everyJob, faqForm } from "../cards/faq.ts";
import { answerForm, settledView } from "../cards/question.ts";
import { faqView } from "../faq-view.ts";
import type { Action, ActionInput, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";
import { mayFor, parseEntry, scopesOf } from "./faq.ts";

const Target = z.strictObject({ q: z.uuid(), list: z.literal(true).optional() });

/** Answers a candidate's question; everybody who asked it hears it. */
export const questionAnswer: Action = {
  id: "question_answer",
  async run(deps, who, input) {
    const group = await groupOf(deps, who, input);
    if (!group) return gone(deps);
    const ask = (entered: string) => answerForm(input.value, group.question, entered, deps.locale);
    if (!input.form) return { kind: "form", modal: ask("") };
    const text = (input.form.answer ?? "").trim();
    if (text.length < 2) {
      const errors = { answer: say(deps.locale, "请写下回答。", "Please write an answer.") };
      return { kind: "invalid", errors, modal: ask(text) };
    }
    const { deliveryId } = input;
    return await answerCandidates(deps, who, { group: group.group, text, deliveryId, inThread: false });
  },
};

/** Makes an answer that was given an entry, as it is. */
export const faqAccept: Action = {
  id: "faq_accept",
  async run(deps, who, input) {
    const group = await groupOf(deps, who, input);
    if (!group?.answer) return gone(deps);
    const entry = FaqEntry.safeParse(draftOf(deps, group));
    // What does not fit as it is has to be edited.
    if (!entry.success) return await faqAmend.run(deps, who, input);
    return await settle(deps, who, input, group, entry.data);
  },
};

/** The same after editing. */
export const faqAmend: Action = {
  id: "faq_amend",
  async run(deps, who, input) {
    const group = await groupOf(deps, who, input);
    if (!group?.answer) return gone(deps);
    const scopes = await scopesOf(deps, who, group.job, group.jobTitle);
    const ask = (entered: Record<string, string>) =>
      faqForm({ id: "faq_amend", value: input.value, scopes }, entered, deps.locale);
    const { question, answer } = draftOf(deps, group);
    if (!input.form) return { kind: "form", modal: ask({ scope: group.job || everyJob, question, answer }) };
    const parsed = parseEntry(deps, scopes, input.form, randomUUID());
    if ("errors" in parsed) return { kind: "invalid", errors: parsed.errors, modal: ask(input.form) };
    return await settle(deps, who, input, group, parsed.entry);
  },
};

/** Leaves an answer with those who asked. */
export const faqReject: Action = {
  id: "faq_reject",
  async run(deps, who, input) {
    const group = await groupOf(deps, who, input);
    return group ? await settle(deps, who, input, group, null) : gone(deps);
  },
};

const draftOf = ({ locale }: RecruiterDeps, group: QuestionGroup) => ({
  id: randomUUID(),
  job: group.job,
  question: maskPersonal(group.question, locale).trim().slice(0, 200),
  answer: group.answer ?? "",
});

/** Adds the entry, or none, and draws what stands there now. */
async function settle(
  deps: RecruiterDeps,
  who: Recruiter,
  input: ActionInput,
  group: QuestionGroup,
  entry: FaqEntry | null,
): Promise<ActionResult> {
  const { company } = who;
  const state = entry ? "accepted" : "rejected";
  const result = await deps.db.transact(async (tx): Promise<ActionResult> => {
    const now = await readNow(tx, deps.clock());
    return await once(deps, tx, who, input.deliveryId, now, async () => {
      const refused = await mayFor(
        deps,
        tx,
        who,
        entry ? "faq_accept" : "faq_reject",
        entry?.job ?? group.job,
      );
      if (refused) return refused;
      const settled = await settleSuggestion(tx, { company, group: group.group }, state, who.id);
      if (settled.count === 0) return gone(deps);
      if (entry) {
        await putFaqEntry(tx, company, entry, who.id, now);
        const note = { actor: who.id, action: "faq_added", subject: entry.id, after: entry };
        await noteAudit(tx, company, note, now);
      }
      return done;
    });
  });
  if (result !== done) return result;
  if (read(input.value)?.list) return { kind: "view", view: await faqView(deps, who, 1), beside: true };
  return { kind: "view", view: settledView({ ...group, state }, deps.locale) };
}

/** Placeholder of a change that was made. */
const done: ActionResult = { kind: "done", notice: "" };

/** The question a button is about, where this person may see it. */
async function groupOf(
  deps: RecruiterDeps,
  who: Recruiter,
  input: ActionInput,
): Promise<QuestionGroup | null> {
  const q = read(input.value)?.q;
  if (!q) return null;
  const only = { group: q, ownOf: ownOnly(who, "action faq") };
  const [group] = await questionGroups(deps.db.sql, deps.vault, who.company, only);
  return group ?? null;
}

const gone = ({ locale }: RecruiterDeps): ActionResult => ({
  kind: "refused",
  notice: say(
    locale,
    "这个问题已经处理过，或者不在了。",
    "This question was dealt with already, or is no longer there.",
  ),
});

function read(value: string): z.infer<typeof Target> | null {
  try {
    return Target.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
