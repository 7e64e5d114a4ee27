import { channelName } from "../core/channel-names.ts";
import type { Locale } from "../core/locale.ts";
import type { PostingAdvice } from "../core/statistics/posting-time.ts";
import type { Told } from "./budget-words.ts";
import { chance, say } from "./words.ts";

/** When to post, whether the evidence suffices, how long a proof takes, and how to go about it. */
export function postingWords(
  advice: (PostingAdvice & { from: string; to: string; reproduce: string }) | null,
  channel: string | null,
  locale: Locale,
): Told {
  const whose = channel === null ? say(locale, "全部渠道", "All channels") : channelName(channel, locale);
  if (!advice) {
    const head = say(locale, `${whose}还没有简历，谈不上时段`, `${whose}: no résumés yet`);
    return {
      head,
      lines: [
        say(
          locale,
          "简历是从渠道链接来的：先在“岗位”里取链接，放到招聘平台上，一两周后再来看。",
          "Résumés come through the links of your channels: get them under Jobs, put them into your postings, and look again in a week or two.",
        ),
      ],
      small: say(locale, "近 12 周。", "Last twelve weeks."),
    };
  }
  const { arrivals, perDay, peak, post, sufficient, proof } = advice;
  const hours = `${peak.fromHour}:00–${peak.toHour}:00`;
  const daily = perDay.toFixed(1);
  const lines = [
    say(
      locale,
      `周一至周五 ${hours} 到得最多（真是最多的概率 ${chance(peak.chance)}；共 ${arrivals} 份，日均 ${daily} 份${arrivals < 20 ? "，n<20，仅供参考" : ""}）。`,
      `Most arrive from ${hours}, Monday to Friday (really the most with chance ${chance(peak.chance)}; ${arrivals} résumés, ${daily} a day${arrivals < 20 ? "; n<20, only an indication" : ""}).`,
    ),
    sufficient
      ? say(
          locale,
          `建议高峰前 30–60 分钟发布或刷新：${post.from}–${post.to}。这是到达时间的规律，还不证明换时间会多来简历。`,
          `Post or refresh 30–60 minutes ahead of it: ${post.from}–${post.to}. That is when people come; it does not yet prove that another time brings more.`,
        )
      : say(
          locale,
          `数据不足：高峰还分不清，先按行业常见的傍晚高峰与现有数据折中，可试 ${post.from}–${post.to}，不要每周换。`,
          `Not enough data to be sure of the peak; between the usual evening peak and what came so far, ${post.from}–${post.to} is worth a try. Do not change it every week.`,
        ),
  ];
  for (const { ratio, days, weeks } of proof) {
    if (!Number.isFinite(days)) continue;
    lines.push(
      say(
        locale,
        `要证明新时间能带来 ${ratio} 倍简历：按现在的量，新旧各需约 ${days} 天（各 ${weeks} 周）。`,
        `To prove that a new time brings ${ratio} times as many: about ${days} days each at the present volume (${weeks} ${weeks === 1 ? "week" : "weeks"} each).`,
      ),
    );
  }
  const plan = proof.at(-1);
  if (plan && Number.isFinite(plan.days))
    lines.push(
      say(
        locale,
        `试法：从下周一起单周按原时间、双周按 ${post.from}–${post.to}，预算和文案不变，共 ${2 * plan.weeks} 周，只够看出 ${plan.ratio} 倍的差别；中途不看结果、不改。`,
        `How to test: from next Monday odd weeks at the present time, even weeks at ${post.from}–${post.to}, same budget and wording, ${2 * plan.weeks} weeks in all, enough for a difference of ${plan.ratio} times; do not look or change in between.`,
      ),
    );
  const head = say(locale, `${whose}：什么时候发布职位`, `${whose}: when to post`);
  const small = say(
    locale,
    `口径：${advice.from} – ${advice.to} 的简历到达时间（当地时间，首次接触），按星期 × 两小时，少的格子向常见规律收缩。再查一次：${advice.reproduce}`,
    `Résumés of ${advice.from} – ${advice.to} by arrival (local time, first touch), weekday × two hours, thin cells drawn to the usual week. Ask again: ${advice.reproduce}`,
  );
  return { head, lines, small };
}
