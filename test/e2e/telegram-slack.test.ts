import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answerFacts,
  explain,
  introduce,
  judge,
  meetCustomer,
  type Phone,
  screen,
  solve,
} from "./candidate.ts";
import { boss, cardOf, type Desks, li, openDesks, openForm, posted, quotesOn, wordsOf } from "./desks.ts";
import type { Application } from "./stage.ts";
import { delivered, heardIn, telegramPhone } from "./telegram-phone.ts";

let desks: Desks;
beforeAll(async () => {
  desks = await openDesks();
});
afterAll(() => desks?.stop());

const soon = { timeout: 60_000, interval: 60 };

/** A candidate who opens the bot by the tracking link. */
async function arrive(chat: number, user: Record<string, unknown> = {}): Promise<Phone> {
  await desks.telegram.say({ chat, text: `/start ${desks.stage.code}`, user });
  return telegramPhone(desks.telegram, chat);
}

const newest = async (): Promise<Application> => {
  const application = (await desks.stage.applications()).at(-1);
  if (!application) throw new Error("nobody applied");
  return application;
};

/** Every call of ours was one the platforms would take, and every button press was answered. */
async function expectNoViolation(): Promise<void> {
  await delivered(desks.telegram);
  const { violations, unansweredQueries } = await desks.telegram.state();
  expect(violations).toEqual([]);
  expect(unansweredQueries).toBe(0);
  expect((await desks.slack.journal()).violations).toEqual([]);
}

/** Waits until nothing is left to be sent to anybody. */
const allSent = () =>
  expect
    .poll(() => desks.stage.db.sql`select key from outbox where state in ('pending', 'inflight')`, soon)
    .toHaveLength(0);

/** Both recruiters have the invitation open and send it at the same moment. */
async function inviteAtOnce(card: { ts: string }, when: string): Promise<void> {
  const { slack } = desks;
  await openForm(slack, boss, "invite", card.ts);
  await openForm(slack, li, "invite", card.ts);
  const answers = await Promise.all(
    [boss, li].map((who) =>
      slack.submit({ ...who, values: { text: "您好，想邀请您来面试。", when, send: "now" } }),
    ),
  );
  const closed = answers.filter(({ view }) => view === null);
  const told = answers.filter(({ view }) => view !== null);
  expect([closed.length, told.length]).toEqual([1, 1]);
  expect(JSON.stringify(told)).toMatch(/已邀请/);
}

describe("candidates in Telegram and recruiters in Slack", () => {
  it("get from the start link to the invitation", { timeout: 180_000 }, async () => {
    const { telegram, slack, stage } = desks;
    const phone = await arrive(501, { first_name: "小明", last_name: "王" });
    await introduce(phone);
    await phone.hear(/最早什么时候/);

    // A person is asked for, answers in the thread, and hears the candidate there.
    await phone.write("人工");
    await phone.hear(/已通知招聘同事/);
    const [request] = await posted(slack, ({ blocks }) => JSON.stringify(blocks).includes('"reply"'));
    await slack.say({ ...boss, threadTs: request?.ts ?? "", text: "您好，我是李经理，请讲" });
    await phone.hear(/现在由招聘同事和您沟通/);
    await phone.hear(/我是李经理，请讲/);
    await phone.write("请问包住吗");
    const inRequest =
      (words: string) => (m: Parameters<typeof wordsOf>[0] & { thread_ts?: string | undefined }) =>
        m.thread_ts === request?.ts && wordsOf(m).join().includes(words);
    await posted(slack, inRequest("请问包住吗"));

    // The person who wrote has the conversation, may choose until when, and the second one hears who has it.
    const [taken] = await posted(slack, inRequest("测评助手已停下"));
    await slack.click({ ...li, actionId: "take_over", ts: request?.ts ?? "" });
    await expect
      .poll(
        async () =>
          (await slack.journal()).messages
            .filter((m) => m.ephemeralFor === li.user)
            .map(wordsOf)
            .join(),
        soon,
      )
      .toContain("接待");
    await slack.click({ ...boss, actionId: "hand_back", ts: taken?.ts ?? "" });
    await phone.hear(/和同事的沟通先到这里/);
    await posted(slack, inRequest("已交还给测评助手"));
    await openForm(slack, li, "take_over", request?.ts ?? "");
    await slack.submit({ ...li, values: { span: "hour", why: "terms" } });
    await phone.hear(/现在由招聘同事和您沟通/);
    await phone.write("继续");
    await posted(slack, inRequest("候选人回复了“继续”"));

    await answerFacts(phone);
    await meetCustomer(phone);
    await solve(phone);
    await explain(phone);
    await judge(phone);
    const application = await newest();
    expect(application).toMatchObject({ stage: "assessed", status: "done" });
    expect(await stage.assessments(application.id)).toBe(1);

    const card = await cardOf(slack, application.id);
    expect(wordsOf(card)[0]).toContain("王小明");
    expect(wordsOf(card).join()).toContain(application.total?.toFixed(1));
    const own = (await stage.transcript(application)).filter(({ author }) => author === "candidate");
    const quotes = quotesOn(card);
    expect(quotes.length).toBeGreaterThanOrEqual(3);
    for (const quote of quotes)
      expect(
        own.some(({ text }) => text.includes(quote)),
        quote,
      ).toBe(true);
    const inThread = async () =>
      (await slack.journal()).messages
        .filter(({ thread_ts }) => thread_ts === card.ts)
        .flatMap(wordsOf)
        .join("");
    for (const { text } of own) await expect.poll(inThread, soon).toContain(text);

    // A question goes into the chat, its answer into the thread.
    await openForm(slack, li, "ask", card.ts);
    await slack.submit({ ...li, values: { text: "周末可以上班吗？" } });
    await phone.hear(/周末可以上班吗/);
    await phone.write("隔周的周末没问题");
    await phone.hear(/已转给同事/);
    const ofThis = ({ thread_ts }: { thread_ts?: string | undefined }) =>
      thread_ts === card.ts || thread_ts === request?.ts;
    await posted(slack, (m) => ofThis(m) && wordsOf(m).join().includes("隔周的周末没问题"));

    await inviteAtOnce(card, "周四14:00");
    await phone.hear(/周四14:00/);
    expect(await newest()).toMatchObject({ stage: "invited" });
    expect(await stage.facts(application.id, "invited")).toHaveLength(1);
    expect((await heardIn(telegram, 501)).filter((text) => text.includes("周四14:00"))).toHaveLength(1);
    await expect
      .poll(async () => wordsOf(await cardOf(slack, application.id)).join(), soon)
      .toContain("✓ *已邀请*");
    await expectNoViolation();
    expect(stage.product.errors()).toEqual([]);
  });

  it("find each other by slash commands", async () => {
    const { slack } = desks;
    const reply = async (command: string, text = ""): Promise<string> => {
      const before = (await slack.journal()).messages.length;
      await slack.command({ ...boss, command, text });
      let shown = "";
      await expect
        .poll(async () => {
          const mine = (await slack.journal()).messages
            .slice(before)
            .find(({ ephemeralFor }) => ephemeralFor === boss.user);
          shown = mine ? wordsOf(mine).join("\n") : "";
          return shown;
        }, soon)
        .not.toBe("");
      return shown;
    };
    const { number } = await newest();
    expect(await reply("/candidates")).toMatch(/候选人 1 位.*王小明/s);
    expect(await reply("/candidates", "stage:held")).toContain("没有符合条件的候选人");
    for (const who of [`C${number}`, "王小明"])
      expect(await reply("/candidate", who)).toMatch(/王小明.*最好的三处/s);
    expect(await reply("/candidate", "nobody")).toContain("没有找到");
    expect(await reply("/jobs")).toContain("电商客服（晚班）");
    expect(await reply("/qinpin", "help")).toMatch(/\/candidates.*\/candidate.*\/jobs/s);
    await slack.command({ user: "U0STRANGER", command: "/candidates" });
    await expect
      .poll(async () => (await slack.whispered("U0STRANGER"))?.text, soon)
      .toMatch(/管理员|权限|名单/);
    expect((await slack.whispered("U0STRANGER"))?.text).not.toContain("王小明");
    await expectNoViolation();
  });

  it("end in the same place while both platforms fail, delay and repeat", { timeout: 240_000 }, async () => {
    const { telegram, slack, stage } = desks;
    await telegram.delivery({
      targets: [stage.product.address],
      speed: 20,
      duplicate: 0.3,
      loseAnswer: 0.2,
      delayMs: 40,
      seed: 7,
    });
    const refuse = (code: number, description: string) => ({ kind: "refuse", code, description }) as const;
    // Accepted, but nobody tells us: sent again, so this bubble may come twice. Only before any clock runs.
    await telegram.fault({ fault: { kind: "drop", accepted: true }, after: 2 });
    await telegram.fault({
      fault: { ...refuse(429, "Too Many Requests: retry after 1"), retryAfter: 1 },
      after: 5,
    });
    await telegram.fault({ fault: { kind: "page", code: 502 }, after: 10 });
    await telegram.fault({ fault: refuse(500, "Internal Server Error"), after: 19, times: 2 });
    await telegram.fault({ fault: { kind: "delay", ms: 200 }, times: null, chance: 0.1 });
    await slack.fault("chat.postMessage", { kind: "rateLimit", retryAfter: 1 });
    await slack.fault("chat.postMessage", { kind: "acceptThenDrop" });
    await slack.fault("chat.update", { kind: "delay", ms: 200 });
    await slack.fault("chat.update", { kind: "error500" });
    const phone = await arrive(502, { first_name: "四", last_name: "李" });
    await screen(phone);
    const application = await newest();
    expect(await stage.assessments(application.id)).toBe(1);
    await allSent();
    const card = await cardOf(slack, application.id);
    await openForm(slack, li, "ask", card.ts);
    await slack.fault("chat.postMessage", { kind: "error500" });
    await slack.submit({ ...li, values: { text: "周末可以上班吗？" } });
    await phone.hear(/周末可以上班吗/);
    await phone.write("隔周的周末没问题");
    const passedOn = (m: Parameters<typeof wordsOf>[0]) =>
      wordsOf(m).join().includes("李四: 隔周的周末没问题");
    expect(await posted(slack, passedOn)).toHaveLength(1);
    await slack.say({ ...boss, threadTs: card.ts, text: "收到，谢谢", times: 3 });
    await phone.hear(/收到，谢谢/);
    await inviteAtOnce(card, "周五10:00");
    await phone.hear(/周五10:00/);

    await delivered(telegram);
    await telegram.disarm();
    await allSent();
    // Whoever wrote in the thread still has the conversation.
    expect(await newest()).toMatchObject({ stage: "invited", status: "taken" });
    expect(await stage.facts(application.id, "invited")).toHaveLength(1);
    expect(await posted(slack, passedOn)).toHaveLength(1);
    await cardOf(slack, application.id);
    // What the candidate wrote is there once each, and what they heard is the transcript but for the one bubble marked.
    const lines = await stage.transcript(application);
    const refs = lines.map(({ author, ref }) => `${author} ${ref}`);
    expect(new Set(refs).size).toBe(refs.length);
    const chat = await telegram.chat(502);
    const wrote = chat
      .filter(({ fromBot, text }) => !fromBot && !text.startsWith("/start"))
      .map(({ text }) => text);
    const typed = lines.filter(({ author, ref }) => author === "candidate" && !ref.includes(":press:"));
    expect(typed.map(({ text }) => text).sort()).toEqual(wrote.sort());
    const [{ doubled = 0 } = {}] = await stage.db.sql<{ doubled: number }[]>`
      select count(*)::int as doubled from outbox
      where maybe_doubled and conversation_id = ${application.conversationId} and channel = 'telegram'`;
    const heard = chat.filter(({ fromBot }) => fromBot).map(({ text }) => text);
    const once = heard.filter((text, n) => text !== heard[n - 1]);
    expect(once).toEqual(lines.filter(({ author }) => author !== "candidate").map(({ text }) => text));
    expect(heard.length - once.length).toBeLessThanOrEqual(doubled);
    await expectNoViolation();
    expect(stage.product.errors()).toEqual([]);
  });
});
