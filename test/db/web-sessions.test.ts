import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { WebStore } from "../../bots/web/ports.ts";
import type { Database } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { createWebSessions } from "../../src/db/web-sessions.ts";
import { createTestDatabase } from "../setup/database.ts";

const vault = createVault(randomBytes(32));
let db: Database;
let store: WebStore;
beforeAll(async () => {
  db = await createTestDatabase();
  store = createWebSessions(db, vault);
});
afterAll(() => db.close());
beforeEach(() => db.sql`truncate web_sessions, conversations, messages, tracking_links`);

const session = { company: "shop", threadId: "0f".repeat(16) };
const day = 86_400;

/** A conversation on the session's thread, as the room stores it. */
async function talk(company = "shop", threadId = session.threadId): Promise<string> {
  const id = randomUUID();
  await db.sql`
    insert into conversations (company_id, id, application_id, channel, account, thread_index, locale, status, pins)
    values (${company}, ${id}, ${randomUUID()}, 'web', 'web', ${vault.index(threadId, `${company}:web:web`)}, 'zh-CN', 'open', '{}')`;
  return id;
}
async function say(conversation: string, n: number, body: object | null, company = "shop"): Promise<void> {
  const sealed = body ? vault.seal(body, `${company}:messages`) : null;
  await db.sql`
    insert into messages (company_id, conversation_id, n, author, section, ref, body_sealed, at)
    values (${company}, ${conversation}, ${n}, 'bot', 'intro', ${`b${n}`}, ${sealed}, '2026-11-24T06:00:00Z')`;
}

describe("tokens", () => {
  it("find the session until they expire, by the database clock", async () => {
    await store.create("live", session, day);
    await store.create("dead", session, -1);
    expect(await store.find("live")).toEqual(session);
    expect(await store.find("dead")).toBeNull();
    expect(await store.find("never")).toBeNull();
    expect(await store.rotate("dead", "new", day)).toBe(false);
  });

  it("of other pages are not ours", async () => {
    await db.sql`
      insert into web_sessions (token_hash, company_id, kind, thread_id, expires_at)
      values ('console', 'shop', 'console', 't', now() + interval '1 day')`;
    expect(await store.find("console")).toBeNull();
    expect(await store.rotate("console", "new", day)).toBe(false);
  });

  it("die when their successor is used for the first time, not before", async () => {
    await store.create("a", session, day);
    expect(await store.rotate("a", "b", day)).toBe(true);
    expect(await store.find("a")).toEqual(session);
    expect(await store.find("b")).toEqual(session);
    expect(await store.find("a")).toBeNull();
    expect(await store.find("b")).toEqual(session);
  });

  it("given to two pages at once both work", async () => {
    await store.create("a", session, day);
    await Promise.all([store.rotate("a", "b", day), store.rotate("a", "c", day)]);
    expect(await store.find("b")).toEqual(session);
    expect(await store.find("c")).toEqual(session);
    expect(await store.find("a")).toBeNull();
  });

  it("that have expired are cleared away by the next one", async () => {
    await store.create("old", session, -1);
    await store.create("new", session, day);
    expect((await db.sql`select token_hash from web_sessions`).map((row) => row.token_hash)).toEqual(["new"]);
  });
});

describe("a thread", () => {
  it("leads to its conversation, of its company only", async () => {
    const id = await talk();
    await talk("other");
    expect(await store.conversation(session)).toMatchObject({ id, linkSeenAt: null });
    expect(await store.conversation({ ...session, company: "third" })).toBeNull();
    expect(await store.conversation({ ...session, threadId: "00".repeat(16) })).toBeNull();
  });

  it("is seen on the database clock, in its own company only", async () => {
    const id = await talk();
    await store.touchLink("other", id);
    expect((await store.conversation(session))?.linkSeenAt).toBeNull();
    await store.touchLink("shop", id);
    const seen = await store.conversation(session);
    expect(seen?.now).toBeGreaterThanOrEqual(seen?.linkSeenAt ?? Number.NaN);
    expect((seen?.now ?? 0) - (seen?.linkSeenAt ?? 0)).toBeLessThan(5_000);
  });

  it("belongs to the company of its link", async () => {
    await db.sql`
      insert into tracking_links (company_id, code, job_id, source) values ('other', 'dy-7', 'job_1', 'douyin')`;
    expect(await store.companyOfCode("dy-7")).toBe("other");
    expect(await store.companyOfCode("unknown")).toBeNull();
  });
});

describe("lines", () => {
  it("are opened, in order, after a number, a page at a time", async () => {
    const id = await talk();
    await say(id, 2, { text: "二", choices: [{ value: "1", label: "同意" }], inner: "not for pages" });
    await say(id, 1, { text: "一" });
    await say(id, 3, { text: "", media: "voice" });
    const at = Date.UTC(2026, 10, 24, 6);
    const line = (n: number) => ({ n, author: "bot", section: "intro", ref: `b${n}`, at });
    expect(await store.lines("shop", id, 0, 2)).toEqual([
      { ...line(1), text: "一" },
      { ...line(2), text: "二", choices: [{ value: "1", label: "同意" }] },
    ]);
    expect(await store.lines("shop", id, 2, 2)).toEqual([{ ...line(3), text: "", media: "voice" }]);
    expect(await store.lines("shop", id, 3, 2)).toEqual([]);
  });

  it("of another company or conversation are never read", async () => {
    const id = await talk();
    const other = await talk("other");
    await say(other, 1, { text: "private" }, "other");
    expect(await store.lines("shop", other, 0, 10)).toEqual([]);
    expect(await store.lines("shop", id, 0, 10)).toEqual([]);
  });

  it("without content are left out", async () => {
    const id = await talk();
    await say(id, 1, null);
    await say(id, 2, { text: "still here" });
    expect((await store.lines("shop", id, 0, 10)).map((l) => l.n)).toEqual([2]);
  });

  it("moved to another company do not open", async () => {
    const id = await talk();
    await say(id, 1, { text: "sealed for another" }, "shop");
    await db.sql`update messages set body_sealed = ${vault.seal({ text: "x" }, "other:messages")}`;
    await expect(store.lines("shop", id, 0, 10)).rejects.toThrow();
  });

  it("keep hostile text as it is", async () => {
    const id = await talk();
    const texts = ["'); drop table messages;--", "\0", "\ud800", "\u202e", "<script>", "{{7*7}}", "$$x$$"];
    for (const [index, text] of texts.entries()) await say(id, index + 1, { text });
    expect((await store.lines("shop", id, 0, 50)).map((l) => l.text)).toEqual(texts);
  });
});
