import type { KnownBlock } from "@slack/types";
import { inMessages, isOpen, type MatchedDigest, type MatchedRow } from "../../core/digest/matched.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { actOn } from "../cards/buttons.ts";
import { candidateTitle } from "../cards/decision.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { bandNames, moment, points, say, stageNames } from "../words.ts";
import { span } from "./span.ts";

/** As of when a digest is shown, and in whose day. */
export type ShownAt = { now: number; timeZone: string };

/**
 * The matched candidates, one line each: the first message, and those of its thread. Whoever was decided on since stays
 * in place, with by whom.
 */
export function matchedViews(digest: MatchedDigest, at: ShownAt, locale: Locale): View[] {
  const jobs = new Set(digest.rows.map(({ jobTitle }) => jobTitle)).size;
  const messages = inMessages(digest.rows);
  return messages.map((rows, i) => {
    const title = i === 0 ? titleOf(digest, locale) : partTitle(i + 1, messages.length, locale);
    const head: KnownBlock[] =
      i === 0
        ? [{ type: "header", text: plainText(title, 150) }, ...lead(digest, at, locale)]
        : [{ type: "context", elements: [plainText(title, 150)] }];
    const last = i === messages.length - 1;
    return {
      text: title,
      blocks: [
        ...head,
        ...rows.map((row) => line(row, at, jobs > 1, locale)),
        ...(last ? footer(digest, locale) : []),
      ],
    };
  });
}

function titleOf({ rows, more }: MatchedDigest, locale: Locale): string {
  const open = rows.filter(isOpen).length + more;
  if (open === 0 && rows.length > 0)
    return say(locale, "匹配的候选人：都处理完了", "Matched candidates: all decided");
  return say(
    locale,
    `匹配的候选人：${open} 位待决定`,
    open === 1 ? "1 matched candidate to decide on" : `${open} matched candidates to decide on`,
  );
}

const partTitle = (part: number, parts: number, locale: Locale): string =>
  say(locale, `匹配的候选人（${part}/${parts}）`, `Matched candidates (${part}/${parts})`);

/** How many are new and how long the first one waits; nothing when nobody waits. */
function lead({ rows }: MatchedDigest, { now }: ShownAt, locale: Locale): KnownBlock[] {
  const open = rows.filter(isOpen);
  const [first] = open;
  if (!first) {
    const text =
      rows.length > 0
        ? say(locale, "这一批没有人在等了。", "Nobody of these is waiting any more.")
        : say(locale, "目前没有人在等您决定。", "Nobody is waiting for a decision.");
    return [{ type: "context", elements: [plainText(text, 200)] }];
  }
  const fresh = open.filter((row) => row.fresh).length;
  const wait = span(now - Math.min(...open.map(({ since }) => since)), locale);
  const parts = [
    ...(fresh > 0 ? [say(locale, `🆕 新到 ${fresh} 位`, `🆕 ${fresh} new`)] : []),
    say(locale, `最久的等了 ${wait}`, `longest wait ${wait}`),
  ];
  return [{ type: "context", elements: [plainText(parts.join(" · "), 200)] }];
}

function line(row: MatchedRow, at: ShownAt, withJob: boolean, locale: Locale): KnownBlock {
  const target = { a: row.applicationId, v: row.version };
  if (!isOpen(row)) return { type: "section", text: mrkdwnText(closedLine(row, at, locale)) };
  const band = row.band ? `${bandNames[row.band].mark} ` : "";
  const words = row.band ? ` ${inLocale(bandNames[row.band], locale)}` : "";
  const parts = [
    `${band}*${row.total === null ? "–" : points(row.total)}*${words}`,
    `*${mrkdwn(candidateTitle(row, locale), 120)}*${row.fresh ? " 🆕" : ""}`,
    ...(withJob ? [mrkdwn(row.jobTitle, 60)] : []),
    say(locale, `等了 ${span(at.now - row.since, locale)}`, `waits ${span(at.now - row.since, locale)}`),
    [
      row.strongest ? `▲ ${mrkdwn(inLocale(row.strongest, locale), 60)}` : null,
      row.weakest ? `▽ ${mrkdwn(inLocale(row.weakest, locale), 60)}` : null,
    ]
      .filter((part) => part !== null)
      .join(" "),
  ].filter((part) => part !== "");
  return {
    type: "section",
    text: mrkdwnText(parts.join(" · ")),
    accessory: actOn("open", target, locale),
  };
}

/** One nobody has to decide on any more. */
function closedLine(row: MatchedRow, { timeZone }: ShownAt, locale: Locale): string {
  if (row.erased) {
    const gone = say(locale, "已按候选人要求删除", "erased at the candidate's request");
    return `✓ ${mrkdwn(`C${row.number}`, 20)} · ${gone}`;
  }
  const by = row.decided
    ? ` · ${mrkdwn(row.decided.by, 60)} ${moment(new Date(row.decided.at), locale, timeZone)}`
    : "";
  return `✓ ${mrkdwn(candidateTitle(row, locale), 120)} · ${inLocale(stageNames[row.stage], locale)}${by}`;
}

function footer({ more, elsewhere, held }: MatchedDigest, locale: Locale): KnownBlock[] {
  const lines = [
    ...(more > 0
      ? [
          say(
            locale,
            `还有 ${more} 位：/candidates stage:assessed`,
            `${more} more: /candidates stage:assessed`,
          ),
        ]
      : []),
    ...(elsewhere > 0
      ? [
          say(
            locale,
            `另有 ${elsewhere} 位已私信给岗位负责人`,
            `${elsewhere} more went to their jobs' recruiters personally`,
          ),
        ]
      : []),
    ...(held > 0
      ? [say(locale, `暂缓中 ${held} 位：/candidates stage:held`, `${held} on hold: /candidates stage:held`)]
      : []),
  ];
  return lines.length > 0 ? [{ type: "context", elements: [plainText(lines.join(" · "), 400)] }] : [];
}
