import { readNow } from "../../db/decisions.ts";
import { ownOnly } from "../access.ts";
import { workSettingsAction } from "../actions/work-settings.ts";
import { type ReviewQuery, reviewList } from "../cards/reviews.ts";
import { readReviews } from "../reviews.ts";
import { mrkdwn } from "../text.ts";
import type { Command, Recruiter, RecruiterDeps, View } from "../types.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

/** The review queue: who waits for a person, the longest first. */
export const reviews: Command = {
  name: "reviews",
  usage: "/reviews [mine] [late] [job:ID] [page:2] | settings",
  description: {
    zh: "待复核队列，等得最久的在前，超过 4 工作小时的有标记；mine 只看我的，late 只看超时的",
    en: "The review queue, longest wait first, over 4 working hours marked; mine = with me, late = over target",
  },
  async run(deps, who, args) {
    if (["settings", "设置"].includes(args.trim().toLowerCase())) return await settings(deps, who);
    const parsed = parse(args);
    if ("query" in parsed) return { kind: "view", view: await reviewsView(deps, who, parsed.query) };
    const how = say(
      deps.locale,
      "可以写：`/reviews`（全部）、`/reviews mine`（我的和没人负责的）、`/reviews late`（超过目标的）、`/reviews job:岗位编号`、`/reviews page:2`，可以连着写；`/reviews settings` 改工作时间（管理员）。",
      "Use `/reviews` (all), `/reviews mine` (with me or nobody), `/reviews late` (over target), `/reviews job:ID`, `/reviews page:2`, in any combination; `/reviews settings` changes the working time (admins).",
    );
    const odd = mrkdwn(parsed.odd, 60);
    const unknown =
      parsed.odd === "" ? "" : say(deps.locale, `没有看懂“${odd}”。`, `"${odd}" is not known. `);
    return { kind: "view", view: sentence(unknown + how) };
  },
};

async function settings(deps: RecruiterDeps, who: Recruiter): ReturnType<Command["run"]> {
  const answer = await workSettingsAction.run(deps, who, { value: "{}", deliveryId: "" });
  if (answer.kind === "form") return { kind: "form", modal: answer.modal };
  return { kind: "view", view: sentence("notice" in answer ? answer.notice : "") };
}

/** The queue as of now. */
export async function reviewsView(deps: RecruiterDeps, who: Recruiter, query: ReviewQuery): Promise<View> {
  const { sql } = deps.db;
  const queue = await readReviews(
    sql,
    who.company,
    await readNow(sql, deps.clock()),
    ownOnly(who, "command reviews"),
  );
  return reviewList(queue, query, who.id, deps.locale);
}

/** `odd` = the first word that was not understood; empty when help was asked for. */
function parse(args: string): { query: ReviewQuery } | { odd: string } {
  const query: ReviewQuery = { mine: false, late: false, page: 1 };
  for (const word of args.normalize("NFKC").toLowerCase().split(/\s+/u).filter(Boolean)) {
    const [, key, value] = /^(job|岗位|page|页)[:=](.{1,64})$/u.exec(word) ?? [];
    if (["help", "帮助", "?"].includes(word)) return { odd: "" };
    if (["mine", "me", "我的", "我"].includes(word)) query.mine = true;
    else if (["late", "over", "超时", "超过目标"].includes(word)) query.late = true;
    else if (value !== undefined && (key === "job" || key === "岗位")) query.job = value;
    else if (value !== undefined && /^[1-9]\d{0,3}$/.test(value)) query.page = Number(value);
    else return { odd: word };
  }
  return { query };
}
