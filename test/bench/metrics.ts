import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { everyDay, watchDrops } from "../../src/core/statistics/drop-detector.ts";
import { isMasked } from "../../src/core/statistics/masked-days.ts";
import { openDatabase, type Sql } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { answerMetric } from "../../src/metrics/answer.ts";
import type { Dimension } from "../../src/metrics/dimensions.ts";
import { MetricQuery } from "../../src/metrics/query.ts";
import { metrics } from "../../src/metrics/registry.ts";
import { besides, byHand, type Question } from "./metrics-by-hand.ts";
import { company, generate, now, timeZone } from "./metrics-data.ts";

// Every metric on ten million facts of five years, against the best SQL written by hand on the same tables, in turn.
// `metrics [PEOPLE] [--rounds N] [--plans] [--keep DIR] [--only METRIC]`; --keep leaves the data for the next time.

const words = process.argv.slice(3);
const option = (name: string) => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
};
const people = Number(words.find((word) => /^\d{4,}$/.test(word)) ?? 1_760_000);
const rounds = Number(option("--rounds") ?? 20);
const only = option("--only");
const kept = option("--keep");
const groupings: Dimension[][] = [[], ["channel"], ["job"], ["month"], ["weekday", "hour"]];
const lastMonth = { from: "2026-10-20", to: "2026-11-18" };

const dataDir = kept ?? mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
let failed = 0;
let slow = 0;
try {
  await migrate(pg.url);
  const db = openDatabase(pg.url, { max: 8 });
  const hand = postgres(pg.url, { max: 4, onnotice: () => {}, connection: { work_mem: "32MB" } });
  try {
    await fill();
    say(`ms (p50 / p95 of ${rounds}), ours and by hand in turn; the ratio is that of the medians`);
    for (const question of questions()) await measure(db.sql, hand, question);
    if (words.includes("--plans")) await plans(hand);
  } finally {
    await Promise.all([db.close(), hand.end()]);
  }
} finally {
  await pg.stop();
  if (!kept) rmSync(dataDir, { recursive: true, force: true });
}
say(
  `${failed} over 1.3 times the hand-written SQL; ${slow} over 300 ms at p95 (which holds for two quiet cores only)`,
);
process.exitCode = failed > 0 ? 1 : 0;

async function fill(): Promise<void> {
  const one = postgres(pg.url, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    const [known] = await one`select 1 from companies where id = ${company}`;
    if (!known) {
      say(`making the facts of ${people} people …`);
      await generate(one, people, say);
    }
    const [count] = await one`
      select (select count(*) from touches) + (select count(*) from milestones) + (select count(*) from scores) as facts`;
    say(`${count?.facts} touches, milestones and scores`);
  } finally {
    await one.end();
  }
}

function questions(): Question[] {
  return metrics
    .filter(({ id }) => only === undefined || id === only)
    .flatMap((metric) => {
      const allowed = groupings.filter((dims) => dims.every((dim) => metric.dimensions.includes(dim)));
      const full = (dims: readonly Dimension[]) => {
        const asked = dims.length > 0 ? dims : (metric.groups ?? []);
        return metric.always && !asked.includes(metric.always) ? [...asked, metric.always] : asked;
      };
      const all = allowed.map((dims) => ({ metric: metric.id, dims: full(dims), from: null, to: null }));
      return [...all, { metric: metric.id, dims: full([]), ...lastMonth }];
    });
}

async function measure(sql: Sql, hand: Sql, question: Question): Promise<void> {
  const mine: number[] = [];
  const its: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const a = await timed(() => ours(sql, question));
    const b = await timed(() => theirs(hand, question));
    // The first of each plans and warms up.
    if (round >= 0) {
      mine.push(a);
      its.push(b);
    }
  }
  const [p50, p95, h50, h95] = [at(mine, 0.5), at(mine, 0.95), at(its, 0.5), at(its, 0.95)];
  const ratio = p50 / h50;
  const ok = ratio <= 1.3;
  if (!ok) failed += 1;
  if (p95 > 300) slow += 1;
  const name = `${question.metric} ${question.dims.join("+")} ${question.from ? "30 days" : "5 years"}`;
  say(
    `${ok ? "ok  " : "FAIL"} ${name.padEnd(56)} ${ms(p50)} /${ms(p95)}   by hand ${ms(h50)} /${ms(h95)}   ${ratio.toFixed(2)}${p95 > 300 ? "  over 300 ms" : ""}`,
  );
}

async function ours(sql: Sql, { metric, dims, from, to }: Question): Promise<void> {
  const group_by = dims.filter((dim) => dim !== "step");
  await answerMetric({ sql, company, timeZone, now }, MetricQuery.parse({ metric, group_by, from, to }));
}

async function theirs(hand: Sql, question: Question): Promise<void> {
  // These look back on everything, whatever the window.
  const whole = question.metric === "channel_health" || question.metric === "time_to_fill";
  const window = whole ? { from: null, to: null } : {};
  const answers = await Promise.all(
    [...byHand({ ...question, ...window }), ...besides].map((text) => hand.unsafe(text)),
  );
  if (question.metric !== "channel_health") return;
  // The detector is no SQL; whoever asks by hand has it to run as well.
  const series = Map.groupBy(answers[0] ?? [], (row) => JSON.stringify([row.channel, row.title]));
  for (const days of series.values())
    watchDrops(
      everyDay(
        days.map(({ day, sum }) => ({ date: day.toISOString().slice(0, 10), count: Number(sum) })),
        "2026-11-18",
      ),
      { masked: isMasked },
    );
}

async function plans(hand: Sql): Promise<void> {
  // Loaded into one session, it tells the plan of every statement that runs there.
  const said: string[] = [];
  const shown = postgres(pg.url, {
    max: 1,
    onnotice: ({ message }) => said.push(String(message)),
    connection: { plan_cache_mode: "force_generic_plan" },
  });
  await shown`load 'auto_explain'`;
  await shown`select set_config('auto_explain.log_min_duration', '0', false), set_config('auto_explain.log_analyze', 'on', false),
    set_config('auto_explain.log_level', 'notice', false)`;
  for (const question of questions()) {
    said.length = 0;
    await ours(shown, question);
    say(`\n== ${question.metric} ${question.dims.join("+")} ${question.from ?? ""}\n${said.join("\n")}`);
  }
  await Promise.all([shown.end(), hand`select 1`]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function at(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0).padStart(5);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
