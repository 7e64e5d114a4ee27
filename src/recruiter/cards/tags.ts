import type { KnownBlock, ModalView } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { Tag } from "../../core/profile/tags.ts";
import { noteable, type PersonTags } from "../tags.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { form, selectField, textField } from "./form.ts";
import { sourceNames, tagName } from "./matches.ts";

/** Lines in one block: at their longest below the 3000 characters it may have. */
const perBlock = 10;

export type TagsOf = PersonTags & { title: string };

/** What a colleague can say about a tag; `none` takes their note back. */
export const tagVerdicts = ["holds", "not", "none"] as const;

/** The tags of a person with what each rests on, and the fields to note one; `entered` = what was sent with mistakes. */
export function tagsForm(
  of: TagsOf,
  value: string,
  locale: Locale,
  entered: Record<string, string> = {},
): ModalView {
  const words = {
    title: say(locale, "标签", "Tags"),
    submit: say(locale, "保存", "Save"),
    cancel: say(locale, "关闭", "Close"),
  };
  const options = noteable(of.own)
    .slice(0, 100)
    .map((id) => ({ value: id, label: tagName(id, of.own, locale) }));
  const verdicts: Record<(typeof tagVerdicts)[number], string> = {
    holds: say(locale, "符合", "It holds"),
    not: say(locale, "不符合", "It does not hold"),
    none: say(locale, "撤回之前的记录", "Take the note back"),
  };
  return form("tags", value, words, [
    ...tagBlocks(of, locale),
    selectField("tag", say(locale, "记一个标签", "Note a tag"), options, entered.tag, {
      optional: true,
      hint: say(
        locale,
        "只记您自己了解到的和工作有关的情况；测评结果比记录优先。",
        "Only what you yourself learned about the work; what a screening showed stands above a note.",
      ),
    }),
    textField("own", say(locale, "或者写一个新的自有标签", "Or a new tag of your own"), {
      optional: true,
      max: 20,
      ...(entered.own ? { value: entered.own } : {}),
      hint: say(
        locale,
        "不能涉及年龄、性别、婚育、籍贯、健康、长相。",
        "Nothing about age, sex, family, origin, health or looks.",
      ),
    }),
    selectField(
      "holds",
      say(locale, "这个人", "This person"),
      tagVerdicts.map((id) => ({ value: id, label: verdicts[id] })),
      entered.holds ?? "holds",
    ),
  ]);
}

/** The same to read, for who changes nothing. */
export function tagsView(of: TagsOf, locale: Locale): View {
  const title = `${of.title} · ${say(locale, "标签", "Tags")}`;
  return {
    text: mrkdwn(title, 300),
    blocks: [{ type: "header", text: plainText(title, 150) }, ...tagBlocks(of, locale)],
  };
}

function tagBlocks(of: TagsOf, locale: Locale): KnownBlock[] {
  const above = of.noted.filter(
    ({ tag }) => !of.tags.some((one) => one.tag === tag && one.source === "person"),
  );
  const lines = [
    ...of.tags.map((tag) => tagLine(tag, of, locale)),
    ...above.map(({ tag, holds, by, on }) =>
      [
        `${holds ? "✎" : "✎ ✗"} ${tagName(tag, of.own, locale)}`,
        say(
          locale,
          `${who(by, of)}记录，有更可靠的来源`,
          `noted by ${who(by, of)}; something stronger is known`,
        ),
        on,
      ].join(" · "),
    ),
  ];
  if (lines.length === 0) {
    const none = say(
      locale,
      "还没有标签。测评、聊天、简历里的信息会自动变成标签，您也可以在下面记录。",
      "No tags yet. What screenings, chats and résumés say becomes tags by itself; you can note some too.",
    );
    return [{ type: "section", text: plainText(none, 300) }];
  }
  const blocks: KnownBlock[] = [];
  for (let i = 0; i < lines.length; i += perBlock)
    blocks.push({ type: "section", text: mrkdwnText(lines.slice(i, i + perBlock).join("\n")) });
  return blocks;
}

/** "✓ 熟悉拼多多 · 测评（PDD-04 85） · 可信度 90% · 2026-11-20". */
function tagLine(tag: Tag, of: TagsOf, locale: Locale): string {
  const mark = tag.level === "contrary" ? "✗" : tag.level === "shown" ? "✓" : "○";
  const name = tagName(tag.tag, of.own, locale);
  const sure = `${Math.round(tag.confidence * 100)}%`;
  const source = inLocale(sourceNames[tag.source], locale);
  const rests = evidenceWords(tag, of, locale);
  return [
    `${mark} *${name}*${tag.level === "contrary" ? say(locale, "：不符合", ": no") : ""}`,
    rests === "" ? source : say(locale, `${source}（${rests}）`, `${source} (${rests})`),
    say(locale, `可信度 ${sure}`, `confidence ${sure}`),
    tag.on,
  ].join(" · ");
}

const who = (by: string, { names }: TagsOf): string => mrkdwn(names.get(by) ?? by, 60);

function evidenceWords({ source, evidence }: Tag, of: TagsOf, locale: Locale): string {
  if (source === "person") return who(evidence.ref, of);
  const known = fields[evidence.of];
  const field = known ? inLocale(known, locale) : mrkdwn(evidence.of, 60);
  return evidence.value === null ? field : `${field} ${mrkdwn(String(evidence.value), 40)}`;
}

/** What evidence is of; rule cards go by their ids. */
const fields: Readonly<Record<string, { zh: string; en: string }>> = {
  emotion: { zh: "情绪控制", en: "emotional control" },
  completeness: { zh: "方案完整", en: "completeness" },
  total: { zh: "总分", en: "total" },
  platforms: { zh: "平台", en: "platforms" },
  shifts: { zh: "班次", en: "shifts" },
  pay: { zh: "期望月薪", en: "pay wanted" },
  start: { zh: "到岗时间", en: "start date" },
  tag: { zh: "简历写明", en: "as written" },
  night_shift: { zh: "晚班", en: "evening shift" },
  single_rest_ok: { zh: "单休", en: "single rest day" },
  expected_salary: { zh: "期望月薪", en: "pay wanted" },
  years_experience: { zh: "客服年限", en: "years of experience" },
  available_from: { zh: "到岗时间", en: "start date" },
};
