import type { Button, KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { ComparedPerson } from "../../db/same-people.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { caseNumber, moment, say, stageNames } from "../words.ts";
import { button } from "./buttons.ts";

export type SameContent = {
  /** Entries that may be one person: the older one stays. */
  pairs: readonly { left: ComparedPerson; right: ComparedPerson }[];
  total: number;
  merged: readonly { id: string; person: ComparedPerson; by: string; at: Date }[];
  timeZone: string;
  may: { merge: boolean };
};

/** Pairs and merges shown: three blocks and two. */
export const samePairs = 10;
export const sameMerged = 6;

/** Entries that may be one person side by side, and those that were put together. */
export function sameList(content: SameContent, locale: Locale): View {
  const { pairs, total, merged } = content;
  const title = say(locale, `疑似同一人：${total} 对`, `${total} pairs that may be one person`);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    {
      type: "context",
      elements: [
        plainText(
          say(
            locale,
            "一次投递里的手机号和邮箱分别属于两份资料时，会列在这里。重名不算。请人来判断，系统不会自己合并。",
            "Listed when the contacts of one delivery belong to two entries; the same name never counts. A person decides, nothing is merged by itself.",
          ),
          300,
        ),
      ],
    },
    ...pairs.slice(0, samePairs).flatMap((pair) => pairBlocks(pair, content, locale)),
  ];
  if (total > pairs.length)
    blocks.push(
      line(
        say(
          locale,
          `还有 ${total - pairs.length} 对，处理完这些再看。`,
          `${total - pairs.length} more after these.`,
        ),
      ),
    );
  if (pairs.length === 0) blocks.push(line(say(locale, "现在没有。", "None now.")));
  if (merged.length > 0) {
    blocks.push({ type: "header", text: plainText(say(locale, "合并过的", "Put together"), 150) });
    blocks.push(...merged.slice(0, sameMerged).map((one) => mergedBlock(one, content, locale)));
  }
  return { text: title, blocks };
}

function pairBlocks(
  { left, right }: SameContent["pairs"][number],
  { timeZone, may }: SameContent,
  locale: Locale,
): KnownBlock[] {
  const value = JSON.stringify({ a: left.id, b: right.id });
  const merge: Button = {
    ...button("same_merge", say(locale, "是同一人，合并", "One person: merge"), value, "primary"),
    confirm: {
      title: plainText(say(locale, "合并成一个人？", "Merge into one person?"), 100),
      text: plainText(
        say(
          locale,
          "两边的申请、联系方式、简历和记录归到先来的那份名下。以后可以在这里拆开，原样恢复。",
          "Applications, contacts, résumés and history of both go to the older entry. It can be split here later, exactly.",
        ),
        300,
      ),
      confirm: plainText(say(locale, "合并", "Merge"), 30),
      deny: plainText(say(locale, "取消", "Cancel"), 30),
    },
  };
  return [
    {
      type: "section",
      fields: [left, right].map((one) => mrkdwnText(personWords(one, timeZone, locale))),
    },
    ...(may.merge
      ? [
          {
            type: "actions" as const,
            elements: [merge, button("same_apart", say(locale, "不是同一人", "Not the same"), value)],
          },
        ]
      : []),
    { type: "divider" },
  ];
}

function mergedBlock(
  { id, person, by, at }: SameContent["merged"][number],
  { timeZone, may }: SameContent,
  locale: Locale,
): KnownBlock {
  const when = moment(at, locale, timeZone);
  const who = say(locale, `${mrkdwn(by, 60)} 合并于 ${when}`, `merged by ${mrkdwn(by, 60)}, ${when}`);
  const split: Button = {
    ...button("same_split", say(locale, "拆开", "Split"), JSON.stringify({ merge: id }), "danger"),
    confirm: {
      title: plainText(say(locale, "拆成两个人？", "Split into two persons?"), 100),
      text: plainText(
        say(
          locale,
          "合并前各自的内容回到各自名下，合并之后发生的事跟着各自的申请走。",
          "Each gets back what was theirs before; what has happened since goes with its application.",
        ),
        300,
      ),
      confirm: plainText(say(locale, "拆开", "Split"), 30),
      deny: plainText(say(locale, "取消", "Cancel"), 30),
      style: "danger",
    },
  };
  return {
    type: "section",
    text: mrkdwnText(`${personWords(person, timeZone, locale)}\n${who}`),
    ...(may.merge ? { accessory: split } : {}),
  };
}

/** At most 2000 characters, as a field holds. */
function personWords(person: ComparedPerson, timeZone: string, locale: Locale): string {
  const { name, contacts, applications, channels, createdAt } = person;
  const shown = contacts.slice(0, 5).map(({ masked }) => mrkdwn(masked, 60));
  return [
    `*${mrkdwn(name ?? say(locale, "未留姓名", "no name given"), 80)}*`,
    shown.length > 0 ? shown.join(" · ") : say(locale, "没有联系方式", "no contact"),
    ...applications
      .slice(0, 5)
      .map(
        ({ number, job, stage }) =>
          `${caseNumber(number)} ${mrkdwn(job, 60)} · ${inLocale(stageNames[stage], locale)}`,
      ),
    ...(applications.length > 5
      ? [say(locale, `等 ${applications.length} 份申请`, `${applications.length} in all`)]
      : []),
    ...(applications.length === 0 ? [say(locale, "人才库，没有申请", "talent pool, no application")] : []),
    [
      ...channels.slice(0, 5).map((id) => mrkdwn(channelName(id, locale), 40)),
      say(
        locale,
        `${moment(createdAt, locale, timeZone)} 第一次来`,
        `first here ${moment(createdAt, locale, timeZone)}`,
      ),
    ].join(" · "),
  ].join("\n");
}

const line = (text: string): KnownBlock => ({ type: "section", text: plainText(text, 300) });
