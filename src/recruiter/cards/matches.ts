import type { KnownBlock } from "@slack/types";
import { z } from "zod";
import { inLocale, type Locale } from "../../core/locale.ts";
import { type Criterion, JobProfile } from "../../core/profile/criteria.ts";
import type { Reason } from "../../core/profile/explain.ts";
import { isBuiltIn, tags } from "../../core/profile/tags.ts";
import type { Match, MatchPage } from "../match.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { caseNumber, say } from "../words.ts";
import { actOn, button } from "./buttons.ts";

/** Matches on one page. */
export const matchRows = 8;

/** What a list of matches shows; carried by its buttons. Without a job the criteria were said in words. */
export const MatchesQuery = z.strictObject({
  job: z.string().max(64).optional(),
  ask: JobProfile.shape.criteria.optional(),
  pool: z.literal(true).optional(),
  after: z.strictObject({ key: z.int(), ordinal: z.int() }).optional(),
});
export type MatchesQuery = z.infer<typeof MatchesQuery>;

export type OwnTagNames = ReadonlyMap<string, string>;

type List = {
  title: string;
  criteria: readonly Criterion[];
  own: OwnTagNames;
  page: MatchPage;
  query: MatchesQuery;
  may: { edit: boolean; invite: boolean };
};

/** One page of matches, each with why and with what is missing. */
export function matchList({ title, criteria, own, page, query, may }: List, locale: Locale): View {
  const heading = query.pool
    ? say(locale, `人才库：适合「${title}」`, `Talent pool for "${title}"`)
    : say(locale, `适合「${title}」的人`, `People for "${title}"`);
  const asked = criteria.map((one) => criterionWords(one, own, locale)).join(say(locale, "、", ", "));
  const { after: _, ...first } = query;
  const paging = [
    ...(query.after
      ? [button("match_first", say(locale, "回到第一页", "First page"), JSON.stringify(first))]
      : []),
    ...(page.next
      ? [button("match_page", say(locale, "下一页", "Next"), JSON.stringify({ ...first, after: page.next }))]
      : []),
    ...(query.job && !query.pool
      ? [
          button(
            "match_pool",
            say(locale, "只看人才库", "Talent pool only"),
            JSON.stringify({ job: query.job, pool: true }),
          ),
        ]
      : []),
    ...(query.job && may.edit
      ? [button("match_profile", say(locale, "改要求…", "Change…"), JSON.stringify({ job: query.job }))]
      : []),
  ];
  const invitable = page.matches
    .filter((match) => isInvitable(match, query))
    .map(({ person }) => person.candidateId);
  const inviteAll = button(
    "match_invite",
    say(locale, `一键邀请这 ${invitable.length} 位`, `Invite these ${invitable.length}`),
    JSON.stringify({ job: query.job, who: invitable }),
    "primary",
  );
  const nobody = say(
    locale,
    "还没有合适的人。测评、简历和人才库里的人会自动出现在这里。",
    "Nobody fits yet. Whoever is screened, sends a résumé or is in the talent pool appears here by themselves.",
  );
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(heading, 150) },
    {
      type: "context",
      elements: [mrkdwnText(say(locale, `要求：${asked}`, `Looked for: ${asked}`).slice(0, 2900))],
    },
    ...page.matches.flatMap((match) => matchBlocks(match, query, may, own, locale)),
    ...(page.matches.length === 0 ? [{ type: "section" as const, text: plainText(nobody, 300) }] : []),
    ...(may.invite && query.job && invitable.length > 1
      ? [{ type: "actions" as const, elements: [inviteAll] }]
      : []),
    ...(paging.length > 0 ? [{ type: "actions" as const, elements: paging }] : []),
  ];
  return { text: mrkdwn(heading, 150), blocks };
}

/** Whether one tap may invite them: from the pool, everything required is known, at least 60, not invited before. */
const isInvitable = ({ person, why }: Match, { job }: MatchesQuery): boolean =>
  job !== undefined &&
  person.jobId !== job &&
  person.poolUntil !== null &&
  (person.applicationId !== null || person.contact) &&
  person.invited === null &&
  why.sure &&
  why.score >= 60;

function matchBlocks(
  match: Match,
  query: MatchesQuery,
  may: List["may"],
  own: OwnTagNames,
  locale: Locale,
): KnownBlock[] {
  const { person, why } = match;
  const name = mrkdwn(person.name ?? say(locale, "未留姓名", "no name given"), 60);
  const number = person.number === null ? "" : `${caseNumber(person.number)} `;
  const unsure = why.sure ? "" : say(locale, " · 有必需项待确认", " · something required is unknown");
  const from =
    person.jobId !== null && person.jobId === query.job
      ? say(locale, "应聘了这个岗位", "applied for this job")
      : say(
          locale,
          `人才库${person.jobTitle ? `，应聘过「${mrkdwn(person.jobTitle, 60)}」` : ""}`,
          `talent pool${person.jobTitle ? `, applied for "${mrkdwn(person.jobTitle, 60)}"` : ""}`,
        );
  const invited = person.invited ? ` · ${inLocale(invitedNames[person.invited], locale)}` : "";
  const part = (verdicts: readonly Reason["verdict"][]) =>
    why.reasons
      .filter(({ verdict }) => verdicts.includes(verdict))
      .map((reason) => reasonWords(reason, own, locale));
  const has = part(["met", "part"]);
  const lacks = part(["unknown", "against"]);
  const lines = [
    `*${number}${name}* · ${why.score.toFixed(1)}${unsure}`,
    from + invited,
    ...(has.length > 0 ? [`✓ ${has.join(say(locale, "；", "; "))}`] : []),
    ...(lacks.length > 0
      ? [`${say(locale, "还缺", "Missing")}: ${lacks.join(say(locale, "；", "; "))}`]
      : []),
  ];
  const target = person.applicationId === null ? null : { a: person.applicationId, v: person.version ?? 0 };
  const buttons = [
    ...(target ? [actOn("open", target, locale), actOn("tags", target, locale)] : []),
    ...(may.invite && (isInvitable(match, query) || person.invited === "linked")
      ? [
          button(
            "match_invite",
            person.invited === "linked"
              ? say(locale, "再看邀请链接", "Show the link again")
              : say(locale, "邀请应聘", "Invite to apply"),
            JSON.stringify({ job: query.job, who: [person.candidateId] }),
          ),
        ]
      : []),
  ];
  return [
    { type: "section", text: mrkdwnText(lines.join("\n").slice(0, 2900)) },
    ...(buttons.length > 0 ? [{ type: "actions" as const, elements: buttons }] : []),
  ];
}

const invitedNames = {
  waiting: { zh: "邀请待发出", en: "invitation waiting" },
  sent: { zh: "已邀请", en: "invited" },
  dropped: { zh: "邀请没有发出", en: "invitation not sent" },
  accepted: { zh: "接受了邀请", en: "accepted the invitation" },
  refused: { zh: "这次不考虑", en: "not this time" },
  linked: { zh: "链接已交出，等对方打开", en: "link handed out" },
} as const;

/** A tag's name; one of the company's own by what it is called now. */
export const tagName = (tag: string, own: OwnTagNames, locale: Locale): string =>
  isBuiltIn(tag) ? inLocale(tags[tag], locale) : mrkdwn(own.get(tag) ?? tag, 40);

/** A criterion in words, with its limit and whether it is required. */
export function criterionWords({ tag, need, limit }: Criterion, own: OwnTagNames, locale: Locale): string {
  const name = tagName(tag, own, locale);
  const bound = limit === undefined ? "" : ` (${limitWords(tag, limit, locale)})`;
  return need === "required" ? `*${name}${bound}*` : `${name}${bound}`;
}

function limitWords(tag: string, limit: number, locale: Locale): string {
  if (tag === "pay") return say(locale, `${limit} 元/月`, `CNY ${limit} a month`);
  if (tag === "start")
    return limit === 0
      ? say(locale, "马上", "at once")
      : say(locale, `${limit} 天内`, `within ${limit} days`);
  return limit === 0
    ? say(locale, "不限年数", "any")
    : say(locale, `${limit} 年以上`, `${limit} years or more`);
}

/** Where a tag comes from, in words. */
export const sourceNames = {
  assessment: { zh: "测评", en: "screening" },
  chat: { zh: "本人说", en: "own words" },
  resume: { zh: "简历", en: "résumé" },
  person: { zh: "同事记录", en: "noted" },
} as const;

/** One reason with what it rests on: "熟悉拼多多（测评 85，11-20）". */
function reasonWords({ criterion, verdict, tag }: Reason, own: OwnTagNames, locale: Locale): string {
  const name = tagName(criterion.tag, own, locale);
  const need =
    criterion.need === "required" && (verdict === "unknown" || verdict === "against")
      ? say(locale, "【必需】", "[required] ")
      : "";
  if (!tag) return `${need}${name}${say(locale, "（还不清楚）", " (not known)")}`;
  const value =
    tag.source === "assessment" && typeof tag.evidence.value === "number" ? ` ${tag.evidence.value}` : "";
  const sum =
    criterion.tag === "pay" ? (tag.value === null ? say(locale, " 面议", " open") : ` ${tag.value}`) : "";
  const years =
    criterion.tag === "experience" && tag.value !== null
      ? say(locale, ` ${tag.value} 年`, ` ${tag.value} years`)
      : "";
  const why = `${inLocale(sourceNames[tag.source], locale)}${value}${sum}${years}${say(locale, "，", ", ")}${tag.on.slice(5)}`;
  const unproven =
    verdict === "part" && tag.level === "stated" && criterion.tag !== "pay"
      ? say(locale, "，未经测评", ", not screened")
      : "";
  return `${need}${name}${say(locale, `（${why}${unproven}）`, ` (${why}${unproven})`)}`;
}
