import { countedJobs } from "../../db/job-opening.ts";
import { jobForm } from "../actions/job.ts";
import { companyTimeZone } from "../candidate.ts";
import { jobList, jobRows } from "../cards/jobs.ts";
import { rulesToday } from "../rules-today.ts";
import { mrkdwn } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

/** The jobs, and the way to open one. */
export const jobs: Command = {
  name: "jobs",
  usage: "/jobs [new]",
  description: {
    zh: "岗位一览；/jobs new 发布新岗位并取招聘链接",
    en: "Jobs; /jobs new opens one with its tracking link",
  },
  async run(deps, who, args) {
    const { locale } = deps;
    const asked = args.trim().toLowerCase();
    if (["new", "新", "新建", "发布"].includes(asked)) return { kind: "form", modal: jobForm(deps) };
    if (asked !== "") {
      const text = say(
        locale,
        `没有看懂“${mrkdwn(asked, 60)}”。可以写 \`/jobs\`（看岗位）或 \`/jobs new\`（发布新岗位）。`,
        `"${mrkdwn(asked, 60)}" is not known. Use \`/jobs\` for the list or \`/jobs new\` to open a job.`,
      );
      return { kind: "view", view: sentence(text) };
    }
    const [list, timeZone, upkeep] = await Promise.all([
      countedJobs(deps.db.sql, who.company, jobRows),
      companyTimeZone(deps.db.sql, who.company),
      rulesToday(deps, who.company),
    ]);
    return { kind: "view", view: jobList(list, timeZone, locale, upkeep) };
  },
};
