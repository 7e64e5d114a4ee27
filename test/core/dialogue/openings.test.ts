import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content.ts";
import type { Locale } from "../../../src/core/locale.ts";
import { type Chat, chatAt } from "./chat.ts";
import { script } from "./script.ts";

const shift = loadContent().scenarios.S11?.value;
if (!shift) throw new Error("S11 is missing");

const atTheShift = (locale: Locale = "zh-CN", seed = 7): Chat =>
  chatAt("roleplay", { locale, seed, script: { ...script, scenario: shift } });
const nodesIn = ({ state }: Chat): string[] =>
  state.status === "roleplay" ? state.lines.flatMap(({ node }) => node ?? []) : [];

describe("a shift with three customers", () => {
  it("lets each write at their own time, with their letter in front", () => {
    const chat = atTheShift();
    expect(chat.customer()).toEqual([expect.stringMatching(/^A /)]);
    chat.wait(8);
    expect(chat.customer().at(-1)).toMatch(/^B /);
    chat.wait(12);
    expect(chat.customer().at(-1)).toMatch(/^C /);
    expect(nodesIn(chat)).toEqual(["N0A", "N0B", "N0C"]);
    chat.wait(49);
    expect(nodesIn(chat)).toHaveLength(3);
    chat.wait(2);
    expect(nodesIn(chat).at(-1)).toBe("N1D");
    expect(chat.timers.has("opening")).toBe(false);
  });

  it("does not end the turn of somebody who is just answering another customer", () => {
    const chat = atTheShift();
    chat.say("A 您好，165/110斤建议M码", { after: 6 });
    const before = chat.customer().length;
    chat.wait(3);
    expect(chat.customer()).toHaveLength(before + 1);
    expect(chat.state).toMatchObject({
      status: "roleplay",
      open: [{ text: "A 您好，165/110斤建议M码" }],
      replies: 0,
    });
  });

  it("stops with the role-play: nobody writes into the next section", () => {
    const chat = atTheShift();
    for (let n = 0; n < 3; n += 1) chat.say("爱买不买，别烦我", { after: 1 });
    expect(chat.status).not.toBe("roleplay");
    const said = chat.customer().length;
    chat.wait(120);
    expect(chat.customer()).toHaveLength(said);
  });

  it.each<Locale>(["zh-CN", "en"])(
    "gives the data card its facts in %s, and new ones when it starts again",
    (locale) => {
      const chat = atTheShift(locale);
      const cards = () =>
        chat
          .of("say")
          .map(({ text }) => text)
          .filter((text) => text.includes("199"));
      expect(cards().join()).not.toMatch(/[{}]/);
      chat.apply({ type: "blocked" });
      chat.apply({ type: "unblocked" });
      expect(cards().length).toBeGreaterThan(1);
      expect(cards().join()).not.toMatch(/[{}]/);
    },
  );
});
