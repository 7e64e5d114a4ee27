import { companyJobs } from "../../db/jobs.ts";
import { jobForm } from "../actions/job.ts";
import { jobsView } from "../jobs-view.ts";
import type { Command } from "../types.ts";
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
    const { locale } = deps;
    const asked = args.trim().toLowerCase();
    if (["new", "新", "新建", "发布"].includes(asked)) return { kind: "form", modal: jobForm(deps) };
    const words = wordsOf(args);
    const page = words.map((word) => /^page[:=：](\d{1,4})$/i.exec(word)?.[1]).find(Boolean);
    const status = words.map((word) => statuses[word.toLowerCase()]).find(Boolean);
    const text = words
      .filter((word) => !/^page[:=：]/i.test(word) && !statuses[word.toLowerCase()])
      .join(" ");
    const query = { status, text: text.slice(0, 60) || undefined, page: Math.max(1, Number(page ?? 1)) };
    const view = await jobsView(deps, who, query);
    if (view) return { kind: "view", view };
    const near = findJobByWords(text, await companyJobs(deps.db.sql, who.company), locale);
    const how = say(
      locale,
      "也可以写 `/jobs`（看全部岗位）或 `/jobs new`（发布新岗位）。",
      "`/jobs` shows all, `/jobs new` opens a job.",
    );
    return { kind: "view", view: sentence(`${"problem" in near ? near.problem : ""} ${how}`.trim()) };
  },
};
