import type { ModalView } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import { type ColumnKind, columnKinds } from "../../core/intake/columns.ts";
import { lawfulBases } from "../../core/intake/lawful-basis.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import { basisNames, columnNames } from "../intake-words.ts";
import { clip } from "../text.ts";
import { say } from "../words.ts";
import { fileField, form, selectField, textField } from "./form.ts";

type Entered = Record<string, string>;

/** Stands for "no job in particular" in a form. */
export const poolChoice = "pool";
/** Columns a form offers; those beyond stay as they were guessed. */
export const offeredColumns = 80;

/** Asks for a table. */
export const importFileForm = (locale: Locale): ModalView =>
  form("import_new", "{}", words(locale, ["导入候选人", "Import people"], ["下一步", "Next"]), [
    fileField("file", say(locale, "表格（.csv 或 .xlsx）", "Table (.csv or .xlsx)"), {
      types: ["csv", "xlsx", "txt", "tsv"],
      most: 1,
      hint: say(
        locale,
        "第一行是列名，最多 20 MB。GB18030 和 UTF-8 都可以。下一步先看每一列怎么读，确认后才导入。",
        "The first line names the columns, 20 MB at most, GB18030 or UTF-8. You see how each column is read before anybody comes in.",
      ),
    }),
  ]);

/** What each column is to be taken for. Protected ones are not offered: they are never read. */
export function columnsForm(
  of: {
    value: string;
    header: readonly string[];
    columns: readonly ColumnKind[];
    example: readonly string[];
  },
  entered: Entered,
  locale: Locale,
): ModalView {
  const choices = columnKinds
    .filter((kind) => kind !== "protected")
    .map((kind) => ({ value: kind, label: inLocale(columnNames[kind], locale) }));
  const fields = choosable(of.columns).map((i) => {
    const name = clip(of.header[i]?.trim() || say(locale, `第 ${i + 1} 列`, `Column ${i + 1}`), 100);
    const cell = of.example[i]?.trim();
    const hint = cell ? say(locale, "例：", "e.g. ") + clip(maskPersonal(cell, locale), 80) : undefined;
    return selectField(`c${i}`, name, choices, entered[`c${i}`] ?? of.columns[i], { hint });
  });
  return form(
    "import_columns",
    of.value,
    words(locale, ["每一列当作什么", "The columns"], ["就这样", "Use these"]),
    fields,
  );
}

/** The columns somebody may choose about. */
export const choosable = (columns: readonly ColumnKind[]): number[] =>
  columns.flatMap((kind, i) => (kind === "protected" ? [] : [i])).slice(0, offeredColumns);

type Places = {
  jobs: readonly { id: string; title: string }[];
  channels: readonly string[];
};

/** Which job, channel and lawful basis hold for the rows of a table. */
export function importRunForm(
  of: Places & { value: string; namesJobs: boolean; namesChannels: boolean },
  entered: Entered,
  locale: Locale,
): ModalView {
  const job = of.namesJobs
    ? say(locale, "表里没写岗位的行，应聘哪个岗位", "The job of rows that name none")
    : say(locale, "应聘哪个岗位", "For which job");
  const channel = of.namesChannels
    ? say(locale, "表里没写渠道的行，来自哪里", "The channel of rows that name none")
    : say(locale, "来自哪个渠道", "Came by");
  return form("import_run", of.value, words(locale, ["开始导入", "Import"], ["导入", "Import"]), [
    jobField(job, of.jobs, true, entered.job, locale),
    channelField(channel, of.channels, entered.channel ?? "unknown", locale),
    textField("campaign", say(locale, "投放活动（可不填）", "Campaign (optional)"), {
      optional: true,
      max: 100,
      ...(entered.campaign ? { value: entered.campaign } : {}),
    }),
    basisField(entered.basis, locale),
  ]);
}

export const jobField = (
  label: string,
  jobs: Places["jobs"],
  pool: boolean,
  chosen: string | undefined,
  locale: Locale,
) =>
  selectField(
    "job",
    label,
    [
      ...(pool
        ? [{ value: poolChoice, label: say(locale, "不指定，先进人才库", "None in particular: talent pool") }]
        : []),
      ...jobs.map(({ id, title }) => ({ value: id, label: title })),
    ].slice(0, 100),
    chosen,
  );

export const channelField = (label: string, channels: readonly string[], chosen: string, locale: Locale) =>
  selectField(
    "channel",
    label,
    channels.slice(0, 100).map((id) => ({ value: id, label: channelName(id, locale) })),
    chosen,
  );

/** Nothing is chosen beforehand: whoever brings people in says why that is lawful. */
export const basisField = (chosen: string | undefined, locale: Locale) =>
  selectField(
    "basis",
    say(locale, "凭什么可以处理他们的资料", "Why their data may be kept"),
    lawfulBases.map((id) => ({ value: id, label: inLocale(basisNames[id], locale) })),
    chosen,
    {
      hint: say(
        locale,
        "会记在每个人的来源里；对方问起时要答得上来。",
        "It is recorded with each person's origin; you must be able to answer for it.",
      ),
    },
  );

export const words = (
  locale: Locale,
  [zh, en]: readonly [string, string],
  [submitZh, submitEn]: readonly [string, string],
) => ({
  title: say(locale, zh, en),
  submit: say(locale, submitZh, submitEn),
  cancel: say(locale, "取消", "Cancel"),
});
