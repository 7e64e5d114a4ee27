import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { channelIds, limits } from "../../src/core/channel.ts";
import { type Driver, drivers } from "./drivers.ts";

// What the rest of the product relies on, whatever the platform; each behind a server of its own that knows its rules.

describe.each(channelIds)("%s", (id) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await drivers[id]();
  }, 60_000);
  afterAll(async () => {
    const violations = await driver.violations();
    await driver.stop();
    expect(violations).toEqual([]);
  });
  /** What the act brought. */
  const brings = async (act: Promise<unknown>) => {
    const before = driver.received.length;
    await act;
    return driver.received.slice(before);
  };
  const bubble = (text: string, choices: { value: string; label: string }[] = []) => ({
    key: `k${Math.random()}`,
    account: "",
    threadId: driver.thread,
    text,
    choices,
  });
  const soon = () => AbortSignal.timeout(5_000);

  it("takes nothing that is not from the platform", async () => {
    const got = await brings(driver.forge().then((status) => expect(status).toBe(401)));
    expect(got).toEqual([]);
  });

  it("carries a tracking code from the link to the conversation, also one that nobody knows", async () => {
    const [known] = await brings(driver.open("Qz_7-aBcDeFgHiJk"));
    expect(known).toMatchObject({ channel: id, body: { kind: "start", code: "Qz_7-aBcDeFgHiJk" } });
    const [unknown] = await brings(driver.open("nobody"));
    expect(unknown?.body).toMatchObject({ kind: "start", code: "nobody" });
  });

  it("hands on what was written, to the letter, and the same message under the same name", async () => {
    const text = '<b>您好</b> & ]]> "\\" 😀\n第二行 <!DOCTYPE x>';
    const [one] = await brings(driver.say(text));
    expect(one?.body).toMatchObject({ kind: "text", text });
    const same = await brings(driver.sayTwice("还在吗"));
    expect(same.length).toBeGreaterThan(0);
    expect(new Set(same.map(({ deliveryId }) => deliveryId)).size).toBe(1);
    expect(same[0]?.deliveryId).not.toBe(one?.deliveryId);
    expect(same[0]?.threadId).toBe(one?.threadId);
  });

  it("never hands on more than the room takes", async () => {
    const got = await brings(driver.say("啊".repeat(limits.textChars)));
    expect(got.map(({ body }) => (body.kind === "text" ? body.text.length : 0))).toEqual([limits.textChars]);
  });

  it("brings a pressed choice back as its value, and as the words on it", async () => {
    const [pressed] = await brings(driver.press?.("shift:yes", "可以上晚班") ?? Promise.resolve());
    expect(pressed?.body).toMatchObject({ kind: "text", choice: "shift:yes", text: "可以上晚班" });
  });

  it("says what kind of thing was sent where it can be sent", async () => {
    if (!driver.media) return;
    let kind = "";
    const act = driver.media().then((sent) => {
      kind = sent;
    });
    const [got] = await brings(act);
    expect(got?.body).toMatchObject({ kind: "media", media: kind });
  });

  it("shows text and buttons, and a long text whole and in order", async () => {
    if (!driver.seen) return;
    await driver.say("hi");
    const before = (await driver.seen()).length;
    const result = await driver.channel.send(bubble("能上晚班吗？", [{ value: "y", label: "可以" }]), soon());
    expect(result.kind).toBe("sent");
    const long = "一二三四五六七八九😀".repeat(260);
    expect((await driver.channel.send(bubble(long), soon())).kind).toBe("sent");
    const [question, ...parts] = (await driver.seen()).slice(before);
    expect(question).toMatchObject({ text: "能上晚班吗？", buttons: ["可以"] });
    expect(parts.map(({ text }) => text).join("")).toBe(long);
  });

  it("does not say that something arrived when the platform gave no answer", async () => {
    if (!driver.silent) return;
    await driver.silent();
    await expect(driver.channel.send(bubble("?"), soon())).rejects.toThrow();
  });

  it("knows who is gone", async () => {
    if (driver.gone) {
      await driver.gone();
      expect((await driver.channel.send(bubble("?"), soon())).kind).toBe("unreachable");
    }
    if (driver.leave) expect((await brings(driver.leave()))[0]?.body.kind).toBe("blocked");
  });
});
