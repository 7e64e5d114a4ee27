import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTokenStore } from "../../../src/db/platform-tokens.ts";
import { createSound } from "../../../src/voice/sound.ts";
import { drainVoices } from "../../../src/voice/worker.ts";
import { createHouse, type House } from "../../contracts/house.ts";
import { type FakeTencent, secrets } from "../../fakes/tencent-client.ts";

let house: House;
let fake: FakeTencent;
beforeAll(async () => {
  house = await createHouse(["wechat"], { patienceMs: 30_000 });
  if (!house.wechat) throw new Error("no fake");
  fake = house.wechat;
}, 180_000);
afterAll(async () => {
  const { violations } = await fake.state();
  await house.close();
  expect(violations).toEqual([]);
});
afterEach(async () => {
  await fake.set("disarm", {});
  house.before.receive = async () => {};
  await fake.set("delivery", { target: house.address, timeoutMs: 20_000 });
});

const account = secrets.appId;
const talk = (person: string) => house.talk("wechat", person, account);
const saidBy = async (person: string) =>
  (await talk(person)).filter((line) => line.startsWith("candidate")).map((line) => line.slice(11));
const shown = async (person: string) => (await fake.seen(person)).map(({ text }) => text).join("\n\n");
const open = async (person: string) => {
  await fake.does({ from: person, event: "subscribe" });
  await house.send();
};

describe("delivery", () => {
  it("answers `success` in time although the database is slow, with one effect and one message", async () => {
    await open("slow");
    const before = (await fake.seen("slow")).length;
    // WeChat cuts after 1.5 s here. The database works on the first try until WeChat has come again.
    await fake.set("delivery", { target: house.address, timeoutMs: 1_500 });
    let again = () => {};
    const second = new Promise<void>((resolve) => {
      again = resolve;
    });
    let tries = 0;
    house.before.receive = async () => {
      tries += 1;
      if (tries === 1) await second;
      else again();
    };
    const [outcome] = await fake.does({ from: "slow", text: "1" });
    // An answer counts only within the time: `unavailable` is what people would have been shown.
    expect(outcome === "success" || outcome?.startsWith("reply:")).toBe(true);
    expect(tries).toBeGreaterThan(1);
    await house.wait(5);
    expect(await saidBy("slow")).toEqual(["1"]);
    expect((await fake.seen("slow")).length).toBe(before + 1);
  });

  it("has one effect of three identical deliveries at once", async () => {
    await open("triple");
    const before = (await fake.seen("triple")).length;
    const outcomes = await fake.does({ from: "triple", text: "1", copies: 3 });
    expect(outcomes).not.toContain("unavailable");
    await house.wait(5);
    expect(await saidBy("triple")).toEqual(["1"]);
    expect((await fake.seen("triple")).length).toBe(before + 1);
  });

  it("tells numbers apart that a double cannot, and the same number of two people", async () => {
    await open("big");
    await open("big2");
    await fake.set("delivery", { target: house.address, format: "json" });
    await fake.does({ from: "big", text: "第一条", msgId: "22345678901234567" });
    await fake.does({ from: "big", text: "第二条", msgId: "22345678901234568" });
    await fake.does({ from: "big2", text: "第三条", msgId: "22345678901234567" });
    expect(await saidBy("big")).toEqual(["第一条", "第二条"]);
    expect(await saidBy("big2")).toEqual(["第三条"]);
  });

  it("tells events of one second apart by all that they say", async () => {
    const created = Math.floor(house.now() / 1000);
    await fake.does({ from: "events", event: "subscribe", created });
    await fake.does({ from: "events", event: "SCAN", key: "one", created });
    await fake.does({ from: "events", event: "SCAN", key: "two", created });
    const index = house.deps.vault.index("events", `shop:wechat:${account}`);
    const [row] = await house.db.sql`select count(*)::int as n from inbox where thread_index = ${index}`;
    expect(row?.n).toBe(3);
  });

  it.each([
    { mode: "safe", format: "xml" },
    { mode: "safe", format: "json" },
    { mode: "compat", format: "xml" },
    { mode: "safe", format: "xml", previousKey: true },
  ])("reads and answers $mode $format (previous key: $previousKey)", async (delivery) => {
    const person = JSON.stringify(delivery);
    await open(person);
    await fake.set("delivery", { target: house.address, ...delivery });
    const outcomes = await fake.does({ from: person, text: "你好 ]]> & <b>" });
    expect(outcomes).not.toContain("unavailable");
    expect(await saidBy(person)).toEqual(["你好 ]]> & <b>"]);
  });

  it("takes nothing in the open where a key is set", async () => {
    await fake.set("delivery", { target: house.address, mode: "plain" });
    expect(await fake.does({ from: "open", text: "hi" })).toEqual(["unavailable"]);
    expect(await talk("open")).toEqual([]);
  });
});

describe("what may be written", () => {
  it("parks what is refused and sends it with the next answer, as one message", async () => {
    await open("parked");
    await fake.does({ from: "parked", text: "1" });
    await house.wait(4);
    const path = "/cgi-bin/message/custom/send";
    for (const [errcode, answer] of [
      [45015, "是"],
      [45047, "随时"],
    ] as const) {
      const before = (await fake.seen("parked")).length;
      const refused = async () =>
        (await fake.state()).calls.filter(
          (call) => call.errcode === errcode && call.body.touser === "parked",
        );
      await fake.set("fault", { path, errcode, times: 99 });
      await fake.does({ from: "parked", text: answer });
      await house.wait(4);
      expect(await refused()).toHaveLength(1);
      // It is not tried again and again.
      await house.wait(3600);
      expect(await refused()).toHaveLength(1);
      expect((await fake.seen("parked")).length).toBe(before);
      await fake.set("disarm", {});
      const waiting = (await talk("parked")).at(-1) ?? "";
      await fake.does({ from: "parked", text: "你好" });
      await house.wait(4);
      const arrived = (await fake.seen("parked")).slice(before);
      expect(arrived.length).toBeLessThanOrEqual(2);
      const words = arrived.map(({ text }) => text).join("\n\n");
      expect(words.startsWith(waiting.slice("we: ".length, 40))).toBe(true);
    }
  });

  it("never writes more than the platform allows, and loses nothing", async () => {
    await open("quiet");
    const refusals = async () =>
      (await fake.state()).calls.filter(({ errcode }) => errcode === 45015 || errcode === 45047).length;
    const before = await refusals();
    // Silence: reminders become due long after the minute that following allowed.
    for (const hours of [2, 20, 24]) await house.wait(hours * 3600);
    expect(await refusals()).toBe(before);
    await fake.does({ from: "quiet", text: "1" });
    await house.wait(4);
    const ours = (await talk("quiet")).filter((line) => line.startsWith("we: "));
    expect((await shown("quiet")).replaceAll(/\s/g, "")).toBe(
      ours
        .map((line) => line.slice(4))
        .join("")
        .replaceAll(/\s/g, ""),
    );
  });

  it("says it again when the reply to a delivery never arrived", async () => {
    await open("reply");
    const id = await house.db.sql<{ id: string }[]>`select id from conversations
      where thread_index = ${house.deps.vault.index("reply", `shop:wechat:${account}`)}`;
    const msgId = "99345678901234567";
    await fake.does({ from: "reply", text: "你好呀", msgId });
    await house.wait(4);
    await house.db
      .sql`update outbox set state = 'sent', external_id = ${`passive:m${msgId}`}, body_sealed = null,
      settled_at = now() where lane = ${`c:${id[0]?.id}`} and seq = (
        select max(seq) from outbox where lane = ${`c:${id[0]?.id}`})`;
    const before = (await fake.seen("reply")).length;
    await fake.does({ from: "reply", text: "你好呀", msgId });
    await house.wait(4);
    expect((await fake.seen("reply")).length).toBe(before + 1);
    expect(await saidBy("reply")).toEqual(["你好呀"]);
  });
});

describe("the access token", () => {
  it("is fetched once for 50 calls at the same time in two processes, also when it ends on the way", async () => {
    await fake.set("tokens", { expire: true, delayMs: 50 });
    const before = (await fake.state()).tokensGiven;
    for (const person of ["t1", "t2", "t3", "t4", "t5"])
      await fake.does({ from: person, event: "subscribe" });
    let fetched = 0;
    const of = { company: "shop", channel: "wechat", account: "other" };
    const stores = [1, 2].map(() => createTokenStore(house.db.sql, house.deps.vault, of));
    const fetchNew = async () => {
      fetched += 1;
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { token: `token-${fetched}`, expiresInMs: 7_200_000 };
    };
    const ask = (stale?: string) =>
      Promise.all(Array.from({ length: 50 }, (_, i) => stores[i % 2]?.token(fetchNew, stale)));
    expect(new Set(await ask())).toEqual(new Set(["token-1"]));
    expect(new Set(await ask("token-1"))).toEqual(new Set(["token-2"]));
    expect(fetched).toBe(2);
    await house.wait(4);
    expect((await fake.state()).tokensGiven - before).toBeLessThanOrEqual(1);
    await fake.set("tokens", {});
  });

  it("stays a secret in the database and in the log", async () => {
    const rows = await house.db.sql`select encode(token_sealed, 'escape') as text from platform_tokens`;
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify([rows, house.logged])).not.toMatch(/TOKEN-|token-\d/);
  });
});

describe("coming and going", () => {
  it.each([
    ["subscribe", "qrscene_"],
    ["SCAN", ""],
  ])("%s carries the link's code", async (event, prefix) => {
    const [link] = await house.db.sql<{ code: string }[]>`select code from tracking_links limit 1`;
    const person = `by-${event}`;
    await fake.does({ from: person, event, key: `${prefix}${link?.code}` });
    const index = house.deps.vault.index(person, `shop:wechat:${account}`);
    const [row] = await house.db.sql`select a.first_touch as code from conversations c join applications a
      on a.company_id = c.company_id and a.id = c.application_id where c.thread_index = ${index}`;
    expect(row?.code).toBe(link?.code);
  });

  it.each(["last_trade_no_4008072001201701105817415015", "", "qrscene_<script>"])(
    "following with %j is no error and of unknown origin",
    async (key) => {
      expect(await fake.does({ from: `odd${key}`, event: "subscribe", key })).not.toContain("unavailable");
      expect((await talk(`odd${key}`)).length).toBe(1);
    },
  );

  it("forgets the address of who unfollows, keeps silent, and knows them again", async () => {
    await open("gone");
    await fake.does({ from: "gone", text: "1" });
    await fake.does({ from: "gone", event: "unsubscribe" });
    const index = house.deps.vault.index("gone", `shop:wechat:${account}`);
    const row = async () =>
      (
        await house.db
          .sql`select c.thread_sealed as thread, c.unreachable, (select count(*)::int from outbox o
          where o.lane = 'c:' || c.id and o.body_sealed is not null) as words
        from conversations c where c.thread_index = ${index}`
      )[0];
    expect(await row()).toMatchObject({ thread: null, unreachable: true, words: 0 });
    const before = (await fake.seen("gone")).length;
    await house.wait(3 * 3600);
    expect((await fake.seen("gone")).length).toBe(before);
    await fake.does({ from: "gone", event: "subscribe" });
    await house.wait(4);
    expect((await row())?.thread).not.toBeNull();
    expect((await fake.seen("gone")).length).toBeGreaterThan(before);
    expect(await saidBy("gone")).toEqual(["1"]);
  });
});

it("a voice message (AMR) is fetched with a token that was renewed, made into sound, and shown as words", async () => {
  house.deps.voice = { can: "write", wake() {} };
  const say = async (what: Record<string, unknown>) => {
    await fake.does({ from: "speaker", ...what });
    await house.send();
  };
  await open("speaker");
  await say({ text: "1" });
  await say({ text: "是" });
  const sound = readFileSync("test/fixtures/voice/bursts.amr");
  await fake.set("media", { id: "V1", base64: Buffer.from(sound).toString("base64") });
  await say({ type: "voice", media: "V1" });
  await say({ text: "同意" });
  await fake.set("tokens", { expire: true });
  const heard: number[] = [];
  const attempts = await drainVoices({
    ...house.deps,
    fetchers: { wechat: (file) => house.fetchVoice("wechat", file) },
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
  expect(heard).toEqual([expect.closeTo(2.4, 1)]);
  expect((await fake.seen("speaker")).map(({ text }) => text).join("\n")).toContain("我听到的是：「下周一」");
  await say({ text: "发送" });
  expect((await fake.seen("speaker")).at(-1)?.text).toContain("班次");
  expect(JSON.stringify(house.logged)).not.toMatch(/下周一|TOKEN-/);
});
