import { reachOf } from "../../core/rights.ts";
import { directRecruiters, type Share } from "../../db/digest-audience.ts";
import { currentViews } from "../digests/digest.ts";
import { mrkdwn } from "../text.ts";
import type { Command, Recruiter, RecruiterDeps, View } from "../types.ts";
import { markWhole } from "../whole-company.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

const choices = {
  now: ["now", "现在", "我的"],
  matched: ["matched", "匹配", "候选人"],
  channels: ["channels", "渠道", "周报"],
} as const;
type Choice = keyof typeof choices;

/** The digests as they would be now, for the person who asks. */
export const digest: Command = {
  name: "digest",
  usage: "/digest [now|matched|channels] [html]",
  description: {
    zh: "摘要：now 等我决定的人，matched 全部待决定的人，channels 渠道周报；加 html 得到可以发邮件的版本",
    en: "Digests: now = waiting for me, matched = everybody waiting, channels = the week; html = to mail on",
  },
  async run(deps, who, args) {
    const words = args.trim().toLowerCase().split(/\s+/u).filter(Boolean);
    const html = words.includes("html");
    const [word = "now", ...more] = words.filter((one) => one !== "html");
    const choice = (Object.keys(choices) as Choice[]).find((id) => choices[id].some((name) => name === word));
    if (!choice || more.length > 0) return { kind: "view", view: sentence(howTo(args, deps)) };
    if (html) return { kind: "view", view: sentence(mailLink(deps, choice)) };
    return { kind: "view", view: firstOf(await viewsFor(deps, who, choice), deps) };
  },
};

/** What each word after the command shows a person. */
export async function viewsFor(deps: RecruiterDeps, who: Recruiter, choice: Choice): Promise<View[]> {
  switch (choice) {
    case "now": {
      const own = await directRecruiters(deps.db.sql, who.company);
      const personal = own.some(({ id }) => id === who.id);
      return await currentViews(deps, who.company, "matched", personal ? { audience: who.id } : seenBy(who));
    }
    case "matched":
      return await currentViews(deps, who.company, "matched", seenBy(who));
    case "channels":
      return (await currentViews(deps, who.company, "channels", "all")).map((view, i, all) =>
        i === all.length - 1 ? markWhole(view, who, deps.locale) : view,
      );
    default:
      return choice satisfies never;
  }
}

/** The candidates of a person's own jobs, or of all for those who may see all. */
const seenBy = (who: Recruiter): Share =>
  reachOf(who.role, "command digest") === "all" ? "all" : { person: who.id };

/** An answer is one message; the others would be in its thread. */
function firstOf(views: View[], { locale }: RecruiterDeps): View {
  const [first, ...more] = views;
  if (!first) return sentence(say(locale, "目前没有内容。", "There is nothing to show."));
  if (more.length === 0) return first;
  const rest = say(locale, "其余的：/candidates stage:assessed", "The others: /candidates stage:assessed");
  return {
    ...first,
    blocks: [
      ...first.blocks,
      { type: "context", elements: [{ type: "plain_text", text: rest, emoji: false }] },
    ],
  };
}

function howTo(args: string, { locale }: RecruiterDeps): string {
  const typed = mrkdwn(args.trim(), 60);
  return say(
    locale,
    `没有看懂“${typed}”。可以写：\n\`/digest now\` 等我决定的候选人（我的岗位；没有就是频道里的）\n\`/digest matched\` 全公司待决定的候选人\n\`/digest channels\` 上一周的渠道周报\n后面加 \`html\` 得到可以发邮件的版本。`,
    `"${typed}" is not known. Use:\n\`/digest now\` candidates who wait for me (my jobs; else the channel's)\n\`/digest matched\` everybody who waits for a decision\n\`/digest channels\` last week's channels\nAdd \`html\` for a version to mail on.`,
  );
}

function mailLink({ locale, publicUrl }: RecruiterDeps, choice: Choice): string {
  const link = `${publicUrl}/console/digests/now/${choice}/mail`;
  return say(
    locale,
    `可以发邮件的版本（登录招聘台后下载）：<${link}|digest-${choice}.html>\n也可以在服务器上运行：\`npm run --silent cli -- digest ${choice} --html FILE\``,
    `A version to mail on (download it in the console): <${link}|digest-${choice}.html>\nOr on the server: \`npm run --silent cli -- digest ${choice} --html FILE\``,
  );
}
