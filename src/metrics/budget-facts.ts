import { addDays, type Day, dayIn } from "../core/calendar-days.ts";
import type { ChannelFacts } from "../core/statistics/budget.ts";
import { type Asking, answerMetric } from "./answer.ts";
import { MetricQuery } from "./query.ts";

/** What every channel cost and brought in a period; `without` are those that brought people and have no spend. */
export type BudgetFacts = {
  from: Day;
  to: Day;
  months: number;
  channels: ChannelFacts[];
  without: ChannelFacts[];
};

const days = 90;

/** The facts that a budget is decided on: the last 90 days that have ended. */
export async function budgetFacts(asking: Asking): Promise<BudgetFacts> {
  const to = addDays(dayIn(asking.timeZone, asking.now), -1);
  const from = addDays(to, 1 - days);
  const byChannel = async (metric: string): Promise<Map<string, number>> => {
    const query = MetricQuery.parse({ metric, group_by: ["channel"], from, to });
    const { rows } = await answerMetric(asking, query);
    return new Map(rows.map(({ group, value }) => [String(group.channel), value ?? 0]));
  };
  const [spend, resumes, interviews, hires] = await Promise.all(
    ["cost", "resumes", "interviews", "hires"].map(byChannel),
  );
  const all = [...new Set([...(spend?.keys() ?? []), ...(resumes?.keys() ?? [])])].map(
    (channel): ChannelFacts => ({
      channel,
      spend: spend?.get(channel) ?? 0,
      resumes: resumes?.get(channel) ?? 0,
      interviews: interviews?.get(channel) ?? 0,
      hires: hires?.get(channel) ?? 0,
    }),
  );
  return {
    from,
    to,
    months: days / 30,
    channels: all.filter((one) => one.spend > 0),
    without: all.filter((one) => one.spend <= 0 && one.resumes > 0),
  };
}
