import type { KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import { costCurveChart } from "../../core/charts/build-cost.ts";
import { type Bilingual, inLocale } from "../../core/locale.ts";
import { metricOf } from "../../metrics/answer.ts";
import { measure } from "../measure.ts";
import { periodWords, unitCostWords } from "../numbers.ts";
import { withChart } from "../pictures.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { notUnderstood, takePeriod, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

const usage = "/cost-per resume|interview|hire [按渠道 by channel] [2026-11]";

const units: Record<string, string[]> = {
  cost_per_resume: ["resume", "resumes", "résumé", "简历", "cv"],
  cost_per_interview: ["interview", "interviews", "面试", "约面"],
  cost_per_hire: ["hire", "hires", "入职", "录用"],
};

const outcomes: Record<string, Bilingual> = {
  cost_per_resume: { zh: "简历", en: "Résumés" },
  cost_per_interview: { zh: "约面试", en: "Interviews" },
  cost_per_hire: { zh: "入职", en: "Hires" },
};

/** What a résumé, an interview or a hire cost. */
export const costPer: Command = {
  name: "cost-per",
  usage,
  description: {
    zh: "每份简历、每个面试、每次录用花了多少；可按渠道，不写期间就是本月",
    en: "Cost per résumé, interview or hire; by channel if you say so, this month unless you name a period",
  },
  examples: ["/cost-per hire", "/cost-per 简历 按渠道 近30天", "/cost-per interview by channel 2026-11"],
  async run(deps, who, args) {
    const { locale } = deps;
    const m = await measure(deps, who);
    const { period, rest } = takePeriod(wordsOf(args), m.today);
    const { from, to } = period ?? { from: `${m.today.slice(0, 7)}-01`, to: m.today };
    const byChannel = rest.some((word) => /^(按渠道|分渠道|channels?)$/i.test(word));
    const left = rest.filter((word) => !/^(按渠道|分渠道|channels?|by|每)$/i.test(word));
    const unit = left.length === 1 ? left[0]?.toLowerCase().replace(/^每(份|个|次|人)?/, "") : undefined;
    const metric = Object.keys(units).find((id) => unit !== undefined && units[id]?.includes(unit));
    if (!metric) {
      const what = left.length === 0 ? ["…"] : left;
      return { kind: "view", view: sentence(notUnderstood(what, usage, locale)) };
    }
    const { name, definition } = metricOf(metric);
    const rows = await m.rows({ metric, from, to, group_by: byChannel ? ["channel"] : [] });
    const title = `${inLocale(name, locale)} · ${periodWords({ from, to }, locale)}`;
    const lines = rows
      .filter((row) => !byChannel || row.numerator !== null || (row.denominator ?? 0) > 0)
      .map((row) => {
        const who = byChannel ? `*${mrkdwn(channelName(String(row.group.channel), locale), 60)}* ` : "";
        return `${who}${unitCostWords(row, locale)}`;
      })
      .slice(0, 40);
    const none = say(locale, "这段时间没有数据。", "No data in this period.");
    const how = say(
      locale,
      "没有花费记录的渠道不算便宜：用 `/spend boss 3000 2026-11` 补上。",
      "A channel without recorded spend is not cheap: enter it with `/spend boss 3000 2026-11`.",
    );
    const missing = rows.some((row) => row.numerator === null && (row.denominator ?? 0) > 0);
    const blocks: KnownBlock[] = [
      { type: "header", text: plainText(title, 150) },
      { type: "section", text: mrkdwnText(lines.length > 0 ? lines.join("\n") : none) },
      ...(missing || lines.length === 0 ? [{ type: "section" as const, text: mrkdwnText(how) }] : []),
      { type: "context", elements: [plainText(inLocale(definition, locale), 400)] },
    ];
    const outcome = outcomes[metric];
    const curves =
      byChannel && outcome
        ? costCurveChart(
            { locale, period: { from, to }, scope: null },
            { name: outcome, unit: "count" },
            rows,
          )
        : null;
    return { kind: "view", view: withChart({ text: title, blocks }, curves, 1) };
  },
};
