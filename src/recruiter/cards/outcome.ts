import type { ActionsBlock, KnownBlock } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import { awaitsDecision } from "../../core/stages.ts";
import type { Candidate } from "../candidate.ts";
import { mrkdwn, mrkdwnText } from "../text.ts";
import { declineReasons, moment, say, stageNames } from "../words.ts";
import { actOn } from "./buttons.ts";

type ButtonId = Parameters<typeof actOn>[0];

/**
 * Who decided what and when, what is still held, and the buttons: those that decide in the first row, what is needed
 * more rarely in the second.
 */
export function outcomeBlocks(candidate: Candidate, locale: Locale): KnownBlock[] {
  const { application: a, assessment, desk } = candidate;
  const lines = [
    decisionLine(candidate, locale),
    letterLine(candidate, locale),
    ownerLine(candidate, locale),
  ];
  const text = lines.filter((line) => line !== null).join("\n");
  const open = awaitsDecision(a.stage);
  const first: ButtonId[] = [
    ...(open ? (["invite", "hold", "decline", "ask"] as const) : []),
    ...(desk.letterAt ? (["send_now"] as const) : []),
    ...(desk.undoUntil ? (["undo"] as const) : []),
  ];
  const second: ButtonId[] = [
    ...(open && assessment ? (["override"] as const) : []),
    ...(a.stage === "withdrawn" ? [] : (["reassign"] as const)),
  ];
  const third: ButtonId[] = ["history", "tags"];
  const row = (ids: readonly ButtonId[]): ActionsBlock => ({
    type: "actions",
    elements: ids.map((id) => actOn(id, { a: a.id, v: a.version }, locale)),
  });
  return [
    ...(text ? [{ type: "section" as const, text: mrkdwnText(text) }] : []),
    ...(first.length > 0 ? [row(first)] : []),
    // Three at most side by side there: more would wrap on a phone.
    ...(second.length > 1 ? [row(second), row(third)] : [row([...second, ...third])]),
  ];
}

function decisionLine(
  { application: a, decision, desk, timeZone }: Candidate,
  locale: Locale,
): string | null {
  if (!decision || decision.stage !== a.stage) return null;
  const who = mrkdwn(decision.by ?? decision.actor, 80);
  const why = reasonText(decision.reason, locale);
  const what = inLocale(stageNames[decision.stage], locale);
  const until = decision.until ? say(locale, ` · 到 ${decision.until}`, ` · until ${decision.until}`) : "";
  const over = desk.holdOver ? say(locale, "（已到期，请决定）", " (over: please decide)") : "";
  return `✓ *${what}* · ${who} · ${moment(decision.at, locale, timeZone)}${until}${over}${why ? ` · ${why}` : ""}`;
}

function letterLine({ desk, timeZone }: Candidate, locale: Locale): string | null {
  if (!desk.letterAt) return null;
  const at = moment(desk.letterAt, locale, timeZone);
  return say(
    locale,
    `✉ 消息 ${at} 发给候选人，之前可以撤销`,
    `✉ The message goes to the candidate at ${at}; until then you can undo`,
  );
}

function ownerLine({ desk }: Candidate, locale: Locale): string | null {
  if (!desk.owner) return null;
  const name = mrkdwn(desk.owner, 80);
  return say(locale, `负责人 ${name}`, `With ${name}`);
}

function reasonText(reason: string | null, locale: Locale): string | null {
  if (!reason) return null;
  const known = Object.entries(declineReasons).find(([id]) => id === reason)?.[1];
  return known ? inLocale(known, locale) : mrkdwn(reason, 100);
}
