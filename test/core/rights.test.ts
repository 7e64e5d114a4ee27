import { describe, expect, it } from "vitest";
import { allRights, Role, reachOf, ruleRight } from "../../src/core/rights.ts";

describe("rights", () => {
  it("let nobody do what has no row", () => {
    for (const role of Role.options) {
      expect(reachOf(role, "action delete_everything")).toBe("no");
      expect(reachOf(role, "toString")).toBe("no");
      expect(ruleRight({ role }, "action delete_everything", true)).toBe("role");
    }
  });

  it("let an auditor change nothing and see no contact details", () => {
    const changing =
      /^(change|action (invite|hold|decline|ask|reply|reveal|voices|job_\w+|faq_\w+|digest_times|person_\w+)$)/;
    const rows = allRights.filter((name) => changing.test(name));
    expect(rows.length).toBeGreaterThan(12);
    for (const name of rows) expect(reachOf("auditor", name), name).toBe("no");
    expect(reachOf("auditor", "command audit")).toBe("all");
    expect(reachOf("auditor", "command candidates")).toBe("all");
  });

  it("keep recruiters to their own jobs, and people and settings to admins", () => {
    expect(ruleRight({ role: "recruiter" }, "action invite", true)).toBe("yes");
    expect(ruleRight({ role: "recruiter" }, "action invite", false)).toBe("other job");
    expect(ruleRight({ role: "lead" }, "action invite", false)).toBe("yes");
    expect(ruleRight({ role: "recruiter" }, "action job_people", true)).toBe("role");
    for (const name of ["action person_new", "action person_edit", "action digest_times"]) {
      expect(
        Role.options.map((role) => reachOf(role, name)),
        name,
      ).toEqual(["no", "no", "all", "no"]);
    }
  });

  it("let nobody in who is not on the list", () => {
    for (const name of allRights) expect(ruleRight(null, name, true), name).toBe("unlisted");
  });
});
