import { randomUUID } from "node:crypto";
import { z } from "zod";
import { dayIn } from "../core/calendar-days.ts";
import { inLocale, type Locale } from "../core/locale.ts";
import {
  exitReasonIds,
  exitReasons,
  type OutcomeMove,
  outcomeNames,
  outcomes,
  type Standing,
} from "../core/outcomes.ts";
import type { Tx } from "../db/client.ts";
import { lockApplication, readNow } from "../db/decisions.ts";
import { type OutcomeRecorded, type OutcomeRefusal, recordOutcome } from "../db/outcome-events.ts";
import { companyTimeZone } from "./candidate.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import type { RecruiterDeps } from "./types.ts";
import { caseNumber, say } from "./words.ts";

/** Who says it: a recruiter's id and name, or a program. */
export type Reporter = { company: string; id: string; name: string };

export type Reported =
  | { kind: "recorded" | "same"; number: number; on: string | null; standing: Standing; before: Standing }
  | { kind: "refused"; because: OutcomeRefusal | "unknown"; number: number | null };

/** An outcome as it is entered; `on` undefined = today, null = it is taken back. */
export type OutcomeReport = Omit<OutcomeMove, "on"> & { on?: string | null | undefined };

/**
 * Takes an outcome of an application within `tx`, whichever way it came: written once, with its actor; the card is
 * drawn anew and its thread told.
 */
export async function reportOutcome(
  deps: Pick<RecruiterDeps, "vault" | "clock" | "locale">,
  tx: Tx,
  by: Reporter,
  applicationId: string,
  report: OutcomeReport,
): Promise<Reported> {
  const application = await lockApplication(tx, by.company, applicationId);
  if (!application) return { kind: "refused", because: "unknown", number: null };
  const [now, timeZone] = await Promise.all([readNow(tx, deps.clock()), companyTimeZone(tx, by.company)]);
  const today = dayIn(timeZone, now);
  const on = report.on === undefined ? today : report.on;
  const { number } = application;
  const { company, id: actor } = by;
  const entry = { ...report, on, company, applicationId, actor, now, today, timeZone };
  const done: OutcomeRecorded = await recordOutcome(tx, entry);
  if (done.kind === "refused") return { ...done, number };
  if (done.kind === "same") return { kind: "same", number, on, standing: done.before, before: done.before };
  const key = `outcome-${randomUUID()}`;
  const of = { company, application };
  await refreshCard(deps, tx, of, key, now);
  const line = `${by.name} · ${outcomeWords({ ...report, on }, deps.locale)}`;
  await noteInThread(deps, tx, of, key, line, now);
  return { kind: "recorded", number, on, standing: done.after, before: done.before };
}

/** "已离职 2026-11-20（薪资）", or that it was taken back. */
export function outcomeWords({ outcome, on, reason }: OutcomeMove, locale: Locale): string {
  const name = inLocale(outcomeNames[outcome], locale);
  if (on === null) return say(locale, `撤回“${name}”`, `took back "${name}"`);
  const why = reason && outcome === "left" ? inLocale(exitReasons[reason], locale) : null;
  return `${name} ${on}${why ? say(locale, `（${why}）`, ` (${why})`) : ""}`;
}

/** What holds now, in the order in which it happens; "" for nothing. */
export const standingWords = (standing: Standing, locale: Locale): string =>
  outcomes
    .flatMap((outcome) => {
      const at = standing[outcome];
      return at ? [outcomeWords({ outcome, ...at }, locale)] : [];
    })
    .join(" → ");

/** What the person who entered it reads. */
export function reportedNotice(done: Reported, report: OutcomeMove, locale: Locale): string {
  if (done.kind === "refused") return refusedWords(done, locale);
  const who = caseNumber(done.number);
  const what = outcomeWords(report, locale);
  if (done.kind === "same")
    return say(
      locale,
      `${who} 已经是${what}，没有重复记录。`,
      `${who}: ${what} is recorded already; nothing changed.`,
    );
  const old = done.before[report.outcome];
  const instead =
    old && report.on !== null ? say(locale, `（原来记的是 ${old.on}）`, ` (it was ${old.on})`) : "";
  const all = standingWords(done.standing, locale);
  const now = all ? say(locale, `现在：${all}。`, ` Now: ${all}.`) : "";
  return say(locale, `已记录 ${who} ${what}${instead}。`, `Recorded for ${who}: ${what}${instead}.`) + now;
}

function refusedWords({ because, number }: Extract<Reported, { kind: "refused" }>, locale: Locale): string {
  const who = number === null ? "" : caseNumber(number);
  switch (because) {
    case "unknown":
      return say(
        locale,
        "没有找到这位候选人，用 `/candidates` 看看编号。",
        "No such candidate; `/candidates` shows the numbers.",
      );
    case "erased":
      return say(locale, `${who} 的资料已删除，不能再记录。`, `${who} was erased; nothing can be recorded.`);
    case "practice":
      return say(
        locale,
        `${who} 是练习岗位，不记录进展。`,
        `${who} is of a practice job; it has no outcomes.`,
      );
    case "future":
      return say(
        locale,
        "日期还没到，请等发生了再记录。",
        "This day has not come yet; record it when it has happened.",
      );
    case "not_hired":
      return say(
        locale,
        `${who} 在那天之前没有录用或到岗的记录，请先记录，例如 \`/outcome ${who} hired 2026-11-20\`。`,
        `${who} was not hired by that day; record that first, e.g. \`/outcome ${who} hired 2026-11-20\`.`,
      );
    case "left_first":
      return say(
        locale,
        `和 ${who} 的离职记录对不上，请先改离职：\`/outcome ${who} left 日期 原因\`，或撤回：\`/outcome ${who} undo left\`。`,
        `It contradicts the day ${who} left; correct that first with \`/outcome ${who} left DATE REASON\` or \`/outcome ${who} undo left\`.`,
      );
    case "no_reason":
      return say(
        locale,
        `离职要写原因：${reasonList(locale)}。`,
        `Leaving needs a reason: ${reasonList(locale)}.`,
      );
    case "nothing":
      return say(locale, `${who} 没有这条记录，不用撤回。`, `${who} has no such record to take back.`);
    default:
      return because satisfies never;
  }
}

/** Every reason for leaving, for people to choose. */
export const reasonList = (locale: Locale): string =>
  exitReasonIds
    .map((id) => (locale === "en" ? `${id} (${exitReasons[id].en})` : exitReasons[id].zh))
    .join(say(locale, "、", ", "));

/** Application id by "C1042" or the id itself; null = the company has none. */
export async function applicationBy(sql: Tx, company: string, said: string): Promise<string | null> {
  const number = /^\s*[cC#]?\s?(\d{1,9})\s*$/.exec(said)?.[1];
  const id = z.uuid().safeParse(said.trim());
  if (number === undefined && !id.success) return null;
  const [row] = await sql`
    select id from applications where company_id = ${company}
      and ${number === undefined ? sql`id = ${id.data ?? ""}` : sql`number = ${Number(number)}`}`;
  return row ? z.object({ id: z.uuid() }).parse(row).id : null;
}
