import type { Bilingual } from "../core/locale.ts";
import { UnsafeArchive } from "./table/check-archive.ts";
import { UnreadableTable } from "./table/read-table.ts";

/** Why a table cannot be read and what helps, in both languages; null = the error is about something else. */
export function tableProblem(error: unknown): Bilingual | null {
  if (!(error instanceof UnreadableTable || error instanceof UnsafeArchive)) return null;
  return sentences.find(([pattern]) => pattern.test(error.message))?.[1] ?? damaged;
}

const damaged: Bilingual = {
  zh: "文件好像损坏了，或者不是 Excel 表格。请另存为 .xlsx 或 .csv 再试。",
  en: "This file seems to be damaged, or is no Excel workbook. Please save it as .xlsx or .csv and try again.",
};

const sentences: readonly (readonly [RegExp, Bilingual])[] = [
  [/is empty/, { zh: "文件是空的。", en: "This file is empty." }],
  [
    /\.xls file/,
    {
      zh: "这是旧版 Excel（.xls）或加了密码的文件。请另存为不带密码的 .xlsx 或 .csv。",
      en: "This is an .xls file of an old Excel, or has a password. Please save it as .xlsx or .csv without one.",
    },
  ],
  [
    /column names/,
    {
      zh: "没有找到写着列名的那一行（至少两列），例如“姓名,手机号,应聘岗位”。",
      en: 'No line with column names was found (two at least), like "name,phone,job".',
    },
  ],
  [/columns/, { zh: "表格超过 200 列。", en: "The table has more than 200 columns." }],
  [
    /too large|too many|-fold|do not open/,
    {
      zh: "这个文件展开后太大，没有继续打开。请另存为 .csv 再试。",
      en: "This file unpacks to far too much, so it was not opened. Please save it as .csv.",
    },
  ],
];
