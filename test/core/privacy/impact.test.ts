import { describe, expect, it } from "vitest";
import { type Deployment, impactAssessment } from "../../../src/core/privacy/impact.ts";
import { keptDays } from "../../../src/core/privacy/kept.ts";
import { personTables } from "../../../src/core/privacy/tables.ts";

const alone: Deployment = {
  company: "示例店",
  day: "2026-11-26",
  timeZone: "Asia/Shanghai",
  database: "embedded",
  publicUrl: null,
  candidateChannels: ["web"],
  recruiterSurfaces: ["console"],
  voice: "listened to",
  processors: [],
  people: { recruiter: 2, lead: 1, admin: 1, auditor: 0 },
};
const model = {
  name: { zh: "模型服务", en: "Model service" },
  host: "llm.example.com",
  gets: { zh: "去标识的回答", en: "Answers without identity" },
};

describe.each(["zh-CN", "en"] as const)("the impact assessment in %s", (locale) => {
  const written = impactAssessment(alone, locale);

  it("names every table that holds something of a person, with its days, and every period", () => {
    expect(personTables.length).toBeGreaterThan(20);
    for (const { name, keep } of personTables) {
      const row = written.split("\n").find((line) => line.includes(`\`${name}\``));
      expect(row, name).toBeDefined();
      if ("period" in keep) expect(row, name).toContain(`| ${keptDays[keep.period]} |`);
    }
    for (const days of Object.values(keptDays)) expect(written).toMatch(new RegExp(`\\b${days} ?(天|days)`));
  });

  it("says who receives data only when somebody does", () => {
    expect(written).not.toContain("llm.example.com");
    expect(written).toContain(locale === "en" ? "Nobody: data does not leave" : "无：数据不离开本系统");
    const asked = impactAssessment({ ...alone, processors: [model] }, locale);
    expect(asked).toContain("llm.example.com");
    expect(asked).not.toContain(locale === "en" ? "Nobody: data" : "无：数据");
  });

  it("says what becomes of voice messages here, and that no emotion is read from them", () => {
    expect(written).toMatch(/不转写、不评分|neither written down nor scored/);
    const spoken = impactAssessment({ ...alone, voice: "written down" }, locale);
    expect(spoken).toMatch(/征得单独同意后|after a separate consent/);
    for (const text of [written, spoken]) expect(text).toMatch(/第5条第1款\(f\)项|Art\. 5\(1\)\(f\)/);
  });

  it("leaves to people what only people can judge", () => {
    expect(written.match(/- \[ \]/g)?.length).toBe(4);
  });
});
