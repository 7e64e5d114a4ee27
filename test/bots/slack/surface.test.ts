import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createSlack } from "../../../bots/slack/index.ts";
import { SurfaceError } from "../../../src/recruiter/surface-error.ts";
import type { RecruiterSurface, View } from "../../../src/recruiter/types.ts";
import { card, memoryDesk } from "./desk.ts";
import { type Harness, startHarness } from "./harness.ts";

const view = card("Candidate");
const post = (key: string, threadTs: string | null = null, shown: View = view) => ({
  key,
  place: null,
  threadTs,
  view: shown,
});

/** An address where nobody listens. */
async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/api/`;
}

describe("posting to Slack", () => {
  let house: Harness;
  let surface: RecruiterSurface;

  beforeAll(async () => {
    house = await startHarness();
    surface = house.slack.surface;
  });
  afterAll(async () => {
    await house.stop();
  });
  afterEach(async () => {
    expect((await house.fake.journal()).violations).toEqual([]);
  });

  /** How the outbox would understand a failed call. */
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => "sent",
      (error: unknown) => (error instanceof SurfaceError ? error.result : "unknown"),
    );

  it("posts with its key as metadata and without unfurling, and finds it again", async () => {
    const at = await surface.post(post("card:a"));
    const { calls } = await house.fake.journal();
    expect(calls.at(-1)?.args).toMatchObject({
      channel: "C0HIRING",
      metadata: { event_type: "qinpin", event_payload: { key: "card:a" } },
      unfurl_links: false,
      unfurl_media: false,
    });
    expect(await surface.find("card:a", null, null)).toEqual(at);
    expect(await surface.find("card:", null, null)).toBeNull();
  });

  it("finds a post behind 220 newer ones, and a reply in its thread", async () => {
    const root = await surface.post(post("card:deep"));
    const reply = await surface.post(post("note:deep", root.ts));
    for (let i = 0; i < 220; i += 1) await surface.post(post(`filler:${i}`));
    expect(await surface.find("card:deep", null, null)).toEqual(root);
    expect(await surface.find("note:deep", root.place, root.ts)).toEqual(reply);
    expect(await surface.find("note:deep", root.place, null)).toBeNull();
  });

  it("updates a card in place", async () => {
    const at = await surface.post(post("card:b"));
    await surface.update({ ...at, view: card("Candidate, invited") });
    const { messages } = await house.fake.journal();
    expect(messages.find(({ ts }) => ts === at.ts)).toMatchObject({ text: "Candidate, invited", edited: 1 });
  });

  it("does not call earlier than Slack allows: a rate limit comes back as a retry after its own delay", async () => {
    await house.fake.fault("chat.postMessage", { kind: "rateLimit", retryAfter: 7 });
    const before = (await house.fake.journal()).calls.length;
    expect(await outcome(surface.post(post("card:c")))).toEqual({
      kind: "retry",
      afterMs: 7000,
      reason: "rate limited",
    });
    expect((await house.fake.journal()).calls.length).toBe(before + 1);
  });

  it("knows nothing after a server error, a lost answer or an internal error, and finds what arrived", async () => {
    await house.fake.fault("chat.postMessage", { kind: "error500" });
    expect(await outcome(surface.post(post("card:d")))).toBe("unknown");
    expect(await surface.find("card:d", null, null)).toBeNull();
    await house.fake.fault("chat.postMessage", { kind: "acceptThenDrop" });
    expect(await outcome(surface.post(post("card:d")))).toBe("unknown");
    expect(await surface.find("card:d", null, null)).not.toBeNull();
    await house.fake.fault("chat.postMessage", { kind: "refuse", error: "internal_error" });
    expect(await outcome(surface.post(post("card:e")))).toBe("unknown");
  });

  it.each([
    ["not_in_channel", { kind: "retry", afterMs: 60_000, reason: "not_in_channel" }],
    ["token_revoked", { kind: "retry", afterMs: 60_000, reason: "token_revoked" }],
    ["msg_too_long", { kind: "rejected", reason: "msg_too_long" }],
    ["invalid_blocks", { kind: "rejected", reason: "invalid_blocks" }],
  ])("calls %s what it is: repairable by people, or hopeless", async (error, expected) => {
    await house.fake.fault("chat.postMessage", { kind: "refuse", error });
    expect(await outcome(surface.post(post("card:f")))).toEqual(expected);
  });

  it("says that the message to update is gone", async () => {
    expect(await outcome(surface.update({ place: "C0HIRING", ts: "1.000000", view }))).toEqual({
      kind: "rejected",
      reason: "message_not_found",
    });
  });

  it("splits 120 blocks into a message and its thread, and completes what a dead sender left half done", async () => {
    const blocks = Array.from({ length: 120 }, (_, i) => ({
      type: "section" as const,
      text: { type: "mrkdwn" as const, text: `row ${i}` },
    }));
    const long = { text: "Digest", blocks };
    await house.fake.fault("chat.postMessage", { kind: "delay", ms: 0 }, 2);
    await house.fake.fault("chat.postMessage", { kind: "error500" });
    expect(await outcome(surface.post(post("digest:long", null, long)))).toBe("unknown");
    expect(await surface.find("digest:long", null, null)).toBeNull();
    const at = await surface.post(post("digest:long", null, long));
    expect(await surface.find("digest:long", null, null)).toEqual(at);
    const { messages } = await house.fake.journal();
    const parts = messages.filter(({ ts, thread_ts }) => ts === at.ts || thread_ts === at.ts);
    expect(parts.map((part) => part.blocks.length)).toEqual([50, 50, 20]);
    expect(parts.flatMap((part) => part.blocks)).toEqual(blocks);
  });

  it("waits for an operator when no channel is set", async () => {
    const { desk, logger } = memoryDesk();
    const options = {
      botToken: "x",
      appToken: "x",
      apiUrl: house.fake.apiUrl,
      admins: [],
      locale: "en" as const,
      desk,
      logger,
    };
    const nowhere = createSlack({ ...options, digestChannel: null });
    expect(await outcome(nowhere.surface.post(post("card:g")))).toMatchObject({
      kind: "retry",
      reason: expect.stringContaining("SLACK_DIGEST_CHANNEL"),
    });
  });

  it("is certain that nothing arrived when Slack could not be reached at all", async () => {
    const { desk, logger, logged } = memoryDesk();
    const options = {
      botToken: "x",
      signingSecret: "s",
      digestChannel: "C1",
      admins: [],
      locale: "en" as const,
      desk,
      logger,
    };
    const offline = createSlack({ ...options, apiUrl: await closedAddress() });
    expect(await outcome(offline.surface.post(post("card:h")))).toMatchObject({
      kind: "retry",
      afterMs: 5000,
    });
    await offline.start();
    expect(logged.map(({ event }) => event)).toContain("slack_unreachable_at_start");
    await offline.stop();
  });

  it("refuses to start with a token that Slack refuses, and says where the right one is", async () => {
    const { desk, logger } = memoryDesk();
    const options = {
      signingSecret: "s",
      digestChannel: "C1",
      admins: [],
      locale: "en" as const,
      desk,
      logger,
    };
    const wrong = createSlack({ ...options, botToken: "xoxb-wrong", apiUrl: house.fake.apiUrl });
    await expect(wrong.start()).rejects.toThrow(/SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions/);
  });
});
