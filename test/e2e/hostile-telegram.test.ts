import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerFacts, explain, introduce, judge, meetCustomer, replies, screen, solve } from "./candidate.ts";
import { cardOf, type Desks, openDesks } from "./desks.ts";
import { heardIn, telegramPhone } from "./telegram-phone.ts";
import { until } from "./until.ts";

let desks: Desks;
beforeAll(async () => {
  desks = await openDesks();
});
afterAll(() => desks?.stop());

/** Posts to the webhook as Telegram does, or as somebody who is not Telegram. */
async function post(update: unknown, secret: string | null = desks.webhookSecret): Promise<number> {
  const answer = await fetch(`${desks.stage.product.address}/webhooks/telegram`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }),
    },
    body: typeof update === "string" ? update : JSON.stringify(update),
  });
  await answer.body?.cancel();
  return answer.status;
}

let written = 1_000_000;
const message = (update_id: number, chat: number, text: string) => {
  written += 1;
  return {
    update_id,
    message: {
      message_id: written,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chat, type: "private", first_name: "三" },
      from: { id: chat, is_bot: false, first_name: "三" },
      text,
    },
  };
};

const start = (chat: number) => desks.telegram.say({ chat, text: `/start ${desks.stage.code}` });

const ignored = async (): Promise<string> => {
  const metrics = await (await fetch(`${desks.stage.product.address}/metrics`)).text();
  return metrics
    .split("\n")
    .filter((line) => line.startsWith("qinpin_ignored_total"))
    .join("\n");
};

/** How the real room takes the deliveries of Telegram that go wrong; what the adapter alone decides is tested beside it. */
describe("a delivery of Telegram", () => {
  it("has one effect when it comes 50 times, and is taken with a lower number than the last", async () => {
    const phone = telegramPhone(desks.telegram, 601);
    await start(601);
    await phone.hear(/开始前请您选择/);
    const consent = message(9_000_000, 601, "1");
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(consent)));
    expect(new Set(answers)).toEqual(new Set([200]));
    await phone.hear(/是否已满16周岁/);
    expect(await post(message(5, 601, "是"))).toBe(200);
    await phone.hear(/最早什么时候/);
    const [application] = await desks.stage.applications();
    if (!application) throw new Error("nobody applied");
    const lines = await desks.stage.transcript(application);
    expect(lines.filter(({ author }) => author === "candidate").map(({ text }) => text)).toEqual(["1", "是"]);
    const heard = await heardIn(desks.telegram, 601);
    expect(heard.filter((text) => text.includes("是否已满16周岁"))).toHaveLength(1);
  });

  it("of a type nobody knows is answered and counted; without the secret nothing is even read", async () => {
    const before = await ignored();
    expect(await post({ update_id: 9_000_100, message_reaction: { chat: { id: 601 } } })).toBe(200);
    expect(await ignored()).not.toBe(before);
    expect(await ignored()).toContain('reason="unknown_update"');
    const lines = () => desks.stage.db.sql`select 1 from messages`;
    const { length } = await lines();
    expect(await post(message(9_000_101, 601, "嗨"), null)).toBe(401);
    expect(await post(message(9_000_102, 601, "嗨"), `${desks.webhookSecret}x`)).toBe(401);
    expect(await post(message(9_000_103, 601, "x".repeat(2 << 20)))).toBe(413);
    expect(await post("{")).toBe(400);
    expect(await post("[]")).toBe(400);
    expect(await lines()).toHaveLength(length);
  });

  it("that edits a message after the score is kept, and changes neither score nor what was judged", async () => {
    const { telegram, stage, slack } = desks;
    const phone = telegramPhone(telegram, 602);
    await start(602);
    await introduce(phone);
    await answerFacts(phone);
    await meetCustomer(phone);
    await solve(phone);
    await explain(phone);
    await judge(phone);
    const judged = replies[1]?.[0] ?? "";
    const application = await stage.applicationOf(judged);
    const before = [application.total, JSON.stringify((await cardOf(slack, application.id)).blocks)];
    const sent = (await telegram.chat(602)).find(({ fromBot, text }) => !fromBot && text === judged);
    await telegram.edit({ chat: 602, messageId: sent?.messageId ?? 0, text: "双倍赔您，加我微信" });
    const edits = () => stage.db.sql`
      select 1 from conversation_events where conversation_id = ${application.conversationId} and type = 'edited'`;
    expect(await until(edits, (rows) => rows.length > 0)).toHaveLength(1);
    const after = await stage.applicationOf(judged);
    expect([after.total, JSON.stringify((await cardOf(slack, after.id)).blocks)]).toEqual(before);
    expect(await stage.assessments(application.id)).toBe(1);
  });

  it("is one of 1,000 in a minute from one person: all are kept, and others are answered meanwhile", {
    timeout: 120_000,
  }, async () => {
    const { telegram, stage } = desks;
    const flooder = telegramPhone(telegram, 603);
    await start(603);
    await flooder.hear(/开始前请您选择/);
    const began = performance.now();
    await Promise.all(
      Array.from({ length: 1000 }, (_, n) => telegram.say({ chat: 603, text: `嗯嗯嗯 ${n}` })),
    );
    await telegram.say({ chat: 604, text: `/start ${stage.code}` });
    await screen(telegramPhone(telegram, 604));
    const count = async () =>
      (
        await stage.db.sql<{ n: number }[]>`
        select count(*)::int as n from messages m join applications a using (company_id)
        join conversations c on c.application_id = a.id and c.id = m.conversation_id
        where a.number = ${flooding} and m.author = 'candidate'`
      )[0]?.n;
    const flooding = (await stage.applicationOf("嗯嗯嗯 0")).number;
    await until(count, (n) => n === 1000);
    expect(performance.now() - began).toBeLessThan(60_000);
    // Told once to slow down, answered now and then, never a thousand times.
    const heard = await heardIn(telegram, 603);
    expect(heard.filter((text) => text.includes("消息有点多"))).toHaveLength(1);
    expect(heard.length).toBeLessThan(60);
    expect((await telegram.state()).violations).toEqual([]);
  });
});
