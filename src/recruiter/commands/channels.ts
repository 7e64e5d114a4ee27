import { chartOf } from "../../metrics/chart.ts";
import { channelMetrics, channelTable } from "../cards/channels.ts";
import { withSpendButton } from "../cards/spend-button.ts";
import { withFallen } from "../channel-alert-view.ts";
import { measure } from "../measure.ts";
import { withChart } from "../pictures.ts";
import type { Command } from "../types.ts";
import { notUnderstood, takePeriod, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

const usage = "/channels [近30天 | 2026-11 | last week]";

/** What each channel brought and cost. */
export const channels: Command = {
  name: "channels",
  usage,
  description: {
    zh: "各渠道的简历、测评通过率、面试、录用和花费；不写期间就是本月",
    en: "Résumés, pass rate, interviews, hires and cost by channel; this month unless you name a period",
  },
  examples: ["/channels", "/channels 近30天", "/channels 2026-11", "/channels last week"],
  async run(deps, who, args) {
    const { locale } = deps;
    const m = await measure(deps, who);
    const { period, rest } = takePeriod(wordsOf(args), m.today);
    if (rest.length > 0) return { kind: "view", view: sentence(notUnderstood(rest, usage, locale)) };
    const { from, to } = period ?? { from: `${m.today.slice(0, 7)}-01`, to: m.today };
    const ask = async (metric: string) => await m.rows({ metric, group_by: ["channel"], from, to });
    const [resumes, completed, pass, interviews, hires, cost, perHire] = await Promise.all(
      channelMetrics.map(ask),
    );
    const numbers = {
      resumes: resumes ?? [],
      assessments_completed: completed ?? [],
      assessment_pass_rate: pass ?? [],
      interviews: interviews ?? [],
      hires: hires ?? [],
      cost: cost ?? [],
      cost_per_hire: perHire ?? [],
    };
    const view = channelTable(numbers, { from, to }, locale);
    const request = {
      kind: "channels",
      locale,
      channel: null,
      job: null,
      from,
      to,
      metric: null,
      by: null,
    } as const;
    const asking = { sql: deps.db.sql, company: who.company, timeZone: m.timeZone, now: m.now };
    const pictured = withChart(view, await chartOf(asking, request), 1);
    const whole = withSpendButton(pictured, who, pictured.blocks.length, locale);
    return { kind: "view", view: await withFallen(deps, asking, whole) };
  },
};
