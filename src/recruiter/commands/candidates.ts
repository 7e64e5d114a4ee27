import { ownChannelIds } from "../../db/channels.ts";
import { companyJobs } from "../../db/jobs.ts";
import type { ListQuery } from "../cards/list.ts";
import { listView } from "../list-view.ts";
import { measure } from "../measure.ts";
import type { Command, Recruiter, RecruiterDeps } from "../types.ts";
import { parseListArguments } from "./arguments.ts";
import { findChannel, findJobByWords, takePeriod, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

/** The list of candidates, those waiting for a decision first. */
export const candidates: Command = {
  name: "candidates",
  usage: "/candidates [stage:assessed] [band:advance] [job:JOB] [source:boss] [近7天] [page:2] [C1042]",
  description: {
    zh: "候选人名单，等您决定的排在前面；可按阶段、建议、岗位、渠道、时间、姓名筛选",
    en: "Candidates, those waiting for you first; filter by stage, band, job, channel, period or name",
  },
  examples: [
    "/candidates stage:待决定 band:advance",
    "/candidates job:售后 source:BOSS直聘 近7天",
    "/candidates 王小明",
  ],
  async run(deps, who, args) {
    const { today } = await measure(deps, who);
    const { period, rest } = takeDays(wordsOf(args), today);
    const parsed = parseListArguments(rest.join(" "), deps.locale);
    if ("problem" in parsed) return { kind: "view", view: sentence(parsed.problem) };
    const named = await withNames(deps, who, parsed.query);
    if ("problem" in named) return { kind: "view", view: sentence(named.problem) };
    const days = {
      ...(period?.from ? { from: period.from } : {}),
      ...(period?.to ? { to: period.to } : {}),
    };
    return { kind: "view", view: await listView(deps, who, { ...named.query, ...days }) };
  },
};

/** A period as elsewhere, but May and April are people here. */
function takeDays(words: string[], today: string): ReturnType<typeof takePeriod> {
  const taken = takePeriod(words, today);
  const phrase = words.filter((word) => !taken.rest.includes(word)).join(" ");
  return /^[a-z]{3,9}$/i.test(phrase) && !/day$/i.test(phrase) ? { period: null, rest: words } : taken;
}

/** Jobs and channels may be written as people call them. */
async function withNames(
  { db, locale }: RecruiterDeps,
  { company }: Recruiter,
  query: ListQuery,
): Promise<{ query: ListQuery } | { problem: string }> {
  const names: Pick<ListQuery, "job" | "source"> = {};
  if (query.job !== undefined) {
    const found = findJobByWords(query.job, await companyJobs(db.sql, company), locale);
    if ("problem" in found) return found;
    names.job = found.job.id;
  }
  if (query.source !== undefined) {
    const found = findChannel(query.source, await ownChannelIds(db.sql, company), locale);
    if ("problem" in found) return found;
    names.source = found.channel;
  }
  return { query: { ...query, ...names } };
}
