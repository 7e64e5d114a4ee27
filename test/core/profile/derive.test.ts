import { describe, expect, it } from "vitest";
import { personalIn } from "../../../src/core/asking/forbidden-personal.ts";
import { protectedIn } from "../../../src/core/asking/forbidden-protected.ts";
import { defaultProfile, JobProfile } from "../../../src/core/profile/criteria.ts";
import { derive, type ProfileFacts } from "../../../src/core/profile/derive.ts";
import { planOf } from "../../../src/core/profile/plan.ts";
import { builtInTags, tags } from "../../../src/core/profile/tags.ts";
import { termsFor, termsOf } from "../../../src/core/profile/terms.ts";

const none: ProfileFacts = { said: [], shown: [], resumes: [], noted: [] };
const today = "2026-11-24";
const said = (fit: ProfileFacts["said"][number]["fit"], on = "2026-11-20") => ({
  application: "a1",
  on,
  fit,
});
const shown = {
  id: "s1",
  on: "2026-11-20",
  total: 78,
  passed: true,
  emotion: 82,
  completeness: 55,
  rules: [{ card: "R01", score: 85, explained: true }],
};
const levelOf = (facts: Partial<ProfileFacts>, tag: string) =>
  derive({ ...none, ...facts }).tags.find((one) => one.tag === tag)?.level ?? null;

describe("tags from facts", () => {
  it("puts what a screening showed above what somebody says", () => {
    const claims = [said({ platforms: ["pdd"] })];
    expect(levelOf({ said: claims }, "platform_pdd")).toBe("stated");
    expect(levelOf({ said: claims, shown: [shown] }, "platform_pdd")).toBe("shown");
    const poor = { ...shown, rules: [{ card: "PDD-02", score: 30, explained: true }] };
    expect(levelOf({ said: claims, shown: [poor] }, "platform_pdd")).toBe("contrary");
    const middling = { ...shown, rules: [{ card: "PDD-02", score: 60, explained: true }] };
    expect(levelOf({ said: claims, shown: [middling] }, "platform_pdd")).toBe("stated");
  });

  it("takes one short item about a platform for luck, two for knowledge", () => {
    const item = (card: string) => ({ card, score: 100, explained: false });
    expect(levelOf({ shown: [{ ...shown, rules: [item("JD-01")] }] }, "platform_jd")).toBeNull();
    expect(levelOf({ shown: [{ ...shown, rules: [item("JD-01"), item("JD-03")] }] }, "platform_jd")).toBe(
      "shown",
    );
  });

  it("calls somebody polite or solution-minded only from the role-play", () => {
    expect(levelOf({ shown: [shown] }, "polite")).toBe("shown");
    expect(levelOf({ shown: [shown] }, "solution")).toBeNull();
    expect(levelOf({ shown: [{ ...shown, emotion: 40 }] }, "polite")).toBe("contrary");
  });

  it("lets the newest answer stand and keeps evidence, source, confidence and day with each", () => {
    const facts = { said: [said({ shifts: "day" }, "2026-10-01"), said({ shifts: "any" }, "2026-11-01")] };
    const [night] = derive({ ...none, ...facts }).tags;
    expect(night).toEqual({
      tag: "night",
      level: "stated",
      source: "chat",
      confidence: 0.6,
      value: null,
      evidence: { of: "shifts", value: "any", ref: "a1" },
      on: "2026-11-01",
    });
  });

  it("lets time pass: who could start in two weeks can start at once two weeks later", () => {
    const { tags: found, availableFrom } = derive({
      ...none,
      said: [said({ startDate: "P14D" }, "2026-11-10")],
    });
    expect(availableFrom).toBe("2026-11-24");
    expect(termsOf(found, availableFrom, "2026-11-12")).not.toContain("start<=7");
    expect(termsOf(found, availableFrom, today)).toContain("start<=0");
  });

  it("holds pay against a budget without letting in more than it allows", () => {
    const terms = (payMin: number) => {
      const { tags: found } = derive({ ...none, said: [said({ payMin })] });
      return termsOf(found, null, today);
    };
    const budget = termsFor({ tag: "pay", limit: 6400 }).full ?? "";
    expect(terms(6000)).toContain(budget);
    expect(terms(6001)).not.toContain(budget);
    expect(terms(6001)).toContain("pay-");
    const open = derive({ ...none, said: [said({ payNegotiable: true })] });
    expect(termsOf(open.tags, null, today)).toEqual(["pay?"]);
  });

  it("takes no note for what a screening has to show or a candidate has to say", () => {
    const note = (tag: string) => ({ noted: [{ tag, holds: true, by: "li", on: today }] });
    expect(levelOf(note("single_rest"), "single_rest")).toBe("stated");
    expect(levelOf(note("passed"), "passed")).toBeNull();
  });
});

describe("what can be matched at all", () => {
  it("has no tag that is about anybody's age, sex, family, origin, health or looks", () => {
    for (const id of builtInTags) {
      expect(protectedIn(tags[id].zh) || protectedIn(tags[id].en), id).toBe(false);
      expect(personalIn(tags[id].zh), id).toBe(false);
    }
    for (const tag of ["age", "gender", "own_", "female", "own_AGE1", "typing_rhythm"])
      expect(JobProfile.safeParse({ criteria: [{ tag, need: "wanted", weight: 1 }] }).success, tag).toBe(
        false,
      );
  });

  it("never lets typing speed be a condition", () => {
    const typing = (need: string) =>
      JobProfile.safeParse({ criteria: [{ tag: "typing", need, weight: 1 }] }).success;
    expect(typing("wanted")).toBe(true);
    expect(typing("required")).toBe(false);
  });

  it("makes a profile for every job from its title and shift", () => {
    const profile = JobProfile.parse(defaultProfile({ title: "拼多多/抖音售后客服", shift: "night" }));
    expect(profile.criteria.slice(0, 3).map(({ tag, need }) => `${tag} ${need}`)).toEqual([
      "platform_pdd wanted",
      "platform_douyin wanted",
      "night required",
    ]);
    expect(planOf(profile).criteria.flatMap(({ scored }) => scored).length).toBeGreaterThan(6);
  });
});
