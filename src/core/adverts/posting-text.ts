import type { LinkAddresses } from "../link-addresses.ts";
import { type PostingWay, postingOf } from "../recruiting-channels.ts";
import type { PublicJob } from "./advert.ts";
import { employmentWords, partWords, payWords, shiftWords } from "./words.ts";

/** What a person copies into a board or a chat; lengths in characters, never beyond the channel's limits. */
export type PostingText = {
  title: string;
  body: string;
  /** First message to whoever writes on the board; it carries the link where postings may not. Null = not needed. */
  greeting: string | null;
  /** How much of the body the limit leaves, and whether something had to be left out. */
  room: { used: number; limit: number; shortened: boolean };
};

/** The advert as text for a channel, in Chinese as its boards are; null = this channel reads our feed or page instead. */
export function postingText(
  job: Omit<PublicJob, "code" | "postedOn">,
  channel: string,
  addresses: Pick<LinkAddresses, "chat" | "telegram">,
): PostingText | null {
  const way = postingOf(channel);
  if (!way) return null;
  switch (way.by) {
    case "feed":
    case "page":
      return null;
    case "message":
      return written(job, { title: 40, body: way.body, link: "body" }, linkFor(channel, addresses));
    case "text":
      return written(job, way, linkFor(channel, addresses));
    default:
      return way satisfies never;
  }
}

/** People who read it in Telegram stay there. */
const linkFor = (channel: string, { chat, telegram }: Pick<LinkAddresses, "chat" | "telegram">): string =>
  channel === "telegram" && telegram ? telegram : chat;

type Limits = Pick<Extract<PostingWay, { by: "text" }>, "title" | "body" | "link">;

function written(job: Omit<PublicJob, "code" | "postedOn">, limits: Limits, link: string): PostingText {
  const { advert, company, shift, openings } = job;
  const pay = payWords(advert);
  const facts = [
    `【${advert.city}】${employmentWords[advert.employment].zh}`,
    shift ? shiftWords[shift].zh : null,
    pay?.zh ?? null,
    openings === null ? null : `招${openings}人`,
  ].filter((fact) => fact !== null);
  const apply = `应聘方式：点开链接在线完成测评（约12分钟，不用下载，不收费）：${link}`;
  const end =
    limits.link === "body" ? [apply] : ["应聘方式：在本平台沟通，我们会发测评链接（约12分钟，不收费）。"];
  const part = (name: keyof typeof partWords) =>
    advert[name] === "" ? [] : [`${partWords[name].zh}：`, advert[name], ""];
  const head = [facts.join(" · "), ""];
  const whole = [...head, ...part("about"), ...part("needs"), ...part("offers"), ...end].join("\n");
  const body =
    lengthOf(whole) <= limits.body
      ? whole
      : [
          shortened(
            [...head, ...part("about"), ...part("needs"), ...part("offers")].join("\n"),
            limits.body - lengthOf(end.join("\n")) - 1,
          ),
          ...end,
        ].join("\n");
  const greeting =
    limits.link === "greeting"
      ? `您好，我们是${company}，正在招“${job.title}”。感兴趣的话请点开链接做个在线测评（约12分钟，手机就能做，不收费），做完我们会看结果并联系您：${link}`
      : null;
  return {
    title: shortened(job.title, limits.title),
    body,
    greeting,
    room: { used: lengthOf(body), limit: limits.body, shortened: lengthOf(whole) > limits.body },
  };
}

const lengthOf = (text: string): number => [...text].length;

/** At most `max` characters, with an ellipsis where something is left out. */
const shortened = (text: string, max: number): string => {
  const all = [...text];
  return all.length <= max
    ? text
    : `${all
        .slice(0, Math.max(0, max - 1))
        .join("")
        .trimEnd()}…`;
};
