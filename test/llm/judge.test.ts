import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { tally } from "../../src/core/judging/votes.ts";
import { parseResume } from "../../src/core/resume/parse.ts";
import { readAgain } from "../../src/intake/second-reading.ts";
import { createModel } from "../../src/llm/client.ts";
import { createResumeReader } from "../../src/llm/resume.ts";
import type { Behaviour } from "../fakes/llm/control.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";
import { judgeAt, prompt, question, readerPrompt } from "./desk.ts";

const evidence = [{ element: "E2", credit: "full", quote: "先别给宝宝喝" }];
const said: z.input<typeof Behaviour> = { kind: "said", evidence };
const text = (content: string, finish = "stop"): z.input<typeof Behaviour> => ({
  kind: "text",
  content,
  finish,
});
const raw = (status: number, body = "{}"): z.input<typeof Behaviour> => ({ kind: "raw", status, body });
const good =
  '{"nonce":"NONCE","evidence":[{"element":"ELEMENT","credit":"full","messageId":"MESSAGE","quote":"麻烦拍下罐底批号"}]}';

let fake: FakeLlm;
beforeAll(async () => {
  fake = await spawnFakeLlm();
});
afterAll(() => fake.stop());

describe("a judgement", () => {
  it.each(["json_schema", "json_object", "tools", "none"] as const)(
    "is three votes in other orders, each with its own nonce and delimiters, in %s mode",
    async (structured) => {
      await fake.play({ behaviours: [said], secret: ["王小芳", "赵敏", "sk-test"] });
      const result = await judgeAt(fake.baseUrl, { structured }, {}).judge(question);
      expect(result).toMatchObject({
        source: "model",
        reason: null,
        calls: 3,
        tokens: 3000,
        model: "fake-1",
      });
      expect(tally(question, result.votes, []).found.get("E2")?.quote.text).toBe("先别给宝宝喝");
      const { calls, problems } = await fake.calls();
      expect(problems).toEqual([]);
      expect(calls.map((call) => call.structured)).toEqual([structured, structured, structured]);
      expect(new Set(calls.map(({ elements }) => elements[0])).size).toBe(3);
      expect(new Set(calls.map(({ system }) => system)).size).toBe(3);
      for (const { elements } of calls)
        expect([...elements].sort()).toEqual([...(calls[0]?.elements ?? [])].sort());
    },
  );

  it("steps down from what the endpoint refuses by name, within its three calls, and remembers", async () => {
    await fake.play({ behaviours: [said], structured: ["json_object"], refuses: [] });
    const judge = judgeAt(fake.baseUrl, { structured: "json_schema" }, {});
    expect(await judge.judge(question)).toMatchObject({ source: "model", calls: 3, votes: [{}, {}] });
    expect(await judge.judge(question)).toMatchObject({ source: "model", calls: 3, votes: [{}, {}, {}] });
    await fake.play({ behaviours: [said], refuses: ["temperature"] });
    expect(await judgeAt(fake.baseUrl, {}, {}).judge(question)).toMatchObject({ source: "model", calls: 3 });
    expect((await fake.calls()).problems).toEqual([]);
  });

  it("stands on two votes when one call fails", async () => {
    await fake.play({ behaviours: [raw(500), said] });
    expect(await judgeAt(fake.baseUrl).judge(question)).toMatchObject({
      source: "model",
      reason: "http_500",
      calls: 3,
    });
  });

  it.each<[string, z.input<typeof Behaviour>, string]>([
    ["is overloaded", raw(429), "http_429"],
    ["is broken", raw(503), "http_503"],
    ["hangs", { kind: "hang" }, "timeout"],
    ["drips", { kind: "slow", body: good }, "timeout"],
    ["breaks the connection", { kind: "reset" }, "connection"],
    ["breaks off in the middle", { kind: "reset", body: '{"choices":[' }, "connection"],
    ["talks nonsense", text("I cannot score candidates."), "nonsense"],
    ["answers without the nonce", text(good.replace("NONCE", "0".repeat(24))), "nonsense"],
    ["gives two objects", text(`${good}\n${good}`), "nonsense"],
    ["says nothing", text(""), "empty"],
    ["is cut off", text(good, "length"), "finish_length"],
    ["gives a page", raw(200, "<html>502</html>"), "unreadable"],
    [
      "redirects",
      { kind: "raw", status: 302, body: "", headers: { location: "http://127.0.0.1:9/" } },
      "http_302",
    ],
  ])("falls back after two calls when the endpoint %s", async (_, behaviour, reason) => {
    await fake.play({ behaviours: [behaviour] });
    const result = await judgeAt(fake.baseUrl).judge(question);
    expect(result).toMatchObject({ source: "fallback", votes: [], reason, refused: false, calls: 2 });
    expect(result.ms).toBeLessThan(5000);
  });

  it.each([401, 403, 404, 422])(
    "falls back at once, and says that somebody must look, after a %i",
    async (status) => {
      await fake.play({ behaviours: [raw(status)] });
      expect(await judgeAt(fake.baseUrl).judge(question)).toMatchObject({
        source: "fallback",
        refused: true,
        calls: 1,
      });
    },
  );

  it("takes an answer in one code fence or behind a model's thoughts, and ignores tool calls nobody offered", async () => {
    for (const content of [`\`\`\`json\n${good}\n\`\`\``, `<think>{"x":1}</think>\n${good}`]) {
      await fake.play({ behaviours: [text(content)] });
      expect((await judgeAt(fake.baseUrl).judge(question)).votes).toHaveLength(3);
    }
    const hire = {
      choices: [
        {
          message: { content: null, tool_calls: [{ id: "1", function: { name: "hire", arguments: good } }] },
        },
      ],
    };
    await fake.play({ behaviours: [raw(200, JSON.stringify(hire))] });
    for (const structured of ["none", "tools"] as const)
      expect((await judgeAt(fake.baseUrl, { structured }).judge(question)).source).toBe("fallback");
  });

  it("reads no more than a megabyte", async () => {
    await fake.play({ behaviours: [text("x".repeat(3_000_000))] });
    expect(await judgeAt(fake.baseUrl, {}, {}).judge(question)).toMatchObject({
      source: "fallback",
      calls: 2,
    });
  });

  it("has a limit for all calls together, and stops when it is told to", async () => {
    await fake.play({ behaviours: [{ kind: "hang" }] });
    const slow = await judgeAt(fake.baseUrl, {}, { callMs: 10_000, totalMs: 300 }).judge(question);
    expect(slow).toMatchObject({ source: "fallback", calls: 1 });
    expect(slow.ms).toBeLessThan(3000);
    expect(await judgeAt(fake.baseUrl).judge(question, AbortSignal.abort())).toMatchObject({
      calls: 0,
      source: "fallback",
    });
  });
});

const Fault = z.object({
  name: z.string(),
  status: z.union([z.number(), z.string()]),
  body: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
});

/** The list speaks of points per criterion; said in our words. */
const inOurWords = (body: string): string =>
  body.replace(
    /\{\\"criteria\\":\[\{\\"id\\":\\"exp\\",\\"points\\":(\d+),\\"quote\\":\\"(.*?)\\"\}\](.*?)\}(?=[\\"])/g,
    (_, points, quote, rest) =>
      JSON.stringify(
        `{"nonce":"NONCE","evidence":[{"element":"E2","credit":${points === "100" ? 100 : '"full"'},"messageId":"m1","quote":"${quote === "five years" ? "麻烦拍下罐底批号" : quote}"}]${String(rest).replaceAll('\\"', '"')}}`,
      ).slice(1, -1),
  );

describe("the list of faults", () => {
  const faults = readFileSync(new URL("../fixtures/llm/faults.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => Fault.parse(JSON.parse(line)));

  it.each(faults.map((fault) => [fault.name, fault] as const))(
    "bears: %s",
    async (name, { status, body, headers }) => {
      const content = z
        .object({
          choices: z.array(
            z.object({ message: z.object({ content: z.string() }), finish_reason: z.string() }),
          ),
        })
        .safeParse(parsed(inOurWords(body)));
      const choice = content.data?.choices[0];
      const behaviour: z.input<typeof Behaviour> =
        typeof status === "number"
          ? choice && status === 200
            ? text(choice.message.content, choice.finish_reason)
            : { kind: "raw", status, body, headers }
          : status === "slow"
            ? { kind: "slow", body }
            : { kind: "reset", body: status === "reset_body" ? body : "" };
      await fake.play({ behaviours: [behaviour] });
      const where =
        status === "dns"
          ? "http://no-such-host.invalid/v1"
          : status === "tls"
            ? fake.baseUrl.replace("http:", "https:")
            : fake.baseUrl;
      const result = await judgeAt(where).judge(question);
      expect(result.calls).toBeLessThanOrEqual(3);
      expect(result.ms).toBeLessThan(10_000);
      const { found } = tally(question, result.votes, prompt.short_quotes);
      const accepted = ["good", "markdown fence", "extra total field"].includes(name);
      expect([...found.keys()]).toEqual(accepted ? ["E2"] : []);
    },
  );
});

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

describe("a second reading of a résumé", () => {
  const readerAt = (structured: "json_schema" | "none" = "json_schema") => {
    const model = createModel({ apiKey: "sk-test", baseUrl: fake.baseUrl, model: "fake-1", structured });
    return createResumeReader(model, readerPrompt, { callMs: 400 });
  };
  const resume = "林小满\n13912345678\n女，已婚\n20点到24点的排班我没问题";
  const rules = parseResume(resume, "2026-11-26");
  const reply = (fields: object[]) => text(JSON.stringify({ nonce: "NONCE", fields }));
  const late = { field: "night_shift", value: "true", quote: "20点到24点的排班我没问题" };

  it("asks once, without who it is, and takes every item that is one", async () => {
    const rogue = { field: "gender", value: "女", quote: "女" };
    await fake.play({
      behaviours: [reply([late, rogue, { field: "platform" }])],
      secret: ["林小满", "13912345678", "女", "已婚"],
    });
    expect(await readAgain(readerAt(), rules, resume)).toMatchObject({ model: "fake-1", said: [late] });
    const { calls, problems } = await fake.calls();
    expect([problems, calls.length]).toEqual([[], 1]);
    expect(calls[0]?.user).toContain("排班我没问题");
  });

  it("is none when the endpoint fails, hangs or forgets the nonce", async () => {
    const forged = text(JSON.stringify({ nonce: "0".repeat(24), fields: [late] }));
    for (const behaviour of [raw(500), { kind: "hang" } as const, text("sorry"), forged]) {
      await fake.play({ behaviours: [behaviour] });
      expect(await readAgain(readerAt("none"), rules, resume)).toBeNull();
    }
  });
});
