import { encode } from "silk-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messageIdOf } from "../../../bots/wecom/render.ts";
import { wavOf } from "../../../src/core/voice/wav.ts";
import { createSound } from "../../../src/voice/sound.ts";
import { drainVoices } from "../../../src/voice/worker.ts";
import { createHouse, type House } from "../../contracts/house.ts";
import { type FakeTencent, secrets } from "../../fakes/tencent-client.ts";

let house: House;
let fake: FakeTencent;
/** Items the room has taken so far. */
let count = 0;
beforeAll(async () => {
  house = await createHouse(["wecom"]);
  if (!house.wecom) throw new Error("no fake");
  fake = house.wecom;
}, 180_000);
afterAll(async () => {
  const { violations } = await fake.state();
  await house.close();
  expect(violations).toEqual([]);
});

const account = secrets.openKfId;
const talk = (person: string) => house.talk("wecom", person, account);
const saidBy = async (person: string) =>
  (await talk(person)).filter((line) => line.startsWith("candidate")).map((line) => line.slice(11));
const does = async (from: string, what: Record<string, unknown>, items = 1) => {
  const outcomes = await fake.does({ from, ...what });
  count += items;
  await house.taken("wecom", count);
  return outcomes;
};
const enter = async (person: string, scene = "s", param?: string) => {
  await does(person, { enter: { scene, ...(param === undefined ? {} : { param }) } });
  await house.send();
};

describe("fetching", () => {
  it("goes on over empty pages, and takes an item that comes twice once", async () => {
    await enter("pages");
    await fake.set("pages", { empty: 3, size: 1 });
    await does("pages", { text: "你好", repeat: true });
    await does("pages", { text: "还在吗" });
    await fake.set("pages", {});
    expect(await saidBy("pages")).toEqual(["你好", "还在吗"]);
  });

  it("begins again from the beginning when the cursor is lost, without a second effect", async () => {
    // What is under way may still note how far it came.
    for (let busy = true; busy; )
      busy = (await house.db.sql`select 1 from platform_cursors where lease is not null or due`).length > 0;
    await house.db.sql`update platform_cursors set cursor = ''`;
    const before = (await fake.state()).calls.filter(({ path }) => path.endsWith("sync_msg")).length;
    await does("pages", { text: "又来了" });
    expect(await saidBy("pages")).toEqual(["你好", "还在吗", "又来了"]);
    const syncs = (await fake.state()).calls.filter(({ path }) => path.endsWith("sync_msg"));
    expect(syncs[before]?.body.cursor).toBe("");
  });
});

describe("the session", () => {
  it("is greeted with the welcome's one message, in time; the rest follows the first words", async () => {
    await enter("welcome");
    const calls = (await fake.state()).calls.filter(({ path }) => path.endsWith("send_msg_on_event"));
    expect(calls.at(-1)?.errcode).toBe(0);
    const [greeting, ...more] = await fake.seen("welcome");
    expect(more).toEqual([]);
    expect(greeting?.text).toContain("AI");
    await does("welcome", { text: "1" });
    await house.send();
    expect((await fake.seen("welcome")).length).toBe(2);
  });

  it("carries the link's code, as parameter or as scene", async () => {
    const [link] = await house.db.sql<{ code: string }[]>`select code from tracking_links limit 1`;
    const code = link?.code ?? "";
    await enter("by-scene", code, "ch%3Dboss");
    await enter("by-param", "job17", encodeURIComponent(code));
    for (const person of ["by-scene", "by-param"]) {
      const index = house.deps.vault.index(person, `shop:wecom:${account}`);
      const [row] = await house.db.sql`select a.first_touch as code from conversations c join applications a
        on a.company_id = c.company_id and a.id = c.application_id where c.thread_index = ${index}`;
      expect(row?.code).toBe(code);
    }
  });

  it("is left to a colleague who answers there", async () => {
    await enter("human");
    await does("human", { text: "1" });
    await house.send();
    await fake.set("human", { from: "human", human: true });
    const before = (await fake.seen("human")).length;
    await does("human", { origin: 5, text: "我是李经理，我来答您" });
    await does("human", { text: "好的" });
    await house.wait(30);
    expect((await fake.seen("human")).length).toBe(before);
    expect((await talk("human")).at(-2)).toContain("我是李经理");
    const refused = (await fake.state()).calls.filter(({ errcode }) => errcode === 95018);
    expect(refused).toEqual([]);
  });
});

describe("what was accepted but did not arrive", () => {
  it("waits for the candidate and is sent again, and only that", async () => {
    await enter("bounced");
    await does("bounced", { text: "1" });
    await house.send();
    const [last] = await house.db.sql<{ id: string; lane: string }[]>`
      select external_id as id, lane from outbox where channel = 'wecom' and state = 'sent' order by seq desc limit 1`;
    const before = await fake.seen("bounced");
    await does("bounced", { fail: { msgid: last?.id ?? "", type: 6 } });
    await house.wait(60);
    expect(await fake.seen("bounced")).toHaveLength(before.length);
    const [row] = await house.db.sql`select state, body_sealed is not null as words from outbox
      where lane = ${last?.lane ?? ""} order by seq desc limit 1`;
    expect(row).toEqual({ state: "pending", words: true });
    await does("bounced", { text: "请问" });
    await house.send();
    const after = (await fake.seen("bounced")).slice(before.length);
    expect(after).toHaveLength(1);
  });

  it("marks who refuses messages as unreachable", async () => {
    await enter("refuses");
    await does("refuses", { fail: { msgid: "any", type: 10 } });
    const index = house.deps.vault.index("refuses", `shop:wecom:${account}`);
    const [row] = await house.db.sql`select unreachable from conversations where thread_index = ${index}`;
    expect(row?.unreachable).toBe(true);
  });
});

it("sends under ids that the platform knows again, so that repeating after silence doubles nothing", async () => {
  await enter("silent");
  await does("silent", { text: "hello" });
  await fake.set("fault", { path: "/cgi-bin/kf/send_msg", drop: true });
  await house.send();
  await house.wait(5);
  const seen = await fake.seen("silent");
  expect(new Set(seen.map(({ text }) => text)).size).toBe(seen.length);
  const sends = (await fake.state()).calls.filter(({ body }) => body.touser === "silent");
  expect(sends.length).toBeGreaterThan(1);
  expect(new Set(sends.map(({ body }) => body.msgid)).size).toBe(1);
  expect(messageIdOf("any key whatever")).toMatch(/^[0-9a-zA-Z_-]{1,32}$/);
});

it("a voice message (SILK) is fetched with a token that was renewed, made into sound, and shown as words", async () => {
  house.deps.voice = { can: "write", wake() {} };
  const say = async (what: Record<string, unknown>) => {
    await does("speaker", what);
    await house.send();
  };
  await enter("speaker");
  await say({ text: "1" });
  await say({ text: "是" });
  const sound = (
    await encode(wavOf(Int16Array.from({ length: 32_000 }, (_, i) => 8000 * Math.sin(i / 9))), 0)
  ).data;
  await fake.set("media", { id: "V1", base64: Buffer.from(sound).toString("base64") });
  await say({ type: "voice", media: "V1" });
  await say({ text: "同意" });
  await fake.set("tokens", { expire: true });
  const heard: number[] = [];
  const attempts = await drainVoices({
    ...house.deps,
    fetchers: { wecom: (file) => house.fetchVoice("wecom", file) },
    sound: createSound(),
    transcriber: {
      mostSeconds: 29,
      write: async (wav) => {
        heard.push((wav.length - 44) / 32_000);
        return { kind: "text", text: "下周一" };
      },
    },
    apply: house.conversations.applyIn,
    wake: house.conversations.wake,
  });
  await house.send();
  expect(attempts).toBe(1);
  expect(heard).toEqual([expect.closeTo(2, 1)]);
  expect((await fake.seen("speaker")).map(({ text }) => text).join("\n")).toContain("我听到的是：「下周一」");
  await say({ text: "发送" });
  expect((await fake.seen("speaker")).at(-1)?.text).toContain("班次");
  expect(JSON.stringify(house.logged)).not.toMatch(/下周一|TOKEN-/);
});
