import type { Button, KnownBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import type { ImportRow } from "../../db/imports.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { button } from "./buttons.ts";
import { countWords, importFoot, importTitle, importValue } from "./import.ts";

/** Imports listed. */
export const shownImports = 8;

/** The ways in which people are brought in, and the newest imports. */
export function intakeCard(
  content: {
    imports: readonly ImportRow[];
    same: number;
    timeZone: string;
    may: Record<"add" | "upload" | "import" | "same" | "mail", boolean>;
  },
  locale: Locale,
): View {
  const { imports, same, timeZone, may } = content;
  const title = say(locale, "候选人入库", "Bring people in");
  const ways: (Button | null)[] = [
    may.import ? button("import_new", say(locale, "导入表格…", "Import a table…"), "{}", "primary") : null,
    may.upload ? button("resumes_new", say(locale, "上传简历…", "Upload résumés…"), "{}") : null,
    may.add ? button("candidate_new", say(locale, "手工录入…", "Add a person…"), "{}") : null,
    may.same
      ? button("same", say(locale, `疑似同一人（${same}）`, `Maybe one person (${same})`), "{}")
      : null,
    may.mail ? button("mail", say(locale, "招聘邮箱", "The boards' mailbox"), "{}") : null,
  ];
  const elements = ways.filter((one) => one !== null);
  const how = say(
    locale,
    "不管从哪里来，手机号或邮箱相同就是同一个人；只是重名不会合到一起。年龄、性别、婚育、健康等信息不会保存。",
    "However they come, the same phone or e-mail is the same person, the same name is not. Age, sex, family, health and the like are never kept.",
  );
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...(elements.length > 0 ? [{ type: "actions" as const, elements }] : []),
    { type: "context", elements: [plainText(how, 300)] },
    ...imports.slice(0, shownImports).map((row): KnownBlock => {
      const counts = row.state === "preview" ? "" : `\n${countWords(row, locale)}`;
      const head = `*${mrkdwn(importTitle(row, locale), 150)}*${counts}`;
      return {
        type: "section",
        text: mrkdwnText(`${head}\n${importFoot(row, timeZone, locale)}`),
        accessory: button("import_open", say(locale, "打开", "Open"), importValue(row)),
      };
    }),
  ];
  return { text: title, blocks };
}
