import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { loadContent } from "../../../src/content.ts";
import { findEvidence } from "../../../src/core/scoring/evidence.ts";

const transcripts = z
  .array(
    z.strictObject({
      scenario: z.string(),
      credits: z.string().regex(/^[uh-]+$/),
      gates: z.array(z.string()),
      says: z.array(z.string()).min(1),
    }),
  )
  .parse(parse(readFileSync(new URL("../../fixtures/phone-style.yaml", import.meta.url), "utf8")));
const { scenarios } = loadContent();
const letter = { unprompted: "u", prompted: "p", partial: "h", absent: "-" };

test.each(transcripts)("$scenario earns $credits: $says.0", ({ scenario: id, credits, gates, says }) => {
  const scenario = scenarios[id]?.value;
  if (!scenario) throw new Error(id);
  const turns = says.map((text, i) => ({ from: "candidate" as const, t: 10 + 30 * i, text }));
  const evidence = findEvidence(scenario, turns);
  const found = scenario.elements.map(({ id: element }) => {
    const credit = evidence.elements[element]?.credit;
    return credit ? letter[credit] : "?";
  });
  expect(found.join("")).toBe(credits);
  expect([...new Set(evidence.gates.map(({ gate }) => gate))]).toEqual(gates);
});
