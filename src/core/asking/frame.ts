import type { Day } from "../calendar-days.ts";
import { takeChannels } from "./channels.ts";
import { nounOf, takeGroups } from "./groups.ts";
import { takeJob } from "./jobs.ts";
import { barePass, metricWords, turnoverWords, unlisted } from "./metrics.ts";
import { type End, takeOrdering } from "./order.ts";
import { type Compare, takeTiming } from "./period.ts";
import type { AskDimension, AskShift, Doubt, Question } from "./query.ts";
import { readText } from "./read-text.ts";
import { type Rest, takeAll } from "./rest.ts";
import { takeShift } from "./shifts.ts";
import type { Span } from "./spans.ts";

/** What one question says by itself; undefined = nothing was said about it. */
export type Frame = {
  text: string;
  metric?: string;
  /** The metric is a guess from a general word, which a doubt of an earlier question can make precise. */
  doubt?: { doubt: Doubt; about: string; choices: string[] };
  turnover: boolean;
  dims: AskDimension[];
  channels?: string[] | null;
  job?: string | null;
  shift?: AskShift | null;
  period?: Span;
  implied: boolean;
  compare?: Compare;
  end?: End;
  limit?: number | null;
  why: boolean;
};

const health =
  /(?:(?<![各每个按分])(?:渠道|平台)(?:的)?)?健康(?:度|情况|状况|指数|值)?|掉量|骤降|突降|断崖|暴跌|锐减|(?:简历|量|投递|候选人)?(?:是不是|有没有|是否)?(?:突然|明显|1下)?(?:变少|少了|掉了|跌了|(?:掉|跌|降|少)得(?:很|厉害|多|快|太|狠)|不行了|下滑|下降|降了|减少|没量|不来简历|没简历)|(?:渠道|平台|简历|量).{0,4}(?:异常|不正常|出问题|报警|告警|预警)|(?:异常|报警|告警|预警|不对劲).{0,4}(?:渠道|平台)?|(?:正常吗|正不正常|出问题|不对劲|怎么了)|\bhealth(?:y|iest)?\b|\bdr(?:opp(?:ed|ing)|ying|ied)(?! (?:off|out))\b|\bdrops? ?(?:in|alarm|alert)\b|\b(?:sudden(?:ly)?|sharp(?:ly)?|big) (?:drop|fall|decline|decrease)|\b(?:declin\w+|falling|slow(?:ing|ed) down|collaps\w+|tank(?:ed|ing)|plummet\w*|anomal\w+|unusual(?:ly)?|wrong with|alarms?|alerts?|fewer (?:resumes|applicants|candidates) than (?:usual|normal|expected)|gone quiet|going quiet|dead)\b/;
const excluding =
  /(?:除了|除开|除去|不算|不含|不包括|排除|剔除|去掉|刨除|不要算)|\b(?:except(?: for)?|excluding|exclude|without|other than|apart from|besides|not counting|minus)\b/;
const whole =
  /(?:全部|所有|整体|总体|全公司|不分|不限|不看|去掉|不筛)(?:的)?(?:渠道|平台)|\b(?:all|every) (?:channels?|sources?|platforms?)(?: together| combined)?|\b(?:no|remove the|drop the|clear the) channel(?: filter)?/;
const wholeJobs = /(?:全部|所有|整体|不分|不限|不看)(?:的)?(?:岗位|岗|职位)|\ball (?:jobs|positions|roles)\b/;
const apart =
  /分别|各(?:自|是|来|收|有|招|花|多少|几)|对比|比较|相比|哪个|哪家|谁|还是|差多少|\bvs\b|versus|\bcompar|\brespectively\b|\beach\b|\bor\b|\bwhich\b|\bthan\b|比|差距|区别|difference/;
const why =
  /为什么|为何|什么原因|怎么回事|原因呢|^原因$|\bwhy\b|\bhow come\b|\bwhat(?:'s| is) the reason\b|^reasons?\??$/;

/** Reads one question without the others. */
export function frameOf({ question, today, jobs, channels: own }: Omit<Question, "context">): Frame {
  const text = readText(question);
  const rest: Rest = { text };
  const job = takeJob(rest, jobs);
  const excluded = excluding.test(rest.text);
  const weekly = takeAll(rest, /周1(?:到|至|-|~)周[56日天末]/);
  const timing = takeTiming(rest, today);
  const all = takeAll(rest, whole);
  const allJobs = takeAll(rest, wholeJobs);
  const named = takeChannels(rest, own ?? []);
  const shift = takeShift(rest);
  const otherShift = shift === null ? null : takeShift(rest);
  const words = rest.text;
  const metric = metricIn(rest, timing.compare !== null || timing.period !== undefined);
  const { dims, trend } = takeGroups(rest);
  const several = named.ids.length > 1 && apart.test(text);
  if (several && !dims.includes("channel")) dims.unshift("channel");
  if (weekly)
    dims.splice(0, dims.length, ...dims.filter((dim) => dim !== "day" && dim !== "weekday"), "weekday");
  if (timing.aside === "month" || timing.aside === "week") dims.push(timing.aside);
  const ordering = takeOrdering(rest, several || dims.length > 0);
  if (ordering.end && dims.length === 0 && metric.id !== "posting_time") {
    const noun = nounOf(rest);
    if (noun) dims.push(noun);
  }
  if (trend && !dims.some((dim) => dim === "day" || dim === "week" || dim === "month"))
    dims.push(unitOfTrend(timing.period));
  const frame: Frame = {
    text,
    turnover: turnoverWords.test(words),
    dims: dims.slice(0, 2),
    implied: timing.implied,
    why: why.test(text) && !metric.id,
  };
  if (metric.id) frame.metric = metric.id;
  const past = timing.period?.to != null && timing.period.to < today;
  // People are needed in time to come: a day of sales that is over, as the latest one is, says nothing about when.
  if (timing.period && !(past && metric.id === "forecast_headcount")) frame.period = timing.period;
  if (timing.compare) frame.compare = timing.compare;
  if (named.ids.length > 0) frame.channels = named.ids;
  else if (all) frame.channels = null;
  if (job.kind === "one") frame.job = job.job;
  else if (allJobs) frame.job = null;
  if (shift) frame.shift = shift;
  if (ordering.end) {
    frame.end = ordering.end;
    frame.limit = ordering.limit;
  }
  const doubt = doubtOf();
  if (doubt) frame.doubt = doubt;
  return frame;

  function doubtOf(): Frame["doubt"] {
    if (dims.length > 2) return { doubt: "too_fine", about: "", choices: [] };
    if (otherShift !== null && otherShift !== shift)
      return { doubt: "several_shifts", about: "", choices: [] };
    if (job.kind === "several") return { doubt: "several_jobs", about: "", choices: job.jobs };
    if (excluded && (named.ids.length > 0 || frame.job))
      return { doubt: "excluding", about: "", choices: [] };
    if (named.stranger) return { doubt: "unknown_channel", about: named.stranger, choices: [] };
    if (job.kind === "unknown" && !frame.job)
      return { doubt: "unknown_job", about: job.name, choices: [...jobs] };
    if (metric.doubt) return { doubt: metric.doubt, about: metric.about ?? "", choices: [] };
    if (timing.period?.from && timing.period.from > today && metric.id !== "forecast_headcount")
      return { doubt: "future", about: "", choices: [] };
    return undefined;
  }
}

/** The metric that is asked for; one that is not kept, or a bare pass rate, gives a doubt instead. */
function metricIn(rest: Rest, timed: boolean): { id?: string; doubt?: Doubt; about?: string } {
  const found = metricWords.find(({ zh, en }) => zh.test(rest.text) || en.test(rest.text));
  const other = unlisted.exec(rest.text)?.[0];
  if (
    other &&
    found?.id !== "attrition_reasons" &&
    !/^(?:response_time|time_to_hire|time_to_fill)$/.test(found?.id ?? "")
  )
    return { doubt: "unlisted_metric", about: other };
  const general =
    found === undefined || found.id === "resumes" || found.id === "hires" || found.id === "interviews";
  if (general && barePass.test(rest.text)) return { doubt: "pass_rate" };
  if ((found === undefined || found.id === "resumes") && !timed && takeAll(rest, health))
    return { id: "channel_health" };
  if (found === undefined && takeAll(rest, health)) return { id: "channel_health" };
  if (/(?:渠道|平台)的?健康|\bchannel health\b/.test(rest.text) && takeAll(rest, health))
    return { id: "channel_health" };
  return found ? { id: found.id } : {};
}

function unitOfTrend(period: Span | undefined): AskDimension {
  if (!period?.from || !period.to) return "week";
  const days = (Date.parse(period.to as Day) - Date.parse(period.from as Day)) / 86_400_000;
  return days <= 31 ? "day" : "week";
}
