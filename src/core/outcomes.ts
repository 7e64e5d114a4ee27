import { z } from "zod";
import type { Day } from "./calendar-days.ts";
import type { Bilingual } from "./locale.ts";

/** What becomes of a candidate after the invitation, in the order in which it happens. */
export const outcomes = ["interviewed", "no_show", "offer", "hired", "started", "left"] as const;
export const Outcome = z.enum(outcomes, `is not one of ${outcomes.join(", ")}`);
export type Outcome = z.infer<typeof Outcome>;

export const outcomeNames: Record<Outcome, Bilingual> = {
  interviewed: { zh: "已面试", en: "Interviewed" },
  no_show: { zh: "爽约", en: "No-show" },
  offer: { zh: "已发 offer", en: "Offer made" },
  hired: { zh: "已录用", en: "Hired" },
  started: { zh: "已到岗", en: "Started work" },
  left: { zh: "已离职", en: "Left" },
};

/** Why people leave, one choice; the Chinese name is what staff records of other systems hold too. */
export const exitReasons = {
  ability: { zh: "能力不符", en: "Not up to the job" },
  night_shift: { zh: "不适应晚班", en: "Could not adapt to evenings" },
  schedule: { zh: "单休或排班", en: "Days off or shift plan" },
  pay: { zh: "薪资", en: "Pay" },
  pressure: { zh: "压力大", en: "Pressure" },
  family: { zh: "家庭或搬迁", en: "Family or moving" },
  transfer: { zh: "转岗", en: "Moved to another job" },
  probation: { zh: "试用不合格", en: "Failed probation" },
  other: { zh: "其他", en: "Other" },
} as const satisfies Record<string, Bilingual>;
export type ExitReason = keyof typeof exitReasons;
export const exitReasonIds = z.enum(Object.keys(exitReasons) as [ExitReason, ...ExitReason[]]).options;

/** The fact that is kept of an outcome; "started" alone already means that an application began. */
export const factOf: Record<Outcome, string> = {
  interviewed: "interviewed",
  no_show: "no_show",
  offer: "offer",
  hired: "hired",
  started: "work_started",
  left: "left",
};
/** The fact that takes an outcome back. */
export const removedFact = "outcome_removed";

/** Outcomes of an application that hold now, each on a local day. */
export type Standing = Partial<Record<Outcome, { on: Day; reason: ExitReason | null }>>;

export type OutcomeMove = { outcome: Outcome; on: Day | null; reason: ExitReason | null };

export type OutcomeRuling =
  /** `also` are outcomes that this one contradicts and takes back. */
  | { kind: "set"; also: Outcome[] }
  | { kind: "same" }
  | { kind: "refused"; because: "future" | "not_hired" | "left_first" | "no_reason" | "nothing" };

/** Whether an outcome may be entered, corrected or (`on` null) taken back. Entering the same again changes nothing. */
export function ruleOutcome(standing: Standing, move: OutcomeMove, today: Day): OutcomeRuling {
  const { outcome, on, reason } = move;
  const before = standing[outcome];
  const hiredOn = standing.started?.on ?? standing.hired?.on;
  if (on === null) {
    if (!before) return { kind: "refused", because: "nothing" };
    const others: Outcome[] = outcome === "hired" ? ["started"] : ["hired"];
    const stays = others.some((other) => standing[other]);
    if ((outcome === "hired" || outcome === "started") && standing.left && !stays)
      return { kind: "refused", because: "left_first" };
    return { kind: "set", also: [] };
  }
  if (on > today) return { kind: "refused", because: "future" };
  if (outcome === "left") {
    if (!hiredOn || on < hiredOn) return { kind: "refused", because: "not_hired" };
    if (!reason) return { kind: "refused", because: "no_reason" };
  }
  const start = outcome === "started" ? on : outcome === "hired" ? (standing.started?.on ?? on) : null;
  if (start && standing.left && start > standing.left.on) return { kind: "refused", because: "left_first" };
  if (before?.on === on && before.reason === (outcome === "left" ? reason : null)) return { kind: "same" };
  const contrary = outcome === "no_show" ? "interviewed" : outcome === "interviewed" ? "no_show" : null;
  return { kind: "set", also: contrary && standing[contrary] ? [contrary] : [] };
}

/** What metrics count of standing outcomes: stages with their day, and the employment they make. */
export function countedOutcomes(standing: Standing) {
  const hired = standing.hired?.on ?? standing.started?.on ?? null;
  const start = standing.started?.on ?? standing.hired?.on ?? null;
  return {
    stages: { interviewed: standing.interviewed?.on ?? null, offer: standing.offer?.on ?? null, hired },
    employment: start
      ? {
          hiredOn: start,
          leftOn: standing.left?.on ?? null,
          reason: standing.left?.reason ? exitReasons[standing.left.reason].zh : null,
        }
      : null,
  };
}

/** The outcome people mean by a word: its id or name in either language, with a few other ways of saying it. */
export function readOutcome(word: string): Outcome | null {
  const said = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, "");
  const found = outcomes.find((id) =>
    [id, outcomeNames[id].zh, outcomeNames[id].en, ...also[id]].some(
      (name) => name.toLowerCase().replaceAll(/[\s_-]+/g, "") === said,
    ),
  );
  return found ?? null;
}

const also: Record<Outcome, string[]> = {
  interviewed: ["面试", "面试了", "interview", "到面"],
  no_show: ["没来", "未到", "放鸽子", "absent"],
  offer: ["offered", "发offer", "录用通知"],
  hired: ["录用", "入职", "已入职", "hire"],
  started: ["到岗", "上岗", "start", "onboarded"],
  left: ["离职", "离开", "leave", "quit"],
};

/** A reason for leaving by its id or its name in either language. */
export function readExitReason(word: string): ExitReason | null {
  const said = word.trim().toLowerCase();
  return (
    exitReasonIds.find((id) => [id, exitReasons[id].zh, exitReasons[id].en.toLowerCase()].includes(said)) ??
    null
  );
}
