import { channelName } from "../channel-names.ts";
import type { LawfulBasis } from "../intake/lawful-basis.ts";
import { inLocale, type Locale } from "../locale.ts";

/** What an invitation that a person sends says: who writes, why they may, what it is about, and the way out of it. */
export type Invitation = {
  company: string;
  title: string;
  link: string;
  name: string | null;
  /** They agreed to the talent pool themselves; else the basis of how they were entered. */
  agreed: boolean;
  basis: LawfulBasis | null;
  channel: string | null;
  locale: Locale;
};

/** For a text message or a messenger: one paragraph. */
export function shortInvitation(i: Invitation): string {
  return inLocale(
    {
      zh: `您好，我是${i.company}的招聘同事。${why(i)}。现在有个岗位「${i.title}」可能适合您，有兴趣就打开链接看看（约12分钟，对面先是AI助手，随时可找真人，不收任何费用）：${i.link} 链接只供您本人使用，请不要转发。不感兴趣不用回复；不想再收到，回一句“不用再联系”，我们就不再打扰。`,
      en: `Hello, I recruit for ${i.company}. ${why(i)}. There is a job now, "${i.title}", that may suit you. If you like, open this link (about 12 minutes, an AI assistant first, a person at any time, no fees): ${i.link} It is for you only, please do not pass it on. You need not answer; if you want no more of these, reply "no more" and we will not write again.`,
    },
    i.locale,
  );
}

/** For an e-mail. */
export function mailInvitation(i: Invitation): { subject: string; body: string } {
  const hello =
    i.name === null ? { zh: "您好：", en: "Hello," } : { zh: `${i.name}，您好：`, en: `Hello ${i.name},` };
  const lines = inLocale(
    {
      zh: [
        hello.zh,
        `我是${i.company}的招聘同事。${why(i)}。`,
        `现在有个岗位「${i.title}」可能适合您。有兴趣的话，打开下面的链接就能了解和应聘，大约 12 分钟。对面先是 AI 助手，随时可以找真人，不收任何费用。`,
        i.link,
        "链接只供您本人使用，请不要转发。",
        "不感兴趣可以不理会。不想再收到这类邮件，回复“不用再联系”，我们就不再打扰；想查看或删除您的资料，打开链接后回复“我的数据”或“删除”。",
      ],
      en: [
        hello.en,
        `I recruit for ${i.company}. ${why(i)}.`,
        `There is a job now, "${i.title}", that may suit you. If you like, open the link below to learn more and apply; it takes about 12 minutes. You first talk to an AI assistant, can ask for a person at any time, and there are no fees.`,
        i.link,
        "The link is for you only; please do not pass it on.",
        'You need not answer. If you want no more of these, reply "no more" and we will not write again; to see or delete your data, open the link and say "my data" or "delete".',
      ],
    },
    i.locale,
  );
  const subject = inLocale(
    { zh: `邀请您了解一个岗位：${i.title}（${i.company}）`, en: `An invitation: ${i.title} (${i.company})` },
    i.locale,
  );
  return { subject, body: lines.join("\n\n") };
}

/** Why they hear from us: the lawful basis in plain words. */
function why({ agreed, basis, channel, locale }: Invitation): string {
  if (agreed)
    return inLocale({ zh: "您之前同意进入我们的人才库", en: "You agreed to be in our talent pool" }, locale);
  const from = channel === null || channel === "unknown" ? null : channelName(channel, locale);
  if (basis === "public")
    return inLocale(
      {
        zh: `我们${from === null ? "" : `在${from}`}看到您公开的求职信息`,
        en: `We saw what you published${from === null ? "" : ` on ${from}`} to find work`,
      },
      locale,
    );
  return inLocale(
    {
      zh: `您之前${from === null ? "" : `通过${from}`}同意我们在有合适岗位时联系您`,
      en: `You agreed${from === null ? "" : `, through ${from},`} that we may tell you of jobs that fit`,
    },
    locale,
  );
}
