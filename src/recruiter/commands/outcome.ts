import { closest } from "../../core/closest.ts";
import {
  exitReasonIds,
  exitReasons,
  outcomeNames,
  outcomes,
  readExitReason,
  readOutcome,
} from "../../core/outcomes.ts";
import { askRight } from "../access.ts";
import { measure } from "../measure.ts";
import { applicationBy, type OutcomeReport, reasonList, reportedNotice, reportOutcome } from "../outcomes.ts";
import { mrkdwn } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { takePeriod, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

/** Enters what became of a candidate. */
export const outcome: Command = {
  name: "outcome",
  changes: true,
  usage: "/outcome C1042 interviewed|no_show|offer|hired|started|left [2026-11-20] [原因 reason]",
  description: {
    zh: "记录进展：已面试、爽约、offer、录用、到岗、离职（写原因）；写错了再记一次或 undo",
    en: "Records interviewed, no-show, offer, hired, started or left with a reason; enter it again to correct, or undo",
  },
  examples: [
    "/outcome C1042 hired 2026-11-20",
    "/outcome C1042 已面试",
    "/outcome C1042 离职 2026-12-05 薪资",
    "/outcome C1042 undo hired",
  ],
  async run(deps, who, args) {
    const { locale, db } = deps;
    const m = await measure(deps, who);
    const read = readReport(wordsOf(args), m.today, locale);
    if ("problem" in read) return { kind: "view", view: sentence(read.problem) };
    const notice = await db.transact(async (tx) => {
      const id = await applicationBy(tx, who.company, read.candidate);
      const may = await askRight(deps, tx, who, "change application", id ? { application: id } : null, true);
      if ("kind" in may) return may.notice;
      const done = id
        ? await reportOutcome(deps, tx, who, id, read.report)
        : ({ kind: "refused", because: "unknown", number: null } as const);
      return reportedNotice(
        done,
        { ...read.report, on: read.report.on === undefined ? m.today : read.report.on },
        locale,
      );
    });
    return { kind: "view", view: sentence(notice) };
  },
};

type Read = { candidate: string; report: OutcomeReport } | { problem: string };

function readReport(words: readonly string[], today: string, locale: "zh-CN" | "en"): Read {
  const [candidate, ...more] = words;
  if (candidate === undefined || more.length === 0) return { problem: howTo(locale) };
  const undo = /^(undo|撤回|撤销|取消)$/i.test(more[0] ?? "");
  const { period, rest } = takePeriod(undo ? more.slice(1) : more, today);
  const named = rest.findIndex((word) => readOutcome(word) !== null);
  const what = named < 0 ? null : readOutcome(rest[named] ?? "");
  if (!what) {
    const near = closest(
      rest[0] ?? "",
      outcomes.flatMap((id) => [id, outcomeNames[id].zh, outcomeNames[id].en]),
    );
    const hint =
      near.length > 0 ? say(locale, `是不是 ${near.join("、")}？`, ` Did you mean ${near.join(", ")}?`) : "";
    const said = mrkdwn(rest.join(" ") || "–", 60);
    return {
      problem:
        say(locale, `没有看懂“${said}”。${hint}`, `"${said}" is not an outcome.${hint} `) + howTo(locale),
    };
  }
  if (undo) return { candidate, report: { outcome: what, on: null, reason: null } };
  if (period && (period.from === null || period.from !== period.to))
    return { problem: say(locale, "日期请写到天，例如 2026-11-20。", "Give one day, e.g. 2026-11-20.") };
  const left = rest.filter((_, i) => i !== named).join(" ");
  const reason = left === "" ? null : readExitReason(left);
  if (left !== "" && !reason) {
    const near = closest(
      left,
      exitReasonIds.flatMap((id) => [exitReasons[id].zh, id]),
    );
    const hint =
      near.length > 0 ? say(locale, `是不是 ${near.join("、")}？`, ` Did you mean ${near.join(", ")}?`) : "";
    const said = mrkdwn(left, 60);
    return {
      problem: say(
        locale,
        `没有看懂“${said}”。${hint}离职原因：${reasonList(locale)}。`,
        `"${said}" is not known.${hint} Reasons for leaving: ${reasonList(locale)}.`,
      ),
    };
  }
  return { candidate, report: { outcome: what, on: period?.from ?? undefined, reason } };
}

const howTo = (locale: "zh-CN" | "en"): string =>
  say(
    locale,
    "写法：`/outcome C1042 进展 日期`，进展有：已面试、爽约、offer、录用、到岗、离职（加原因）；不写日期就是今天。例如 `/outcome C1042 hired 2026-11-20`。",
    "Write `/outcome C1042 OUTCOME DATE` with one of interviewed, no_show, offer, hired, started, left (with a reason); without a date it is today. E.g. `/outcome C1042 hired 2026-11-20`.",
  );
