import { addDays, type Day } from "../calendar-days.ts";
import { type Point, takePoints } from "./points.ts";
import { type Rest, takeAll } from "./rest.ts";
import { type Span, type Unit, unitFrom, upTo, yearOf } from "./spans.ts";

export type Compare = "previous_period" | "same_period_last_year";

/** What a question says about time. */
export type Timing = {
  /** undefined = nothing was said; open at both ends = all data was asked for. */
  period?: Span;
  /** The period only follows from what it is compared with; one from an earlier question goes first. */
  implied: boolean;
  compare: Compare | null;
  /** The times stand side by side ("9月和10月各"): group by their unit. */
  aside: Unit | null;
};

const lastYear =
  /(?:比|较|对比|跟|和|与|同)?去年(?:的)?(?:同期|同1时期|这个?时候|同1?个?月|同1?个?季度?)(?:相?比|对比|比较)?|同比(?:去年)?(?:同期)?|\b(?:vs\.? |versus |than |against |compared (?:to|with) |over )?(?:the )?same (?:period|time|days?|weeks?|months?|quarter)(?: of| in)? (?:last|the previous|the year before|a year ago|previous)(?: year)?|\b(?:year[- ](?:over|on)[- ]year|yoy|y\/y|y-o-y)\b|\b(?:vs\.?|versus|than|compared (?:to|with)|from) a year (?:ago|earlier|before)/;
const unitPrevious: readonly (readonly [RegExp, Exclude<Unit, "span">])[] = [
  [/\b(?:day[- ](?:over|on)[- ]day|dod)\b|日环比/, "day"],
  [
    /\b(?:week[- ](?:over|on|by)[- ]week (?:change|growth|comparison)|week[- ](?:over|on)[- ]week|wow)\b|周环比/,
    "week",
  ],
  [/\b(?:month[- ](?:over|on)[- ]month|mom|m\/m)\b|月环比/, "month"],
  [/\b(?:quarter[- ](?:over|on)[- ]quarter|qoq|q\/q)\b|季度?环比/, "quarter"],
];
const previous =
  /环比|(?:跟|和|与|同|比|较|对比)(?:起)?(?:之前|前1?个?(?:期|周期|阶段|周|月|季度?|年|天)|前期|上1?期)(?:相?比|对比|比较)?|\b(?:vs\.?|versus|than|against|compared (?:to|with)|compare (?:to|with|it to)|over|from)(?: the)? (?:(?:one|day|week|month|quarter|year|period)s? (?:before|prior|earlier)|previous(?: one| period)?|prior period|before)\b|\b(?:period[- ]over[- ]period|previous period)\b|\bthe (?:day|week|month|quarter|year|period) before(?! last)\b/;
const moved =
  /(?:涨|增长|增加|上涨|上升|下降|降低|下跌|下滑|减少|变化|提升|提高|进步|回升)了?(?:没有?|吗|多少|几|幅度|情况)|(?:涨|升|降|跌)了?(?:没有?|吗|多少|几)|(?:变)?(?:多|少|高|低)了(?:没有?|吗)|(?:多|少)了(?:多少|几)|\b(?:up or down|how much (?:more|less|higher|lower|growth)|(?:increase|decrease|grow|gone up|gone down|improve|change)d?\b|growth)/;

const cueBefore =
  /(?:(?<![占环同对配性投产百因])比|(?<!比)较|相比于?|(?<=.)对比|(?:vs\.?|versus|than|against|(?:compare[ds]?|comparing|comparison)(?: it| that| this| them)? (?:to|with|against)|compared|relative to)(?: (?:the|that of|in|we had|what we had|for|of))*) ?$/;
/** "抖音跟BOSS比 上周…": what is compared stands before, and the time after it is the time asked about. */
const closed = /(?:跟|和|与|同)[a-z0-9\p{Script=Han}]{1,8}(?:相)?比 ?$/u;
const withBefore = /(?:跟|和|与|同) ?$/;
const cueAfter = /^[^▮]{0,8}?(?:相?比|对比|比较|相较)/;
const anyCue = /(?<![占环同配性投产百])比(?!例|率|重)|对照|相较|\bvs\b|versus|\bthan\b|\bcompar/;
const rangeJoin = /^ ?(?:号|日)?(?:到|至|-|~|to|through|thru|until|till|up to|\.\.+) ?(?:the )?$/;
const sideJoin = /^ ?(?:和|与|跟|、|,|，|&|and|以及|还有) ?$/;

/** Reads periods and comparison; what it read is taken out of the rest. */
export function takeTiming(rest: Rest, today: Day): Timing {
  const original = rest.text;
  const yearAgo = takeAll(rest, lastYear);
  const unit = unitPrevious.find(([pattern]) => takeAll(rest, pattern))?.[1] ?? null;
  const before = takeAll(rest, previous);
  const points = joined(takePoints(rest, today), original, today);
  const all = takeAll(
    rest,
    /有史以来|开业以来|1直以来|历史上?(?:所有|全部|累计)?|全部时间|所有时间|不限时间|\ball[- ]time\b|\bsince the beginning\b/,
  );
  const said = yearAgo ? "same_period_last_year" : unit || before ? "previous_period" : null;
  const { main, other, aside } = told(points, original);
  if (main) {
    const period = upTo(today, main);
    const compare =
      said ??
      (other ? compareOf(main, other) : takeAll(rest, moved) && isUnit(main) ? "previous_period" : null);
    return { period, implied: false, compare, aside };
  }
  if (other) {
    const compare = other.unit === "year" ? "same_period_last_year" : (said ?? "previous_period");
    const now = other.unit === "span" ? null : unitFrom(today, other.unit, 0);
    return { ...(now ? { period: upTo(today, now) } : {}), implied: true, compare, aside: null };
  }
  if (unit)
    return {
      period: upTo(today, unitFrom(today, unit, 0)),
      implied: true,
      compare: "previous_period",
      aside: null,
    };
  return {
    ...(all ? { period: { from: null, to: null, unit: "span" as const } } : {}),
    implied: false,
    compare: said,
    aside: null,
  };
}

const isUnit = ({ unit }: Span): boolean => unit !== "span" && unit !== "day";

function compareOf(main: Span, other: Span): Compare {
  const sameDays = main.from?.slice(5) === other.from?.slice(5);
  return main.from && other.from && sameDays && yearOf(main.from) - yearOf(other.from) === 1
    ? "same_period_last_year"
    : "previous_period";
}

/** Which time is asked about and which it is compared with. */
function told(points: Point[], text: string): { main?: Point; other?: Point; aside: Unit | null } {
  const [first, second] = points;
  if (!first) return { aside: null };
  const compares = ({ start, end }: Point): boolean =>
    (cueBefore.test(text.slice(0, start)) && !closed.test(text.slice(0, start))) ||
    (withBefore.test(text.slice(0, start)) && cueAfter.test(text.slice(end)));
  if (!second) return compares(first) ? { other: first, aside: null } : { main: first, aside: null };
  if (anyCue.test(text)) {
    const later = (first.from ?? "") >= (second.from ?? "") ? first : second;
    return { main: later, other: later === first ? second : first, aside: null };
  }
  if (sideJoin.test(text.slice(first.end, second.start)) && first.unit === second.unit) {
    const [a, b] = (first.from ?? "") <= (second.from ?? "") ? [first, second] : [second, first];
    if (a.to && b.from && addDays(a.to, 1) === b.from)
      return {
        main: { ...a, to: b.to, unit: "span" },
        aside: /分别|各|respectively|each/.test(text) ? a.unit : null,
      };
  }
  return { main: first, aside: null };
}

/** Ranges put together; "since" and "before" opened. */
function joined(points: Point[], text: string, today: Day): Point[] {
  const result: Point[] = [];
  for (const point of points) {
    const last = result.at(-1);
    const gap = last ? text.slice(last.end, point.start) : "";
    const head = last ? text.slice(0, last.start) : "";
    if (
      last &&
      (rangeJoin.test(gap) ||
        (/^ ?(?:and|和|与) ?$/.test(gap) && /\b(?:between|from) (?:the )?$|(?:在|从)$/.test(head)))
    ) {
      result[result.length - 1] = rangeOf(last, point);
    } else result.push(point);
  }
  return result.map((point) => opened(point, text, today));
}

function rangeOf(first: Point, last: Point): Point {
  const { from, start } = first;
  const wrong = from !== null && last.to !== null && from > last.to;
  const moved = wrong ? `${Number(from?.slice(0, 4)) - 1}${from?.slice(4)}` : from;
  return { from: moved, to: last.to, unit: "span", start, end: last.end };
}

const sinceBefore =
  /(?:\bsince|\bstarting(?: from| in| on)?|\bbeginning|\bas of|自从?|打从?) ?(?:the )?(?:beginning of |start of )?$/;
const sinceAfter =
  /^(?:份)?(?:以来|起(?!来|码)|开始(?!测|做|答|参|考|的)|至今|到现在|到目前|到如今|之后|以后|往后|到今|onwards?\b| onwards?\b| on(?=$|[,.?])| (?:until|till|to|up to) (?:now|today)\b)/;
const untilBefore = /(?:\bbefore|\bprior to|\bearlier than) ?(?:the )?$/;
const untilAfter = /^(?:份)?(?:之前|以前|前(?=的|来|收|投|入|招|有|$))/;
const upToBefore =
  /(?:\buntil|\btill|\bup to|\bthrough|\bby(?: the)? end of|\bas at|截至|截止到?) ?(?:the )?(?:end of )?$/;
const fromZh = /从$/;

function opened(point: Point, text: string, today: Day): Point {
  const [head, tail] = [text.slice(0, point.start), text.slice(point.end)];
  if (
    sinceBefore.test(head) ||
    sinceAfter.test(tail) ||
    (fromZh.test(head) && point.unit !== "span" && !/^份?(?:来|的)/.test(tail))
  )
    return { ...point, to: today, unit: point.to !== null && point.to >= today ? point.unit : "span" };
  if (untilBefore.test(head) || untilAfter.test(tail))
    return { ...point, from: null, to: point.from && addDays(point.from, -1), unit: "span" };
  if (upToBefore.test(head)) return { ...point, from: null, unit: "span" };
  return point;
}
