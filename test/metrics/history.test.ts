import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { importHistory } from "../../src/intake/history/import-history.ts";
import { answerMetric } from "../../src/metrics/answer.ts";
import { MetricQuery } from "../../src/metrics/query.ts";
import { metrics } from "../../src/metrics/registry.ts";
import { createTestDatabase } from "../setup/database.ts";
import { type Ask, nameOf, recount } from "./recount.ts";

const folder = fileURLToPath(new URL("../fixtures/history", import.meta.url));
const now = "2026-11-18T18:00:00+08:00";
let db: Database;

beforeAll(async () => {
  db = await createTestDatabase();
  await db.sql`insert into companies (id, name) values ('shop', '示例店铺'), ('other', '别家')`;
  const vault = createVault(new Uint8Array(32).fill(7));
  // The same people in another company: nothing of it may ever be counted.
  for (const company of ["shop", "other"])
    await importHistory({ sql: db.sql, vault, company, progress: () => {} }, folder);
});
afterAll(() => db.close());

const answer = (metric: string, ask: Partial<Ask> & { compare?: string; order?: string; limit?: number }) => {
  const { group_by = [], channel = null, job = null, shift = null, now: at = now, ...rest } = ask;
  const query = MetricQuery.parse({ metric, group_by, filters: { channel, job, shift }, ...rest });
  return answerMetric({ sql: db.sql, company: "shop", timeZone: "Asia/Shanghai", now: new Date(at) }, query);
};

const windows: [string, Partial<Ask>][] = [
  ["all data", {}],
  ["October", { from: "2026-10-01", to: "2026-10-31" }],
  ["November so far", { from: "2026-11-01", to: "2026-11-18" }],
  ["a single day", { from: "2026-10-13", to: "2026-10-13" }],
  ["an open end", { from: "2026-11-09" }],
  ["an open beginning", { to: "2026-09-20" }],
  ["everything as it stood in October", { now: "2026-10-15T12:00:00+08:00" }],
  ["a year before the shop existed", { from: "2025-01-01", to: "2025-12-31" }],
];
const filters: [string, Partial<Ask>][] = [
  ["everybody", {}],
  ["two channels", { channel: ["boss", "douyin"] }],
  ["one job", { job: "拼多多晚班客服" }],
  ["a channel not in use", { channel: ["lagou"] }],
  ["a shift", { shift: "rotating" }],
  ["a channel and a shift", { channel: ["zhilian"], shift: "day" }],
];
const groupings: string[][] = [
  [],
  ["channel"],
  ["job"],
  ["day"],
  ["week"],
  ["month"],
  ["weekday"],
  ["hour"],
  ["reason"],
  ["step"],
  ["channel", "job"],
  ["month", "channel"],
  ["weekday", "hour"],
  ["step", "channel"],
  ["reason", "month"],
];

/** Counted from application_events and by the detector: they have tests of their own. */
const elsewhere = ["response_time", "channel_health"];
const counted = metrics.filter(({ id }) => !elsewhere.includes(id));

const close = (mine: unknown, its: number | null | undefined, what: string) => {
  if (its === null || its === undefined) expect(mine, what).toBeNull();
  else expect(mine, what).toBeCloseTo(its, 9);
};

async function compareWithRecount(metric: (typeof metrics)[number], ask: Ask): Promise<number> {
  const { rows } = await answer(metric.id, ask);
  const expected = recount(metric.id, ask);
  const dims = Object.keys(rows[0]?.group ?? {});
  const seen = new Set<string>();
  for (const row of rows) {
    const name = nameOf(dims, row.group);
    const what = `${metric.id} ${JSON.stringify(ask)} ${name}`;
    const other = expected.get(name);
    seen.add(name);
    if (!other) {
      // A share of nothing has the whole as its base.
      expect(metric.id === "posting_time" ? row.numerator : row.n, what).toBe(0);
      expect(row.value === null || row.value === 0, what).toBe(true);
      continue;
    }
    close(row.value, other.value, what);
    expect(row.n, what).toBe(other.n);
    if (other.numerator !== undefined) close(row.numerator, other.numerator, what);
    if (other.denominator !== undefined) expect(row.denominator, what).toBe(other.denominator);
    if (other.interval) for (const i of [0, 1] as const) close(row.interval?.[i], other.interval[i], what);
    else expect(row.interval, what).toBeNull();
    for (const [key, value] of Object.entries(other.extra ?? {}))
      close(row.extra?.[key], value as number | null, `${what} ${key}`);
  }
  for (const name of expected.keys()) expect(seen, `${metric.id} ${JSON.stringify(ask)}`).toContain(name);
  return expected.size;
}

describe("every metric", () => {
  it.each(counted)(
    "$id is what a second program counts, in every grouping, window and filter",
    async (metric) => {
      let groups = 0;
      const allowed = (dims: string[]) =>
        dims.every((dim) => metric.dimensions.some((known) => known === dim));
      for (const group_by of groupings.filter(allowed))
        for (const [w, [, window]] of windows.entries())
          for (const [f, [, filter]] of filters.entries()) {
            if ((filter.job || filter.shift) && !metric.dimensions.includes("job")) continue;
            if (filter.channel && !metric.dimensions.includes("channel")) continue;
            // Every window and every filter with each grouping, but not the whole cross product of the three.
            const paired = w === f || (w >= filters.length && f === 0);
            if (group_by.length > 1 && w % 2 === 1) continue;
            if (!paired && (group_by.length > 0 || (w > 0 && f > 0))) continue;
            groups += await compareWithRecount(metric, { group_by, now, ...window, ...filter });
          }
      expect(groups).toBeGreaterThan(20);
    },
    // Two seconds on a quiet machine; the rest is room for a busy one.
    120_000,
  );

  it("says in two languages what it counts, and is one of the published ids", () => {
    expect(metrics.map(({ id }) => id)).toEqual([...new Set(metrics.map(({ id }) => id))]);
    for (const { definition, name } of metrics) {
      expect(definition.zh).toMatch(/\p{Script=Han}/u);
      expect(definition.en).toMatch(/[a-z]/);
      expect(name.zh.length).toBeGreaterThan(1);
    }
  });
});

describe("a comparison", () => {
  const cases: [string, Partial<Ask> & { compare: string }, { from: string; to: string }][] = [
    [
      "of a month still running is with as many days of the month before",
      { from: "2026-11-01", to: "2026-11-18", compare: "previous_period" },
      { from: "2026-10-01", to: "2026-10-18" },
    ],
    [
      "of a whole week is with the week before",
      { from: "2026-11-09", to: "2026-11-15", compare: "previous_period" },
      { from: "2026-11-02", to: "2026-11-08" },
    ],
    [
      "of seven days to today is with the seven before",
      { from: "2026-11-12", to: "2026-11-18", compare: "previous_period" },
      { from: "2026-11-05", to: "2026-11-11" },
    ],
  ];
  it.each(cases)("%s", async (_, ask, other) => {
    for (const metric of ["resumes", "assessment_pass_rate", "cost", "time_to_hire"]) {
      const { rows, compare } = await answer(metric, ask);
      expect(compare).toMatchObject(other);
      const mine = recount(metric, { group_by: [], now, ...ask }).get("")?.value ?? Number.NaN;
      const its = recount(metric, { group_by: [], now, ...other }).get("")?.value ?? Number.NaN;
      expect(rows[0]?.value).toBeCloseTo(mine, 9);
      expect(compare?.rows[0]?.value).toBeCloseTo(its, 9);
      expect(compare?.delta).toBeCloseTo(mine - its, 9);
      expect(compare?.delta_pct).toBeCloseTo((mine - its) / its, 9);
    }
  });

  it("with a year without data says so, and prints no difference", async () => {
    const { compare } = await answer("resumes", {
      from: "2026-11-01",
      to: "2026-11-18",
      compare: "same_period_last_year",
    });
    expect(compare).toMatchObject({
      from: "2025-11-01",
      to: "2025-11-18",
      rows: [{ value: 0, note: "no_data" }],
      delta: null,
      delta_pct: null,
    });
  });
});

describe("an answer", () => {
  it("carries query, definition, window, the command that gives it again, and every field of a row", async () => {
    const asked = { group_by: ["channel"], from: "2026-10-01", to: "2026-10-31", order: "desc", limit: 1 };
    const given = await answer("interview_pass_rate", { ...asked, job: "天猫售前客服" });
    expect(Object.keys(given)).toEqual(["query", "definition", "window", "reproduce", "compare", "rows"]);
    expect(given.window).toEqual({ from: "2026-10-01", to: "2026-10-31" });
    expect(given.reproduce).toBe(
      "npm run --silent cli -- metric interview_pass_rate --group-by channel --job '天猫售前客服' --from 2026-10-01 --to 2026-10-31 --order desc --limit 1 --now 2026-11-18T10:00:00.000Z",
    );
    expect(given.rows).toHaveLength(1);
    expect(Object.keys(given.rows[0] ?? {})).toEqual([
      "group",
      "value",
      "numerator",
      "denominator",
      "interval",
      "n",
      "small_sample",
      "hidden",
      "note",
      "extra",
    ]);
  });

  it("orders by value and limits last; what has no value is never the best", async () => {
    const costs = await answer("cost_per_resume", { group_by: ["channel"], order: "asc" });
    expect(costs.rows.at(-1)).toMatchObject({ group: { channel: "referral" }, value: null, note: "no_data" });
    const values = costs.rows.slice(0, -1).map(({ value }) => value ?? 0);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    const top = await answer("cost_per_resume", { group_by: ["channel"], order: "desc", limit: 2 });
    expect(top.rows.map(({ value }) => value)).toEqual(values.slice(-2).reverse());
  });

  it("hides a percentage of fewer than five, keeps its counts, and marks fewer than twenty", async () => {
    const { rows } = await answer("interview_pass_rate", { group_by: ["week"] });
    for (const row of rows) {
      expect(row.hidden).toBe(row.n < 5);
      expect(row.small_sample).toBe(row.n < 20);
      if (row.hidden) expect([row.value, row.interval]).toEqual([null, null]);
      expect(row.denominator).toBe(row.n);
    }
    expect(rows.some(({ hidden, n }) => hidden && n > 0)).toBe(true);
    expect(rows.some(({ hidden }) => !hidden)).toBe(true);
  });

  it("has a row for every bucket of time, also for those in which nothing happened", async () => {
    const { rows } = await answer("hires", { group_by: ["day"], from: "2026-10-01", to: "2026-10-31" });
    expect(rows.map(({ group }) => group.day)).toEqual(
      Array.from({ length: 31 }, (_, i) => `2026-10-${String(i + 1).padStart(2, "0")}`),
    );
    expect(rows.filter(({ value }) => value === 0).map(({ note }) => note)).not.toContain("no_data");
    expect((await answer("posting_time", {})).rows).toHaveLength(7 * 24);
    const weeks = await answer("resumes", { group_by: ["week"], from: "2026-11-01", to: "2026-11-18" });
    expect(weeks.rows.map(({ group }) => group.week)).toEqual([
      "2026-10-26",
      "2026-11-02",
      "2026-11-09",
      "2026-11-16",
    ]);
  });

  it("says of a channel not in use that there is no data, as a count of 0 and as a rate without value", async () => {
    const asked = { group_by: ["channel"], channel: ["lagou", "boss"] };
    const [lagou, boss] = (await answer("resumes", asked)).rows;
    expect(lagou).toMatchObject({ group: { channel: "lagou" }, value: 0, note: "no_data" });
    expect(boss).toMatchObject({ group: { channel: "boss" }, note: null });
    const [rate] = (await answer("resume_to_interview_rate", asked)).rows;
    expect(rate).toMatchObject({ value: null, interval: null, n: 0, note: "no_data" });
    expect((await answer("hires", { channel: ["lagou"] })).rows).toMatchObject([
      { value: 0, note: "no_data" },
    ]);
  });

  it("is no_data only where nothing was recorded: a true zero stays a zero", async () => {
    const [row] = (await answer("hires", { from: "2026-09-01", to: "2026-09-03" })).rows;
    expect(row).toMatchObject({ value: 0, note: null });
    const [before] = (await answer("hires", { from: "2025-09-01", to: "2025-09-03" })).rows;
    expect(before).toMatchObject({ value: 0, note: "no_data" });
  });

  it.each([
    ["nonsense", {}, /use one of resumes, /],
    ["resumes", { channel: ["boos"] }, /no channel "boos": use one of boss, zhilian/],
    ["resumes", { job: "客服" }, /no job "客服": use one of 天猫售前客服/],
    ["resumes", { group_by: ["reason"] }, /cannot be grouped by reason: use channel, job/],
    ["cost", { job: "天猫售前客服" }, /cannot be told per job/],
  ])("is refused for %s %j with what can be asked", async (metric, ask, message) => {
    await expect(answer(metric, ask)).rejects.toThrow(message);
  });
});

describe("channel health", () => {
  it("raises the alarm for the channel that went silent, and for no other", async () => {
    const { rows } = await answer("channel_health", {});
    const alarmed = rows.filter(({ extra }) => extra?.alarm === true).map(({ group }) => group.channel);
    expect(alarmed).toEqual(["douyin"]);
    const since = "2026-11-05";
    for (const { group, extra, value } of rows) {
      const arrived = recount("resumes", {
        group_by: [],
        now,
        from: since,
        to: "2026-11-18",
        channel: [String(group.channel)],
      });
      expect(extra?.observed).toBe(arrived.get("")?.value);
      expect(value).toBeCloseTo(Number(extra?.observed) / Number(extra?.expected), 9);
    }
  });

  it("expects about what the weeks before brought", async () => {
    const { rows } = await answer("channel_health", { channel: ["boss"] });
    const weeks = recount("resumes", {
      group_by: [],
      now,
      channel: ["boss"],
      from: "2026-10-01",
      to: "2026-10-28",
    });
    const perFortnight = (weeks.get("")?.value ?? 0) / 2;
    expect(Number(rows[0]?.extra?.expected) / perFortnight).toBeGreaterThan(0.8);
    expect(Number(rows[0]?.extra?.expected) / perFortnight).toBeLessThan(1.25);
  });
});
