import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Content, createLibrary, loadContent, promptsDir } from "../src/content.ts";
import type { Database } from "../src/db/client.ts";
import { createTestDatabase } from "./setup/database.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the shipped content with one file changed. */
function changed(path: string, change: (text: string) => string): string {
  const dir = mkdtempSync(join(tmpdir(), "content-"));
  folders.push(dir);
  cpSync(promptsDir, dir, { recursive: true });
  const file = join(dir, path);
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`the change left ${path} as it was`);
  writeFileSync(file, after);
  return dir;
}

const S01 = "scenarios/S01.yaml";
const replacing = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

describe("the shipped content", () => {
  const content = loadContent();

  it("has its role-plays, the explanation, 49 cards and 24 short items", () => {
    expect(Object.keys(content.scenarios)).toEqual(
      Array.from({ length: 11 }, (_, i) => `S${String(i + 1).padStart(2, "0")}`),
    );
    expect(Object.keys(content.rules)).toEqual(["R01"]);
    expect(Object.keys(content.cards)).toHaveLength(49);
    expect(content.shortItems.value.items).toHaveLength(24);
  });

  it("says every customer line in at least three wordings, in both languages", () => {
    for (const { value } of Object.values(content.scenarios)) {
      for (const { id, say } of [...value.opening, ...value.branches]) {
        expect(say.zh.length, `${value.id} ${id}`).toBeGreaterThanOrEqual(3);
        expect(say.en.length, `${value.id} ${id}`).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

describe("a bad content file stops the start with file, place, reason and next step", () => {
  it.each<[string, string, (text: string) => string, RegExp]>([
    ["broken YAML", S01, (text) => `${text}\n  : [`, /S01\.yaml: no valid YAML: .*; correct that line/s],
    [
      "an unknown field",
      S01,
      replacing("kind: complaint", "kind: complaint\ncolour: red"),
      /S01\.yaml: .*colour/,
    ],
    [
      "weights",
      S01,
      replacing("    w: 12\n", "    w: 13\n"),
      /S01\.yaml: elements: the weights sum to 101; make them 100/,
    ],
    [
      "an unknown element",
      S01,
      replacing("missing: [E2]", "missing: [E22]"),
      /branch B_no_safety, missing: "E22" is no element; use one of E1/,
    ],
    [
      "an unknown concept",
      S01,
      replacing("full: stop_use", "full: stop_usage"),
      /element E2, full: .*"stop_usage", which is no concept/,
    ],
    [
      "a bad expression",
      S01,
      replacing("full: stop_use", "full: stop_use &"),
      /element E2, full: expression/,
    ],
    [
      "a bad pattern",
      S01,
      replacing("  ask_fed:\n", "  ask_fed:\n    - (喂\n"),
      /concept ask_fed: pattern "\(喂": .*close every bracket/,
    ],
    [
      "an unknown slot",
      S01,
      replacing("我刚收到你们的{product}", "我刚收到你们的{goods}"),
      /opening N0: \{goods\} is no slot; use one of product/,
    ],
    [
      "an unreachable branch",
      S01,
      replacing("vague_timeline, bait, ok]", "vague_timeline, ok]"),
      /branch B_bait: its priority "bait" is not in detect_order/,
    ],
    [
      "a line that gives the answer away",
      S01,
      replacing("那你们怎么确认？什么都不看就能退？", "那你们要不要看照片？"),
      /branch B_no_evidence: .* names what E3 asks for/,
    ],
    [
      "no end",
      S01,
      replacing("elapsed_s: 300", "after_replies: 9"),
      /nothing closes the chat at the time limit/,
    ],
    [
      "another id",
      S01,
      replacing("id: S01\n", "id: S02\n"),
      /S01\.yaml: id: it says "S02"; make file name and id the same/,
    ],
    [
      "facts",
      "rules/explain/R01.yaml",
      replacing("    w: 25\n", "    w: 20\n"),
      /R01\.yaml: key_facts: the weights sum to 95/,
    ],
    [
      "card weights",
      "rules/pdd.yaml",
      replacing("w: 30", "w: 31"),
      /pdd\.yaml: card PDD-01, key_facts: the weights sum to 101/,
    ],
    [
      "a card nobody has",
      "rules/short-items.yaml",
      replacing(/card: \S+/, "card: ZZ-99"),
      /there is no card "ZZ-99/,
    ],
    [
      "one language only",
      "texts/en.yaml",
      (text) => `${text}\nzzz:\n  hello: Hello\n`,
      /zzz\.hello: missing in zh-CN\.yaml; add it/,
    ],
    [
      "a bad number",
      "scoring.yaml",
      replacing("pass_above: 70", "pass_above: high"),
      /scoring\.yaml: pass_above: .*correct this value/,
    ],
  ])("%s", (_, path, change, message) => {
    expect(() => loadContent(changed(path, change))).toThrow(message);
  });

  it("a missing file", () => {
    const dir = changed(S01, (text) => `${text}\n`);
    rmSync(join(dir, "scoring.yaml"));
    expect(() => loadContent(dir)).toThrow(/scoring\.yaml: the file is missing; restore it/);
  });

  it("everything that is wrong is told at once", () => {
    const dir = changed(S01, replacing("    w: 12\n", "    w: 13\n"));
    rmSync(join(dir, "scoring.yaml"));
    expect(() => loadContent(dir)).toThrow(/^2 problem\(s\)/);
  });
});

describe("versions", () => {
  it("change with what a file says, not with its comments", () => {
    const version = (content: Content) => content.scenarios.S01?.version;
    const before = version(loadContent());
    expect(version(loadContent(changed(S01, (text) => `# a note\n${text}`)))).toBe(before);
    expect(version(loadContent(changed(S01, replacing("朵朵妈", "豆豆妈"))))).not.toBe(before);
    expect(version(loadContent(changed("concepts.yaml", replacing("[抱歉,", "[抱歉, 抱憾,"))))).not.toBe(
      before,
    );
  });
});

describe("the library", () => {
  let db: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(async () => await db.close());

  it("keeps an open conversation on its version after the content changed", async () => {
    const yesterday = await createLibrary(loadContent(), db);
    const pins = yesterday.pinsFor({ scenarioId: "S01", ruleId: "R01" });
    expect(Object.keys(pins)).toEqual(["scenarios/S01", "rules/explain/R01", "rules/short-items", "scoring"]);

    const edited = loadContent(changed(S01, replacing("朵朵妈", "豆豆妈")));
    const today = await createLibrary(edited, db);
    expect((await today.script(pins)).scenario.persona.name.zh).toBe("朵朵妈");
    const fresh = today.pinsFor({ scenarioId: "S01", ruleId: "R01" });
    expect((await today.script(fresh)).scenario.persona.name.zh).toBe("豆豆妈");
    expect(fresh["rules/explain/R01"]).toBe(pins["rules/explain/R01"]);
  });

  it("keeps an open conversation on the card it began with after the card changed", async () => {
    const job = { scenarioId: "S01", ruleId: "TM-01", ruleIds: ["TM-01", "TM-03"] };
    const pins = (await createLibrary(loadContent(), db)).pinsFor(job);
    expect(Object.keys(pins).filter((id) => id.startsWith("cards/"))).toEqual(["cards/TM-01", "cards/TM-03"]);
    const edited = loadContent(
      changed("rules/tmall.yaml", replacing("      - 7天怎么算？拆了能退吗？", "      - 拆了能退吗？")),
    );
    const today = await createLibrary(edited, db);
    const before = (await today.script(pins)).choice?.rules.map(({ id, customer_say }) => [
      id,
      customer_say.zh[0],
    ]);
    expect(before).toEqual([
      ["TM-01", "7天怎么算？拆了能退吗？"],
      ["TM-03", "旺旺回复考核怎么算？"],
    ]);
    const fresh = today.pinsFor(job);
    expect((await today.script(fresh)).rule.customer_say.zh[0]).toBe("拆了能退吗？");
    expect(fresh["cards/TM-03"]).toBe(pins["cards/TM-03"]);
  });

  it("gives the same script for the same pins", async () => {
    const library = await createLibrary(loadContent(), db);
    const pins = library.pinsFor({ scenarioId: "S05", ruleId: "R01" });
    expect(await library.script(pins)).toBe(await library.script({ ...pins }));
  });

  it("says what to do about content nobody has", async () => {
    const library = await createLibrary(loadContent(), db);
    expect(() => library.pinsFor({ scenarioId: "S99", ruleId: "R01" })).toThrow(
      /no scenario "S99"; use one of S01/,
    );
    const pins = {
      ...library.pinsFor({ scenarioId: "S01", ruleId: "R01" }),
      "scenarios/S01": "000000000000",
    };
    await expect(library.script(pins)).rejects.toThrow(
      /scenarios\/S01 at version 000000000000 is not in this database/,
    );
  });
});
