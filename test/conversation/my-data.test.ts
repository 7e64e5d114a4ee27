import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readMyData } from "../../src/conversation/my-data.ts";
import { myDataPage } from "../../src/core/privacy/my-data-page.ts";
import { createRoom, type Room, untilRolePlay } from "./room.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let room: Room;
beforeAll(async () => {
  room = await createRoom();
});
afterAll(() => room?.close());

const conversationOf = async () => {
  const [row] = await room.db.sql<{ id: string; applicationId: string }[]>`
    select id, application_id as "applicationId" from conversations order by created_at limit 1`;
  if (!row) throw new Error("nobody came");
  return row;
};
const said = (from: number) =>
  room.sent
    .slice(from)
    .map(({ text }) => text)
    .join("\n");

describe("my data", () => {
  it("tells a candidate in chat everything that is kept, and no score before a person has decided", async () => {
    await room.deliver("t1", { kind: "start", name: "周小满" });
    await room.answer("t1", ...untilRolePlay);
    const { id, applicationId } = await conversationOf();
    await room.db.sql`update applications set total = 83.25, band = 'advance' where id = ${applicationId}`;
    const before = room.sent.length;
    await room.answer("t1", "我的数据");
    const told = said(before);
    for (const word of [
      "周小满",
      "参加测评：已同意",
      "人才库：未同意",
      "期望月薪下限：5000",
      "淘宝",
      "180 天",
      "同意测评",
    ])
      expect(told.replace(/taobao/, "淘宝"), word).toContain(word);
    expect(told).not.toContain("83.2");
    for (const { text } of room.sent) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
    const data = await readMyData(room.deps, room.db.sql, "shop", id);
    if (!data) throw new Error("no data");
    const page = myDataPage({ ...data, name: "<b>周小满</b>" });
    expect(page).toContain("您: 随时");
    expect(page).not.toContain("<b>周");
  });

  it("changes with a consent at once: the pool and the model are left for good", async () => {
    const { applicationId } = await conversationOf();
    const consents = async () => {
      const [row] = await room.db.sql`
        select consent_screening as s, consent_model as m, consent_pool as p from candidates c
        join applications a on a.candidate_id = c.id where a.id = ${applicationId}`;
      return { ...row };
    };
    const optedOut = async () => {
      const rows = await room.db.sql`select 1 from pool_optouts o join applications a
        on a.company_id = o.company_id and a.candidate_id = o.candidate_id where a.id = ${applicationId}`;
      return rows.length;
    };
    await room.answer("t1", "加入人才库", "同意使用模型");
    expect(await consents()).toEqual({ s: true, m: true, p: true });
    expect(await optedOut()).toBe(0);
    await room.answer("t1", "退出人才库", "撤回模型同意");
    expect(await consents()).toEqual({ s: true, m: false, p: false });
    expect(await optedOut()).toBe(1);
    await room.answer("t1", "加入人才库");
    expect(await optedOut()).toBe(0);
    await room.answer("t1", "退出人才库");
    await room.answer("t1", "撤回测评同意");
    expect(await consents()).toEqual({ s: false, m: false, p: false });
    const [row] = await room.db.sql`select stage, total from applications where id = ${applicationId}`;
    expect({ ...row }).toEqual({ stage: "manual", total: null });
  });

  it("is nothing any more once everything was erased", async () => {
    const { id } = await conversationOf();
    await room.answer("t1", "删除", "确认");
    expect(await readMyData(room.deps, room.db.sql, "shop", id)).toBeNull();
  });
});
