import type { KnownBlock, ModalView } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import type { Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import type { WaitingMail } from "../../db/mails.ts";
import { clip, mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { button } from "./buttons.ts";
import { form, selectField } from "./form.ts";

/** A waiting mail with what could be read of it. */
export type MailRow = WaitingMail & {
  guess: {
    name: string | null;
    phone: string | null;
    channel: string | null;
    position: string | null;
  } | null;
};

/** Rows shown: two blocks each. */
export const mailRows = 15;

/** Mails that wait for a person, or that were taken for no application. */
export function mailList(
  list: {
    state: "open" | "ignored";
    rows: readonly MailRow[];
    counts: { open: number; ignored: number };
    may: { settle: boolean; again: boolean };
  },
  locale: Locale,
): View {
  const { state, counts, may } = list;
  const title =
    state === "open"
      ? say(locale, `${counts.open} 封邮件等人处理`, `${counts.open} mails wait for a person`)
      : say(locale, `${counts.ignored} 封邮件不是求职申请`, `${counts.ignored} mails were no applications`);
  const other =
    state === "open"
      ? button(
          "mail",
          say(locale, `其他邮件（${counts.ignored}）`, `Other mails (${counts.ignored})`),
          JSON.stringify({ state: "ignored" }),
        )
      : button(
          "mail",
          say(locale, `等人处理（${counts.open}）`, `Waiting (${counts.open})`),
          JSON.stringify({ state: "open" }),
        );
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    {
      type: "actions",
      elements: [
        ...(may.again && counts.open > 0
          ? [
              button(
                "mail_again",
                say(locale, "按现在的规则重读", "Read again by the rules of now"),
                "{}",
                "primary",
              ),
            ]
          : []),
        other,
        button("mail_rules", say(locale, "识别规则", "Rules"), "{}"),
      ],
    },
    ...list.rows.slice(0, mailRows).flatMap((row) => rowBlocks(row, may.settle, locale)),
  ];
  if (list.rows.length === 0)
    blocks.push({
      type: "section",
      text: plainText(
        state === "open"
          ? say(
              locale,
              "没有。招聘网站发来的简历都已进入系统。",
              "None. Every résumé that boards sent is in.",
            )
          : say(locale, "没有。", "None."),
        300,
      ),
    });
  else
    blocks.push({
      type: "context",
      elements: [
        plainText(
          say(
            locale,
            "30 天内没有处理的邮件，其内容会被删除；原邮件仍在邮箱里。",
            "What is not settled within 30 days loses its content here; the mail itself stays in the mailbox.",
          ),
          300,
        ),
      ],
    });
  return { text: title, blocks };
}

function rowBlocks(row: MailRow, settle: boolean, locale: Locale): KnownBlock[] {
  const { body, guess } = row;
  const subject =
    body?.subjects.find((one) => one.trim() !== "") ?? say(locale, "（无标题）", "(no subject)");
  const facts = [
    row.state === "open" ? reasonWords(row.reason, locale) : null,
    guess?.name ? mrkdwn(guess.name, 40) : null,
    guess?.phone ? mrkdwn(maskPersonal(guess.phone, locale), 40) : null,
    guess?.position ? mrkdwn(guess.position, 60) : null,
    guess?.channel ? mrkdwn(channelName(guess.channel, locale), 40) : null,
    body?.domain ? mrkdwn(body.domain, 60) : null,
    guess?.channel && !body?.confirmed.includes(guess.channel)
      ? say(locale, "发件人未经验证", "sender not confirmed")
      : null,
    body && body.files.length > 0 ? mrkdwn(clip(body.files.slice(0, 3).join("、"), 150), 200) : null,
  ].filter((fact) => fact !== null);
  const value = JSON.stringify({ mail: row.id });
  return [
    { type: "section", text: mrkdwnText(`*${mrkdwn(subject, 300)}*\n${facts.join(" · ")}`) },
    ...(settle
      ? [
          {
            type: "actions" as const,
            elements: [
              button("mail_assign", say(locale, "收下…", "Let in…"), value, "primary"),
              ...(row.state === "open"
                ? [button("mail_ignore", say(locale, "不是求职申请", "No application"), value)]
                : []),
            ],
          },
        ]
      : []),
  ];
}

function reasonWords(reason: string | null, locale: Locale): string {
  switch (reason) {
    case "no_position":
      return say(locale, "看不出应聘哪个岗位", "no position in it");
    case "no_job":
      return say(locale, "没有对应的在招岗位", "no open job of that name");
    case "unreadable":
      return say(locale, "附件读不出来，请到邮箱里看", "its file cannot be read, look into the mailbox");
    case "too_large":
      return say(locale, "邮件太大，请到邮箱里看", "too large, look into the mailbox");
    case "broken":
      return say(locale, "邮件已损坏，请到邮箱里看", "damaged, look into the mailbox");
    default:
      return say(locale, "没有规则认得这个标题", "no rule knows this subject");
  }
}

/** Which job and channel a mail is for. */
export function mailForm(
  of: {
    value: string;
    jobs: readonly { id: string; title: string }[];
    channels: readonly string[];
    position: string | null;
  },
  entered: Record<string, string>,
  locale: Locale,
): ModalView {
  const words = {
    title: say(locale, "收下这份简历", "Let this person in"),
    submit: say(locale, "收下", "Let in"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const choices = [
    { value: "yes", label: say(locale, "是，以后自动归到这里", "Yes, from now on by itself") },
    { value: "no", label: say(locale, "只这一次", "Only this once") },
  ];
  return form("mail_assign", of.value, words, [
    selectField(
      "job",
      say(locale, "应聘的岗位", "For the job"),
      of.jobs.slice(0, 100).map(({ id, title }) => ({ value: id, label: title })),
      entered.job,
    ),
    selectField(
      "channel",
      say(locale, "来自哪个渠道", "Came by"),
      of.channels.slice(0, 100).map((id) => ({ value: id, label: channelName(id, locale) })),
      entered.channel ?? "unknown",
    ),
    ...(of.position === null
      ? []
      : [
          selectField(
            "remember",
            say(
              locale,
              `“${clip(of.position, 60)}”都归到这个岗位吗？`,
              `Does “${clip(of.position, 60)}” always mean this job?`,
            ),
            choices,
            entered.remember ?? "yes",
          ),
        ]),
  ]);
}

/** Tells that mails wait. */
export function mailNotice(open: number, locale: Locale): View {
  const text = say(
    locale,
    `📮 收件邮箱里有 ${open} 封求职邮件需要人看一下：系统认不出岗位或格式。`,
    `📮 ${open} ${open === 1 ? "application" : "applications"} in the mailbox need a person: their job or format is not known.`,
  );
  return {
    text,
    blocks: [
      { type: "section", text: mrkdwnText(text) },
      { type: "actions", elements: [button("mail", say(locale, "去处理", "See them"), "{}", "primary")] },
    ],
  };
}
