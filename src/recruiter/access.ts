import { z } from "zod";
import { inLocale, type Locale } from "../core/locale.ts";
import { type Role, type Ruling, reachOf, ruleRight } from "../core/rights.ts";
import type { Sql, Tx } from "../db/client.ts";
import { claimDelivery, freeDelivery } from "../db/decisions.ts";
import { type Standing, type Subject, standing } from "../db/rights.ts";
import { noRight, twice } from "./notices.ts";
import type { Action, ActionResult, Command, Recruiter, RecruiterDeps } from "./types.ts";
import { roleNames, say } from "./words.ts";

type Refused = { kind: "refused"; notice: string };

/** An action that asks for the person's right, as of the click, before anything else. */
export const guardedAction = (action: Action): Action => ({
  ...action,
  async run(deps, who, input) {
    const now = await askRight(deps, deps.db.sql, who, `action ${action.id}`, subjectOf(input.value));
    return "kind" in now ? now : await action.run(deps, now, input);
  },
});

/** A command that asks for the person's right, as of now, before anything else. */
export const guardedCommand = (command: Command): Command => ({
  ...command,
  async run(deps, who, args) {
    const now = await askRight(deps, deps.db.sql, who, `command ${command.name}`, null);
    if (!("kind" in now)) return await command.run(deps, now, args);
    const blocks = [
      { type: "section" as const, text: { type: "mrkdwn" as const, text: now.notice, verbatim: true } },
    ];
    return { kind: "view", view: { text: now.notice, blocks } };
  },
});

/**
 * The person with the role of this moment, or why they may not. Inside a transaction, `hold` keeps it that way until the
 * end, so that a click of somebody who is being removed either comes before the removal or is refused.
 */
export async function askRight(
  deps: Pick<RecruiterDeps, "locale">,
  sql: Sql | Tx,
  who: Recruiter,
  right: string,
  subject: Subject,
  hold = false,
): Promise<Recruiter | Refused> {
  const person = await standing(sql, who.company, who.id, subject, hold);
  const ruling = ruleRight(person, right, person?.own ?? null);
  if (ruling === "yes" && person) return { ...who, role: person.role };
  return { kind: "refused", notice: refusalWords(ruling, person?.role ?? null, deps.locale) };
}

/**
 * Does something in a transaction while the person has the right: it is looked up inside and held until the end. What
 * comes out is the refusal, or what `work` gave.
 */
export const withRight = <T>(
  deps: Pick<RecruiterDeps, "db" | "locale">,
  who: Recruiter,
  right: string,
  subject: Subject,
  work: (tx: Tx, now: Recruiter) => Promise<T>,
): Promise<T | Refused> =>
  deps.db.transact(async (tx) => {
    const now = await askRight(deps, tx, who, right, subject, true);
    return "kind" in now ? now : await work(tx, now);
  });

/**
 * Does `work` once per delivery, in the caller's transaction. What was refused or had mistakes must have changed nothing;
 * it counts as not delivered, because the same form comes again when it was corrected.
 */
export async function once(
  deps: Pick<RecruiterDeps, "locale">,
  tx: Tx,
  who: Recruiter,
  deliveryId: string,
  now: Date,
  work: () => Promise<ActionResult>,
): Promise<ActionResult> {
  if (!(await claimDelivery(tx, who.company, deliveryId, now)))
    return { kind: "refused", notice: twice(deps.locale) };
  const result = await work();
  if (result.kind === "refused" || result.kind === "invalid") await freeDelivery(tx, who.company, deliveryId);
  return result;
}

/** A colleague who may work on this application as of now; null = not listed, not their job, or only reading. */
export async function colleagueFor(
  sql: Sql | Tx,
  company: string,
  id: string,
  application: string,
): Promise<Standing | null> {
  const person = await standing(sql, company, id, { application });
  return ruleRight(person, "change application", person?.own ?? null) === "yes" ? person : null;
}

/** Whose jobs a list is cut down to; null = the whole company. */
export const ownOnly = (who: Recruiter, right: string): string | null =>
  reachOf(who.role, right) === "all" ? null : who.id;

/** Says (mrkdwn) why somebody may not, and who may. */
function refusalWords(ruling: Ruling, role: Role | null, locale: Locale): string {
  if (ruling === "unlisted" || role === null) return noRight(locale);
  if (ruling === "other job")
    return say(
      locale,
      "这个岗位现在不归您负责，没有执行。需要的话，请主管在 /jobs 里把岗位分给您。",
      "This job is not one of yours, so nothing was done. A lead can assign it to you in /jobs.",
    );
  const name = inLocale(roleNames[role], locale);
  return say(
    locale,
    `您现在的角色是“${name}”，不能做这一步，没有执行。角色由管理员在 /settings 里调整。`,
    `Your role is now "${name}", which may not do this; nothing was done. An admin changes roles in /settings.`,
  );
}

const About = z.object({ a: z.uuid().optional(), job: z.string().max(64).optional() });

/** What a button's value names: `a` an application, `job` a job. */
function subjectOf(value: string): Subject {
  try {
    const { a, job } = About.parse(JSON.parse(value));
    if (a) return { application: a };
    return job ? { job } : null;
  } catch {
    return null;
  }
}
