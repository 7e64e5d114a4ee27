import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "./stage.ts";
import { type Visitor, visitor } from "./visitor.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.stop());

let sent = 0;
const words = (text: string) => {
  sent += 1;
  return { clientMessageId: `message-${String(sent).padStart(6, "0")}`, text };
};
const enter = (): Promise<Visitor> => visitor(stage.product.address, stage.code);
const told = async (who: Visitor) => (await who.stream()).map(({ text }) => text);

describe("a web visitor who does what no page of ours would", () => {
  it("says the same message often and simultaneously: it is said once", async () => {
    const who = await enter();
    const consent = words("1");
    const answers = await Promise.all(Array.from({ length: 8 }, () => who.post(consent)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const all = await told(who);
    expect(all.filter((text) => text === "1")).toHaveLength(1);
    expect(all.filter((text) => text.includes("是否已满16周岁"))).toHaveLength(1);
  });

  it("sees nothing of others, whatever id or token they come with", async () => {
    const [mine, other] = await Promise.all([enter(), enter()]);
    await other.post(words("我的秘密"));
    const foreign = (await other.stream()).map(({ id }) => id);
    for (const id of [...foreign, "1", "-1", "x".repeat(5000)])
      expect(
        (await mine.stream({ "last-event-id": id })).map(({ text }) => text),
        id,
      ).toEqual(await told(mine));
    expect(await told(mine)).not.toContain("我的秘密");
    expect((await mine.post({ ...words("谁的？"), conversation: other.conversation })).status).toBe(404);
    for (const cookie of ["", "qinpin_chat=x", `${mine.cookie}x`])
      expect((await mine.post(words("我是谁"), { cookie })).status).toBe(401);
    expect((await mine.post(words("来自别处"), { origin: "https://evil.example" })).status).toBe(403);
    const { address } = stage.product;
    const inAddress = await fetch(`${address}/chat/events?token=${mine.cookie.split("=")[1]}`, {
      headers: { cookie: mine.cookie, origin: address },
    });
    expect(inAddress.status).toBe(400);
    expect(await told(other)).not.toContain("谁的？");
  });

  it("is refused the 61st message of a minute, told when to come back, and loses none of the 60", async () => {
    const who = await enter();
    const answers = [];
    for (let n = 0; n < 65; n += 1) answers.push(await who.post(words(`第${n + 1}条`)));
    expect(answers.map(({ status }) => status)).toEqual([...Array(60).fill(200), ...Array(5).fill(429)]);
    expect(Number(answers.at(-1)?.retryAfter)).toBeGreaterThan(0);
    expect((await told(who)).filter((text) => /^第\d+条$/.test(text))).toHaveLength(60);
  });

  let shared: Visitor | null = null;
  it.each([
    ["20,001 characters", () => words("字".repeat(20_001)), 413],
    ["one more than the limit", () => words("字".repeat(4097)), 413],
    ["64 KB", () => words("x".repeat(64 * 1024)), 413],
    ["a megabyte", () => words("x".repeat(1 << 20)), 413],
    ["nothing", () => words(""), 400],
    ["only spaces", () => words(" \n\t "), 400],
    ["no JSON", () => "{", 400],
    ["no object", () => "[]", 400],
    ["a field of ours", () => ({ ...words("hi"), author: "recruiter" }), 400],
    ["an id like those of ours", () => ({ clientMessageId: "start:abcdefgh", text: "hi" }), 400],
  ])("is refused %s with a clear status, and nothing of it is stored", async (_, body, status) => {
    shared ??= await enter();
    const who = shared;
    const before = await told(who);
    expect((await who.post(body())).status).toBe(status);
    expect(await told(who)).toEqual(before);
  });
  it("may write as much as fits, and unreadable letters", async () => {
    const who = await enter();
    const long = "字".repeat(4096);
    for (const text of [long, "\u0000\u202e\u200b", "\ud83d\ude00".repeat(50)])
      expect((await who.post(words(text))).status).toBe(200);
    expect(await told(who)).toEqual(expect.arrayContaining([long, "\u0000\u202e\u200b"]));
    expect(stage.product.errors()).toEqual([]);
  });
});
