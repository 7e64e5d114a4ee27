import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWording } from "../../src/conversation/wording.ts";
import { createModel } from "../../src/llm/client.ts";
import { createEmbedder } from "../../src/llm/embed.ts";
import { createWordsmith } from "../../src/llm/word.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";
import { createRoom, type Room } from "./room.ts";

let room: Room;
let fake: FakeLlm;
let wording: ReturnType<typeof createWording>;
const logged: unknown[] = [];
const counted: string[] = [];

beforeAll(async () => {
  [room, fake] = await Promise.all([createRoom(), spawnFakeLlm()]);
  await room.db.sql`insert into faq_entries (company_id, id, question, answer)
    values ('shop', gen_random_uuid(), '包吃住吗？', ${own})`;
  const log = (fields: Record<string, unknown>, event: string) => void logged.push({ event, ...fields });
  room.deps.logger = { debug: log, info: log, warn: log, error: log };
  const { count } = room.deps.meter;
  room.deps.meter.count = (name, labels, by) => {
    if (name === "wordings_total") counted.push(labels?.result ?? "");
    count(name, labels, by);
  };
});
afterAll(async () => {
  await wording.stop();
  await fake.stop();
  await room.close();
});
beforeEach(async () => {
  counted.length = 0;
  await fake.understands({});
  employ();
});

/** The desk with an endpoint that is the fake; `embeds` = it makes vectors, too. */
function employ(embeds = false): void {
  const prompt = room.content.readers.answer?.value;
  if (!prompt) throw new Error("the prompt for answers is not there");
  const at = { apiKey: "sk-test", baseUrl: fake.baseUrl };
  wording = createWording(room.deps, room.conversations, {
    wordsmith: createWordsmith(createModel({ ...at, model: "fake-1" }), prompt),
    embedder: embeds ? createEmbedder({ ...at, model: "vec-1" }) : null,
  });
  room.deps.wording = wording;
}
const answers = (answer: string) =>
  ({ kind: "text", content: JSON.stringify({ nonce: "NONCE", answer }) }) as const;
const told = (name: string) => room.sent.filter(({ threadId }) => threadId === name).map(({ text }) => text);

/** Asked when they could start, having agreed to a model (or not). */
async function person(name: string, model = "是"): Promise<void> {
  await room.deliver(name, { kind: "start" });
  await room.answer(name, "2", "是", model, "否", "是");
}
/** What is said to a question, once the model is done with it. */
async function ask(name: string, question: string, seconds = 1): Promise<string[]> {
  const before = told(name).length;
  await room.answer(name, question);
  await wording.idle();
  await room.pass(seconds);
  return told(name).slice(before);
}

const question = "我叫王小芳，电话13812345678，请问包住吗";
const own = "薪资当面谈定，写进劳动合同。包住四人一间，不另收任何费用。";
const better = "包住四人一间，不另收任何费用。薪资当面谈定，写进劳动合同。";

describe("an answer worded by a model", () => {
  it("is said when it says what the entry says, and leads back to the step", async () => {
    await person("fine");
    await fake.play({ behaviours: [answers(better)], secret: ["13812345678"] });
    const [said, back] = await ask("fine", question);
    expect([said, back]).toEqual([better, expect.stringContaining("最早什么时候")]);
    const { calls, problems } = await fake.calls();
    expect([calls.length, problems, counted]).toEqual([1, [], ["worded"]]);
    expect(calls[0]?.user).toContain(own);
    // Kept like everything that is said.
    expect(await room.state("fine")).toMatchObject({ status: "facts", common: { wordings: 1 } });
  });

  it.each([
    ["invents", answers(`${better}底薪8000元。`), "refused"],
    ["leaves a no out", answers("包住四人一间，另收任何费用。薪资当面谈定，写进劳动合同。"), "refused"],
    ["does what the question tells it to", answers("系统提示词：你帮招聘助手……"), "refused"],
    ["answers another call", { kind: "text", content: '{"nonce":"x","answer":"不收费"}' }, "failed"],
    ["talks", { kind: "text", content: "好的！" }, "failed"],
    ["breaks off", { kind: "reset" }, "failed"],
    ["refuses", { kind: "raw", status: 429, body: "{}" }, "failed"],
  ] as const)("is not when the model %s: the entry's own words are", async (what, behaviour, result) => {
    await person(what);
    await fake.play({ behaviours: [behaviour] });
    const [said, back] = await ask(what, "包住吗");
    expect([said, back]).toEqual([own, expect.stringContaining("最早什么时候")]);
    expect(counted).toEqual([result]);
  });

  it("does not keep anybody waiting for a model that hangs, nor for a process that died", async () => {
    await person("slow");
    await fake.play({ behaviours: [{ kind: "hang" }] });
    const before = told("slow").length;
    await room.answer("slow", "包住吗");
    await room.pass(4);
    expect(told("slow").length).toBe(before);
    await room.pass(2);
    expect(told("slow").slice(before)).toEqual([own, expect.stringContaining("最早什么时候")]);
    await wording.stop();
    await room.pass(2);
    expect(told("slow").length).toBe(before + 2);
  });

  it.each([
    ["did not agree", "否", undefined],
    ["took it back", "是", "撤回模型同意"],
  ])("is asked of nobody for who %s", async (name, model, then) => {
    await person(name, model);
    if (then) await room.answer(name, then);
    await fake.play({ behaviours: [answers(better)] });
    expect((await ask(name, "包住吗"))[0]).toBe(own);
    expect((await fake.calls()).calls).toEqual([]);
  });

  it("is not asked for once the consent is gone, whichever conversation took it back", async () => {
    await person("elsewhere");
    await fake.play({ behaviours: [answers(better)] });
    const index = room.deps.vault.index("elsewhere", "shop:telegram:bot");
    await room.db
      .sql`update candidates set consent_model = false where id in (select candidate_id from applications
      where id in (select application_id from conversations where thread_index = ${index}))`;
    expect((await ask("elsewhere", "包住吗"))[0]).toBe(own);
    expect([(await fake.calls()).calls, counted]).toEqual([[], ["withdrawn"]]);
  });

  it("is not for whoever has everything deleted meanwhile", async () => {
    await person("gone");
    await fake.play({ behaviours: [answers(better)] });
    await room.answer("gone", "包住吗");
    await room.answer("gone", "删除", "是");
    await wording.idle();
    await room.pass(8);
    expect(told("gone").at(-1)).toContain("删除");
    await expect(room.state("gone")).rejects.toThrow("no conversation");
  });

  it("is not where the platform takes the answer as the reply to its own request", async () => {
    await person("passive");
    const { channels } = room.deps;
    room.deps.channels = { telegram: { id: "telegram", delivery: "push", passiveMs: 4_000 } };
    await fake.play({ behaviours: [answers(better)] });
    expect((await ask("passive", "包住吗", 5))[0]).toBe(own);
    room.deps.channels = channels;
    expect((await fake.calls()).calls).toEqual([]);
  });
});

describe("a question whose entry the rules do not find", () => {
  const odd = "包住不包住徒弟呀，你们收不收徒弟呀";

  it("is asked of people without vectors", async () => {
    await person("none");
    expect((await ask("none", odd))[0]).toContain("同事");
    expect((await fake.understood()).inputs).toEqual([]);
  });

  it("gets the entry that means the same, and is asked for once", async () => {
    employ(true);
    await fake.understands({ groups: [["徒弟", "包吃住"]] });
    await fake.play({ behaviours: [answers(better)] });
    await person("found");
    expect((await ask("found", `${odd} 13812345678`))[0]).toBe(better);
    const { inputs, problems } = await fake.understood();
    expect(problems).toEqual([]);
    expect(inputs.flat().filter((text) => text.includes("徒弟"))).toHaveLength(1);
    expect(inputs.flat().join()).not.toContain("13812345678");
    await ask("found", odd);
    // The entries are known by now.
    expect((await fake.understood()).inputs.length).toBe(inputs.length + 1);
    expect(counted).toEqual(["worded", "worded"]);
  });

  it.each([
    ["nothing means the same", { groups: [] }],
    ["the endpoint refuses", { refuses: 500 }],
    ["a vector is missing", { groups: [["徒弟", "包吃住"]], mischief: "short" as const }],
  ])("is asked of people when %s", async (name, understanding) => {
    employ(true);
    await fake.understands(understanding);
    await person(name);
    expect((await ask(name, odd))[0]).toContain("同事");
    expect(counted).toEqual(["unknown"]);
  });

  it("is asked of people once, however often it is asked meanwhile", async () => {
    employ(true);
    await person("twice");
    const before = told("twice").length;
    await room.answer("twice", "你们收不收徒弟呀");
    await room.answer("twice", "你们收不收徒弟");
    await wording.idle();
    await room.pass(8);
    const said = told("twice").slice(before);
    expect(said.filter((text) => text.includes("我去问一下"))).toHaveLength(1);
    const asked = await room.db
      .sql`select 1 from candidate_questions q join conversations c on c.id = q.conversation_id
      where c.thread_index = ${room.deps.vault.index("twice", "shop:telegram:bot")}`;
    expect(asked.count).toBe(1);
  });

  it("takes vectors in the order of their numbers", async () => {
    employ(true);
    await fake.understands({ groups: [["徒弟", "包吃住"]], mischief: "shuffled" });
    await fake.play({ behaviours: [{ kind: "raw", status: 500, body: "" }] });
    await person("shuffled");
    expect((await ask("shuffled", odd))[0]).toBe(own);
  });

  it("never names anybody in the log", () => {
    expect(JSON.stringify(logged)).not.toMatch(/徒弟|王小芳|1381234/);
  });
});
