import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { createQuestionReader, type OpenQuestion } from "../../src/llm/ask.ts";
import { createModel, type ModelSettings } from "../../src/llm/client.ts";
import { metrics } from "../../src/metrics/registry.ts";
import type { Behaviour } from "../fakes/llm/control.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";

let fake: FakeLlm;
beforeAll(async () => {
  fake = await spawnFakeLlm();
});
afterAll(() => fake.stop());

const question: OpenQuestion = {
  question: "战果如何？[手机号已隐藏]",
  context: ["上周BOSS来了多少简历"],
  today: "2026-11-18",
  jobs: ["天猫售前客服"],
  channels: ["qq-group"],
  metrics,
};
const query = {
  metric: "hires",
  group_by: ["channel"],
  filters: { channel: ["boss", "qq-group"], job: "天猫售前客服", shift: null },
  from: "2026-11-09",
  to: "2026-11-15",
  compare: null,
  limit: 3,
  order: "desc",
};
const says = (what: unknown, nonce = "NONCE"): z.input<typeof Behaviour> => ({
  kind: "text",
  content: JSON.stringify({ nonce, query: what }),
  finish: "stop",
});
const reader = (settings: Partial<ModelSettings> = {}) =>
  createQuestionReader(
    createModel({ apiKey: "sk-test", baseUrl: fake.baseUrl, model: "fake-1", ...settings }),
    {
      callMs: 400,
    },
  );

describe("a model that reads a question", () => {
  it("fills the closed grammar, in one call, whatever way JSON is asked for", async () => {
    for (const structured of ["json_schema", "json_object", "none"] as const) {
      await fake.play({ behaviours: [says(query)] });
      expect(await reader({ structured }).read(question), structured).toEqual(query);
      const { calls, problems } = await fake.calls();
      expect(problems).toEqual([]);
      expect(calls).toHaveLength(1);
      expect(calls[0]?.system).toContain("resume_to_interview_rate");
      expect(calls[0]?.user).toContain("[手机号已隐藏]");
    }
  });

  it("offers the grammar as a tool where the endpoint knows tools", async () => {
    await fake.play({ behaviours: [says(query)] });
    await reader({ structured: "tools" }).read(question);
    const { calls, problems } = await fake.calls();
    expect(problems).toEqual([]);
    expect(calls.map(({ structured }) => structured)).toEqual(["tools"]);
  });

  it.each([
    ["a metric that is not kept", { ...query, metric: "candidate_phones" }],
    ["a metric nobody can compute yet", { ...query, metric: "forecast_headcount" }],
    ["a job of others", { ...query, filters: { ...query.filters, job: "别家的岗位" } }],
    ["a channel of others", { ...query, filters: { ...query.filters, channel: ["x'; drop table jobs"] } }],
    ["a dimension that is none", { ...query, group_by: ["age"] }],
    ["the same dimension twice", { ...query, group_by: ["channel", "channel"] }],
    ["a day that is none", { ...query, from: "2026-02-31" }],
    ["days the wrong way round", { ...query, from: "2026-11-16" }],
    ["a limit beyond use", { ...query, limit: 100_000 }],
    ["something more than the grammar", { ...query, sql: "select 1" }],
    ["nothing", null],
  ])("is not believed when it names %s", async (_, said) => {
    await fake.play({ behaviours: [says(said)] });
    expect(await reader().read(question)).toBeNull();
  });

  it.each<[string, z.input<typeof Behaviour>]>([
    ["answers another call", says(query, "0123456789abcdef01234567")],
    ["talks", { kind: "text", content: "I think you mean hires.", finish: "stop" }],
    ["is cut off", { kind: "text", content: '{"nonce":"NONCE","query":{"metric":', finish: "length" }],
    ["is out of order", { kind: "raw", status: 500, body: "{}" }],
    ["refuses the key", { kind: "raw", status: 401, body: "{}" }],
    ["hangs", { kind: "hang" }],
    ["breaks off", { kind: "reset", body: "" }],
  ])("leaves the question open when it %s", async (_, behaviour) => {
    await fake.play({ behaviours: [behaviour] });
    const before = performance.now();
    expect(await reader().read(question)).toBeNull();
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
