import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actions } from "../../src/recruiter/actions/index.ts";
import type { ActionResult, Recruiter } from "../../src/recruiter/types.ts";
import { addApplicant, company, createWorld, li, outboxOf, type World, zhao } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ connections: 22 });
});
afterAll(() => world.close());
beforeEach(() => {
  world.said.length = 0;
  world.trouble.kind = null;
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
    deliveryId: deliveryId ?? `click-${clicks}`,
    ...(form ? { form } : {}),
  });
}

const notice = (result: ActionResult) => ("notice" in result ? result.notice : "");
/** Sent at once; what is held for undoing is in undo.test.ts. */
const letter = {
  text: "谢谢您参加测评，我们想请您来面试。",
  when: "周四 14:00",
  contact: "李经理",
  send: "now",
};

async function stored(id: string) {
  const { sql } = world.db;
  const [application] = await sql`select stage, version from applications where id = ${id}`;
  const facts =
    await sql`select name, actor, data from application_events where application_id = ${id} order by id`;
  return {
    stage: application?.stage,
    version: application?.version,
    facts: facts.map((fact) => ({ ...fact })),
  };
}

describe("a decision", () => {
  it("moves the stage, keeps who did it, tells the candidate and refreshes the card, together", async () => {
    const { id, target, conversationId } = await addApplicant(world);
    expect(await press("invite", li, target, letter)).toMatchObject({ kind: "done" });
    expect(await stored(id)).toEqual({
      stage: "invited",
      version: 1,
      facts: [
        { name: "invited", actor: li.id, data: { before: "assessed", after: "invited", reason: null } },
        { name: "letter_sent", actor: li.id, data: { of: "decision:0", letter: "invitation" } },
      ],
    });
    const text = "谢谢您参加测评，我们想请您来面试。\n面试时间：周四 14:00\n联系人：李经理";
    expect(world.said).toEqual([
      { conversationId, event: { type: "recruiterSaid", key: "decision:0", kind: "invitation", text } },
    ]);
    expect(await outboxOf(world, id)).toMatchObject([
      { body: { kind: "card" } },
      { body: { kind: "thread", text: expect.stringContaining("李经理") } },
    ]);
    expect(world.woken).toContain(conversationId);
  });

  it("is made once when two recruiters click twenty times at the same moment, and the others are told by whom", async () => {
    const { id, target } = await addApplicant(world);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 === 0
          ? press("invite", li, target, letter)
          : press("decline", zhao, target, { reason: "score", text: "谢谢您", send: "now" }),
      ),
    );
    const done = results.filter((result) => result.kind === "done");
    expect(done).toHaveLength(1);
    const { stage, version, facts } = await stored(id);
    expect(version).toBe(1);
    expect(facts.map(({ name }) => name)).toEqual([stage, "letter_sent"]);
    expect(world.said).toHaveLength(1);
    const winner = stage === "invited" ? li : zhao;
    const loser = results.filter((_, n) => (n % 2 === 0 ? li : zhao) !== winner);
    for (const result of loser) {
      expect(result.kind).toBe("refused");
      expect(notice(result)).toContain(winner.name);
    }
  });

  it("has one effect when one click is delivered twice", async () => {
    const { id, target } = await addApplicant(world);
    const results = await Promise.all([1, 2, 3].map(() => press("hold", li, target, {}, "same-click")));
    expect(results.map((result) => result.kind).sort()).toEqual(["done", "refused", "refused"]);
    expect((await stored(id)).version).toBe(1);
  });

  it("names the version it saw: a card drawn before somebody else's decision changes nothing", async () => {
    const { id, target } = await addApplicant(world);
    await press("hold", li, target, {});
    const late = await press("decline", zhao, target, { reason: "score", text: "谢谢您", send: "now" });
    expect(late.kind).toBe("refused");
    expect(notice(late)).toContain("李经理");
    expect((await stored(id)).stage).toBe("held");
    const fresh = JSON.stringify({ a: id, v: 1 });
    expect((await press("decline", zhao, fresh, { reason: "score", text: "谢谢您", send: "now" })).kind).toBe(
      "done",
    );
    expect((await stored(id)).facts.at(-2)).toMatchObject({
      name: "declined",
      data: { before: "held", after: "declined", reason: "score" },
    });
  });

  it("leaves no trace when the candidate's chat is gone or cannot take it", async () => {
    const { id, target } = await addApplicant(world);
    world.trouble.kind = "gone";
    expect((await press("invite", li, target, letter, "gone-click")).kind).toBe("refused");
    world.trouble.kind = "throws";
    await expect(press("invite", li, target, letter, "gone-click")).rejects.toThrow("database went away");
    expect(await stored(id)).toEqual({ stage: "assessed", version: 0, facts: [] });
    expect(await outboxOf(world, id)).toEqual([]);
    world.trouble.kind = null;
    // The failed click was not used up: the same delivery works when it comes again.
    expect((await press("invite", li, target, letter, "gone-click")).kind).toBe("done");
  });

  it("says nothing to a candidate who is put on hold", async () => {
    const { target } = await addApplicant(world);
    expect((await press("hold", li, target, {})).kind).toBe("done");
    expect(world.said).toEqual([]);
  });

  it("does not deadlock with a message of the candidate that moves the stage", async () => {
    const { id, conversationId, target } = await addApplicant(world);
    const { sql } = world.db;
    const candidate = sql.begin(async (tx) => {
      await tx`select 1 from conversations where id = ${conversationId} for update`;
      await tx`select pg_sleep(0.15)`;
      await tx`update applications set stage = 'withdrawn', version = version + 1 where id = ${id}`;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [, result] = await Promise.all([candidate, press("invite", li, target, letter)]);
    expect(result.kind).toBe("refused");
    expect((await stored(id)).stage).toBe("withdrawn");
  });
});

describe("forms", () => {
  it("propose a humane decline in the candidate's words and send nothing by themselves", async () => {
    const { id, target } = await addApplicant(world);
    const result = await press("decline", li, target);
    if (result.kind !== "form") throw new Error("a form was expected");
    const text = JSON.stringify(result.modal);
    expect(text).toContain("约定跟进");
    expect(text).toContain("30 天");
    expect(text).toContain("人工");
    expect(result.modal.private_metadata).toBe(target);
    expect(world.said).toEqual([]);
    expect((await stored(id)).version).toBe(0);
  });

  it("do not open for a decision that was made meanwhile", async () => {
    const { id, target } = await addApplicant(world);
    await press("hold", zhao, target, {});
    const result = await press("invite", li, target);
    expect(result.kind).toBe("refused");
    expect((await press("invite", li, JSON.stringify({ a: id, v: 1 }))).kind).toBe("form");
  });

  it("name the field that is missing", async () => {
    const { target } = await addApplicant(world);
    expect(notice(await press("invite", li, target, { text: "  " }))).toContain("发给候选人的话");
    expect(notice(await press("decline", li, target, { text: "谢谢您" }))).toContain("原因");
  });
});

describe("rights", () => {
  it("end at once for a person who was removed, whatever buttons they still see", async () => {
    const { id, target } = await addApplicant(world);
    const { sql } = world.db;
    await sql`insert into recruiters (company_id, id, name, role) values (${company}, 'slack:T1:EX', '前同事', 'recruiter')`;
    const ex: Recruiter = { company, id: "slack:T1:EX", name: "前同事", role: "recruiter" };
    expect((await press("invite", ex, target)).kind).toBe("form");
    await sql`update recruiters set removed_at = now() where id = ${ex.id}`;
    for (const [action, form] of [
      ["invite", letter],
      ["hold", {}],
      ["ask", { text: "?" }],
      ["invite", undefined],
    ] as const) {
      const result = await press(action, ex, target, form);
      expect(result.kind, action).toBe("refused");
      expect(notice(result)).toContain("招聘名单");
    }
    expect((await stored(id)).version).toBe(0);
  });

  it("do not reach into another company", async () => {
    const { target } = await addApplicant(world, { company: "other" });
    for (const action of ["invite", "hold", "decline", "ask", "open"]) {
      expect((await press(action, li, target)).kind, action).toBe("refused");
    }
  });

  it("never come from what a button carries", async () => {
    for (const value of [
      "",
      "{}",
      '{"a":"x","v":0}',
      "null",
      '{"a":"00000000-0000-4000-8000-000000000000","v":0}',
    ]) {
      expect((await press("hold", li, value)).kind).toBe("refused");
    }
  });
});

describe("letters", () => {
  it("carry a question into the chat and note it in the thread, once per delivery", async () => {
    const { id, target, conversationId } = await addApplicant(world);
    const form = { text: "最早哪天能来？" };
    const results = await Promise.all([1, 2].map(() => press("ask", li, target, form, "ask-once")));
    expect(results.filter((result) => result.kind === "done")).toHaveLength(1);
    expect(world.said).toEqual([
      {
        conversationId,
        event: { type: "recruiterSaid", key: "question:ask-once", kind: "question", text: "最早哪天能来？" },
      },
    ]);
    expect(await outboxOf(world, id)).toMatchObject([
      { body: { kind: "card" } },
      { body: { kind: "thread" } },
    ]);
    expect((await stored(id)).facts).toMatchObject([{ name: "recruiter_asked", actor: li.id }]);
  });
});
