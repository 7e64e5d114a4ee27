import { readFileSync } from "node:fs";

/**
 * A second program that counts the same things from the CSV files: loops over rows and text comparisons of local
 * times (all of them are +08:00), no SQL, nothing of src/metrics.
 */
const folder = new URL("../fixtures/history/", import.meta.url);
const read = (name: string): Record<string, string>[] => {
  const [head = "", ...lines] = readFileSync(new URL(`${name}.csv`, folder), "utf8")
    .trim()
    .split("\n");
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
};
const [candidates, jobs, stages, scores, spend, employees] = [
  "candidates",
  "jobs",
  "stages",
  "scores",
  "spend",
  "employees",
].map(read) as [Row[], Row[], Row[], Row[], Row[], Row[]];

type Row = Record<string, string>;
export type Ask = {
  group_by: string[];
  channel?: string[];
  job?: string;
  shift?: string;
  from?: string;
  to?: string;
  /** +08:00 */
  now: string;
};
export type Recounted = {
  value: number | null;
  numerator?: number | null;
  denominator?: number | null;
  n: number;
  interval?: [number, number] | null;
  extra?: Record<string, unknown>;
};
type Item = { channel: string; job: string; at: string; [more: string]: unknown };

const weekday = (day: string) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
const shiftDay = (day: string, by: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + by * 864e5).toISOString().slice(0, 10);
const apart = (a: string, b: string) =>
  Math.round((Date.parse(`${b}T12:00:00Z`) - Date.parse(`${a}T12:00:00Z`)) / 864e5);

function keyOf(dim: string, item: Item): string | number {
  const day = item.at.slice(0, 10);
  if (dim === "day") return day;
  if (dim === "week") return shiftDay(day, 1 - weekday(day));
  if (dim === "month") return day.slice(0, 7);
  if (dim === "weekday") return weekday(day);
  if (dim === "hour") return Number(item.at.slice(11, 13));
  return String(item[dim]);
}

/** The key under which a group is found; the same for both programs. */
export const nameOf = (dims: string[], group: Record<string, unknown>) =>
  dims.map((dim) => `${dim}=${group[dim]}`).join(" ");

function split(items: Item[], dims: string[]): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  if (dims.length === 0) found.set("", []);
  for (const item of items) {
    const name = nameOf(dims, Object.fromEntries(dims.map((dim) => [dim, keyOf(dim, item)])));
    found.set(name, [...(found.get(name) ?? []), item]);
  }
  return found;
}

const touchesOf = Map.groupBy(candidates, (row) => row.candidate_key);

function firstTouchChannel(key: string | undefined, now: string): string {
  const came = (touchesOf.get(key) ?? []).filter((row) => (row.applied_at ?? "") <= now);
  const [first] = came.sort((a, b) => ((a.applied_at ?? "") < (b.applied_at ?? "") ? -1 : 1));
  return first?.channel ?? "unknown";
}

const jobFits = (ask: Ask, job: string | undefined): boolean =>
  (!ask.job || job === ask.job) &&
  (!ask.shift || jobs.some((row) => row.job === job && row.shift === ask.shift));
const inWindow = (ask: Ask, at: string): boolean =>
  at <= ask.now && (!ask.from || at.slice(0, 10) >= ask.from) && (!ask.to || at.slice(0, 10) <= ask.to);
const channelFits = (ask: Ask, item: Item): boolean => !ask.channel || ask.channel.includes(item.channel);

const stageTime = new Map(
  stages.map((row) => [`${row.candidate_key}|${row.job}|${row.stage}`, row.at ?? ""]),
);
const has = (ask: Ask, item: Item, stage: string): boolean => {
  const at = stageTime.get(`${item.key}|${item.job}|${stage}`);
  return at !== undefined && at <= ask.now;
};

function entered(ask: Ask, stage: string): Item[] {
  return stages
    .filter((row) => row.stage === stage && jobFits(ask, row.job) && inWindow(ask, row.at ?? ""))
    .map((row) => ({
      key: row.candidate_key,
      job: row.job ?? "",
      at: row.at ?? "",
      channel: firstTouchChannel(row.candidate_key, ask.now),
    }))
    .filter((item) => channelFits(ask, item));
}

function persons(ask: Ask): Item[] {
  const first = new Map<string, Row>();
  for (const row of candidates) {
    if (!jobFits(ask, row.job) || (row.applied_at ?? "") > ask.now) continue;
    const before = first.get(row.candidate_key ?? "");
    if (!before || (row.applied_at ?? "") < (before.applied_at ?? ""))
      first.set(row.candidate_key ?? "", row);
  }
  return [...first]
    .map(([key, row]) => ({
      key,
      job: row.job ?? "",
      at: row.applied_at ?? "",
      channel: firstTouchChannel(key, ask.now),
    }))
    .filter((item) => inWindow(ask, item.at) && channelFits(ask, item));
}

function staffOf(ask: Ask, column: "hired_on" | "left_on"): Item[] {
  return employees
    .filter((row) => row[column] && jobFits(ask, row.job) && inWindow(ask, row[column] ?? ""))
    .map((row) => ({
      ...row,
      job: row.job ?? "",
      at: row[column] ?? "",
      channel: firstTouchChannel(row.candidate_key, ask.now),
      reason: row.exit_reason,
    }))
    .filter((item) => channelFits(ask, item));
}

function spent(ask: Ask): Item[] {
  return spend
    .map((row) => ({
      channel: row.channel ?? "",
      job: "",
      at: row.date ?? "",
      amount: Number(row.amount_cny),
    }))
    .filter((item) => inWindow(ask, item.at) && channelFits(ask, item));
}

const zSquared = 1.959964 ** 2;
/** Roots of (p - k/n)^2 = z^2 p (1 - p) / n. */
function bounds(k: number, n: number): [number, number] {
  const [a, b, c] = [1 + zSquared / n, -(2 * k) / n - zSquared / n, (k / n) ** 2];
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

const each = (groups: Map<string, Item[]>, work: (items: Item[]) => Recounted) =>
  new Map([...groups].map(([name, items]) => [name, work(items)]));
const counts = (ask: Ask, items: Item[]) =>
  each(split(items, ask.group_by), (some) => ({ value: some.length, n: some.length }));
const share = (k: number, n: number): Recounted => ({
  value: n < 5 ? null : k / n,
  numerator: k,
  denominator: n,
  n,
  interval: n < 5 ? null : bounds(k, n),
});
const rates = (ask: Ask, items: Item[], hit: (item: Item) => boolean) =>
  each(split(items, ask.group_by), (some) => share(some.filter(hit).length, some.length));

function perUnit(ask: Ask, items: Item[]): Map<string, Recounted> {
  const money = split(spent(ask), ask.group_by);
  const things = split(items, ask.group_by);
  return new Map(
    [...new Set([...money.keys(), ...things.keys()])].map((name) => {
      const rows = money.get(name) ?? [];
      const amount = rows.length === 0 ? null : rows.reduce((sum, row) => sum + Number(row.amount), 0);
      const n = things.get(name)?.length ?? 0;
      return [
        name,
        { value: amount === null || n === 0 ? null : amount / n, numerator: amount, denominator: n, n },
      ];
    }),
  );
}

function numbers(ask: Ask, items: Item[], of: (item: Item) => number, work: (sorted: number[]) => Recounted) {
  return each(split(items, ask.group_by), (some) => work(some.map(of).sort((a, b) => a - b)));
}
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function keptFor90Days(ask: Ask): Map<string, Recounted> {
  const today = ask.now.slice(0, 10);
  return each(split(staffOf(ask, "hired_on"), ask.group_by), (some) => {
    const spells = some.map((row) => {
      const left = row.left_on && String(row.left_on) <= today ? String(row.left_on) : null;
      return { days: apart(row.at, left ?? today), left: left !== null };
    });
    let stay = 1;
    let variance = 0;
    for (let day = 0; day <= 90; day += 1) {
      const there = spells.filter((spell) => spell.days >= day).length;
      const gone = spells.filter((spell) => spell.left && spell.days === day).length;
      if (gone === 0) continue;
      stay *= (there - gone) / there;
      variance += there === gone ? 0 : gone / there / (there - gone);
    }
    const n = spells.length;
    const se = Math.sqrt(stay ** 2 * variance);
    const half = Math.sqrt(zSquared) * se;
    return n < 5
      ? { value: null, n, interval: null }
      : {
          value: stay,
          n,
          interval: [Math.max(stay - half, 0), Math.min(stay + half, 1)],
          extra: { se },
        };
  });
}

const way = [
  "applied",
  "assessment_started",
  "assessment_completed",
  "assessment_passed",
  "interview_scheduled",
  "interviewed",
  "offer",
  "hired",
];

function losses(ask: Ask): Map<string, Recounted> {
  const dims = ask.group_by.includes("step") ? ask.group_by : [...ask.group_by, "step"];
  const applied = entered(ask, "applied");
  const walks = applied.flatMap((item) =>
    way.slice(1).flatMap((next, i) => {
      const from = way[i] ?? "";
      return has(ask, item, from) ? [{ ...item, step: `${from}->${next}`, lost: !has(ask, item, next) }] : [];
    }),
  );
  return each(split(walks, dims), (some) => share(some.filter((walk) => walk.lost).length, some.length));
}

function shares(items: Item[], dims: string[]): Map<string, Recounted> {
  return each(split(items, dims), (some) => share(some.length, items.length));
}

function daysToFill(ask: Ask): Map<string, Recounted> {
  return new Map(
    jobs
      .filter((row) => jobFits(ask, row.job))
      .map((row) => {
        const hired = stages
          .filter((stage) => stage.job === row.job && stage.stage === "hired" && (stage.at ?? "") <= ask.now)
          .map((stage) => (stage.at ?? "").slice(0, 10))
          .sort();
        const nth = hired[Number(row.openings) - 1];
        const value = nth && inWindow(ask, nth) ? apart(row.opened_on ?? "", nth) : null;
        return [`job=${row.job}`, { value, n: hired.length }];
      }),
  );
}

/** Answers of the groups in which anything happened. */
export function recount(metric: string, ask: Ask): Map<string, Recounted> {
  switch (metric) {
    case "resumes":
      return counts(ask, persons(ask));
    case "assessments_started":
      return counts(ask, entered(ask, "assessment_started"));
    case "assessments_completed":
      return counts(ask, entered(ask, "assessment_completed"));
    case "hires":
      return counts(ask, entered(ask, "hired"));
    case "assessment_completion_rate":
      return rates(ask, entered(ask, "assessment_started"), (item) => has(ask, item, "assessment_completed"));
    case "assessment_pass_rate":
      return rates(ask, entered(ask, "assessment_completed"), (item) => has(ask, item, "assessment_passed"));
    case "interview_pass_rate":
      return rates(ask, entered(ask, "interviewed"), (item) => has(ask, item, "offer"));
    case "interview_to_hire_rate":
      return rates(ask, entered(ask, "interviewed"), (item) => has(ask, item, "hired"));
    case "resume_to_interview_rate":
      return rates(ask, persons(ask), ({ key }) =>
        stages.some(
          (row) =>
            row.candidate_key === key &&
            row.stage === "interview_scheduled" &&
            (row.at ?? "") <= ask.now &&
            jobFits(ask, row.job),
        ),
      );
    case "pending_reviews":
      return counts(
        ask,
        entered(ask, "assessment_completed").filter(
          (item) => !["assessment_passed", "rejected", "withdrawn"].some((stage) => has(ask, item, stage)),
        ),
      );
    case "interviews": {
      const held = split(entered(ask, "interviewed"), ask.group_by);
      const scheduled = split(entered(ask, "interview_scheduled"), ask.group_by);
      return new Map(
        [...new Set([...held.keys(), ...scheduled.keys()])].map((name) => {
          const n = scheduled.get(name)?.length ?? 0;
          return [name, { value: n, n, extra: { scheduled: n, held: held.get(name)?.length ?? 0 } }];
        }),
      );
    }
    case "avg_score": {
      const items = scores
        .filter((row) => jobFits(ask, row.job) && inWindow(ask, row.at ?? ""))
        .map((row) => ({
          score: row.score,
          job: row.job ?? "",
          at: row.at ?? "",
          channel: firstTouchChannel(row.candidate_key, ask.now),
        }))
        .filter((item) => channelFits(ask, item));
      return numbers(
        ask,
        items,
        (item) => Number(item.score),
        (values) => ({ value: values.length ? average(values) : null, n: values.length }),
      );
    }
    case "cost":
      return each(split(spent(ask), ask.group_by), (some) => ({
        value: some.length === 0 ? null : some.reduce((sum, row) => sum + Number(row.amount), 0),
        n: some.length,
      }));
    case "cost_per_resume":
      return perUnit(ask, persons(ask));
    case "cost_per_interview":
      return perUnit(ask, entered(ask, "interview_scheduled"));
    case "cost_per_hire":
      return perUnit(ask, entered(ask, "hired"));
    case "time_to_hire":
      return numbers(
        ask,
        entered(ask, "hired"),
        (item) =>
          apart((stageTime.get(`${item.key}|${item.job}|applied`) ?? "").slice(0, 10), item.at.slice(0, 10)),
        (days) => {
          const n = days.length;
          if (n === 0) return { value: null, n, extra: { mean: null, p80: null } };
          const middle = n % 2 ? days[(n - 1) / 2] : ((days[n / 2 - 1] ?? 0) + (days[n / 2] ?? 0)) / 2;
          // Nearest rank: the smallest that at least four fifths do not exceed.
          const p80 = days.find((day) => days.filter((other) => other <= day).length * 5 >= n * 4);
          return { value: middle ?? null, n, extra: { mean: average(days), p80 } };
        },
      );
    case "time_to_fill":
      return daysToFill(ask);
    case "retention_90d":
      return keptFor90Days(ask);
    case "attrition_reasons": {
      const dims = ask.group_by.length > 0 ? ask.group_by : ["reason"];
      const left = staffOf(ask, "left_on");
      return each(split(left, dims), (some) => ({
        value: some.length,
        numerator: some.length,
        denominator: left.length,
        n: some.length,
      }));
    }
    case "drop_off_step":
      return losses(ask);
    case "posting_time":
      return shares(persons(ask), ask.group_by.length > 0 ? ask.group_by : ["weekday", "hour"]);
    default:
      throw new Error(`the second program cannot count ${metric}`);
  }
}
