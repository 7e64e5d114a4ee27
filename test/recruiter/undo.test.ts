import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drainOutbox, type OutboxDeps } from "../../src/conversation/outbox-worker.ts";
import { claimOutbox } from "../../src/db/outbox.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { cardView } from "../../src/recruiter/card-view.ts";
import { createDeferredSender } from "../../src/recruiter/deferred.ts";
import { readReviews } from "../../src/recruiter/reviews.ts";
import type { ActionResult, Recruiter } from "../../src/recruiter/types.ts";
import {
  addApplicant,
  company,
  createWorld,
  eraseApplicant,
  li,
  outboxOf,
  type World,
  zhao,
} from "./world.ts";

let world: World;
let outbox: OutboxDeps;
/** Milliseconds by which the clock of recruiters and senders is ahead. */
let ahead = 0;
const minute = 60_000;

beforeAll(async () => {
  world = await createWorld({ connections: 22 });
  world.deps.clock = () => new Date(Date.now() + ahead);
  outbox = {
    ...world.deps,
    channels: {},
    meter: { count: () => {}, observe: () => {} },
    defaultCompany: company,
    wakes: { lines: () => {}, outbox: () => {} },
    senders: { deferred: createDeferredSender(world.deps) },
  };
});
afterAll(() => world.close());
beforeEach(() => {
  world.said.length = 0;
  world.trouble.kind = null;
  ahead = 0;
});

let clicks = 0;
function press(
  id: string,
  who: Recruiter,
  value: string,
  form?: Record<string, string>,
  deliveryId?: string,
) {
  clicks += 1;
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  return action.run(world.deps, who, {
    value,
    deliveryId: deliveryId ?? `undo-click-${clicks}`,
    ...(form ? { form } : {}),
  });
}

const notice = (result: ActionResult) => ("notice" in result ? result.notice : "");
const at = (id: string, v: number) => JSON.stringify({ a: id, v });
const letter = { reason: "score", text: "谢谢您来，这次先不往下走了。" };
const declined = async () => {
  const applicant = await addApplicant(world);
  expect((await press("decline", li, applicant.target, letter)).kind).toBe("done");
  return applicant;
};
const card = async (id: string) => JSON.stringify(await cardView(world.deps, li, id));
const pass = async (ms: number) => {
  ahead += ms;
  await drainOutbox(outbox);
};

async function stored(id: string) {
  const { sql } = world.db;
  const [application] = await sql`select stage, version from applications where id = ${id}`;
  const facts =
    await sql`select name, actor, data from application_events where application_id = ${id} order by id`;
  const milestones = await sql`
    select m.stage from milestones m join applications a on a.candidate_id = m.candidate_id where a.id = ${id}
    order by m.stage`;
  const held =
    await sql`select state from outbox where lane in (${`letter:${id}`}, ${`hold:${id}`}) order by seq`;
  return {
    stage: application?.stage,
    version: application?.version,
    facts: facts.map((fact) => ({ ...fact })),
    milestones: milestones.map(({ stage }) => stage),
    held: held.map(({ state }) => state),
  };
}

describe("the letter of a decision", () => {
  it("is held for ten minutes, then goes out once", async () => {
    const { id, conversationId } = await declined();
    await pass(10 * minute - 5000);
    expect(world.said).toEqual([]);
    expect(await card(id)).toMatch(/消息 .* 发给候选人/);
    await pass(6000);
    await pass(minute);
    expect(world.said).toEqual([
      {
        conversationId,
        event: { type: "recruiterSaid", key: "decision:0", kind: "decline", text: letter.text, attempt: 1 },
      },
    ]);
    expect((await stored(id)).facts.at(-1)).toEqual({
      name: "letter_sent",
      actor: "system",
      data: { of: "decision:0", letter: "decline" },
    });
    expect(await card(id)).not.toMatch(/"(undo|send_now)"/);
  });

  it("goes out at once when the recruiter says so, and cannot be undone then", async () => {
    const { id } = await declined();
    const results = await Promise.all([1, 2, 3].map(() => press("send_now", li, at(id, 1))));
    expect(results.map(({ kind }) => kind).sort()).toEqual(["done", "refused", "refused"]);
    expect(world.said).toHaveLength(1);
    const late = await press("undo", li, at(id, 1));
    expect(late.kind).toBe("refused");
    expect(notice(late)).toContain("撤不回来");
    expect(await stored(id)).toMatchObject({ stage: "declined", held: ["sent"] });
    await pass(11 * minute);
    expect(world.said).toHaveLength(1);
  });

  it("counts the attempts that had begun when it was written", async () => {
    const { id, target, conversationId } = await addApplicant(world);
    await world.db.sql`insert into application_events (company_id, application_id, key, name, actor, data, at)
      values (${company}, ${id}, 'r', 'restarted', 'candidate', '{"attempt": 2}', now())`;
    const asked = await press("decline", li, target);
    if (asked.kind !== "form") throw new Error("a form was expected");
    expect(JSON.stringify(asked.modal)).toContain("90 天");
    const { private_metadata: value = "" } = asked.modal;
    await press("decline", li, value, { ...letter, send: "now" });
    expect(world.said).toMatchObject([{ conversationId, event: { attempt: 2 } }]);
  });

  it("is never sent to somebody who was erased meanwhile, and nothing of it is left", async () => {
    const { id } = await declined();
    await world.db.sql.begin((tx) => eraseApplicant(tx, id, Date.now()));
    await pass(11 * minute);
    expect(world.said).toEqual([]);
    const rows = await world.db.sql`
      select state, body_sealed from outbox where lane = ${`letter:${id}`}`;
    expect(rows.map((row) => ({ ...row }))).toEqual([{ state: "dropped", body_sealed: null }]);
    const undone = await press("undo", li, at(id, 2));
    expect(notice(undone)).toContain("已退出");
    expect((await stored(id)).stage).toBe("withdrawn");
  });

  it("leaves the thread a line when the chat was closed before it could go", async () => {
    const { id, conversationId } = await declined();
    await world.db.sql`update conversations set status = 'erased' where id = ${conversationId}`;
    await pass(11 * minute);
    expect(world.said).toEqual([]);
    expect((await stored(id)).held).toEqual(["dropped"]);
    expect(JSON.stringify(await outboxOf(world, id))).toContain("没有发出去");
  });

  it("survives a sender that dies with it in hand: the next one sends it, once", async () => {
    const { id } = await declined();
    ahead = 10 * minute + 1000;
    const taken = await claimOutbox(world.db.sql, ["deferred"], 50, world.deps.clock());
    expect(taken.map(({ lane }) => lane)).toContain(`letter:${id}`);
    // The process is gone now. Its lease runs out, somebody else takes over.
    await drainOutbox(outbox);
    expect(world.said).toEqual([]);
    await pass(20_000);
    expect(world.said).toHaveLength(1);
    // A database that goes away in the middle leaves it as it was.
    const other = await declined();
    world.trouble.kind = "throws";
    await pass(11 * minute);
    expect(await stored(other.id)).toMatchObject({ stage: "declined", held: ["pending"] });
    world.trouble.kind = null;
    await pass(minute);
    expect(world.said.filter((one) => one.conversationId === other.conversationId)).toHaveLength(1);
  });
});

describe("undo", () => {
  it("restores the stage, drops the letter, takes the milestones back and tells the thread", async () => {
    const { id, target } = await addApplicant(world);
    await press("invite", li, target, { text: "来面试吧" });
    expect(await stored(id)).toMatchObject({ milestones: ["assessment_passed", "interview_scheduled"] });
    const done = await press("undo", zhao, at(id, 1));
    expect(done.kind).toBe("done");
    expect(notice(done)).toContain("待决定");
    expect(await stored(id)).toEqual({
      stage: "assessed",
      version: 2,
      facts: [
        expect.objectContaining({ name: "invited" }),
        {
          name: "decision_undone",
          actor: zhao.id,
          data: { of: "decision:0", before: "invited", after: "assessed" },
        },
      ],
      milestones: [],
      held: ["dropped"],
    });
    const rows = await world.db.sql`select body_sealed from outbox where lane = ${`letter:${id}`}`;
    expect(rows[0]?.body_sealed).toBeNull();
    expect(JSON.stringify(await outboxOf(world, id))).toContain("赵主管 撤销了");
    await pass(11 * minute);
    expect(world.said).toEqual([]);
    // And somebody can decide again.
    expect((await press("decline", li, at(id, 2), { ...letter, send: "now" })).kind).toBe("done");
    expect(world.said).toHaveLength(1);
  });

  it("has one effect when one click is delivered twice, and tells a second click who was faster", async () => {
    const { id } = await declined();
    const twice = await Promise.all([1, 2].map(() => press("undo", li, at(id, 1), undefined, "same-undo")));
    expect(twice.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
    const second = await press("undo", zhao, at(id, 1));
    expect(second.kind).toBe("refused");
    expect(notice(second)).toMatch(/已由李经理撤销/);
    expect((await stored(id)).version).toBe(2);
  });

  it("is refused after ten minutes, with the reason", async () => {
    const { id, target } = await addApplicant(world);
    await press("hold", li, target, {});
    ahead = 10 * minute + 1000;
    const late = await press("undo", li, at(id, 1));
    expect(late.kind).toBe("refused");
    expect(notice(late)).toContain("10 分钟");
    expect((await stored(id)).stage).toBe("held");
  });

  it("does not take back what was decided after the card was drawn", async () => {
    const { id, target } = await addApplicant(world);
    await press("hold", li, target, {});
    await press("decline", zhao, at(id, 1), letter);
    const stale = await press("undo", li, at(id, 1));
    expect(notice(stale)).toContain("没有撤销");
    expect((await stored(id)).stage).toBe("declined");
  });

  it("goes back to the hold that a decision came from", async () => {
    const { id, target } = await addApplicant(world);
    await press("hold", li, target, {});
    await press("decline", li, at(id, 1), letter);
    await press("undo", li, at(id, 2));
    expect((await stored(id)).stage).toBe("held");
    expect(await card(id)).toContain("✓ *暂缓*");
  });

  it("and the release of the letter never both happen, whoever is first", async () => {
    const ends: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      const { id, conversationId } = await declined();
      // The last second: the letter is due for the sender, the undo still in time for the recruiter.
      ahead = 10 * minute - 100;
      const release = async () => {
        await drainOutbox({ ...outbox, clock: () => new Date(Date.now() + 10 * minute + 1000) });
      };
      const [, undone] = await Promise.all(
        i % 2 === 0
          ? [release(), press("undo", li, at(id, 1))]
          : [new Promise((resolve) => setTimeout(resolve, i)).then(release), press("undo", li, at(id, 1))],
      );
      ahead = 0;
      const sent = world.said.some((one) => one.conversationId === conversationId);
      const { stage, held } = await stored(id);
      expect(sent, undone.kind).toBe(undone.kind === "refused");
      expect([stage, held]).toEqual(sent ? ["declined", ["sent"]] : ["assessed", ["dropped"]]);
      ends.push(undone.kind);
    }
    expect(ends).toHaveLength(12);
  });
});

describe("a hold", () => {
  const day = (days: number) =>
    new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

  it("until a day reminds people in the morning of that day, decides nothing, and can be prolonged", async () => {
    const { id, target } = await addApplicant(world);
    const until = day(2);
    const done = await press("hold", li, target, { until });
    expect(notice(done)).toContain(until);
    expect(await card(id)).toContain(`到 ${until}`);
    expect(world.said).toEqual([]);
    await pass(new Date(`${until}T08:59:00+08:00`).getTime() - Date.now());
    expect((await stored(id)).held).toEqual(["pending"]);
    await pass(2 * minute);
    const after = await stored(id);
    expect(after).toMatchObject({ stage: "held", version: 1, held: ["sent"] });
    expect(after.facts.at(-1)).toEqual({ name: "hold_over", actor: "system", data: null });
    expect(JSON.stringify(await outboxOf(world, id))).toContain("暂缓到期");
    expect(await card(id)).toMatch(/已到期.*请决定/);
    expect((await press("hold", zhao, at(id, 1), { until: day(9) })).kind).toBe("done");
    expect(await card(id)).not.toContain("已到期");
    expect(world.said).toEqual([]);
  });

  it("that was decided on or undone meanwhile reminds nobody", async () => {
    for (const [action, form] of [
      ["decline", letter],
      ["undo", undefined],
    ] as const) {
      const { id, target } = await addApplicant(world);
      await press("hold", li, target, { until: day(1) });
      expect((await press(action, li, at(id, 1), form)).kind).toBe("done");
      await pass(3 * 24 * 60 * minute);
      ahead = 0;
      expect((await stored(id)).facts.map(({ name }) => name)).not.toContain("hold_over");
      expect(JSON.stringify(await outboxOf(world, id))).not.toContain("暂缓到期");
    }
  });

  it("goes on to its day when the decision that ended it is undone, also where that day has come meanwhile", async () => {
    const { id, target } = await addApplicant(world);
    const until = day(2);
    const morning = new Date(`${until}T09:00:00+08:00`).getTime() - Date.now();
    await press("hold", li, target, { until });
    await press("decline", li, at(id, 1), letter);
    await press("undo", li, at(id, 2));
    expect(await card(id)).toContain(`到 ${until}`);
    await pass(morning + minute);
    expect((await stored(id)).facts.at(-1)).toMatchObject({ name: "hold_over" });
    expect(await card(id)).toMatch(/已到期.*请决定/);
    await press("decline", li, at(id, 3), letter);
    await press("undo", li, at(id, 4));
    await pass(minute);
    expect((await stored(id)).facts.at(-1)).toMatchObject({ name: "hold_over" });
    expect(await card(id)).toMatch(/已到期.*请决定/);
    const { reviews } = await readReviews(world.db.sql, company, new Date(Date.now() + ahead));
    expect(reviews.find((review) => review.id === id)).toMatchObject({ kind: "decision", resting: null });
    expect(world.said).toEqual([]);
  });

  it("takes only a day to come", async () => {
    const { id, target } = await addApplicant(world);
    for (const until of [day(0), day(-3), day(120), "morgen", "2026-02-31"]) {
      expect((await press("hold", li, target, { until })).kind, until).toBe("refused");
    }
    expect((await stored(id)).version).toBe(0);
  });
});

describe("reassigning", () => {
  it("names the new owner on the card and in the thread, with before and after on record", async () => {
    const { id, target } = await addApplicant(world);
    const form = await press("reassign", zhao, target);
    expect(JSON.stringify(form)).toContain(li.id);
    expect((await press("reassign", zhao, target, { to: zhao.id })).kind).toBe("done");
    expect((await press("reassign", zhao, target, { to: zhao.id })).kind).toBe("refused");
    expect((await press("reassign", zhao, target, { to: li.id })).kind).toBe("done");
    // Handing over is for those who see all jobs.
    expect((await press("reassign", li, target, { to: zhao.id })).kind).toBe("refused");
    expect((await press("reassign", zhao, target, { to: "slack:T1:NOBODY" })).kind).toBe("refused");
    expect(await card(id)).toContain("负责人 李经理");
    expect((await stored(id)).facts).toEqual([
      { name: "reassigned", actor: zhao.id, data: { before: null, after: zhao.id } },
      { name: "reassigned", actor: zhao.id, data: { before: zhao.id, after: li.id } },
    ]);
    expect((await stored(id)).version).toBe(0);
  });
});

describe("the history of a candidate", () => {
  it.each(["zh-CN", "en"] as const)("shows who did what, when, before and after, in %s", async (locale) => {
    const { id, target } = await addApplicant(world, { name: "历史人" });
    await press("reassign", zhao, target, { to: zhao.id });
    await press("decline", li, target, { ...letter, text: "只给候选人看的话" });
    await press("undo", zhao, at(id, 1));
    const until = Date.parse("2026-11-24T17:30:00+08:00");
    await world.db
      .sql`insert into application_events (company_id, application_id, key, name, actor, data, at) values
      (${company}, ${id}, 't', 'taken_over', ${li.id}, ${world.db.sql.json({ until, limit: "at", why: "terms" })}, now()),
      (${company}, ${id}, 'h', 'handed_back', 'system', '{"why": "quiet"}', now())`;
    const action = actions.find((one) => one.id === "history");
    const shown = await action?.run({ ...world.deps, locale }, li, { value: target, deliveryId: "h" });
    const text = JSON.stringify(shown);
    const expected =
      locale === "en"
        ? [
            /Declined\* · 李经理 · To decide → Declined/,
            /Undid the decision\* · 赵主管 · Declined → To decide/,
            /Took over the conversation\* · 李经理 · until 11\/24, 17:30 · pay, shifts or conditions/,
            /Handed back to the assistant\* · system · the time was up/,
          ]
        : [
            /婉拒\* · 李经理 · 待决定 → 已婉拒/,
            /撤销决定\* · 赵主管 · 已婉拒 → 待决定/,
            /人工接待\* · 李经理 · 到 11\/24 17:30 · 说明薪资、班次或待遇/,
            /交还助手\* · 系统 · 时间到了/,
          ];
    for (const pattern of [...expected, /– → 赵主管/]) expect(text).toMatch(pattern);
    expect(text).not.toContain("只给候选人看的话");
  });
});
