import type { KnownBlock } from "@slack/types";
import { funnelChart } from "../../core/charts/build-pipeline.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { milestoneNames } from "../../core/milestones.ts";
import { companyJobs } from "../../db/jobs.ts";
import type { MetricRow } from "../../metrics/answer.ts";
import { measure } from "../measure.ts";
import { howMany, periodWords, rateWords } from "../numbers.ts";
import { withChart } from "../pictures.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { Command, View } from "../types.ts";
import { say } from "../words.ts";
import { findJobByWords, takePeriod, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

/** How many of a period's applications came how far. */
export const funnel: Command = {
  name: "funnel",
  usage: "/funnel [岗位 job] [近30天 | 2026-11 | last week]",
  description: {
    zh: "招聘漏斗：这段时间的投递走到了哪一步；不写期间就是本月",
    en: "How far the applications of a period came; this month unless you name one",
  },
  examples: ["/funnel", "/funnel 淘宝售后客服 近30天", "/funnel 2026-11", "/funnel last 90 days"],
  async run(deps, who, args) {
    const { locale } = deps;
    const m = await measure(deps, who);
    const { period, rest } = takePeriod(wordsOf(args), m.today);
    const { from, to } = period ?? { from: `${m.today.slice(0, 7)}-01`, to: m.today };
    const jobs = (await companyJobs(deps.db.sql, who.company)).filter(({ practice }) => !practice);
    const found = rest.length > 0 ? findJobByWords(rest.join(" "), jobs, locale) : null;
    if (found && "problem" in found) return { kind: "view", view: sentence(found.problem) };
    const job = found?.job.title ?? null;
    const filters = { channel: null, job, shift: null };
    const rows = await m.rows({ metric: "drop_off_step", from, to, filters });
    const chart = funnelChart({ locale, period: { from, to }, scope: job }, rows);
    return { kind: "view", view: withChart(funnelView(rows, { job, from, to }, locale), chart, 1) };
  },
};

type Shown = { job: string | null; from: string | null; to: string | null };

function funnelView(rows: readonly MetricRow[], { job, from, to }: Shown, locale: Locale): View {
  const period = periodWords({ from, to }, locale);
  const title = `${say(locale, "漏斗", "Funnel")} · ${job ?? say(locale, "全部岗位", "all jobs")} · ${period}`;
  const applied = rows[0]?.denominator ?? 0;
  const first = inLocale(milestoneNames.applied, locale);
  const lines = [`*${first}* ${howMany(applied)}`, ...rows.map((row) => stepLine(row, applied, locale))];
  const none = say(
    locale,
    "这段时间没有投递。换一个期间试试，例如 `/funnel 近30天`。",
    "No applications in this period. Try another one, e.g. `/funnel last 30 days`.",
  );
  const note = say(
    locale,
    "看的是这段时间的投递到今天走到哪一步，刚投递的人还在路上。百分比是走到这一步的占上一步的比例，括号里是 95% 区间。",
    "The applications of this period and how far they have come by today; recent ones are still on their way. Percentages are of the step before, with the 95% interval in brackets.",
  );
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    { type: "section", text: mrkdwnText(applied === 0 ? none : lines.join("\n")) },
    { type: "context", elements: [plainText(note, 400)] },
  ];
  return { text: mrkdwn(title, 300), blocks };
}

/** The step counts those who were lost; shown is who went on. */
function stepLine(row: MetricRow, applied: number, locale: Locale): string {
  const [, to = ""] = String(row.group.step).split("->");
  const entered = row.denominator ?? 0;
  const went = entered - (row.numerator ?? 0);
  const [low, high] = row.interval ?? [null, null];
  const kept = {
    ...row,
    numerator: went,
    value: row.value === null ? null : 1 - row.value,
    interval: low === null || high === null ? null : ([1 - high, 1 - low] as [number, number]),
  };
  const bar = applied > 0 ? "▇".repeat(Math.round((12 * went) / applied)) : "";
  const name = isStage(to) ? inLocale(milestoneNames[to], locale) : mrkdwn(to, 40);
  return `*${name}* ${rateWords(kept, locale)} ${bar}`.trimEnd();
}

const isStage = (name: string): name is keyof typeof milestoneNames => Object.hasOwn(milestoneNames, name);
