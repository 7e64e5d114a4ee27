import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { closeHouses, house, message, now, post, sign } from "./signed.ts";

afterEach(closeHouses);

describe("POST /slack/events", () => {
  it("answers url_verification only when it is signed", async () => {
    const { app } = await house();
    const payload = JSON.stringify({ type: "url_verification", challenge: "3eZbrw1aBm2rZgRN" });
    const answer = await app.inject({
      method: "POST",
      url: "/slack/events",
      headers: sign(payload),
      payload,
    });
    expect(answer.json()).toEqual({ challenge: "3eZbrw1aBm2rZgRN" });
    expect(await post(app, { "content-type": "application/json" }, payload)).toBe(401);
  });

  it("answers the certificate probe without a signature and does nothing else it carries", async () => {
    const { app, memory } = await house();
    const payload = new URLSearchParams({
      ssl_check: "1",
      payload: message("Ev1"),
      command: "/candidates",
    }).toString();
    expect(await post(app, { "content-type": "application/x-www-form-urlencoded" }, payload)).toBe(200);
    expect(memory.replies).toEqual([]);
  });

  it.each(["", "{", "null", "[]", '"x"', '{"event":null}', '{"event":"x"}'])(
    "calls signed nonsense %j malformed",
    async (payload) => {
      const { app } = await house();
      expect(await post(app, sign(payload), payload)).toBe(400);
    },
  );

  it("acknowledges kinds of deliveries nobody listens to", async () => {
    const { app } = await house();
    for (const body of [
      { type: "shortcut", callback_id: "x", team: { id: "T1" }, user: { id: "U1" } },
      {
        type: "view_closed",
        team: { id: "T1" },
        user: { id: "U1" },
        view: { callback_id: "", team_id: "T1" },
      },
      { hello: 1 },
    ]) {
      const payload = JSON.stringify(body);
      expect(await post(app, sign(payload), payload)).toBe(200);
    }
  });

  it("answers 503 until the effect of an event is stored, so that Slack repeats it", async () => {
    const { app, memory } = await house();
    memory.trouble.reply = 1;
    expect(await post(app, sign(message("Ev1")), message("Ev1"))).toBe(503);
    expect(await post(app, sign(message("Ev1")), message("Ev1"))).toBe(200);
    expect(memory.replies).toHaveLength(1);
  });

  it("accepts none of 2,000 random requests and never fails on one", async () => {
    const { app, memory } = await house();
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom("v0=", "v0=null", `${now}`, "0", "-1", "v0=".padEnd(67, "0")),
    );
    const headers = fc.record(
      {
        "content-type": fc.constantFrom(
          "application/json",
          "application/x-www-form-urlencoded",
          "text/plain",
        ),
        "x-slack-signature": odd,
        "x-slack-request-timestamp": fc.oneof(fc.constant(`${now}`), odd),
        "x-slack-retry-num": odd,
      },
      { requiredKeys: [] },
    );
    const body = fc.oneof(fc.string(), fc.json(), fc.constant(message("Ev1")), fc.constant("payload=%7B%7D"));
    await fc.assert(
      fc.asyncProperty(headers, body, async (sent, payload) => {
        const clean = Object.fromEntries(
          Object.entries(sent).map(([k, v]) => [k, v.replace(/[^\x20-\x7e]/g, "?")]),
        );
        const { statusCode } = await app.inject({
          method: "POST",
          url: "/slack/events",
          headers: clean,
          payload,
        });
        expect([400, 401, 415]).toContain(statusCode);
      }),
      { numRuns: 2000, seed: 20_261_124 },
    );
    expect(memory.replies).toEqual([]);
  });

  it("leaves the bodies of all other routes alone", async () => {
    const { app } = await house();
    for (const url of ["/json", "/after"]) {
      const answer = await app.inject({ method: "POST", url, payload: { a: 1 } });
      expect(answer.json()).toEqual({ type: "object", body: { a: 1 } });
      const form = { "content-type": "application/x-www-form-urlencoded" };
      expect((await app.inject({ method: "POST", url, headers: form, payload: "a=1" })).statusCode).toBe(415);
    }
  });
});
