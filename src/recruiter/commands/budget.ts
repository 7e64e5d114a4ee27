import { costCurveChart } from "../../core/charts/build-cost.ts";
import { readNow } from "../../db/decisions.ts";
import { budgetFacts } from "../../metrics/budget-facts.ts";
import { budgetWords, simulationWords } from "../budget-words.ts";
import { companyTimeZone } from "../candidate.ts";
import { toldView } from "../cards/told.ts";
import { channelOf } from "../channel-of.ts";
import { withChart } from "../pictures.ts";
import { mrkdwn } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

/** Where the money works best, and what more of it would bring. */
export const budget: Command = {
  name: "budget",
  usage: "/budget [+500 douyin]",
  description: {
    zh: "预算怎么分；/budget +500 抖音 试算每月多花 500 元会怎样",
    en: "How to share out the budget; /budget +500 douyin simulates 500 CNY more a month",
  },
  async run(deps, who, args) {
    const { locale } = deps;
    const { sql } = deps.db;
    const asked = args.trim();
    const change = readChange(asked);
    if (asked !== "" && !change) {
      const text = say(
        locale,
        `没有看懂“${mrkdwn(asked, 60)}”。可以写 \`/budget\`，或金额加渠道，如 \`/budget +500 douyin\`、\`/budget -300 BOSS直聘\`。`,
        `"${mrkdwn(asked, 60)}" is not known. Use \`/budget\`, or an amount and a channel like \`/budget +500 douyin\`.`,
      );
      return { kind: "view", view: sentence(text) };
    }
    const [now, timeZone] = await Promise.all([
      readNow(sql, deps.clock()),
      companyTimeZone(sql, who.company),
    ]);
    const facts = await budgetFacts({ sql, company: who.company, timeZone, now });
    const told = change
      ? simulationWords(facts, change.channel, change.extra, locale)
      : budgetWords(facts, locale);
    const outcome = { name: { zh: "入职", en: "Hires" }, unit: "count" } as const;
    const rows = facts.channels.map(({ channel, spend, hires }) => ({
      group: { channel },
      numerator: spend,
      denominator: hires,
    }));
    const period = { from: facts.from, to: facts.to };
    const curves = costCurveChart({ locale, period, scope: null }, outcome, rows);
    return { kind: "view", view: withChart(toldView(told), curves, 1) };
  },
};

/** "+500 douyin", "抖音 -300", "+500元 抖音"; null = not understood. */
export function readChange(text: string): { channel: string; extra: number } | null {
  const amount = /([+＋−-])\s?[¥￥]?(\d{1,7}(?:\.\d{1,2})?)\s?元?/u.exec(text);
  if (!amount) return null;
  const channel = channelOf(text.replace(amount[0], " ").trim());
  if (channel === null) return null;
  const sign = amount[1] === "+" || amount[1] === "＋" ? 1 : -1;
  return { channel, extra: sign * Number(amount[2]) };
}
