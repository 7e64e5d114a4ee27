import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLibrary, loadContent } from "../../src/content.ts";
import { addJob } from "../../src/db/jobs.ts";
import { createRoom, type Room, untilRolePlay } from "./room.ts";

let room: Room;
beforeAll(async () => {
  room = await createRoom();
});
afterAll(() => room.close());

const start = { kind: "start", locale: "zh-CN" } as const;
const pinsOf = async (thread: string) => {
  const index = room.deps.vault.index(thread, "shop:telegram:bot");
  const [row] = await room.db.sql<{ pins: Record<string, string> }[]>`
    select pins from conversations where thread_index = ${index}`;
  return Object.keys(row?.pins ?? {}).sort();
};
const stageOf = async (thread: string) => {
  const index = room.deps.vault.index(thread, "shop:telegram:bot");
  const [row] = await room.db.sql<{ stage: string }[]>`
    select a.stage from applications a join conversations c on c.application_id = a.id
    where c.thread_index = ${index}`;
  return row?.stage;
};
/** To the end of the screening, with as few words as possible. */
async function screen(thread: string): Promise<void> {
  await room.answer(thread, "开始", "非常抱歉，我马上给您处理");
  await room.pass(340);
  await room.answer(thread, "继续", "平台官方的补贴，以页面为准", "好了", "继续");
  for (let i = 0; i < 6; i += 1) await room.answer(thread, "对，以平台规则为准");
}
async function decide(thread: string, kind: "decline" | "invitation"): Promise<void> {
  const index = room.deps.vault.index(thread, "shop:telegram:bot");
  const [row] = await room.db.sql<{ id: string; application: string }[]>`
    select id, application_id as application from conversations where thread_index = ${index}`;
  if (!row) throw new Error("no conversation");
  const stage = kind === "decline" ? "declined" : "invited";
  await room.db.transact(async (tx) => {
    await tx`update applications set stage = ${stage}, version = version + 1 where id = ${row.application}`;
    const event = { type: "recruiterSaid", key: `d:${kind}`, kind, text: "谢谢您" } as const;
    await room.conversations.applyIn(tx, "shop", row.id, event);
  });
}

describe("a conversation about a job with several scenarios", () => {
  it("is pinned to all of them and plays one", async () => {
    const ids = { scenarioIds: ["S05", "S08"], ruleIds: ["R01"] };
    const job = { companyId: "shop", title: "美妆客服", scenarioId: "S05", ruleId: "R01", createdBy: "li" };
    await addJob(room.db.orm, { ...job, ...ids });
    await room.deliver("many", start);
    expect(await pinsOf("many")).toEqual([
      "rules/explain/R01",
      "rules/short-items",
      "scenarios/S05",
      "scenarios/S08",
      "scoring",
    ]);
    await room.answer("many", ...untilRolePlay);
    await screen("many");
    const [stored] = await room.db.sql<{ body: Uint8Array }[]>`select body_sealed as body from assessments`;
    const result = stored && room.deps.vault.open(stored.body, "shop:assessments");
    expect(result).toMatchObject({ complaint: { scenario: expect.stringMatching(/^S0[58]$/) } });
    await room.db.sql`delete from jobs where title = '美妆客服'`;
  });
});

describe("a job for practice", () => {
  it("tells the score at once and puts nobody before the recruiters", async () => {
    const job = { companyId: "shop", title: "练习", scenarioId: "S01", ruleId: "R01", createdBy: "li" };
    await addJob(room.db.orm, { ...job, practice: true });
    await room.db.sql`update jobs set status = 'closed' where not practice`;
    await room.deliver("practice", start);
    await room.answer("practice", ...untilRolePlay);
    const before = room.posted.length;
    await screen("practice");
    await room.pass(2);
    expect(await stageOf("practice")).toBe("screening");
    expect(room.posted.slice(before)).toEqual([]);
    const last = room.sent.filter(({ threadId }) => threadId === "practice").at(-1);
    expect(last?.text).toMatch(/总分 \d+\.\d 分/);
    expect(last?.choices?.map(({ label }) => label)).toContain("查看评分说明");
    await room.db.sql`delete from jobs where title = '练习'`;
    await room.db.sql`update jobs set status = 'open'`;
  });

  it("is not what somebody gets who comes without a link while a real job is open", async () => {
    const job = { companyId: "shop", title: "练习", scenarioId: "S01", ruleId: "R01", createdBy: "li" };
    await addJob(room.db.orm, { ...job, practice: true });
    await room.deliver("without a link", start);
    expect((await room.state("without a link")).status).not.toBe("new");
    expect(await room.state("without a link")).not.toMatchObject({ common: { practice: true } });
    await room.db.sql`delete from jobs where title = '练习'`;
  });
});

describe("rules past their re-check date", () => {
  const due = () => {
    const content = loadContent();
    const cards = Object.fromEntries(
      Object.entries(content.cards).map(([id, card]) => {
        const old = { ...card.value, as_of: "2025-01-01" };
        return [id, card.value.platform === "pdd" ? { ...card, value: old } : card];
      }),
    );
    const [r01] = Object.values(content.rules);
    if (!r01) throw new Error("no explanation");
    const value = { ...r01.value, id: "R02", card: "TM-03" };
    const r02 = { ...r01, fileId: "rules/explain/R02", value };
    return { ...content, cards, rules: { ...content.rules, R02: r02 } };
  };

  it("are not explained while the job has another, and are named to recruiters", async () => {
    const library = await createLibrary(due(), room.db);
    const job = { scenarioId: "S01", ruleId: "R01", ruleIds: ["R01", "R02"] };
    expect(Object.keys(library.pinsFor(job, "2026-11-24"))).not.toContain("rules/explain/R01");
    expect(Object.keys(library.pinsFor(job, "2024-11-24"))).toContain("rules/explain/R01");
    const only = library.pinsFor({ scenarioId: "S01", ruleId: "R01" }, "2026-11-24");
    expect(Object.keys(only)).toContain("rules/explain/R02");
    expect(library.upkeep("2026-11-24").due).toContain("PDD-01");
    expect(library.upkeep("2026-11-24").questions).toBe(6);
  });

  it("make way for cards that do not rest, and come back when every card rests", async () => {
    const content = loadContent();
    const library = await createLibrary(content, room.db);
    const job = { scenarioId: "S01", ruleId: "TM-01", ruleIds: ["TM-01", "TM-06"] };
    const explained = (day: string) =>
      Object.keys(library.pinsFor(job, day)).filter((id) => /^(?:cards|rules\/explain)\//.test(id));
    expect(explained("2026-11-24")).toEqual(["cards/TM-01", "cards/TM-06"]);
    // A volatile card rests after 30 days, a slow one after 90, and R01 with its own slow card.
    expect(explained("2027-01-10")).toEqual(["cards/TM-01"]);
    const later = explained("2027-03-10");
    expect(later).toContain("cards/TM-05");
    for (const file of later) expect(library.restingCards("2027-03-10")).not.toContain(file.slice(6));
    expect(explained("2028-03-10")).toEqual(["cards/TM-01", "cards/TM-06"]);
  });

  it("rest in new conversations; an open one keeps what it began with", async () => {
    await room.deliver("before", start);
    const before = await room.state("before");
    const { library } = room.deps;
    room.deps.library = await createLibrary(due(), room.db);
    await room.deliver("after", start);
    const after = await room.state("after");
    await room.answer("before", "1");
    room.deps.library = library;
    if (!("common" in before) || !("common" in after)) throw new Error("not open");
    expect(before.common.restingCards ?? []).not.toContain("PDD-02");
    expect(after.common.restingCards).toContain("PDD-02");
    const later = await room.state("before");
    expect("common" in later && later.common.restingCards).toEqual(before.common.restingCards);
  });
});

describe("a retry after a decline", () => {
  it("opens the application again on the day the candidate was told, an invitation never", async () => {
    for (const kind of ["decline", "invitation"] as const) {
      await room.deliver(kind, start);
      await room.answer(kind, ...untilRolePlay);
      await screen(kind);
      expect(await stageOf(kind)).toBe("assessed");
      await decide(kind, kind);
    }
    await room.answer("decline", "重新开始", "确认");
    expect(await stageOf("decline")).toBe("declined");
    room.skip(31 * 24 * 3600);
    await room.answer("decline", "重新开始", "确认");
    await room.answer("invitation", "重新开始", "确认");
    expect(await stageOf("decline")).toBe("screening");
    expect(await stageOf("invitation")).toBe("invited");
    await screen("decline");
    expect(await stageOf("decline")).toBe("assessed");
  });

  it("keeps a review that was asked for at one press among the open requests", async () => {
    await room.deliver("review", start);
    await room.answer("review", ...untilRolePlay);
    await screen("review");
    await decide("review", "decline");
    const choice = "receipt:review";
    await room.deliver("review", { kind: "text", messageId: "b", text: "申请人工复核", choice });
    const facts = await room.db.sql<{ name: string }[]>`
      select name from application_events where name = 'review_requested'`;
    expect(facts).toHaveLength(1);
    await room.pass(1);
    expect(room.posted.at(-1)).toEqual({ kind: "notice", notice: { kind: "human", reason: "review" } });
  });
});
