import { companyJobs } from "../../db/jobs.ts";
import { askRight } from "../access.ts";
import { jobChoices } from "../actions/job.ts";
import { jobForm } from "../cards/job-form.ts";
import { jobsView } from "../jobs-view.ts";
import type { Command, CommandReply, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";
import { findJobByWords, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

const statuses: Record<string, "open" | "closed"> = {
  open: "open",
  招聘中: "open",
  closed: "closed",
  已关闭: "closed",
};

/** The jobs, and the way to open one. */
export const jobs: Command = {
  name: "jobs",
  usage: "/jobs [new | open | closed] [岗位名 title] [page:2]",
  description: {
    zh: "岗位一览，可按状态、名称筛选；/jobs new 发布新岗位并取招聘链接",
    en: "Jobs, by status or title; /jobs new opens one with its tracking link",
  },
  examples: ["/jobs", "/jobs new", "/jobs open 售后", "/jobs closed page:2"],
  async run(deps, who, args) {
    const asked = args.trim().toLowerCase();
    if (["new", "新", "新建", "发布"].includes(asked)) return await newJob(deps, who);
    const words = wordsOf(args);
    const page = words.map((word) => /^page[:=：](\d{1,4})$/i.exec(word)?.[1]).find(Boolean);
    const status = words.map((word) => statuses[word.toLowerCase()]).find(Boolean);
    const text = words
      .filter((word) => !/^page[:=：]/i.test(word) && !statuses[word.toLowerCase()])
      .join(" ");
    const problem = text === "" ? null : await unlike(deps, who, text);
    if (problem) return { kind: "view", view: sentence(problem) };
    const query = {
      ...(status ? { status } : {}),
      ...(text ? { text: text.slice(0, 60) } : {}),
      page: Math.max(1, Number(page ?? 1)),
    };
    return { kind: "view", view: await jobsView(deps, who, query) };
  },
};

async function newJob(deps: RecruiterDeps, who: Recruiter): Promise<CommandReply> {
  const may = await askRight(deps, deps.db.sql, who, "action job_new", null);
  if ("kind" in may) return { kind: "view", view: sentence(may.notice) };
  return { kind: "form", modal: jobForm(await jobChoices(deps, may), deps.locale) };
}

/** What to type when no title has these words; null = one has. */
async function unlike(
  { db, locale }: RecruiterDeps,
  { company }: Recruiter,
  text: string,
): Promise<string | null> {
  const known = await companyJobs(db.sql, company);
  if (known.some(({ title }) => title.toLowerCase().includes(text.toLowerCase()))) return null;
  const near = findJobByWords(text, known, locale);
  if (!("problem" in near)) return null;
  const how = say(
    locale,
    "也可以写 `/jobs`（看全部岗位）或 `/jobs new`（发布新岗位）。",
    " `/jobs` shows all, `/jobs new` opens a job.",
  );
  return near.problem + how;
}
