import { askRight } from "../access.ts";
import { jobChoices } from "../actions/job.ts";
import { jobForm } from "../cards/job-form.ts";
import { jobsView } from "../jobs-view.ts";
import { mrkdwn } from "../text.ts";
import type { Command, CommandReply, Recruiter, RecruiterDeps } from "../types.ts";
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
    if (["new", "新", "新建", "发布"].includes(asked)) return await newJob(deps, who);
    if (asked !== "") {
      const text = say(
        locale,
        `没有看懂“${mrkdwn(asked, 60)}”。可以写 \`/jobs\`（看岗位）或 \`/jobs new\`（发布新岗位）。`,
        `"${mrkdwn(asked, 60)}" is not known. Use \`/jobs\` for the list or \`/jobs new\` to open a job.`,
      );
      return { kind: "view", view: sentence(text) };
    }
    return { kind: "view", view: await jobsView(deps, who) };
  },
};

async function newJob(deps: RecruiterDeps, who: Recruiter): Promise<CommandReply> {
  const may = await askRight(deps, deps.db.sql, who, "action job_new", null);
  if ("kind" in may) return { kind: "view", view: sentence(may.notice) };
  return { kind: "form", modal: jobForm(await jobChoices(deps, may), deps.locale) };
}
