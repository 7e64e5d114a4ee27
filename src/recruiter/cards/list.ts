import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import { channelName } from "../../core/channel-names.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { type ApplicationRow, bands, stages } from "../../db/applications.ts";
import { availabilityWords } from "../job-fit.ts";
import { periodWords } from "../numbers.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { bandNames, caseNumber, moment, points, say, stageNames } from "../words.ts";
import { actOn, button } from "./buttons.ts";

/** What a list shows; carried by its paging buttons. */
export const ListQuery = z.strictObject({
  stage: z.enum(stages).optional(),
  band: z.enum(bands).optional(),
  job: z.string().max(64).optional(),
  source: z.string().max(40).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  text: z.string().max(100).optional(),
  page: z.int().min(1).max(10_000).default(1),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** Rows on one page of a list. */
export const pageSize = 8;

/** One page of candidates, each with a button that opens the card. */
export function candidateList(
  list: { rows: readonly ApplicationRow[]; total: number; query: ListQuery; timeZone: string },
  locale: Locale,
): View {
  const { rows, total, query } = list;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const title = say(locale, `候选人 ${total} 位`, total === 1 ? "1 candidate" : `${total} candidates`);
  const page =
    pages > 1 ? say(locale, ` · 第 ${query.page}/${pages} 页`, ` · page ${query.page}/${pages}`) : "";
  const filters = filterWords(query, locale);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title + page, 150) },
    ...(filters ? [{ type: "context" as const, elements: [mrkdwnText(filters)] }] : []),
    ...rows.map((row) => listRow(row, list.timeZone, locale)),
  ];
  if (rows.length === 0) {
    const none = say(locale, "没有符合条件的候选人。", "Nobody matches.");
    blocks.push({ type: "section", text: plainText(none, 200) });
  }
  const paging = [
    ...(query.page > 1
      ? [pageButton("page_back", say(locale, "上一页", "Previous"), query, query.page - 1)]
      : []),
    ...(query.page < pages ? [pageButton("page", say(locale, "下一页", "Next"), query, query.page + 1)] : []),
  ];
  if (paging.length > 0) blocks.push({ type: "actions", elements: paging });
  return { text: title + page, blocks };
}

const pageButton = (id: string, label: string, query: ListQuery, page: number) =>
  button(id, label, JSON.stringify({ ...query, page }));

function listRow(row: ApplicationRow, timeZone: string, locale: Locale): KnownBlock {
  const name = row.erased
    ? say(locale, "已删除", "erased")
    : mrkdwn(row.name ?? say(locale, "未留姓名", "no name given"), 80);
  const score =
    row.total === null || row.band === null
      ? ""
      : ` · ${bandNames[row.band].mark} ${points(row.total)} ${inLocale(bandNames[row.band], locale)}`;
  const stage = inLocale(stageNames[row.stage], locale);
  const lines = [
    `*${caseNumber(row.number)} ${name}*${score}`,
    `${stage} · ${mrkdwn(row.jobTitle, 100)} · ${moment(row.stageAt, locale, timeZone)}`,
    ...(row.jobFit ? [mrkdwn(availabilityWords(row.jobFit, locale), 200)] : []),
  ];
  return {
    type: "section",
    text: mrkdwnText(lines.join("\n")),
    accessory: actOn("open", { a: row.id, v: row.version }, locale),
  };
}

function filterWords(query: ListQuery, locale: Locale): string | null {
  const parts = [
    query.stage ? inLocale(stageNames[query.stage], locale) : null,
    query.band ? inLocale(bandNames[query.band], locale) : null,
    query.job ? mrkdwn(query.job, 80) : null,
    query.source ? mrkdwn(channelName(query.source, locale), 60) : null,
    query.from || query.to ? periodWords({ from: query.from ?? null, to: query.to ?? null }, locale) : null,
    query.text ? `“${mrkdwn(query.text, 100)}”` : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" · ") : null;
}
