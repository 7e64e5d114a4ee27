import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { Resting, ReviewKind } from "../../core/reviews/review.ts";
import type { Review, ReviewQueue } from "../reviews.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { bandNames, caseNumber, points, say } from "../words.ts";
import { actOn, button } from "./buttons.ts";

/** What part of the queue is shown; carried by its paging buttons. */
export const ReviewQuery = z.strictObject({
  mine: z.boolean().default(false),
  late: z.boolean().default(false),
  job: z.string().max(64).optional(),
  page: z.int().min(1).max(10_000).default(1),
});
export type ReviewQuery = z.infer<typeof ReviewQuery>;

/** Rows on one page of the queue. */
export const reviewsOnPage = 8;
/** With fewer than these a share says nothing. */
const fewest = 5;

type Words = { zh: string; en: string };
const kinds: Record<ReviewKind, Words> = {
  decision: { zh: "待决定", en: "to decide" },
  person: { zh: "待人工接待", en: "wants a person" },
  appeal: { zh: "申请复核", en: "asks for a review" },
};
const resting: Record<Resting, Words> = {
  held: { zh: "已暂缓", en: "on hold" },
  talking: { zh: "已有人跟进", en: "somebody is on it" },
  retaking: { zh: "正在重测", en: "taking the assessment again" },
};

/** Working time for people: minutes below an hour, else hours with one decimal. */
export function workingTimeWords(ms: number, locale: Locale): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return say(locale, `${minutes} 工作分钟`, `${minutes} working min`);
  const hours = (Math.round(ms / 360_000) / 10).toFixed(1);
  return say(locale, `${hours} 工作小时`, `${hours} working h`);
}

/** One page of the review queue, the longest wait first, each with a button that opens the card. */
export function reviewList(queue: ReviewQueue, asked: ReviewQuery, me: string, locale: Locale): View {
  const { reviews } = queue;
  const fits = reviews.filter(
    (r) =>
      (!asked.mine ||
        r.owner === me ||
        (r.owner === null && (r.jobOwners.length === 0 || r.jobOwners.includes(me)))) &&
      (!asked.late || r.late) &&
      (asked.job === undefined || r.jobId === asked.job),
  );
  const pages = Math.max(1, Math.ceil(fits.length / reviewsOnPage));
  const page = Math.min(asked.page, pages);
  const waiting = fits.filter((r) => r.resting === null).length;
  const late = fits.filter((r) => r.late).length;
  const title =
    say(locale, `待复核 ${waiting} 位`, waiting === 1 ? "1 review" : `${waiting} reviews`) +
    (late > 0 ? say(locale, `，${late} 位超过目标`, `, ${late} over target`) : "") +
    (pages > 1 ? say(locale, ` · 第 ${page}/${pages} 页`, ` · page ${page}/${pages}`) : "");
  const shown = fits.slice((page - 1) * reviewsOnPage, page * reviewsOnPage);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    { type: "context", elements: [mrkdwnText(figures(queue, locale))] },
    ...shown.map((review) => row(review, locale)),
  ];
  if (fits.length === 0) {
    const none = say(locale, "没有人在等复核。", "Nobody is waiting for a review.");
    blocks.push({ type: "section", text: plainText(none, 200) });
  }
  const turn = (id: string, label: string, to: number) =>
    button(id, label, JSON.stringify({ ...asked, page: to }));
  const paging = [
    ...(page > 1 ? [turn("reviews_back", say(locale, "上一页", "Previous"), page - 1)] : []),
    ...(page < pages ? [turn("reviews_page", say(locale, "下一页", "Next"), page + 1)] : []),
  ];
  if (paging.length > 0) blocks.push({ type: "actions", elements: paging });
  return { text: title, blocks };
}

/** Median, target and share, and how the queue adds up to the metric. */
function figures({ reviews, medianWait, done, pending }: ReviewQueue, locale: Locale): string {
  const now =
    medianWait === null
      ? say(locale, "现在没有人在等", "nobody waits now")
      : say(
          locale,
          `现在等待的中位数 ${workingTimeWords(medianWait, locale)}`,
          `median wait now ${workingTimeWords(medianWait, locale)}`,
        );
  const goal = say(locale, "目标：中位数不到 4 工作小时", "target: median below 4 working hours");
  const count = (why: Resting) => reviews.filter((r) => r.resting === why && r.pending).length;
  const [held, retaking] = [count("held"), count("retaking")];
  const open = pending - held - retaking;
  const sum = say(
    locale,
    `指标 pending_reviews = ${pending}（等决定 ${open}，暂缓 ${held}，重测 ${retaking}）`,
    `metric pending_reviews = ${pending} (waiting ${open}, on hold ${held}, retaking ${retaking})`,
  );
  return [now, goal, share(done, locale), sum].join(" · ");
}

function share({ n, within, interval, median }: ReviewQueue["done"], locale: Locale): string {
  if (n < fewest || !interval || median === null)
    return say(locale, `近 30 天处理 ${n} 次，数据不足`, `${n} done in 30 days: not enough data`);
  const percent = (part: number) => `${Math.round(part * 100)}%`;
  const [low, high] = interval;
  const rate = `${percent(within / n)} (${within}/${n}, ${percent(low)}–${percent(high)})`;
  const middle = workingTimeWords(median, locale);
  const few = n < 20 ? say(locale, "，仅供参考", ", small sample") : "";
  return say(
    locale,
    `近 30 天 4 小时内处理 ${rate}，中位数 ${middle}${few}`,
    `last 30 days within 4 h ${rate}, median ${middle}${few}`,
  );
}

function row(review: Review, locale: Locale): KnownBlock {
  const { number, kind, waited, late, total, band, ownerName } = review;
  const age = review.resting
    ? inLocale(resting[review.resting], locale)
    : say(locale, `已等 ${workingTimeWords(waited, locale)}`, `waiting ${workingTimeWords(waited, locale)}`);
  const mark = late ? `⏰ *${say(locale, "超过目标", "over target")}* · ` : "";
  const score =
    total === null || band === null
      ? ""
      : ` · ${bandNames[band].mark} ${points(total)} ${inLocale(bandNames[band], locale)}`;
  const owner = ownerName
    ? say(locale, `由 ${mrkdwn(ownerName, 80)} 负责`, `with ${mrkdwn(ownerName, 80)}`)
    : say(locale, "还没有指定负责人", "assigned to nobody");
  const lines = [
    `*${caseNumber(number)}* ${inLocale(kinds[kind], locale)}${score}`,
    `${mark}${age} · ${mrkdwn(review.jobTitle, 100)} · ${owner}`,
  ];
  return {
    type: "section",
    text: mrkdwnText(lines.join("\n")),
    accessory: actOn("open", { a: review.id, v: review.version }, locale),
  };
}

/** Reviews listed in one reminder; the rest is a number and a command. */
const reminded = 10;

/** Reminds one person (or the digest channel) of reviews that wait too long. No name of a candidate stands in it. */
export function reminderCard(reviews: readonly Review[], level: "owner" | "lead", locale: Locale): View {
  const n = reviews.length;
  const hours = level === "owner" ? 4 : 8;
  const title = say(
    locale,
    `⏰ ${n} 位候选人等复核超过 ${hours} 个工作小时`,
    `⏰ ${n} ${n === 1 ? "candidate has" : "candidates have"} waited more than ${hours} working hours`,
  );
  const more = n - reminded;
  const how =
    more > 0
      ? say(
          locale,
          `还有 ${more} 位，用 \`/reviews\` 看全部。`,
          `${more} more; \`/reviews\` shows all of them.`,
        )
      : say(locale, "全部名单：`/reviews`", "The whole queue: `/reviews`");
  return {
    text: title,
    blocks: [
      { type: "header", text: plainText(title, 150) },
      ...reviews.slice(0, reminded).map((review) => row(review, locale)),
      { type: "context", elements: [mrkdwnText(how)] },
    ],
  };
}
