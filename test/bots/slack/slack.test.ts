import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { card } from "./desk.ts";
import { type Harness, startHarness } from "./harness.ts";

/** Everything a recruiter can do, over signed HTTP and over a WebSocket. */
describe.each([
  { way: "HTTP", socket: false },
  { way: "socket mode", socket: true },
])("recruiters in Slack over $way", ({ socket }) => {
  let house: Harness;
  let ann: { user: string };
  let people = 0;

  beforeAll(async () => {
    house = await startHarness({ socket, patienceMs: 400 });
  });
  afterAll(async () => {
    const { violations } = await house.fake.journal();
    await house.stop();
    expect(violations).toEqual([]);
  });
  beforeEach(() => {
    people += 1;
    ann = { user: `U0ANN${people}` };
    house.memory.enlist(idOf(ann));
    house.memory.done.length = 0;
    house.memory.replies.length = 0;
    house.memory.questions.length = 0;
    house.memory.logged.length = 0;
    Object.assign(house.memory.trouble, { command: 0, action: 0, reply: 0, slowMs: 0 });
  });

  const idOf = ({ user }: { user: string }) => `slack:T0FAKE:${user}`;
  let cardNumber = 0;
  const postCard = async () => {
    cardNumber += 1;
    const view = card(`Candidate ${cardNumber}`);
    const at = await house.slack.surface.post({
      key: `card:${cardNumber}`,
      place: null,
      threadTs: null,
      view,
    });
    house.memory.cards.add(`${at.place} ${at.ts}`);
    return at;
  };

  it("answers a command in its acknowledgement, to that person only", async () => {
    const answer = await house.fake.command({ ...ann, command: "/candidates", text: " band:A  " });
    expect(answer).toMatchObject({
      status: 200,
      body: { response_type: "ephemeral", text: `${idOf(ann)} asked for band:A` },
    });
  });

  it("acknowledges an unknown command within 3 s and names the known ones", async () => {
    const answer = await house.fake.command({ ...ann, command: "/fire" });
    expect(answer.status).toBe(200);
    expect(answer.ms).toBeLessThan(3000);
    expect(JSON.stringify(answer.body)).toContain("/candidates [filters]");
  });

  it("acknowledges a slow command in time and sends the answer afterwards", async () => {
    house.memory.trouble.slowMs = 700;
    const answer = await house.fake.command({ ...ann, command: "/candidates", text: "slow" });
    expect(answer.ms).toBeLessThan(690);
    expect(JSON.stringify(answer.body)).toContain("Working on it");
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toContain("asked for slow");
  });

  it("opens a form for a command, and the submitted form runs the action it names", async () => {
    await house.fake.command({ ...ann, command: "/jobs", text: "new" });
    await formOpened();
    const submitted = await house.fake.submit({ ...ann, values: { reason: "客服专员" } });
    expect(JSON.stringify(submitted.view)).toContain("opened 客服专员");
  });

  it("turns a page in the message the button was in", async () => {
    await house.fake.command({ ...ann, command: "/candidates" });
    await house.fake.click({ ...ann, actionId: "page" });
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toMatch(/^page after/);
    const { messages } = await house.fake.journal();
    expect(messages.filter(({ ephemeralFor }) => ephemeralFor === ann.user)).toHaveLength(1);
  });

  it("runs a button once, with its value, and tells the person who clicked", async () => {
    const at = await postCard();
    await house.fake.click({ ...ann, actionId: "invite", ts: at.ts });
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toBe("Invited");
    expect(house.memory.done).toMatchObject([
      { who: idOf(ann), action: "invite", input: { value: '{"a":"application-1","v":3}' } },
    ]);
  });

  it("gives one delivery that arrives five times at once one effect", async () => {
    const at = await postCard();
    const answers = await house.fake.click({ ...ann, actionId: "invite", ts: at.ts, times: 5 });
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(house.memory.done).toHaveLength(1);
  });

  it("asks for what is missing in a form, and decides only on submit", async () => {
    const at = await postCard();
    await house.fake.click({ ...ann, actionId: "decline", ts: at.ts });
    await formOpened();
    expect(house.memory.done).toEqual([]);
    const empty = await house.fake.submit(ann);
    expect(JSON.stringify(empty.view)).toContain("A reason is needed");
    await house.fake.click({ ...ann, actionId: "decline", ts: at.ts });
    await formOpened();
    const submitted = await house.fake.submit({ ...ann, values: { reason: "shift" } });
    expect(submitted.view).toBeNull();
    expect(house.memory.done).toMatchObject([
      { action: "decline", input: { value: '{"a":"application-1","v":3}', form: { reason: "shift" } } },
    ]);
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toBe("Declined");
  });

  it("looks rights up again at submit", async () => {
    const at = await postCard();
    await house.fake.click({ ...ann, actionId: "decline", ts: at.ts });
    await formOpened();
    house.memory.recruiters.delete(idOf(ann));
    const submitted = await house.fake.submit({ ...ann, values: { reason: "shift" } });
    expect(JSON.stringify(submitted.view)).toContain("not on the recruiters' list");
    expect(house.memory.done).toEqual([]);
  });

  it("tells a stranger who can add them and does nothing", async () => {
    const at = await postCard();
    const stranger = { user: `U0WHO${people}` };
    await house.fake.click({ ...stranger, actionId: "invite", ts: at.ts });
    await expect.poll(async () => (await house.fake.whispered(stranger.user))?.text).toContain("<@U0BOSS>");
    expect((await house.fake.whispered(stranger.user))?.text).toContain(`recruiter add ${idOf(stranger)}`);
    expect(house.memory.done).toEqual([]);
    const typed = await house.fake.command({ ...stranger, command: "/candidates" });
    expect(JSON.stringify(typed.body)).toContain("not on the recruiters' list");
  });

  it("does not take a person of another workspace for a recruiter or administrator with the same user id", async () => {
    const at = await postCard();
    for (const user of [ann.user, "U0BOSS"]) {
      await house.fake.click({ user, team: "T0OTHER", actionId: "invite", ts: at.ts });
    }
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toContain("slack:T0OTHER:");
    expect(house.memory.done).toEqual([]);
    expect(house.memory.recruiters.has("slack:T0OTHER:U0BOSS")).toBe(false);
  });

  it("admits an administrator named in the configuration, but not one who was removed", async () => {
    const at = await postCard();
    house.memory.removed.add("slack:T0FAKE:U0BOSS");
    await house.fake.click({ user: "U0BOSS", actionId: "invite", ts: at.ts });
    expect(house.memory.done).toEqual([]);
    house.memory.removed.clear();
    await house.fake.click({ user: "U0BOSS", actionId: "invite", ts: at.ts });
    expect(house.memory.recruiters.get("slack:T0FAKE:U0BOSS")).toMatchObject({
      role: "admin",
      name: "Person U0BOSS",
    });
    expect(house.memory.done).toHaveLength(1);
  });

  it("says so when a button belongs to an older version", async () => {
    const at = await postCard();
    await house.fake.click({ ...ann, actionId: "unheard-of", ts: at.ts });
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toContain("older version");
  });

  it("tells the person when it failed, and a second click works", async () => {
    const at = await postCard();
    house.memory.trouble.action = 1;
    await house.fake.click({ ...ann, actionId: "invite", ts: at.ts });
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toContain("did not work");
    expect(house.memory.logged.map(({ event }) => event)).toContain("slack_failed");
    await house.fake.click({ ...ann, actionId: "invite", ts: at.ts });
    expect(house.memory.done).toHaveLength(1);
  });

  it("tells the person when the form came too late for Slack", async () => {
    const at = await postCard();
    await house.fake.fault("views.open", { kind: "refuse", error: "expired_trigger_id" });
    await house.fake.click({ ...ann, actionId: "decline", ts: at.ts });
    await expect.poll(async () => (await house.fake.whispered(ann.user))?.text).toContain("opened too late");
  });

  it("passes what a recruiter writes under a card, as plain text, once", async () => {
    const at = await postCard();
    const text = "明天 9 点 &amp; 之后都行，看 <https://a.example/x|地图> <@U9|小王> &lt;3";
    const [first] = await house.fake.say({ ...ann, threadTs: at.ts, text, times: 3 });
    expect(first?.status).toBe(200);
    expect(house.memory.replies).toMatchObject([
      {
        place: at.place,
        threadTs: at.ts,
        text: "明天 9 点 & 之后都行，看 地图 (https://a.example/x) @小王 <3",
      },
    ]);
  });

  it("takes an event again that it could not store before, and only then calls it delivered", async () => {
    const at = await postCard();
    house.memory.trouble.reply = 2;
    const [delivered] = await house.fake.say({ ...ann, threadTs: at.ts, text: "你好" });
    expect(delivered).toMatchObject({ status: 200, attempts: 3 });
    expect(house.memory.replies).toHaveLength(1);
  });

  it("ignores bots, edits, other threads and lines outside a thread", async () => {
    const at = await postCard();
    await house.fake.say({ ...ann, text: "hello all" });
    await house.fake.say({ ...ann, threadTs: at.ts, text: "beep", extra: { bot_id: "B1" } });
    await house.fake.say({ ...ann, threadTs: at.ts, text: "edit", extra: { subtype: "message_changed" } });
    await house.fake.say({ ...ann, threadTs: "1.000001", text: "elsewhere" });
    expect(house.memory.replies).toEqual([]);
  });

  it("tells a stranger under a card that the line went nowhere", async () => {
    const at = await postCard();
    const stranger = { user: `U0WHO${people}` };
    await house.fake.say({ ...stranger, threadTs: at.ts, text: "hi" });
    expect(house.memory.replies).toEqual([]);
    expect(await house.fake.whispered(stranger.user)).toMatchObject({ thread_ts: at.ts });
  });

  it("answers a mention in its thread and a line in its own chat, once per event", async () => {
    const mention = { type: "app_mention" };
    await house.fake.say({
      ...ann,
      text: "<@U0BOT> resumes last week &amp; hires",
      times: 2,
      extra: mention,
    });
    expect(house.memory.questions).toMatchObject([{ text: "resumes last week & hires" }]);
    const posted = (await house.fake.journal()).messages.filter(({ text }) => text === "the answer");
    expect(posted).toHaveLength(1);
    expect(posted[0]?.thread_ts).toBeDefined();
    await house.fake.say({ ...ann, text: "and last month?", extra: { channel_type: "im" } });
    expect(house.memory.questions).toHaveLength(2);
    expect(new Set(house.memory.questions.map(({ place }) => place)).size).toBe(2);
  });

  it("answers no bot, no edit, no line beside it, and no mention under a card", async () => {
    const at = await postCard();
    const mention = { type: "app_mention" };
    await house.fake.say({ ...ann, text: "resumes last week" });
    await house.fake.say({ ...ann, text: "<@U0BOT> hi", extra: { ...mention, bot_id: "B1" } });
    await house.fake.say({ ...ann, text: "hi", extra: { channel_type: "im", subtype: "message_changed" } });
    await house.fake.say({ ...ann, threadTs: at.ts, text: "<@U0BOT> hi", extra: mention });
    expect(house.memory.questions).toEqual([]);
  });

  it("tells a stranger who asks that the numbers are closed to them, and who asks again after a failure", async () => {
    const stranger = { user: `U0WHY${people}` };
    await house.fake.say({ ...stranger, text: "<@U0BOT> hires", extra: { type: "app_mention" } });
    expect(house.memory.questions).toEqual([]);
    expect((await house.fake.whispered(stranger.user))?.text).toContain("recruiter add");
    house.memory.trouble.action = 1;
    await house.fake.say({ ...ann, text: "<@U0BOT> hires", extra: { type: "app_mention" } });
    expect((await house.fake.whispered(ann.user))?.text).toContain("did not work");
  });

  async function formOpened(): Promise<void> {
    await expect
      .poll(async () =>
        (await house.fake.journal()).views.some(({ user, open }) => open && user === ann.user),
      )
      .toBe(true);
  }
});
