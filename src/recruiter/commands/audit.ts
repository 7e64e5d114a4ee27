import { auditLines } from "../../db/audit-trail.ts";
import { companyTimeZone } from "../candidate.ts";
import { auditList, auditRows } from "../cards/audit.ts";
import { mrkdwn } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

/** Who did what and when, the newest first. */
export const audit: Command = {
  name: "audit",
  usage: "/audit [page]",
  description: {
    zh: "操作记录：谁在什么时候做了什么，改前改后；/audit 2 看第二页",
    en: "The audit trail: who did what and when, before and after; /audit 2 for the second page",
  },
  async run(deps, who, args) {
    const asked = args.trim();
    const page = asked === "" ? 1 : /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : null;
    if (page === null) {
      const how = say(
        deps.locale,
        `没有看懂“${mrkdwn(asked, 60)}”。可以写 \`/audit\` 或 \`/audit 2\`（第二页）。`,
        `"${mrkdwn(asked, 60)}" is not known. Use \`/audit\` or \`/audit 2\` for the second page.`,
      );
      return { kind: "view", view: sentence(how) };
    }
    const { sql } = deps.db;
    const [lines, timeZone] = await Promise.all([
      auditLines(sql, who.company, { limit: auditRows + 1, offset: (page - 1) * auditRows }),
      companyTimeZone(sql, who.company),
    ]);
    return { kind: "view", view: auditList(lines, { page, timeZone }, deps.locale) };
  },
};
