import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { metricTable } from "../../src/cli/metric-table.ts";
import type { Database } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { importHistory } from "../../src/intake/history/import-history.ts";
import { answerMetric, type MetricRow } from "../../src/metrics/answer.ts";
import { MetricQuery } from "../../src/metrics/query.ts";
import { metrics } from "../../src/metrics/registry.ts";
import { createTestDatabase } from "../setup/database.ts";

const folder = fileURLToPath(new URL("../fixtures/history", import.meta.url));
let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.sql`insert into companies (id, name) values ('shop', '示例店铺')`;
  const vault = createVault(new Uint8Array(32).fill(7));
  await importHistory({ sql: db.sql, vault, company: "shop", progress: () => {} }, folder);
});
afterAll(() => db.close());

const asking = () => ({
  sql: db.sql,
  company: "shop",
  timeZone: "Asia/Shanghai",
  now: new Date("2026-11-18T18:00:00+08:00"),
});

/** Wilson's interval written down a second time, as the roots of (p - x)² = z² x (1 - x) / n. */
function wilson(hits: number, n: number): [number, number] {
  const z2 = 1.959964 ** 2;
  const [a, b, c] = [1 + z2 / n, -(2 * (hits / n) + z2 / n), (hits / n) ** 2];
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

const seen = { rates: 0, small: 0, hidden: 0, noResult: 0 };

/** What everybody must be told about a figure, whatever the question. */
function checkRate(name: string, row: MetricRow): void {
  const { value, numerator, denominator, interval, n, small_sample, hidden } = row;
  seen.rates += 1;
  expect(small_sample, name).toBe(n < 20);
  expect(hidden, name).toBe(n < 5);
  if (hidden) {
    seen.hidden += 1;
    expect([value, interval], name).toEqual([null, null]);
    return;
  }
  if (small_sample) seen.small += 1;
  if (interval === null || value === null) throw new Error(`${name}: a share without an interval`);
  expect(interval[0] <= value + 1e-9 && value <= interval[1] + 1e-9, name).toBe(true);
  if (numerator === null || denominator === null) return;
  expect(denominator, name).toBe(n);
  expect(value, name).toBeCloseTo(numerator / denominator, 12);
  const [low, high] = wilson(numerator, denominator);
  expect(interval[0], name).toBeCloseTo(low, 6);
  expect(interval[1], name).toBeCloseTo(high, 6);
}

/** Shares that are estimates have a standard error in the place of numerator and denominator. */
const estimates = ["retention_90d"];

describe.each(metrics.map((metric) => [metric.id, metric] as const))("%s", (id, metric) => {
  const groupings = [[], ...metric.dimensions.map((dim) => [dim])];

  it("never shows a figure without what it rests on, whatever it is grouped by", async () => {
    for (const group_by of groupings) {
      const answer = await answerMetric(asking(), MetricQuery.parse({ metric: id, group_by }));
      expect(answer.definition.length, id).toBeGreaterThan(20);
      expect(answer.reproduce, id).toContain(`metric ${id}`);
      for (const row of answer.rows) {
        const name = `${id} by ${group_by.join()} ${JSON.stringify(row.group)}`;
        expect(Number.isInteger(row.n) && row.n >= 0, name).toBe(true);
        if (metric.unit === "rate") {
          checkRate(name, row);
          const asEstimate = row.numerator === null || row.denominator === null;
          expect(asEstimate, name).toBe(estimates.includes(id));
        } else {
          expect(row.hidden, name).toBe(false);
        }
        if (metric.unit === "cny" && row.denominator === 0) {
          seen.noResult += 1;
          expect(row.value, name).toBeNull();
        }
      }
    }
  });

  it("says in the printed table that a sample is small, and prints no percentage of fewer than five", async () => {
    for (const group_by of groupings) {
      const answer = await answerMetric(asking(), MetricQuery.parse({ metric: id, group_by }));
      for (const row of answer.rows) {
        const [, , line = ""] = metricTable(metric, { ...answer, rows: [row] });
        if (row.hidden) expect(line).not.toMatch(/\d\s?%/);
        else if (metric.unit === "rate") expect(line).toMatch(/\d %.*95 % 区间.*n=\d/);
        if (row.small_sample && row.n > 0 && row.value !== null) expect(line).toContain("仅供参考");
      }
    }
  });
});

it("has met small samples, hidden percentages and money without a result on the way", () => {
  expect(seen.rates).toBeGreaterThan(200);
  expect(seen.small).toBeGreaterThan(20);
  expect(seen.hidden).toBeGreaterThan(20);
  expect(seen.noResult).toBeGreaterThan(0);
});
