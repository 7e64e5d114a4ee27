import { channelName } from "../core/channel-names.ts";
import type { Locale } from "../core/locale.ts";
import { adviseBudget, limits, type Range, simulateSpend } from "../core/statistics/budget.ts";
import type { BudgetFacts } from "../metrics/budget-facts.ts";
import { say } from "./words.ts";

/** Lines for people, the headline first; every channel with its numbers, what is unknown said as such. */
export type Told = { head: string; lines: string[]; small: string };

/** What the data say about sharing out the budget; no ranking while no channel is best with a chance of .8. */
export function budgetWords(facts: BudgetFacts, locale: Locale): Told {
  const { from, to, channels, without } = facts;
  const period = `${from} – ${to}`;
  const small = say(
    locale,
    `口径：${period}，每元带来的入职（简历/元 × 约面率 × 入职率），方括号为 90% 区间；渠道按首次接触。预算变更后30天内转化数据不可比。`,
    `${period}; hires per yuan (résumés per yuan × interview rate × hire rate), 90 % intervals in brackets, first-touch channels. Conversion within 30 days after a change of budget is not comparable.`,
  );
  const unpaid = without.map((one) =>
    say(
      locale,
      `${channelName(one.channel, locale)}：${one.resumes} 份简历、${one.hires} 人入职，没有花费记录，不参与比较。`,
      `${channelName(one.channel, locale)}: ${one.resumes} résumés, ${one.hires} hires, no spend recorded, so not compared.`,
    ),
  );
  if (channels.length < 2) {
    const head = say(
      locale,
      "数据不足：至少要有两个渠道记了花费，才能比较预算",
      "Not enough data: at least two channels need recorded spend",
    );
    return { head, lines: unpaid, small };
  }
  const advice = adviseBudget(channels);
  const rows = advice.channels.map((one) => {
    const n = `${one.hires}/${one.interviews}/${one.resumes}`;
    return say(
      locale,
      `${channelName(one.channel, locale)}：花费 ¥${Math.round(one.spend)}（${percent(one.share)}），入职/约面/简历 ${n}；每千元入职 ${ranged(one.perThousand)}，为最佳的概率 ${percent(one.best)}${few(one.interviews, locale)}`,
      `${channelName(one.channel, locale)}: ¥${Math.round(one.spend)} spent (${percent(one.share)}), hires/interviews/résumés ${n}; hires per ¥1,000 ${ranged(one.perThousand)}, best with chance ${percent(one.best)}${few(one.interviews, locale)}`,
    );
  });
  const leader = advice.leader === null ? null : channelName(advice.leader, locale);
  const head =
    leader === null
      ? say(
          locale,
          "数据不足：没有一个渠道为最佳的概率达到 80%，不排名",
          "Not enough data: no channel is best with a chance of 80 %, so there is no ranking",
        )
      : say(
          locale,
          `${leader}每元带来的入职最多（概率不低于 80%）`,
          `${leader} brings the most hires per yuan (chance of 80 % or more)`,
        );
  const shift = advice.channels
    .map(
      ({ channel, share }, i) =>
        `${channelName(channel, locale)} ${percent(share)} → ${percent(advice.suggested[i] ?? share)}`,
    )
    .join(say(locale, "，", ", "));
  const better = percent(advice.improve);
  const suggestion = advice.advisable
    ? say(
        locale,
        `建议下月：${shift}（入职更多的概率 ${better}；每个渠道至少留 ${percent(limits.floor)}，每月最多调 ${100 * limits.step} 个百分点）。`,
        `Suggested for next month: ${shift} (more hires with chance ${better}; every channel keeps at least ${percent(limits.floor)}, none moves by more than ${100 * limits.step} points a month).`,
      )
    : say(
        locale,
        `建议先不调整：调整后入职更多的概率只有 ${better}，不到 80%。`,
        `No change advised: it would bring more hires with a chance of only ${better}, below 80 %.`,
      );
  return { head, lines: [...rows, ...unpaid, suggestion], small };
}

/** What `extra` CNY a month on a channel add in a month. */
export function simulationWords(facts: BudgetFacts, channel: string, extra: number, locale: Locale): Told {
  const name = channelName(channel, locale);
  const signed = `${extra < 0 ? "−" : "+"}¥${Math.abs(extra)}`;
  const small = say(
    locale,
    `按 ${facts.from} – ${facts.to} 的数据推算，花得越多、每元效果越低（0.7 次方）；方括号为 90% 区间。预算变更后30天内转化数据不可比。`,
    `From ${facts.from} – ${facts.to}; the more is spent the less a yuan brings (power 0.7); 90 % intervals in brackets. Conversion within 30 days after a change of budget is not comparable.`,
  );
  const simulated = simulateSpend(facts.channels, channel, extra, facts.months);
  if (!simulated) {
    const head = say(
      locale,
      `数据不足：${name}近 90 天没有花费记录，算不出`,
      `Not enough data: no spend on ${name} in the last 90 days`,
    );
    return { head, lines: [], small };
  }
  const { resumes, interviews, hires, costPerHire } = simulated;
  const mine = facts.channels.find((one) => one.channel === channel);
  const head = say(
    locale,
    `${name}每月${signed}，预计一个月变化`,
    `${name} ${signed} a month, expected in a month`,
  );
  const lines = [
    say(locale, `简历 ${ranged(resumes)}`, `Résumés ${ranged(resumes)}`),
    say(locale, `约面 ${ranged(interviews)}`, `Interviews ${ranged(interviews)}`),
    say(locale, `入职 ${ranged(hires)}`, `Hires ${ranged(hires)}`),
    ...(costPerHire === null
      ? []
      : [
          say(
            locale,
            `多花的部分平均每入职约 ¥${Math.round(costPerHire)}`,
            `About ¥${Math.round(costPerHire)} of the extra spend per hire`,
          ),
        ]),
    ...(mine && mine.interviews < 20
      ? [
          say(
            locale,
            `依据：${mine.resumes} 份简历、${mine.interviews} 次约面、${mine.hires} 人入职${few(mine.interviews, locale)}`,
            `Based on ${mine.resumes} résumés, ${mine.interviews} interviews, ${mine.hires} hires${few(mine.interviews, locale)}`,
          ),
        ]
      : []),
  ];
  return { head, lines, small };
}

const few = (n: number, locale: Locale): string =>
  n < 20 ? say(locale, "（n<20，仅供参考）", " (n<20, only an indication)") : "";

/** A chance or share; neither is ever shown as certain. */
const percent = (share: number): string =>
  share > 0.99 && share < 1 ? ">99%" : share < 0.01 && share > 0 ? "<1%" : `${Math.round(100 * share)}%`;

const ranged = ({ mean, low, high }: Range): string => `${number(mean)} [${number(low)}, ${number(high)}]`;

const number = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toFixed(2)));
