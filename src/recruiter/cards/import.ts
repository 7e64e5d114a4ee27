import type { Button, KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import { maskContact } from "../../core/intake/mask-contact.ts";
import type { RowProblem, TableRow } from "../../core/intake/table-row.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { ImportRow } from "../../db/imports.ts";
import { columnNames, problemName } from "../intake-words.ts";
import type { TablePreview } from "../people-door.ts";
import { clip, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say } from "../words.ts";
import { button } from "./buttons.ts";

export type ImportContent = {
  row: ImportRow;
  /** Of one that was not run yet; null = its file is gone. */
  table: TablePreview | null;
  bad: readonly { line: number; reason: string }[];
  timeZone: string;
  may: { run: boolean; undo: boolean };
};

/** Rows that were not taken are listed up to here. */
export const listedBadRows = 300;
const listedColumns = 40;

/** One import as it stands: what it would become, how far it is, or what came of it. */
export function importCard(content: ImportContent, locale: Locale): View {
  const { row } = content;
  const title = importTitle(row, locale);
  const blocks: KnownBlock[] = [{ type: "header", text: plainText(title, 150) }, ...body(content, locale)];
  return { text: mrkdwn(title, 300), blocks };
}

/** An import in one line: its file and how it stands. */
export const importTitle = ({ name, state }: ImportRow, locale: Locale): string => {
  const file = clip(name || say(locale, "表格", "table"), 80);
  const states: Record<ImportRow["state"], string> = {
    preview: say(locale, "还没有导入", "not imported yet"),
    running: say(locale, "正在导入", "coming in"),
    done: say(locale, "已导入", "imported"),
    failed: say(locale, "中途停下了", "stopped half-way"),
    undone: say(locale, "已撤回", "taken back"),
  };
  return `${file} · ${states[state]}`;
};

function body(content: ImportContent, locale: Locale): KnownBlock[] {
  const { row, table, may } = content;
  switch (row.state) {
    case "preview":
      return table ? preview(content, table, locale) : gone(locale);
    case "running":
      return [
        section(countWords(row, locale)),
        note(
          say(
            locale,
            "在后台进行，可以离开这里；服务重启也会接着做。",
            "It goes on in the background, also when the server is started anew.",
          ),
        ),
      ];
    case "done":
      return [
        section(countWords(row, locale)),
        ...badBlocks(content, locale),
        ...ends([undoButton(row, may.undo, locale)]),
      ];
    case "failed":
      return [
        section(
          say(
            locale,
            "中途停下了。再导入一次会接着做，已经进来的不会重复。",
            "It stopped half-way. Running it again goes on from there, nobody comes in twice.",
          ),
        ),
        section(countWords(row, locale)),
        ...ends([
          table && may.run
            ? button("import_run", say(locale, "继续导入…", "Run it again…"), importValue(row), "primary")
            : null,
          undoButton(row, may.undo, locale),
        ]),
      ];
    case "undone": {
      const { removed, kept } = row;
      return [
        section(
          say(
            locale,
            `撤回了 *${removed ?? 0}* 行带来的内容；*${kept ?? 0}* 行之后有人处理过或又从别处来过，留着没动。`,
            `What *${removed ?? 0}* rows had brought is gone; *${kept ?? 0}* stay, because something has happened with them since.`,
          ),
        ),
      ];
    }
    default:
      return row.state satisfies never;
  }
}

function preview({ row, may }: ImportContent, table: TablePreview, locale: Locale): KnownBlock[] {
  const columns = table.header.slice(0, listedColumns).map((name, i) => {
    const kind = inLocale(columnNames[table.columns[i] ?? "ignore"], locale);
    return `${mrkdwn(name, 40) || "–"} → *${kind}*`;
  });
  const more = table.header.length - columns.length;
  if (more > 0) columns.push(say(locale, `……还有 ${more} 列`, `… and ${more} more`));
  const problems = grouped(table.problems, locale);
  const value = importValue(row);
  return [
    section(
      say(
        locale,
        "*每一列会当作什么*（还没有人进来，确认后才导入）",
        "*What each column will be taken for* (nobody is in yet)",
      ),
    ),
    ...chunks(columns).map(section),
    section(say(locale, "*前几行读出来是这样*", "*The first rows, as they would be read*")),
    ...chunks(table.sample.map(({ line, row: read }) => sampleLine(line, read, locale))).map(section),
    ...(problems.length > 0
      ? [
          section(
            say(
              locale,
              `*前 ${table.looked} 行里有 ${table.problems.length} 行收不了*`,
              `*Of the first ${table.looked} rows ${table.problems.length} cannot come in*`,
            ),
          ),
          ...chunks(problems).map(section),
        ]
      : [
          note(
            say(locale, `前 ${table.looked} 行都能读。`, `The first ${table.looked} rows can all be read.`),
          ),
        ]),
    ...(table.before
      ? [
          note(
            say(
              locale,
              `这个文件 ${table.before.toISOString().slice(0, 10)} 导入过，再导入一次不会有变化。`,
              `This very file was imported on ${table.before.toISOString().slice(0, 10)}; again changes nothing.`,
            ),
          ),
        ]
      : []),
    ...(may.run
      ? ends([
          button("import_run", say(locale, "导入…", "Import…"), value, "primary"),
          button("import_columns", say(locale, "改列的对应…", "Change the columns…"), value),
          button("import_drop", say(locale, "不导入了", "Give it up"), value),
        ])
      : []),
  ];
}

function sampleLine(line: number, read: TableRow | RowProblem, locale: Locale): string {
  const row = say(locale, `第 ${line} 行`, `Row ${line}`);
  if (typeof read === "string") return `${row} · ⚠ ${inLocale(problemName(read), locale)}`;
  const parts = [
    read.name ? mrkdwn(read.name, 40) : null,
    read.phone ? mrkdwn(maskContact("phone", read.phone), 40) : null,
    read.email ? mrkdwn(maskContact("email", read.email), 60) : null,
    read.job ? mrkdwn(read.job, 60) : null,
    read.channel ? mrkdwn(channelName(read.channel, locale), 40) : null,
    read.words.length > 0
      ? say(locale, `简历内容 ${read.words.length} 项`, `${read.words.length} résumé fields`)
      : null,
  ];
  return [row, ...parts.filter((part) => part !== null)].join(" · ");
}

/** How many rows came to what. */
export function countWords(row: ImportRow, locale: Locale): string {
  const { rows, created, joined, repeated, erased, bad } = row;
  const parts = [
    say(locale, `读了 *${rows}* 行`, `*${rows}* rows read`),
    say(locale, `新来 *${created}* 人`, `*${created}* new people`),
    say(locale, `*${joined}* 人按手机号或邮箱认出是已有的`, `*${joined}* known by phone or e-mail`),
    ...(repeated > 0 ? [say(locale, `*${repeated}* 行以前导入过`, `*${repeated}* were in already`)] : []),
    ...(erased > 0
      ? [say(locale, `*${erased}* 人要求过删除，没有收`, `*${erased}* had themselves erased and stay out`)]
      : []),
    say(locale, `*${bad}* 行收不了`, `*${bad}* refused`),
  ];
  return parts.join(say(locale, "，", ", "));
}

function badBlocks({ row, bad }: ImportContent, locale: Locale): KnownBlock[] {
  if (row.bad === 0) return [];
  if (bad.length === 0)
    return [
      note(say(locale, "收不了的行，明细只留 30 天。", "Which rows were refused is kept for 30 days.")),
    ];
  const more = row.bad - bad.length;
  return [
    section(say(locale, "*收不了的行*", "*Refused rows*")),
    ...chunks(grouped(bad, locale)).map(section),
    ...(more > 0 ? [note(say(locale, `还有 ${more} 行没有列出。`, `${more} more are not listed.`))] : []),
  ];
}

/** Reasons with the numbers of their rows, the most frequent first. */
function grouped(bad: readonly { line: number; reason: string }[], locale: Locale): string[] {
  const by = new Map<string, number[]>();
  for (const { line, reason } of bad) by.set(reason, [...(by.get(reason) ?? []), line]);
  return [...by]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([reason, lines]) => {
      const numbers = lines.slice(0, 60).join(say(locale, "、", ", "));
      const rest = lines.length > 60 ? "…" : "";
      const words = mrkdwn(inLocale(problemName(reason), locale), 120);
      return say(locale, `• ${words}：第 ${numbers}${rest} 行`, `• ${words}: row ${numbers}${rest}`);
    });
}

function undoButton(row: ImportRow, may: boolean, locale: Locale): Button | null {
  if (!may || row.rows === 0) return null;
  return {
    ...button("import_undo", say(locale, "撤回这次导入", "Take it back"), importValue(row), "danger"),
    confirm: {
      title: plainText(say(locale, "撤回这次导入？", "Take this import back?"), 100),
      text: plainText(
        say(
          locale,
          "它带来的人、申请和简历内容都会去掉；之后有人处理过的会留下，并告诉您有多少。",
          "The people, applications and résumés it brought go; what somebody has worked on since stays, and you are told how many.",
        ),
        300,
      ),
      confirm: plainText(say(locale, "撤回", "Take it back"), 30),
      deny: plainText(say(locale, "取消", "Cancel"), 30),
      style: "danger",
    },
  };
}

/** Where an import stands, with who ran it and when. */
export const importFoot = (row: ImportRow, timeZone: string, locale: Locale): string =>
  [mrkdwn(row.by ?? row.actor, 60), moment(row.createdAt, locale, timeZone)].join(" · ");

export const importValue = ({ id }: Pick<ImportRow, "id">): string => JSON.stringify({ import: id });

const section = (text: string): KnownBlock => ({ type: "section", text: mrkdwnText(text) });
const note = (text: string): KnownBlock => ({ type: "context", elements: [plainText(text, 300)] });
const ends = (buttons: readonly (Button | null)[]): KnownBlock[] => {
  const elements = buttons.filter((one) => one !== null);
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
};
const gone = (locale: Locale): KnownBlock[] => [
  section(
    say(
      locale,
      "文件已经不在了：没有导入的表格只留一天。请重新上传。",
      "Its file is gone: a table that is not imported is kept for a day. Please upload it again.",
    ),
  ),
];

/** Lines put together into texts that a section holds. */
function chunks(lines: readonly string[]): string[] {
  const out: string[] = [];
  for (const line of lines) {
    const last = out.at(-1);
    if (last !== undefined && last.length + line.length < 2800) out[out.length - 1] = `${last}\n${line}`;
    else out.push(clip(line, 2900));
  }
  return out;
}
