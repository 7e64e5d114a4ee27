import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChannelId } from "../../src/core/channel.ts";
import { createWakes } from "../../src/db/wakes.ts";
import { createWebSessions } from "../../src/db/web-sessions.ts";
import { openEvents } from "../bots/web/events.ts";
import { enter, post, type Served, serveWeb } from "../bots/web/serve.ts";
import { untilRolePlay } from "../conversation/room.ts";
import { secrets } from "../fakes/tencent-client.ts";
import { createHouse, type House } from "./house.ts";

let house: House;
let web: Served;
/** By which name the room knows the visitor of the web chat. */
let visitor = "";
beforeAll(async () => {
  house = await createHouse(["telegram", "wechat", "wecom"]);
  // Everybody draws the same scene.
  house.deps.identify = (message) => ({
    conversationId: crypto.randomUUID(),
    applicationId: crypto.randomUUID(),
    candidateId: crypto.randomUUID(),
    seed: message.company.length,
  });
  web = await serveWeb({
    store: createWebSessions(house.db, house.deps.vault),
    wakes: createWakes(house.db.sql),
    receive: async (message) => {
      visitor = message.threadId;
      return await house.conversations.receive(message);
    },
  });
}, 180_000);
afterAll(async () => {
  await web.app.close();
  await house.close();
});

const accounts: Record<ChannelId, string> = {
  telegram: "123456",
  wechat: secrets.appId,
  wecom: secrets.openKfId,
  web: "web",
};
const person = "70001";
const channels = Object.keys(accounts) as ChannelId[];

/** Seconds to wait, then what the candidate says. */
const script: [number, string][] = [
  ...untilRolePlay.map((text): [number, string] => [4, text]),
  [6, "开始"],
  [9, "亲，非常抱歉给您添麻烦了，我马上帮您看一下"],
  [3, "麻烦您提供一下订单号"],
  [20, "我帮您查到物流了，今天会派送，有问题我会跟进到底"],
  [340, "继续"],
  [4, "平台官方的补贴，以页面为准"],
  [4, "好了"],
  [4, "继续"],
  ...Array.from({ length: 6 }, (): [number, string] => [4, "对，以平台规则为准"]),
];

it("is the same on every platform: transcript, score and origin", { timeout: 240_000 }, async () => {
  const { wechat, wecom, telegram } = house;
  if (!wechat || !wecom || !telegram) throw new Error("a fake is missing");
  const [link] = await house.db.sql<{ code: string }[]>`select code from tracking_links limit 1`;
  const code = link?.code ?? "";
  const page = await enter(web.app, { code, locale: "zh-CN" });
  const type = async (text: string) => {
    const clientMessageId = `message-${1000 + taken}`;
    expect((await post(web.app, page.cookie, { clientMessageId, text })).statusCode).toBe(200);
  };
  const date = () => Math.floor(house.now() / 1000);
  const user = { language_code: "zh" };

  await Promise.all([
    telegram.say({ chat: Number(person), text: `/start ${code}`, date: date(), user }),
    wechat.does({ from: person, event: "subscribe", key: `qrscene_${code}` }),
    wecom.does({ from: person, enter: { scene: code } }),
  ]);
  let taken = 1;
  const everywhere = () => Promise.all(channels.map((channel) => house.taken(channel, taken)));
  await everywhere();
  await house.wait(0);
  for (const [seconds, text] of script) {
    const step = seconds > 30 ? 10 : 1;
    for (let second = 0; second < seconds; second += step) await house.wait(step);
    await Promise.all([
      type(text),
      telegram.say({ chat: Number(person), text, date: date(), user }),
      wechat.does({ from: person, text }),
      wecom.does({ from: person, text }),
    ]);
    taken += 1;
    await everywhere();
    await house.wait(0);
  }

  const transcripts = await Promise.all(
    channels.map((channel) => house.talk(channel, channel === "web" ? visitor : person, accounts[channel])),
  );
  const [first] = transcripts;
  expect(first?.filter((line) => line.startsWith("candidate")).length).toBe(script.length);
  for (const transcript of transcripts) expect(transcript).toEqual(first);

  const rows = await house.db.sql<
    { channel: string; code: string | null; total: string | null; body: Uint8Array | null }[]
  >`
    select c.channel, a.first_touch as code, a.total, s.body_sealed as body from conversations c
      join applications a on a.company_id = c.company_id and a.id = c.application_id
      left join assessments s on s.company_id = a.company_id and s.application_id = a.id
    order by c.channel`;
  expect(rows.map((row) => row.channel)).toEqual(["telegram", "web", "wechat", "wecom"]);
  const scores = rows.map(({ body }) => body && house.deps.vault.open(body, "shop:assessments"));
  expect(scores[0]).not.toBeNull();
  const bare = (score: unknown) => JSON.stringify(score).replaceAll(/"messageId":"[^"]*"/g, "");
  for (const score of scores) expect(bare(score)).toBe(bare(scores[0]));
  for (const row of rows) expect(row.code).toBe(code);

  // What was said is also what people have on their screens.
  const words = (text: string) => text.replaceAll(/\s|▸/g, "");
  const ours = words(
    (first ?? [])
      .filter((line) => line.startsWith("we: "))
      .map((line) => line.slice(4))
      .join(""),
  );
  const address = await web.app.listen({ host: "127.0.0.1", port: 0 });
  const open = await openEvents(`${address}/chat/events`, { cookie: page.cookie });
  await open.ready();
  const screens = [
    await wechat.seen(person),
    await wecom.seen(person),
    (await telegram.chat(Number(person))).filter(({ fromBot }) => fromBot),
    open.lines().filter(({ author }) => author !== "candidate"),
  ];
  await open.close();
  for (const screen of screens) expect(words(screen.map(({ text }) => text).join(""))).toBe(ours);
});
