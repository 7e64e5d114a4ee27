import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { conversationTag } from "../../bots/web/token.ts";
import { createLibrary, loadContent } from "../../src/content.ts";
import type { Script } from "../../src/core/content/script.ts";
import { seededRandom } from "../../src/core/random.ts";
import { createVault } from "../../src/db/vault.ts";
import { spawnFakeTelegram } from "../fakes/telegram-client.ts";
import { check, type Outside, type Problem } from "./check.ts";
import { createCrowd } from "./crowd.ts";
import { type Conversation, connect, observe } from "./observe.ts";
import { embeddedStage, externalStage, type Stage } from "./stage.ts";

export type Play = {
  mode: "external" | "embedded";
  servers: number;
  telegram: number;
  web: number;
  kills: number;
  databaseRestarts: number;
  /** Freezes of a server beyond any lease. */
  freezes: number;
  seed: number;
  /** Source to run: ours, or a copy with a planted bug. */
  root: string;
  withinMs: number;
  /** Pause between kills, ms, at least. */
  calmMs: number;
  say(line: string): void;
};

export type Result = { problems: Problem[]; seconds: number; summary: string };

const webhookSecret = "chaos-secret-0123456789";

/** Runs candidates through the product while it is hurt, waits until all is quiet, and checks that nothing shows. */
export async function play(options: Play): Promise<Result> {
  const began = performance.now();
  const dice = seededRandom(options.seed);
  const dataDir = mkdtempSync(join(tmpdir(), "qinpin-chaos-"));
  const key = randomBytes(32);
  const vault = createVault(key);
  const fake = await spawnFakeTelegram();
  const env = {
    SECRET_KEY: key.toString("base64"),
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
    TELEGRAM_API_ROOT: fake.apiRoot,
  };
  const start = { root: options.root, dataDir, env };
  const stage =
    options.mode === "external" ? await externalStage(start, options.servers) : await embeddedStage(start);
  try {
    await stage.ready();
    await fake.delivery({
      targets: stage.targets,
      speed: 8,
      duplicate: 0.25,
      delayMs: 20,
      timeoutMs: 8000,
      seed: options.seed,
    });
    await fake.fault({
      fault: { kind: "refuse", code: 429, description: "Too Many Requests: retry after 1", retryAfter: 1 },
      chance: 0.02,
      times: null,
    });
    await fake.fault({
      fault: { kind: "refuse", code: 500, description: "Internal" },
      chance: 0.02,
      times: null,
    });
    // A frozen server does harm only by sends under way whose outcome it cannot know.
    if (options.freezes > 0) {
      await fake.fault({ fault: { kind: "hang", accepted: true, ms: 600 }, times: null, chance: 0.3 });
      await fake.fault({ fault: { kind: "delay", ms: 400 }, times: null });
    }
    const library = await createLibrary(loadContent(), { sql: connect(databaseOf(stage)) });
    const crowd = createCrowd({
      ...options,
      fake,
      targets: stage.targets,
      vault,
      library,
      databaseUrl: stage.databaseUrl,
    });
    await hurt(options, stage, dice, () => crowd.done());
    await stage.ready();
    const stuck = await crowd.finished(options.withinMs).then(
      () => [],
      (error: Error) => [{ kind: "stuck", detail: error.message }],
    );
    crowd.rest();
    await quiet(stage);
    await sleep(1500);
    crowd.stop();

    const sql = connect(databaseOf(stage));
    let inside = await observe(sql, vault);
    // Whoever is not through has clocks that run on, and an answer to one of them may just be on its way.
    for (let again = 0; again < 5 && inside.records.some(isSending); again += 1) {
      await quiet(stage);
      inside = await observe(sql, vault);
    }
    const scripts = new Map<string, Script>();
    for (const { pins } of inside.records) scripts.set(JSON.stringify(pins), await library.script(pins));
    await sql.end();
    const outside = await outsideOf(inside.records, crowd.visitors, fake);
    const state = await fake.state();
    const problems = [
      ...stuck,
      ...state.violations.map((violation) => ({
        kind: "schema violation",
        detail: `${violation.method} ${violation.problem}`,
      })),
      ...check((c) => scripts.get(JSON.stringify(c.pins)) ?? missing(), inside, outside),
    ];
    const doubled = inside.records.flatMap((one) => one.outbox).filter((row) => row.maybeDoubled).length;
    const events = inside.records.reduce((sum, one) => sum + one.events.length, 0);
    const lates = inside.records
      .flatMap((one) => one.events)
      .flatMap((e) => (e.type === "timedOut" ? [e.now - e.due] : []));
    const summary =
      `${inside.records.length} conversations, ${outside.acknowledged.size} acknowledged deliveries, ${events} events, ` +
      `${doubled} replies marked maybe doubled, latest timer ${(Math.max(0, ...lates) / 1000).toFixed(1)} s`;
    return { problems, seconds: (performance.now() - began) / 1000, summary };
  } finally {
    await stage.stop();
    await fake.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function missing(): never {
  throw new Error("a conversation is pinned to content that is not there");
}

function databaseOf(stage: Stage): string {
  const url = stage.databaseUrl();
  if (!url) throw new Error("the database is down");
  return url;
}

/** Kills, freezes and restarts in random order while people talk. */
async function hurt(options: Play, stage: Stage, dice: () => number, done: () => number): Promise<void> {
  const blows = [
    ...Array<"kill">(options.kills).fill("kill"),
    ...Array<"database">(options.databaseRestarts).fill("database"),
    ...Array<"freeze">(options.freezes).fill("freeze"),
  ].sort(() => dice() - 0.5);
  for (const [i, blow] of blows.entries()) {
    await sleep(options.calmMs + dice() * 1200);
    if (blow === "kill") await stage.kill(dice);
    else if (blow === "database") await stage.restartDatabase();
    else void stage.freeze(dice);
    if (options.mode === "embedded") await stage.ready();
    options.say(`  ${i + 1}/${blows.length} ${blow}, ${done()} people through`);
  }
}

/** Waits until nothing is queued and nothing is due. */
const isSending = ({ outbox }: Conversation): boolean =>
  outbox.some(({ state }) => state === "pending" || state === "inflight");

async function quiet(stage: Stage): Promise<void> {
  const sql = connect(databaseOf(stage));
  const deadline = Date.now() + 180_000;
  for (let calm = 0; calm < 3 && Date.now() < deadline; ) {
    const [row] = await sql<{ busy: number }[]>`
      select (select count(*) from outbox where state in ('pending', 'inflight') and channel <> 'recruiters')::int
        + (select count(*) from timers where due < now())::int as busy`;
    calm = row?.busy === 0 ? calm + 1 : 0;
    await sleep(300);
  }
  await sql.end();
}

type Seen = { threadId: string | null; channel: string; id: string }[];

async function outsideOf(
  records: Seen,
  visitors: ReturnType<typeof createCrowd>["visitors"],
  fake: Awaited<ReturnType<typeof spawnFakeTelegram>>,
): Promise<Outside> {
  const acknowledged = new Set<string>();
  const { deliveries } = await fake.deliveries();
  for (const one of deliveries) {
    if (one.status !== null && one.status >= 200 && one.status < 300)
      acknowledged.add(`telegram ${one.updateId}`);
  }
  const received = new Map<string, string[]>();
  const streamed = new Map<string, number[]>();
  for (const { threadId, channel, id } of records) {
    if (threadId === null) continue;
    if (channel === "telegram") {
      const messages = await fake.chat(Number(threadId));
      received.set(
        threadId,
        messages.filter((message) => message.fromBot).map((message) => message.text),
      );
      continue;
    }
    const visitor = visitors.find((one) => one.tag() === conversationTag(threadId));
    if (visitor) streamed.set(id, visitor.lines());
  }
  for (const visitor of visitors)
    for (const message of visitor.acknowledged) acknowledged.add(`web ${message}`);
  return { acknowledged, received, streamed };
}
