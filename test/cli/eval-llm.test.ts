import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evalCommand } from "../../src/cli/eval.ts";
import { runCommand } from "../../src/cli/run.ts";
import { loadConfig } from "../../src/config.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";

let fake: FakeLlm;
beforeAll(async () => {
  fake = await spawnFakeLlm();
});
afterAll(() => fake.stop());

async function evaluate(args: string[], line: unknown, env: Record<string, string> = {}) {
  const out: Record<string, unknown>[] = [];
  const err: string[] = [];
  const code = await runCommand([evalCommand], ["eval", ...args], {
    config: () => loadConfig(env),
    input: Readable.from([JSON.stringify(line)]),
    print: (text) => out.push(JSON.parse(text)),
    note: (text) => err.push(text),
    interrupted: new AbortController().signal,
  });
  return { code, out: out[0] ?? {}, err };
}

const endpoint = () => ({ OPENAI_API_KEY: "sk-test-123456", OPENAI_BASE_URL: fake.baseUrl });
const session = {
  id: "a",
  scenario: "S01",
  turns: [
    { from: "customer", t: 0, text: "罐子瘪了，宝宝还能喝吗" },
    { from: "candidate", t: 20, text: "哎呀这罐子瘪成这样，换我当妈的也要跳脚，您先把它收起来放一边" },
  ],
};

describe("eval with the configured model", () => {
  it("scores a role-play with the evidence that was verified, quoted, and says what it cost", async () => {
    await fake.play({
      behaviours: [
        {
          kind: "said",
          evidence: [
            { element: "E1", credit: "full", quote: "换我当妈的也要跳脚" },
            { element: "E5", credit: "full", quote: "我给您全额退款" },
          ],
        },
      ],
    });
    const { out: rules } = await evaluate(["scenario"], session);
    const { code, out } = await evaluate(["scenario", "--llm"], session, endpoint());
    expect(code).toBe(0);
    expect(out).toMatchObject({ source: "model", calls: 3, tokens: 3000, reason: null });
    expect(out.elements).toMatchObject({
      E1: { credit: "unprompted", quote: "换我当妈的也要跳脚", turn: 1 },
      E5: { credit: "absent", quote: null },
    });
    expect(out.total).toBeGreaterThan(Number(rules.total));
    expect(Number(out.total) - Number(rules.total)).toBeLessThanOrEqual(20);
    expect(rules).not.toHaveProperty("source");
  });

  it("scores explanations, of a rule and of a card", async () => {
    await fake.play({ behaviours: [{ kind: "max" }] });
    for (const card of ["R01", "PDD-02"]) {
      const line = {
        id: 1,
        card,
        answer:
          "这个活动大概就是上头自己掏腰包，让老百姓买得起好东西，您放心点进去看看，写着什么就是什么，有问题随时回来找我聊",
      };
      const { out: rules } = await evaluate(["rule"], line);
      if ("error" in rules) throw new Error(String(rules.error));
      const { out } = await evaluate(["rule", "--llm"], line, endpoint());
      expect(out).toMatchObject({ source: "model", calls: 3 });
      expect(out.total).toBeGreaterThan(Number(rules.total));
      expect(Number(out.total) - Number(rules.total)).toBeLessThanOrEqual(20 + 1e-6);
    }
  });

  it("gives the rules' own figures when the endpoint fails", async () => {
    await fake.play({ behaviours: [{ kind: "raw", status: 429, body: "{}" }] });
    const { out: rules } = await evaluate(["scenario"], session);
    const { out } = await evaluate(["scenario", "--llm"], session, endpoint());
    expect(out).toMatchObject({ ...rules, source: "fallback", reason: "http_429", calls: 2 });
  });

  it("says what to set when there is no key, and refuses where no model is asked", async () => {
    const none = await evaluate(["scenario", "--llm"], session);
    expect(none).toMatchObject({ code: 1, out: {} });
    expect(none.err.join()).toContain("OPENAI_API_KEY");
    expect((await evaluate(["conduct", "--llm"], { id: 1, text: "x" }, endpoint())).code).toBe(2);
  });
});
