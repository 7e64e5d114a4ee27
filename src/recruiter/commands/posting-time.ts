import { channelName } from "../../core/channel-names.ts";
import { arrivalsChart } from "../../core/charts/build-pipeline.ts";
import { readNow } from "../../db/decisions.ts";
import { postingAdvice } from "../../metrics/posting-advice.ts";
import { MetricQueryError } from "../../metrics/query.ts";
import { companyTimeZone } from "../candidate.ts";
import { toldView } from "../cards/told.ts";
import { channelOf } from "../channel-of.ts";
import { withChart } from "../pictures.ts";
import { postingWords } from "../posting-words.ts";
import { mrkdwn } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

/** When to post, and whether the data say so. */
export const postingTime: Command = {
  name: "posting-time",
  usage: "/posting-time [boss]",
  description: {
    zh: "什么时候发布职位：简历到达高峰、证据够不够、怎么试",
    en: "When to post: the peak of arrivals, whether the evidence suffices, how to test",
  },
  async run(deps, who, args) {
    const { locale } = deps;
    const { sql } = deps.db;
    const channel = args.trim() === "" ? null : channelOf(args);
    const [now, timeZone] = await Promise.all([
      readNow(sql, deps.clock()),
      companyTimeZone(sql, who.company),
    ]);
    try {
      const advice = await postingAdvice({ sql, company: who.company, timeZone, now }, channel);
      const view = toldView(postingWords(advice, channel, locale));
      const scope = channel === null ? null : channelName(channel, locale);
      const heat =
        advice && arrivalsChart({ locale, period: { from: advice.from, to: advice.to }, scope }, advice.rows);
      return { kind: "view", view: withChart(view, heat, 1) };
    } catch (error) {
      if (!(error instanceof MetricQueryError)) throw error;
      const text = say(
        locale,
        `没有“${mrkdwn(args.trim(), 60)}”这个渠道。可以写 \`/posting-time\` 或 \`/posting-time boss\`。`,
        `There is no channel "${mrkdwn(args.trim(), 60)}". Use \`/posting-time\` or \`/posting-time boss\`.`,
      );
      return { kind: "view", view: sentence(text) };
    }
  },
};
