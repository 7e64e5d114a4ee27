import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../src/core/calendar-days.ts";
import { seededRandom } from "../../src/core/random.ts";
import { drawPoisson } from "../../src/core/statistics/draws.ts";
import { type Database, openDatabase } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { channelHealthAlerts } from "../../src/jobs/channel-health.ts";
import type { JobDeps } from "../../src/jobs/job.ts";
import { createRecruiterSender } from "../../src/recruiter/deliver.ts";
import type { RecruiterSurface, View } from "../../src/recruiter/types.ts";
import { meanOf } from "../core/statistics/poisson.ts";
import { violationsOfCall } from "../fakes/slack/rules.ts";
import { createWorld, type World } from "../recruiter/world.ts";
import { createTestDatabase } from "../setup/database.ts";

const vault = createVault(randomBytes(32));
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const quiet = { unfurl_links: false, unfurl_media: false };
const firstDay = "2026-03-02";
const dropDay = addDays(firstDay, 150);
const backDay = addDays(dropDay, 21);

/** Shanghai's `time` on a day, as the clock shows it to the job. */
const at = (day: string, time: string) => `${day}T${time}:00+08:00`;

/** Processes of one database whose clock the test sets; `look` runs the job in each of them at the same time. */
function processes(url: string, count: number) {
  let clock = new Date(0);
  const all = Array.from(
    { length: count },
    (): JobDeps => ({ db: openDatabase(url, { max: 2 }), vault, logger: silent, clock: () => clock }),
  );
  return {
    async look(iso: string): Promise<void> {
      clock = new Date(iso);
      await Promise.all(all.map((deps) => channelHealthAlerts.run(deps, {}, new AbortController().signal)));
    },
    stop: () => Promise.all(all.map((deps) => deps.db.close())),
  };
}

/** Résumés by channel and day; `rest` of the usual from the day of the drop to the day of the recovery. */
async function plant(db: Database, company: string, perDay: Record<string, number>, fallen: string) {
  const random = seededRandom(41);
  await db.sql`insert into jobs (company_id, id, title, scenario_id, rule_id)
    values (${company}, 'job_x', '客服', 'S01', 'R01') on conflict do nothing`;
  const touches = Object.entries(perDay).flatMap(([channel, usual]) =>
    Array.from({ length: 200 }, (_, t) => {
      const day = addDays(firstDay, t);
      const rest = channel === fallen && day >= dropDay && day < backDay ? 0.3 : 1;
      return Array.from({ length: drawPoisson(meanOf(usual, t) * rest, random) }, () => ({
        company_id: company,
        candidate_id: randomUUID(),
        at: new Date(at(day, "15:00")),
        job_id: "job_x",
        channel,
      }));
    }).flat(),
  );
  for (let i = 0; i < touches.length; i += 1000)
    await db.sql`insert into touches ${db.sql(touches.slice(i, i + 1000))}`;
}

/** How fast messages go out is tested elsewhere. */
const atOnce = { postMs: 0, callMs: 0, sleep: async () => {} };

describe("the alert about a channel", () => {
  let db: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
    await db.sql`insert into companies (id, name, time_zone) values
      ('shop', 'a', 'Asia/Shanghai'), ('calm', 'b', 'Asia/Shanghai'), ('nowhere', 'c', 'Mars/Olympus')`;
    await plant(db, "shop", { boss: 3.5, zhilian: 2, douyin: 6 }, "boss");
    await plant(db, "calm", { boss: 3.5 }, "nothing");
  });
  afterAll(() => db.close());

  const queued = async () => {
    const rows = await db.sql<{ company: string; sealed: Uint8Array; at: Date }[]>`
      select company_id as company, body_sealed as sealed, created_at as at from outbox order by seq`;
    return rows.map(({ company, sealed, at: when }) => ({
      company,
      when,
      ...(vault.open(sealed, `${company}:outbox`) as { kind: string; alert: Record<string, unknown> }),
    }));
  };

  it("is queued once in the first minute after the day that shows it, and again when it is over", async () => {
    const { look, stop } = processes(db.url, 2);
    await look(at(addDays(dropDay, -1), "12:00"));
    expect(await queued()).toEqual([]);
    const told: { day: string; change: unknown; when: Date }[] = [];
    for (let day = dropDay; day < addDays(backDay, 8); day = addDays(day, 1)) {
      const before = (await queued()).length;
      // Late on that day nothing is known yet; two processes look in the minute after midnight, and again later.
      await look(at(day, "23:59"));
      expect(await queued()).toHaveLength(before);
      const next = addDays(day, 1);
      await look(at(next, "00:00"));
      const after = await queued();
      await look(at(next, "00:01"));
      expect(await queued()).toHaveLength(after.length);
      for (const { alert, when } of after.slice(before)) told.push({ day, change: alert.change, when });
    }
    await stop();
    expect(told.map(({ change }) => change)).toEqual(["began", "recovered"]);
    const [began, ended] = told;
    expect(began?.day && began.day < addDays(dropDay, 10)).toBe(true);
    expect(began?.when.toISOString()).toBe(new Date(at(addDays(began?.day ?? "", 1), "00:00")).toISOString());
    expect(ended?.day && ended.day >= backDay && ended.day < addDays(backDay, 7)).toBe(true);
    for (const row of await queued()) {
      expect(row).toMatchObject({ company: "shop", kind: "channel", alert: { channel: "boss", watched: 3 } });
      expect(Number(row.alert.spacing)).toBeGreaterThan(20);
      expect(Number(row.alert.spacing)).toBeLessThan(100);
    }
  }, 90_000);

  it("is not told again to a server that starts anew, nor are falls told that came and went before", async () => {
    const before = (await queued()).length;
    await db.sql`delete from channel_checks`;
    const anew = processes(db.url, 1);
    await anew.look(at(addDays(backDay, 15), "00:00"));
    await anew.stop();
    expect(await queued()).toHaveLength(before);
    const [check] = await db.sql`
      select checked_day::text as day from channel_checks where company_id = 'shop'`;
    expect(check?.day).toBe(addDays(backDay, 14));
  });
});

describe("the message about a channel", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const alert = {
    channel: "boss",
    change: "began",
    day: "2026-11-23",
    observed: 3,
    expected: 10.52,
    days: 7,
    watched: 6,
    spacing: 39.7,
  };
  const deliver = async (change: object, locale: "zh-CN" | "en" = "zh-CN") => {
    const posts: { key: string; place: string; ts: string; view: View }[] = [];
    let lose = true;
    const surface: RecruiterSurface = {
      async post({ key, view }) {
        expect(violationsOfCall("chat.postMessage", { channel: "C", ...view, ...quiet })).toEqual([]);
        posts.push({ key, place: "DIGEST", ts: "1.0", view });
        if (lose) {
          lose = false;
          throw new Error("socket hang up");
        }
        return { place: "DIGEST", ts: "1.0" };
      },
      update: () => Promise.reject(new Error("nothing to update")),
      find: async (key) => posts.find((post) => post.key === key) ?? null,
    };
    const send = createRecruiterSender({ ...world.deps, locale }, surface, atOnce);
    const item = {
      company: "shop",
      lane: "r:alerts",
      key: `alert:${randomUUID()}`,
      channel: "recruiters",
      place: "",
      conversationId: null,
      applicationId: null,
      createdAt: 0,
      body: { kind: "channel", alert: { ...alert, ...change } },
    } as unknown as Parameters<typeof send>[0];
    const never = new AbortController().signal;
    const first = await send({ ...item, attempts: 1, maybeDoubled: false }, never);
    expect(first).toMatchObject({ kind: "held", unknown: true });
    expect(await send({ ...item, attempts: 2, maybeDoubled: true }, never)).toMatchObject({ kind: "sent" });
    expect(posts).toHaveLength(1);
    return JSON.stringify(posts[0]?.view);
  };

  it("says how much came, how much was expected, how often we are wrong, and what it may be; once, even after a lost answer", async () => {
    const zh = await deliver({});
    expect(zh).toContain("BOSS直聘近7天3份，期望10.5；可能下降（按当前6个渠道，误报约每40天1次）");
    expect(zh).toContain("可能原因");
    const en = await deliver({}, "en");
    expect(en).toContain("3 in the last 7 days, 10.5 expected; possibly a drop");
    expect(en).toContain("with 6 channels watched, a false alarm about once in 40 days");
  });

  it("tells a recovery from a level that stayed low", async () => {
    expect(await deliver({ change: "recovered", observed: 10 })).toContain("恢复了");
    expect(await deliver({ change: "settled" })).toContain("今后按新的水平判断");
    expect(await deliver({ change: "settled" }, "en")).toContain("the new level is what is expected");
  });
});
