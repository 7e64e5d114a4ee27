import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type FakeSlack, spawnFakeSlack } from "./slack-client.ts";

/** The judge is judged: each of these calls is wrong in one way, and Slack would refuse it or do harm. */
describe("the fake Slack", () => {
  let fake: FakeSlack;
  beforeAll(async () => {
    fake = await spawnFakeSlack();
  });
  afterAll(async () => {
    await fake.stop();
  });

  const call = async (method: string, args: Record<string, unknown>, token = "xoxb-fake") => {
    const fields = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const response = await fetch(`${fake.apiUrl}${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(Object.fromEntries(fields)),
    });
    return z.looseObject({ ok: z.boolean(), error: z.string().optional() }).parse(await response.json());
  };
  const section = (text: string, id?: string) => ({
    type: "section",
    text: { type: "mrkdwn", text },
    ...(id ? { block_id: id } : {}),
  });
  const button = (id: string) => ({ type: "button", action_id: id, text: { type: "plain_text", text: "x" } });
  const good = { channel: "C0HIRING", text: "x", unfurl_links: false, unfurl_media: false };
  const input = {
    type: "input",
    label: { type: "plain_text", text: "x" },
    element: { type: "plain_text_input", action_id: "a" },
  };
  const modal = { type: "modal", title: { type: "plain_text", text: "x" }, blocks: [section("x")] };

  it("takes a good message", async () => {
    expect(
      await call("chat.postMessage", { ...good, blocks: [section("x", "a"), section("y", "b")] }),
    ).toMatchObject({ ok: true });
    expect((await fake.journal()).violations).toEqual([]);
  });

  it.each<[string, string, Record<string, unknown>, RegExp]>([
    [
      "51 blocks",
      "chat.postMessage",
      { ...good, blocks: Array.from({ length: 51 }, () => section("x")) },
      /at most 50/,
    ],
    [
      "a block id twice",
      "chat.postMessage",
      { ...good, blocks: [section("x", "a"), section("y", "a")] },
      /block_id/,
    ],
    [
      "an action id twice",
      "chat.postMessage",
      { ...good, blocks: [{ type: "actions", elements: [button("a"), button("a")] }] },
      /action_id/,
    ],
    ["3,001 characters", "chat.postMessage", { ...good, blocks: [section("x".repeat(3001))] }, /3000/],
    [
      "an unknown field",
      "chat.postMessage",
      { ...good, blocks: [{ ...section("x"), colour: "red" }] },
      /colour/,
    ],
    ["an unknown block", "chat.postMessage", { ...good, blocks: [{ type: "marquee" }] }, /marquee/],
    ["a mention of everybody", "chat.postMessage", { ...good, blocks: [section("hi <!channel>")] }, /crowd/],
    ["a mention in the fallback", "chat.postMessage", { ...good, text: "<!here>" }, /crowd/],
    [
      "an unescaped name",
      "chat.postMessage",
      { ...good, blocks: [section("<b>Bob</b> & sons")] },
      /unescaped/,
    ],
    ["no channel", "chat.postMessage", { ...good, channel: undefined }, /channel/],
    ["unfurling links", "chat.postMessage", { ...good, unfurl_links: true }, /unfurl/],
    [
      "a modal without submit for its input",
      "views.open",
      { trigger_id: "t", view: { ...modal, blocks: [input] } },
      /submit/,
    ],
    [
      "a long modal title",
      "views.open",
      { trigger_id: "t", view: { ...modal, title: { type: "plain_text", text: "x".repeat(25) } } },
      /24/,
    ],
    ["a method we do not use", "admin.users.remove", {}, /not a method/],
  ])("notices %s", async (_, method, args, complaint) => {
    const before = (await fake.journal()).violations.length;
    const sent = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
    expect(await call(method, sent)).toMatchObject({ ok: false });
    expect((await fake.journal()).violations.slice(before).join("\n")).toMatch(complaint);
  });

  it("lets in nobody without the token, and opens a form only once and in time", async () => {
    expect(await call("chat.postMessage", good, "xoxb-stolen")).toEqual({ ok: false, error: "invalid_auth" });
    expect(await call("views.open", { trigger_id: "made-up", view: modal })).toEqual({
      ok: false,
      error: "invalid_trigger_id",
    });
  });
});
