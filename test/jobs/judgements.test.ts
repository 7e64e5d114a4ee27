import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { nextMove } from "../../src/cli/simulate/person.ts";
import { seenAt } from "../../src/cli/simulate/seen.ts";
import { loadContent } from "../../src/content.ts";
import { deriveSeed, seededRandom } from "../../src/core/random.ts";
import { latestAssessments } from "../../src/db/assessments-read.ts";
import type { JobDeps } from "../../src/jobs/job.ts";
import { judgements } from "../../src/jobs/judgements.ts";
import { createModel } from "../../src/llm/client.ts";
import { createJudge } from "../../src/llm/judge.ts";
import { createRoom, type Room } from "../conversation/room.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";

// A whole screening on the real database comes before each of these.
vi.setConfig({ testTimeout: 60_000 });

const { evidence } = loadContent().judges;

/** A candidate who answers politely and knows little; says yes to everything asked except, if so, to the model. */
async function screen(room: Room, thread: string, model: boolean): Promise<void> {
  const script = await room.deps.library.script(
    room.deps.library.pinsFor({ scenarioId: "S01", ruleId: "R01" }),
  );
  const random = seededRandom(deriveSeed(5, "polite"));
  const person = {
    index: 0,
    threadId: thread,
    locale: "zh-CN" as const,
    skill: "polite" as const,
    temperament: "steady" as const,
    arrivesAt: 0,
    random,
  };
  await room.answer(thread, "您好", "2", "1", model ? "1" : "不", "1");
  let seen = "";
  for (let i = 0; i < 300; i += 1) {
    const state = await room.state(thread);
    if (state.status === "done") return;
    const now = seenAt(state);
    const move = now === seen ? null : nextMove(person, state, script);
    seen = now;
    if (move) await room.answer(thread, ...move.bubbles);
    await room.pass(3);
  }
  throw new Error("the screening never ended");
}

let fake: FakeLlm;
let room: Room;
beforeAll(async () => {
  fake = await spawnFakeLlm();
});
afterAll(() => fake.stop());

describe("judging in the background", () => {
  let id = "";
  beforeEach(async () => {
    room = await createRoom();
    return () => room.close();
  });

  const deps = (): JobDeps => ({
    ...room.deps,
    judging: evidence
      ? {
          judge: createJudge(createModel({ apiKey: "sk-test", baseUrl: fake.baseUrl }), evidence.value, {
            callMs: 400,
          }),
          prompt: evidence,
          shortQuotes: evidence.value.short_quotes,
          library: room.deps.library,
        }
      : null,
  });
  const run = (of = deps()) => judgements.run(of, {}, new AbortController().signal);
  const stored = () =>
    room.db.sql<{ total: number; standing: boolean }[]>`
      select total, standing from assessments order by created_at, total`;
  const tries = () =>
    room.db.sql`select run, state, source, reason, calls, tokens, result_id is not null as result
      from judgements order by run`;
  const application = async () => {
    const [row] = await room.db.sql<{ id: string; total: number; version: number; stage: string }[]>`
      select id, total, version, stage from applications`;
    if (!row) throw new Error("no application");
    id = row.id;
    return row;
  };
  const cards = async () => {
    await room.pass(2);
    return room.posted.filter(({ kind }) => kind === "card").length;
  };

  it("stores a second version beside the first, shows it, and refreshes the card once", async () => {
    await screen(room, "a", true);
    const before = await application();
    await fake.play({ behaviours: [{ kind: "max" }] });
    await Promise.all([run(), run(), run()]);
    await run();
    const after = await application();
    expect(after.total).toBeGreaterThan(before.total);
    expect(after.total - before.total).toBeLessThanOrEqual(20);
    expect(after.version).toBe(before.version + 1);
    expect(await stored()).toEqual([
      { total: before.total, standing: false },
      { total: after.total, standing: true },
    ]);
    expect(await tries()).toEqual([
      { run: 1, state: "done", source: "model", reason: null, calls: 3, tokens: 3000, result: true },
    ]);
    expect((await fake.calls()).problems).toEqual([]);
    expect((await fake.calls()).calls).toHaveLength(3);
    const shown = (await latestAssessments(room.db.sql, room.deps.vault, "shop", [id])).get(id)?.assessment;
    expect(shown).toMatchObject({
      total: after.total,
      judge: { source: "model", calls: 3, rulesTotal: before.total },
    });
    expect(await cards()).toBe(1);
  });

  it("asks nothing without consent, and nothing without a model", async () => {
    await screen(room, "a", false);
    await fake.play({ behaviours: [{ kind: "max" }] });
    await run();
    expect(await tries()).toEqual([]);
    await room.db.sql`update candidates set consent_model = true`;
    await run({ ...deps(), judging: null });
    expect(await tries()).toEqual([]);
    expect((await fake.calls()).calls).toEqual([]);
    expect(await stored()).toHaveLength(1);
  });

  it("leaves the rules' score when the model fails, and tries once more, later", async () => {
    await screen(room, "a", true);
    const before = await application();
    await fake.play({ behaviours: [{ kind: "raw", status: 429, body: "{}" }] });
    await run();
    await run();
    expect(await tries()).toMatchObject([
      { run: 1, state: "done", source: "fallback", reason: "http_429", calls: 2, result: false },
      { run: 2, state: "waiting", source: null },
    ]);
    expect(await application()).toEqual(before);
    await room.db.sql`update judgements set not_before = not_before - interval '1 hour'`;
    await run();
    await run();
    expect(await tries()).toMatchObject([{ run: 1 }, { run: 2, state: "done", source: "fallback" }]);
    expect(await stored()).toHaveLength(1);
    expect(await cards()).toBe(0);
  });

  it("only records after a person has decided", async () => {
    await screen(room, "a", true);
    const before = await application();
    await room.db.sql`update applications set stage = 'declined'`;
    await room.db.sql`insert into application_events (company_id, application_id, key, name, actor, at)
      values ('shop', ${before.id}, 'd', 'declined', 'slack:T1:LI', ${new Date(room.now())})`;
    await fake.play({ behaviours: [{ kind: "max" }] });
    await run();
    expect(await application()).toEqual({ ...before, stage: "declined" });
    expect((await stored()).map(({ standing }) => standing)).toEqual([true, false]);
    const shown = (await latestAssessments(room.db.sql, room.deps.vault, "shop", [id])).get(id)?.assessment;
    expect(shown?.total).toBe(before.total);
    expect(await cards()).toBe(0);
  });

  it("shows the better version of a retry: what was decided before it says nothing about it", async () => {
    await screen(room, "a", true);
    const before = await application();
    await room.db.sql`insert into application_events (company_id, application_id, key, name, actor, at)
      values ('shop', ${before.id}, 'd', 'declined', 'slack:T1:LI', ${new Date(room.now() - 30 * 86_400_000)})`;
    await fake.play({ behaviours: [{ kind: "max" }] });
    await run();
    expect((await stored()).map(({ standing }) => standing)).toEqual([false, true]);
    expect(await cards()).toBe(1);
  });

  it("asks nothing about practice, and brings nobody who practises before the recruiters", async () => {
    await screen(room, "a", true);
    await room.db.sql`update jobs set practice = true`;
    await fake.play({ behaviours: [{ kind: "max" }] });
    await run();
    expect(await tries()).toEqual([]);
    expect((await fake.calls()).calls).toEqual([]);
    expect(await cards()).toBe(0);
  });

  it("stops at what one conversation may cost", async () => {
    await screen(room, "a", true);
    await fake.play({ behaviours: [{ kind: "max" }] });
    const { id: applicationId } = await application();
    await room.db
      .sql`insert into judgements (company_id, assessment_id, run, application_id, conversation_id, state, not_before, calls)
      select company_id, gen_random_uuid(), 1, ${applicationId}, id, 'done', now(), 10 from conversations`;
    await run();
    expect((await fake.calls()).calls).toEqual([]);
    expect(await tries()).toContainEqual(
      expect.objectContaining({ source: "dropped", reason: "limit", calls: 0 }),
    );
  });

  it("writes nothing about somebody who had everything erased meanwhile", async () => {
    await screen(room, "a", true);
    await fake.play({ behaviours: [{ kind: "hang" }] });
    const running = run();
    await expect.poll(async () => (await fake.calls()).calls.length).toBeGreaterThan(0);
    await room.answer("a", "删除", "是");
    await running;
    for (const table of ["assessments", "judgements"])
      expect(await room.db.sql`select 1 from ${room.db.sql(table)}`, table).toHaveLength(0);
  });

  it("does not judge what this program scores otherwise than it was scored", async () => {
    await screen(room, "a", true);
    await room.db.sql`update assessments set input_hash = 'older'`;
    await run();
    expect(await tries()).toMatchObject([{ source: "dropped", reason: "not_reproduced" }]);
  });

  it("leaves out one that cannot be read, and goes on with those behind it", async () => {
    await screen(room, "a", true);
    await screen(room, "b", true);
    await fake.play({ behaviours: [{ kind: "max" }] });
    await room.db.sql`
      update conversation_events set body_sealed = '\\x00'
      where conversation_id = (select conversation_id from assessments order by created_at limit 1)`;
    await run();
    const ended = await room.db.sql`select source, reason, calls from judgements order by source`;
    expect(ended).toEqual([
      { source: "dropped", reason: "unreadable", calls: 0 },
      { source: "model", reason: null, calls: 3 },
    ]);
  });
});
