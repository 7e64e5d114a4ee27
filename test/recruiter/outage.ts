import { createSlack } from "../../bots/slack/index.ts";
import { drainOutbox, type OutboxDeps } from "../../src/conversation/outbox-worker.ts";
import type { Sender } from "../../src/conversation/types.ts";
import { queueShowing, saveDigest } from "../../src/db/digests.ts";
import { createRecruiterSender } from "../../src/recruiter/deliver.ts";
import { slackPace } from "../../src/recruiter/paced-surface.ts";
import { memoryDesk } from "../bots/slack/desk.ts";
import type { Fault } from "../fakes/slack/faults.ts";
import { startFakeSlack } from "../fakes/slack/server.ts";
import { ids, type Workspace } from "../fakes/slack/workspace.ts";
import { company, type World } from "./world.ts";

/** An hour: 20 minutes of 429, 20 of 5xx, 10 in which posts arrive but their answers get lost, 10 of 5xx again. */
export function anHour(sinceMs: number, method: string): Fault | null {
  const minute = sinceMs / 60_000;
  if (minute < 20) return { kind: "rateLimit", retryAfter: 30 };
  if (minute < 40) return { kind: "error500" };
  if (minute < 50) return method === "chat.postMessage" ? { kind: "acceptThenDrop" } : null;
  return minute < 60 ? { kind: "error500" } : null;
}

export type Drained = {
  /** Numbers of the messages by channel, in the order in which they stand there. */
  channels: Record<string, number[]>;
  /** Simulated minutes from the end of the outage to the last message. */
  minutes: number;
  /** Calls that Slack refused because they came too fast. */
  tooFast: number;
  /** The least time between two messages to one channel, ms. */
  leastGapMs: number;
  violations: string[];
  states: string[];
};

/**
 * Queues `perPlace` messages for each place, lets Slack be away and come back, and drains them, on a simulated clock:
 * real PostgreSQL, worker, sender and Web API client, and a Slack that keeps Slack's limits. `hands` = processes.
 */
export async function surviveOutage(
  world: World,
  options: { places: readonly string[]; perPlace: number; outageMs: number; hands?: number },
): Promise<Drained> {
  const start = Date.UTC(2026, 10, 24, 1, 0, 0);
  const time = simulatedTime(start);
  const fake = await startFakeSlack(0, {
    now: time.now,
    limits: true,
    weather: (method, at) => (at - start < options.outageMs ? anHour(at - start, method) : null),
  });
  const { desk, logger } = memoryDesk();
  const { surface } = createSlack({
    botToken: ids.token,
    signingSecret: "s".repeat(32),
    apiUrl: `${fake.url}/api/`,
    digestChannel: ids.channel,
    admins: [],
    locale: "zh-CN",
    logger,
    desk,
  });
  const deps = { ...world.deps, clock: () => new Date(time.now()) };
  const outbox: OutboxDeps = {
    ...deps,
    channels: {},
    meter: { count: () => {}, observe: () => {} },
    defaultCompany: company,
    wakes: { lines: () => {}, outbox: () => {} },
    paced: true,
    senders: {
      recruiters: time.working(createRecruiterSender(deps, surface, { ...slackPace, sleep: time.sleep })),
    },
  };
  try {
    await queueMessages(world, options, start);
    while (await isAnyOpen(world)) {
      await Promise.all(Array.from({ length: options.hands ?? 1 }, () => drainOutbox(outbox)));
      // Every place waits: on to the first that is nearly free.
      time.skipTo(await nextTurn(world));
    }
    return await report(world, fake.workspace, start + options.outageMs);
  } finally {
    await fake.close();
  }
}

/** Time goes on when everybody who works is asleep, to the first who wakes. */
function simulatedTime(start: number) {
  let now = start;
  let working = 0;
  let sleepers: { until: number; wake: () => void }[] = [];
  const goOn = () => {
    if (sleepers.length === 0 || sleepers.length < working) return;
    now = Math.max(now, Math.min(...sleepers.map(({ until }) => until)));
    const awake = sleepers.filter(({ until }) => until <= now);
    sleepers = sleepers.filter(({ until }) => until > now);
    for (const { wake } of awake) wake();
  };
  return {
    now: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ until: now + Math.ceil(ms), wake });
        goOn();
      }),
    working:
      (send: Sender): Sender =>
      async (item, signal) => {
        working += 1;
        try {
          return await send(item, signal);
        } finally {
          working -= 1;
          goOn();
        }
      },
    skipTo(ms: number) {
      now = Math.max(now + 1, ms);
    },
  };
}

async function queueMessages(
  { db, deps }: World,
  { places, perPlace }: { places: readonly string[]; perPlace: number },
  at: number,
): Promise<void> {
  const madeAt = new Date(at);
  for (let n = 0; n < perPlace; n += 1) {
    for (const place of places) {
      const id = `line:${place}:${n}`;
      const alert = { type: "job_silent", job: `job-${n}`, title: `岗位 ${n}`, days: 7 };
      const body = { alert, phase: "began" };
      await saveDigest(
        db.sql,
        company,
        { id, kind: "alert", audience: place, slot: String(n), body, madeAt },
        [],
      );
      await queueShowing(db.sql, deps.vault, { company, id, key: id, place, now: at });
    }
  }
}

async function isAnyOpen({ db }: World): Promise<boolean> {
  return (await db.sql`select 1 from outbox where state in ('pending', 'inflight') limit 1`).length > 0;
}

async function nextTurn({ db }: World): Promise<number> {
  const [row] = await db.sql<{ at: number | null }[]>`
    select (extract(epoch from min(p.next_at)) * 1000)::float8 as at from posting_places p
    where exists (select 1 from outbox o where o.company_id = p.company_id and o.place = p.place
      and o.state in ('pending', 'inflight'))`;
  return Math.ceil((row?.at ?? 0) - 2000);
}

async function report({ db }: World, workspace: Workspace, backAt: number): Promise<Drained> {
  const channels = Object.fromEntries(
    [...Map.groupBy(workspace.messages, ({ channel }) => channel)].map(([channel, messages]) => [
      channel,
      messages.map(({ text }) => Number(/岗位 (\d+)/.exec(text)?.[1])),
    ]),
  );
  const posts = workspace.calls.filter(({ method }) => method === "chat.postMessage");
  const taken = Map.groupBy(
    posts.filter(({ answer }) => answer === "ok"),
    ({ args }) => String(args.channel),
  );
  const gaps = [...taken.values()].flatMap((calls) =>
    calls.slice(1).map(({ at }, i) => at - (calls[i]?.at ?? 0)),
  );
  const states = await db.sql<{ state: string }[]>`select distinct state from outbox order by 1`;
  return {
    channels,
    minutes: (Math.max(...posts.map(({ at }) => at)) - backAt) / 60_000,
    tooFast: workspace.calls.filter(({ answer }) => answer === "too fast").length,
    leastGapMs: gaps.reduce((least, gap) => Math.min(least, gap), Number.POSITIVE_INFINITY),
    violations: workspace.violations,
    states: states.map(({ state }) => state),
  };
}
