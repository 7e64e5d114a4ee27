import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { factName } from "../../src/core/fact-names.ts";
import { factOf, removedFact } from "../../src/core/outcomes.ts";

const sources = ["src/core/dialogue", "src/recruiter", "src/jobs", "src/conversation"].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(`${room}/${file}`, "utf8")),
);
const written = (pattern: RegExp) =>
  sources.flatMap((text) => [...text.matchAll(pattern)].map(([, fact = ""]) => fact));

describe("what happened", () => {
  it("has words in both languages, whichever fact is written", () => {
    const facts = new Set([
      ...written(/\bfact\(scene, "(\w+)"/g),
      ...written(/insertFact\(tx, \{[^}]*?\bname: "(\w+)"/g),
      ...[...Object.values(factOf), removedFact],
      ...["invited", "held", "declined", "started", "recruiter_replied", "recruiter_asked"],
    ]);
    expect(facts.size).toBeGreaterThan(35);
    for (const fact of facts) {
      const name = factName(fact);
      expect(name?.zh, fact).toMatch(/\p{Script=Han}/u);
      expect(name?.en, fact).toMatch(/^[A-Z]/);
    }
    expect(factName("toString")).toBeNull();
  });
});
