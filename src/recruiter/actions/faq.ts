import { randomUUID } from "node:crypto";
import { z } from "zod";
import { reachOf } from "../../core/rights.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import type { Tx } from "../../db/client.ts";
import { readNow } from "../../db/decisions.ts";
import { dropFaqEntry, FaqEntry, faqEntries, lockFaqEntry, putFaqEntry } from "../../db/faq.ts";
import { countedJobs } from "../../db/job-opening.ts";
import { askRight, once, ownOnly } from "../access.ts";
import { everyJob, faqForm } from "../cards/faq.ts";
import { faqView } from "../faq-view.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const Page = z.strictObject({ page: z.int().min(1).max(1000) });
const Target = z.strictObject({ faq: z.uuid() });

/** The questions and answers, page by page. */
export const faq: Action = {
  id: "faq",
  async run(deps, who, input) {
    const page = read(Page, input.value)?.page;
    const view = await faqView(deps, who, page ?? 1);
    return { kind: "view", view, ...(page === undefined ? { beside: true } : {}) };
  },
};

/** Writes an answer. */
export const faqNew: Action = {
  id: "faq_new",
  async run(deps, who, input) {
    const scopes = await scopesOf(deps, who);
    const ask = (entered: Record<string, string>) =>
      faqForm({ id: "faq_new", value: "{}", scopes }, entered, deps.locale);
    if (!input.form) return { kind: "form", modal: ask({}) };
    const parsed = parseEntry(deps, scopes, input.form, randomUUID());
    if ("errors" in parsed) return { kind: "invalid", errors: parsed.errors, modal: ask(input.form) };
    return await change(deps, who, input.deliveryId, async (tx, now) => {
      const refused = await mayFor(deps, tx, who, "faq_new", parsed.entry.job);
      if (refused) return refused;
      await putFaqEntry(tx, who.company, parsed.entry, who.id, now);
      const entry = { actor: who.id, action: "faq_added", subject: parsed.entry.id, after: parsed.entry };
      await noteAudit(tx, who.company, entry, now);
      return saved;
    });
  },
};

/** Changes an answer; what stood before is in the audit trail. */
export const faqEdit: Action = {
  id: "faq_edit",
  async run(deps, who, input) {
    const id = read(Target, input.value)?.faq;
    const entries = await faqEntries(deps.db.sql, who.company, ownOnly(who, "action faq"));
    const entry = entries.find((one) => one.id === id);
    if (!entry) return gone(deps);
    const scopes = await scopesOf(deps, who, entry.job, entry.jobTitle);
    const ask = (entered: Record<string, string>) =>
      faqForm({ id: "faq_edit", value: input.value, scopes }, entered, deps.locale);
    const { question, answer } = entry;
    if (!input.form) return { kind: "form", modal: ask({ scope: entry.job || everyJob, question, answer }) };
    const parsed = parseEntry(deps, scopes, input.form, entry.id);
    if ("errors" in parsed) return { kind: "invalid", errors: parsed.errors, modal: ask(input.form) };
    return await change(deps, who, input.deliveryId, async (tx, now) => {
      const before = await lockFaqEntry(tx, who.company, entry.id);
      if (!before) return gone(deps);
      const refused =
        (await mayFor(deps, tx, who, "faq_edit", before.job)) ??
        (await mayFor(deps, tx, who, "faq_edit", parsed.entry.job));
      if (refused) return refused;
      await putFaqEntry(tx, who.company, parsed.entry, who.id, now);
      const note = { actor: who.id, action: "faq_changed", subject: entry.id, before, after: parsed.entry };
      await noteAudit(tx, who.company, note, now);
      return saved;
    });
  },
};

/** Removes an answer. */
export const faqRemove: Action = {
  id: "faq_remove",
  async run(deps, who, input) {
    const id = read(Target, input.value)?.faq;
    if (!id) return gone(deps);
    return await change(deps, who, input.deliveryId, async (tx, now) => {
      const before = await lockFaqEntry(tx, who.company, id);
      if (!before) return gone(deps);
      const refused = await mayFor(deps, tx, who, "faq_remove", before.job);
      if (refused) return refused;
      await dropFaqEntry(tx, who.company, id);
      await noteAudit(tx, who.company, { actor: who.id, action: "faq_removed", subject: id, before }, now);
      return saved;
    });
  },
};

/** What an entry can be for: every job where the person's right goes everywhere, and the jobs they may see. */
export async function scopesOf(deps: RecruiterDeps, who: Recruiter, job = "", title: string | null = null) {
  const own = ownOnly(who, "action faq_new");
  const { jobs } = await countedJobs(deps.db.sql, who.company, { limit: 98, offset: 0 }, { ownOf: own });
  const every = { value: everyJob, label: say(deps.locale, "所有岗位", "Every job") };
  const scopes = jobs.map(({ id, title: label }) => ({ value: id, label }));
  if (job !== "" && !scopes.some(({ value }) => value === job))
    scopes.push({ value: job, label: title ?? job });
  return own ? scopes : [every, ...scopes];
}

/** What was entered as an entry, or a sentence per field. */
export function parseEntry(
  { locale }: RecruiterDeps,
  scopes: readonly { value: string }[],
  form: Record<string, string>,
  id: string,
): { entry: FaqEntry } | { errors: Record<string, string> } {
  const scope = scopes.find(({ value }) => value === form.scope)?.value;
  const job = scope === everyJob ? "" : scope;
  const entry = FaqEntry.safeParse({ id, job, question: form.question ?? "", answer: form.answer ?? "" });
  if (entry.success) return { entry: entry.data };
  const words: Record<string, string> = {
    job: say(locale, "请选择适用的岗位。", "Please choose what it is for."),
    question: say(locale, "问题请写 2 到 200 个字。", "The question needs 2 to 200 characters."),
    answer: say(locale, "回答请写 2 到 1500 个字。", "The answer needs 2 to 1500 characters."),
  };
  const fields = entry.error.issues.map(({ path }) => String(path[0]));
  return {
    errors: Object.fromEntries(
      fields.flatMap((field) => (words[field] ? [[field === "job" ? "scope" : field, words[field]]] : [])),
    ),
  };
}

/** Whether the person may change entries of this job; those for every job need a right that goes everywhere. */
export async function mayFor(
  deps: RecruiterDeps,
  tx: Tx,
  who: Recruiter,
  action: string,
  job: string,
): Promise<ActionResult | null> {
  const may = await askRight(deps, tx, who, `action ${action}`, job === "" ? null : { job }, true);
  if ("kind" in may) return may;
  if (job !== "" || reachOf(may.role, `action ${action}`) === "all") return null;
  const notice = say(
    deps.locale,
    "对所有岗位生效的答案由主管或管理员修改；您可以给自己的岗位另写一条。",
    "Answers for every job are changed by leads and admins; you can write one for your own job.",
  );
  return { kind: "refused", notice };
}

/** Placeholder of a change that was made; the list is drawn after the commit. */
const saved: ActionResult = { kind: "done", notice: "" };

async function change(
  deps: RecruiterDeps,
  who: Recruiter,
  deliveryId: string,
  work: (tx: Tx, now: Date) => Promise<ActionResult>,
): Promise<ActionResult> {
  const result = await deps.db.transact(async (tx) => {
    const now = await readNow(tx, deps.clock());
    return await once(deps, tx, who, deliveryId, now, () => work(tx, now));
  });
  return result === saved ? { kind: "view", view: await faqView(deps, who, 1), beside: true } : result;
}

const gone = ({ locale }: RecruiterDeps): ActionResult => ({
  kind: "refused",
  notice: say(locale, "这个问题已经被删除。", "This question has been deleted."),
});

function read<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
