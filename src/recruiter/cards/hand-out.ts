import type { KnownBlock } from "@slack/types";
import { addressesOf, type Carriers } from "../../core/link-addresses.ts";
import type { Locale } from "../../core/locale.ts";
import { type Invitation, mailInvitation, shortInvitation } from "../../core/profile/invitation.ts";
import type { HandedOut } from "../hand-invite.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";
import { button } from "./buttons.ts";
import { preformatted } from "./postings.ts";

/** So many at once fit into one message with their texts. */
export const mostHandedOut = 9;

type Of = { company: string; job: { id: string; title: string }; carriers: Carriers; notice: string };

/** Personal links with texts to copy, for people whom no chat reaches; for the eyes of who clicked only. */
export function handOutCard(
  { company, job, carriers, notice }: Of,
  list: readonly HandedOut[],
  locale: Locale,
): View {
  const title = say(locale, "需要您自己发出的邀请", "Invitations for you to send");
  const how = say(
    locale,
    "这些人没有和我们聊过，只能由您发短信、微信或邮件。每个链接只对应一个人，打开后就和这个人的资料合在一起。22:00–8:30 请不要发。联系方式只有您看得到，已记入操作记录。",
    "These people have never chatted with us, so please text or mail them yourself. Each link stands for one person and joins them to their data when opened. Please do not send between 22:00 and 8:30. Only you see the contacts; that you looked is in the audit trail.",
  );
  return {
    text: mrkdwn(`${title} · ${notice}`, 1000),
    blocks: [
      { type: "header", text: plainText(title, 150) },
      { type: "section", text: plainText(notice, 1000) },
      { type: "context", elements: [plainText(how, 600)] },
      ...list.flatMap(({ person, code }) => blocksOf(person, code)),
    ],
  };

  function blocksOf(person: HandedOut["person"], code: string): KnownBlock[] {
    const { name, phone, email, agreed, basis, channel } = person;
    const link = addressesOf(code, carriers).chat;
    const invitation: Invitation = {
      ...{ company, title: job.title, link, name, agreed, basis, channel },
      locale: person.locale,
    };
    const mail = email === null ? null : mailInvitation(invitation);
    const reach = [phone, email].filter((one) => one !== null).map((one) => mrkdwn(one, 100));
    const who = mrkdwn(name ?? say(locale, "未留姓名", "no name given"), 60);
    return [
      { type: "section", text: mrkdwnText(`*${who}* · ${reach.join(" · ")}`) },
      ...(phone === null ? [] : [preformatted(shortInvitation(invitation))]),
      ...(mail === null ? [] : [preformatted(`${mail.subject}\n\n${mail.body}`)]),
      {
        type: "actions",
        elements: [
          button(
            "match_optout",
            say(locale, "对方不想再被联系", "They want no more"),
            JSON.stringify({ job: job.id, who: person.candidateId }),
          ),
        ],
      },
    ];
  }
}
