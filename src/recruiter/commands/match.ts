import { readWords } from "../../core/profile/read-words.ts";
import { companyJobs } from "../../db/jobs.ts";
import { ownTagsOf } from "../../db/own-tags.ts";
import { askRight } from "../access.ts";
import { matchesView } from "../matches-view.ts";
import { mrkdwn } from "../text.ts";
import type { Command, Recruiter, RecruiterDeps, View } from "../types.ts";
import { say } from "../words.ts";
import { findJobByWords } from "./asked.ts";
import { sentence } from "./sentence.ts";

/** Who fits a job, or what is said in words. */
export const match: Command = {
  name: "match",
  usage: "/match <岗位 job | 会拼多多、能晚班的有谁 | knows Pinduoduo and can work evenings>",
  description: {
    zh: "谁适合这个岗位：应聘者和人才库一起排，写明理由和还缺什么；也可以直接用话说要求",
    en: "Who fits a job, applicants and talent pool together, with reasons and what is missing; or say what you need",
  },
  examples: ["/match 拼多多售后", "/match 会拼多多、能晚班的有谁", "/match 京东、单休、6500以内、一周内到岗"],
  async run(deps, who, args) {
    const said = args.trim().slice(0, 300);
    const { locale } = deps;
    const jobs = (await companyJobs(deps.db.sql, who.company)).filter(({ practice }) => !practice);
    const named = said === "" ? null : findJobByWords(said, jobs, locale);
    if (named && "job" in named) return { kind: "view", view: await ofJob(deps, who, named.job.id) };
    const view = said === "" ? null : await wordsView(deps, who, said, false);
    if (view) return { kind: "view", view };
    const how = say(
      locale,
      "请写岗位名，或用话说要求，例如 `/match 拼多多售后`、`/match 会拼多多、能晚班的有谁`。",
      "Name a job or say what you need, e.g. `/match Pinduoduo after-sales`, `/match knows Pinduoduo and can work evenings`.",
    );
    return { kind: "view", view: sentence(named && "problem" in named ? `${named.problem}\n${how}` : how) };
  },
};

/** A recruiter with jobs of their own sees who fits these, nobody else's. */
async function ofJob(deps: RecruiterDeps, who: Recruiter, job: string): Promise<View> {
  const may = await askRight(deps, deps.db.sql, who, "command match", { job });
  if ("kind" in may) return sentence(may.notice);
  const view = await matchesView(deps, who, { job });
  return view ?? sentence(say(deps.locale, "没有这个岗位，用 /jobs 看看。", "No such job; see /jobs."));
}

/**
 * Whoever in the talent pool fits what was said; null = no tags were said. `sure` = only when every word was understood
 * and people were asked for, so that a question about numbers stays one.
 */
export async function wordsView(
  deps: RecruiterDeps,
  who: Recruiter,
  said: string,
  sure: boolean,
): Promise<View | null> {
  const { locale } = deps;
  const read = readWords(said, await ownTagsOf(deps.db.sql, who.company));
  if (read.kind === "protected") {
    if (sure) return null;
    return sentence(
      say(
        locale,
        "不能按年龄、性别、婚育、籍贯、民族、健康、长相这些条件找人，系统里也没有这些标签。可以写平台、班次、单休、到岗、薪资、经验和测评表现。",
        "Nobody can be looked for by age, sex, family, origin, health or looks, and there are no such tags. Platforms, shifts, rest days, start, pay, experience and screening results can be asked for.",
      ),
    );
  }
  const { criteria, unknown, asksWho } = read;
  if (criteria.length === 0 || (sure && (unknown.length > 0 || !asksWho))) return null;
  const view = await matchesView(deps, who, { ask: criteria });
  if (!view || unknown.length === 0) return view;
  const words = unknown.map((word) => `“${mrkdwn(word, 30)}”`).join(say(locale, "、", ", "));
  const note = say(locale, `没有看懂：${words}，没有按它筛选。`, `Not understood and not used: ${words}.`);
  return { ...view, blocks: [...view.blocks, ...sentence(note).blocks] };
}
