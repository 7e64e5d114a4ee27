import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content.ts";
import { type CardItem, cardItem, fileOf } from "../../../src/core/content/explained.ts";
import type { Script } from "../../../src/core/content/script.ts";
import { pinsOf, scriptFor } from "../../../src/core/dialogue/script-draw.ts";
import { initialState, type State } from "../../../src/core/dialogue/state.ts";
import { transition } from "../../../src/core/dialogue/transition.ts";
import { questionOfAttempt } from "../../../src/core/judging/judged.ts";
import type { Locale } from "../../../src/core/locale.ts";
import { chatAt } from "./chat.ts";
import { script as one } from "./script.ts";

const { cards } = loadContent();
const enabled = Object.values(cards).filter(({ value }) => value.enabled);

function itemOf(id: string): CardItem {
  const card = cards[id];
  if (!card) throw new Error(id);
  return cardItem(card.value, one.config);
}

const pinned = (id: string): Script => {
  const rule = itemOf(id);
  const { "rules/explain/R01": _, ...others } = one.pins;
  return { ...one, rule, pins: { ...others, [fileOf(rule)]: cards[id]?.version ?? "" } };
};

const answers: Record<Locale, [string, string]> = {
  "zh-CN": [
    "可以的，签收后次日零点开始算七天，拆开看过不影响二次销售的可以退，没有质量问题运费买家出。",
    "好了",
  ],
  en: [
    "You have 168 hours from midnight of the day after it was delivered. Opening it is fine as long as it is unused with all tags and parts. You pay the way back unless the quality is at fault; please check the label on the page.",
    "done",
  ],
};

/** A whole screening in which the card is explained with `text`. */
function explained(id: string, locale: Locale, text: string) {
  const chat = chatAt("rule", { locale, script: pinned(id) });
  const question = chat.customer().at(-1);
  chat.say(text, { after: 40 }).say(answers[locale][1]);
  const { common } = chat.state.status === "ready" ? chat.state : { common: null };
  chat.say(locale === "en" ? "continue" : "继续");
  for (let i = 0; i < 6; i += 1)
    chat.say(locale === "en" ? "true, a person must answer" : "对，必须人工回复", { after: 10 });
  const assessment = chat.of("assessed").at(-1)?.assessment;
  if (!assessment?.rule || !common) throw new Error(`no explanation was scored, but ${chat.status}`);
  return { chat, question, common, assessment, rule: assessment.rule };
}

describe("a rule card asked in a conversation", () => {
  it.each(["zh-CN", "en"] as const)(
    "is asked, scored with quotes and kept with its version, in %s",
    (locale) => {
      const text = answers[locale][0];
      const { chat, question, assessment, rule } = explained("TM-01", locale, text);
      const ask = itemOf("TM-01").customer_say;
      expect(locale === "en" ? ask.en : ask.zh).toContain(question);
      expect(rule).toMatchObject({ card: "TM-01", version: cards["TM-01"]?.version, question });
      expect(assessment.versions).toEqual(pinned("TM-01").pins);
      expect(rule.total).toBeGreaterThan(50);
      const quoted = rule.facts.filter(({ credit }) => credit !== "absent");
      expect(quoted.length).toBeGreaterThanOrEqual(2);
      for (const { quote } of quoted) expect(text.slice(quote?.start, quote?.end)).toBe(quote?.text);
      expect(rule.facts.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
      chat.apply({ type: "recruiterSaid", key: "d1", kind: "decline", text: "谢谢您花时间参加测评。" });
      chat.press("scores");
      expect(chat.heard).toContain(`${question?.slice(0, 20)}`);
    },
  );

  it("names the platform before the clock starts, and says nothing of the question itself", () => {
    const before = chatAt("gate", { script: pinned("TM-03") })
      .of("say")
      .map(({ text }) => text)
      .join("\n");
    expect(before).toContain("淘宝/天猫");
    for (const wording of itemOf("TM-03").customer_say.zh) expect(before).not.toContain(wording);
  });

  it("counts what is wrong and what leads off the platform", () => {
    const { rule, assessment } = explained("PDD-05", "zh-CN", "可以呀，您加我微信吧，我在微信上给您发。");
    expect(rule.gates.map(({ gate }) => gate)).toEqual(["off_platform"]);
    expect(assessment.reviewReasons).toContain("gate:off_platform");
    const wrong = explained("PDD-02", "zh-CN", "五分钟内回就可以了，机器人自动回复也算数。").rule.wrong;
    expect(wrong.length).toBeGreaterThan(0);
    for (const { id, label, penalty, quote } of wrong)
      expect([id, label.en, penalty > 0, quote?.text]).toEqual([
        expect.stringMatching(/^W\d+$/),
        expect.stringMatching(/\S/),
        true,
        expect.stringMatching(/\S/),
      ]);
  });

  it("can be judged by a model, which is asked for every fact of the card", () => {
    const { common } = explained("TM-01", "zh-CN", answers["zh-CN"][0]);
    const question = questionOfAttempt(pinned("TM-01"), common, []);
    const facts = question?.elements.filter(({ part }) => part === "rule").map(({ key }) => key);
    expect(facts).toEqual(itemOf("TM-01").key_facts.map(({ id }) => `R_${id}`));
  });
});

describe("a job with several explanations", () => {
  const rules = [one.rule, itemOf("TM-01"), itemOf("TM-03")];
  const pins = { ...one.pins, "cards/TM-01": "t1", "cards/TM-03": "t3" };
  const several: Script = { ...one, pins, choice: { scenarios: [one.scenario], rules } };

  it("draws each about equally often, and another for the next attempt", () => {
    const drawn = Array.from({ length: 600 }, (_, seed) => scriptFor(several, { seed, attempt: 1 }).rule.id);
    for (const { id } of rules) expect(drawn.filter((one) => one === id).length).toBeGreaterThan(140);
    for (let seed = 0; seed < 20; seed += 1)
      expect(scriptFor(several, { seed, attempt: 2 }).rule.id).not.toBe(drawn[seed]);
  });

  it("keeps with the score only the pin of the one that was asked", () => {
    const [, card = one.rule] = rules;
    expect(pinsOf({ ...several, rule: card })).toEqual({
      "scenarios/S01": "s1",
      "rules/short-items": "q1",
      scoring: "c1",
      "cards/TM-01": "t1",
    });
    expect(pinsOf(several)).toEqual(one.pins);
  });
});

/** Where the role-play is about to end, and what then happens until the question is asked. */
function endOfPlay(locale: Locale) {
  const { events } = chatAt("rule", { locale, script: one });
  let state = initialState;
  for (const [i, event] of events.entries()) {
    const [next] = transition(one, state, event);
    if (next.status === "ready" && next.next === "rule") return { state, events: events.slice(i) };
    state = next;
  }
  throw new Error("the role-play never ended");
}

describe("every enabled card", () => {
  it.each(["zh-CN", "en"] as const)("is asked after a brief that is filled in, in %s", (locale) => {
    const { state, events } = endOfPlay(locale);
    expect(enabled.length).toBeGreaterThan(40);
    for (const { value } of enabled) {
      const script = pinned(value.id);
      let now: State = state;
      const said = events.flatMap((event) => {
        const [next, effects] = transition(script, now, event);
        now = next;
        return effects.filter((effect) => effect.type === "say");
      });
      const { customer_say } = itemOf(value.id);
      const question = said.find(({ author, section }) => author === "customer" && section === "rule")?.text;
      expect(question, value.id).toMatch(/\S/);
      expect(locale === "en" ? customer_say.en : customer_say.zh).toContain(question);
      const ready = said.find(({ text }) => text.startsWith("3/4"))?.text ?? "";
      expect(ready, value.id).toContain(locale === "en" ? "In 2 to 4 sentences" : "请用2～4句话");
      expect(ready).not.toMatch(/[{}]|undefined/);
    }
  });
});
