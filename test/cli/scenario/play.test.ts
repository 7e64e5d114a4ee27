import { describe, expect, test } from "vitest";
import { measure } from "../../../src/cli/scenario/measure.ts";
import { personas } from "../../../src/cli/scenario/personas.ts";
import { playSession } from "../../../src/cli/scenario/play.ts";
import { writeBook } from "../../../src/cli/scenario/wording.ts";
import { mean } from "../../../src/core/statistics/description.ts";
import { script } from "../../core/dialogue/script.ts";

const books = { "zh-CN": writeBook(script.scenario, "zh-CN", 1), en: writeBook(script.scenario, "en", 1) };
const play = (id: string, seed: number) => {
  const persona = personas.find((one) => one.id === id);
  if (!persona) throw new Error(id);
  return playSession(script, persona, books[persona.locale], seed);
};
const seeds = [1, 2, 3, 4];
const sessions = personas.flatMap(({ id }) => seeds.map((seed) => play(id, seed)));
const totals = (id: string) =>
  sessions.filter(({ persona }) => persona.id === id).map(({ score }) => score.total);

describe("the synthetic people", () => {
  test("are at least twelve, of three groups, with ids of their own", () => {
    expect(new Set(personas.map(({ id }) => id)).size).toBe(personas.length);
    expect(personas.length).toBeGreaterThanOrEqual(12);
    expect(new Set(personas.map(({ group }) => group))).toEqual(new Set(["good", "between", "weak"]));
  });

  test("give the same session for the same seed and another for another", () => {
    expect(JSON.stringify(play("good", 1))).toBe(JSON.stringify(play("good", 1)));
    expect(JSON.stringify(play("good", 1).lines)).not.toBe(JSON.stringify(play("good", 2).lines));
  });

  test("are ranked by the real score as their names say", () => {
    expect(mean(totals("excellent"))).toBeGreaterThan(mean(totals("average")));
    expect(mean(totals("average"))).toBeGreaterThan(mean(totals("polite")));
    expect(Math.max(...totals("polite"), ...totals("macro"), ...totals("hostile"))).toBeLessThan(70);
    expect(Math.min(...totals("curt"), ...totals("traditional"), ...totals("english"))).toBeGreaterThan(70);
  });

  test("raise the gates they are there for", () => {
    const gates = (id: string) =>
      sessions
        .filter(({ persona }) => persona.id === id)
        .map(({ score }) => score.gates.map(({ gate }) => gate));
    for (const raised of gates("off_platform")) expect(raised).toContain("off_platform");
    for (const raised of gates("hostile")) expect(raised).toContain("abuse");
    expect(new Set(gates("rule_breaker").flat()).size).toBeGreaterThan(1);
    expect(gates("excellent").flat()).toEqual([]);
  });

  test("write in time order, in their language and script", () => {
    for (const { lines, persona } of sessions) {
      const times = lines.map(({ t }) => t);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const own = lines
        .filter(({ from }) => from === "candidate")
        .map(({ text }) => text)
        .join();
      expect(own).not.toMatch(/\{\w+\}/);
      if (persona.locale === "en" && persona.trick === undefined) expect(own).not.toMatch(/\p{Script=Han}/u);
      if (persona.style === "traditional") expect(own).not.toMatch(/[们这说问题关单号货买卖质]/u);
    }
  });
});

describe("what is measured", () => {
  const measured = measure(script.scenario, sessions, script.config.pass_above);
  test("counts every session once", () => {
    expect(measured.sessions).toBe(personas.length * seeds.length);
    for (const { credits } of measured.elements)
      expect(Object.values(credits).reduce((a, b) => a + b, 0)).toBe(measured.sessions);
    expect(measured.branches.find(({ id }) => id === "N0")?.all).toBe(1);
  });
  test("tells good from weak people apart", () => {
    expect(measured.auc).toBeGreaterThan(0.9);
    expect(measured.dPrime).toBeGreaterThan(1.5);
    expect(measured.elements.find(({ id }) => id === "E5")?.pointBiserial).toBeGreaterThan(0.4);
  });
});
