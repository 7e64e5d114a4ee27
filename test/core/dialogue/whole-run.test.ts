import { describe, expect, it } from "vitest";
import { chatAt } from "./chat.ts";
import { script } from "./script.ts";

describe("a whole screening", () => {
  it.each(["zh-CN", "en"] as const)("leads from the greeting to an assessment in %s", (locale) => {
    const chat = chatAt("done", { locale });
    expect(chat.status).toBe("done");
    expect(chat.facts()).toEqual([
      "started",
      "consented",
      "facts_given",
      "assessment_started",
      "roleplay_started",
      "roleplay_finished",
      "rule_finished",
      "short_finished",
      "assessment_completed",
    ]);
    const [assessed] = chat.of("assessed");
    expect(assessed?.assessment).toMatchObject({ attempt: 1, versions: script.pins });
    expect(assessed?.assessment.complaint.completeness).toBeGreaterThan(60);
    expect(chat.of("stage").map(({ to }) => to)).toEqual(["screening", "assessed"]);
    expect(chat.of("notify").map(({ notice }) => notice.kind)).toEqual(["assessed"]);
  });
});
