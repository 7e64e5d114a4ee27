import { addDays, type Day } from "../calendar-days.ts";
import type { JobFit } from "../dialogue/effect.ts";
import { isBuiltIn, type KnownPlatform, knownPlatforms, type Tag, type TagId } from "./tags.ts";

/** What a screening showed, in numbers: dimensions 0-100, and rule knowledge by card. */
export type ShownFacts = {
  id: string;
  on: Day;
  total: number;
  passed: boolean;
  emotion: number;
  completeness: number;
  /** The explanation and every short item, each with the card it is about. */
  rules: { card: string; score: number; explained: boolean }[];
};

/** What a candidate said in the chat about one application. */
export type SaidFacts = { application: string; on: Day; fit: JobFit };

/** What a résumé or an import says; ids of the résumé vocabulary. */
export type ResumeFacts = {
  id: string;
  on: Day;
  platforms: readonly string[];
  tags: readonly string[];
  nightShift: boolean | null;
  singleRest: boolean | null;
  payMin: number | null;
  years: number | null;
  /** "immediate", "P<n>D" or a date. */
  availableFrom: string | null;
};

/** What a recruiter noted: a tag, and whether it is there or its opposite is. */
export type NotedFact = { tag: TagId; holds: boolean; by: string; on: Day };

/** Everything tags are made of; each list oldest first. */
export type ProfileFacts = {
  said: readonly SaidFacts[];
  shown: readonly ShownFacts[];
  resumes: readonly ResumeFacts[];
  noted: readonly NotedFact[];
};

export type Derived = { tags: Tag[]; availableFrom: Day | null };

/** From this score on an assessment shows a tag; at or below the other it speaks against it. */
const showsFrom = 70;
const againstTo = 40;
const confidences = { assessment: 0.9, person: 0.8, chat: 0.6, resume: 0.5 } as const;
/** What an assessment speaks against is still possible, but no longer to be taken on trust. */
const contradicted = 0.3;

/**
 * The tags of a person. For each tag one entry: an assessment stands above a recruiter's note, that above what was said
 * in the chat, that above a résumé; within a source the newest. The same facts always give the same tags.
 */
export function derive(facts: ProfileFacts): Derived {
  const found = new Map<TagId, Tag>();
  // From the weakest source to the strongest, each from old to new: what is put last stands.
  for (const tag of [
    ...facts.resumes.flatMap(ofResume),
    ...facts.said.flatMap(ofChat),
    ...facts.noted.flatMap(ofNote),
    ...facts.shown.flatMap(ofAssessment),
  ])
    found.set(tag.tag, settled(found.get(tag.tag), tag));
  const tags = [...found.values()].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  return { tags, availableFrom: availableFrom(facts) };
}

/** An assessment that speaks against what somebody says leaves their word, with little confidence in it. */
function settled(before: Tag | undefined, tag: Tag): Tag {
  if (tag.source === "assessment" && tag.level === "contrary" && before?.level === "stated")
    return { ...tag, confidence: Math.max(tag.confidence, 1 - contradicted) };
  return tag;
}

function ofChat({ application, on, fit }: SaidFacts): Tag[] {
  const tag = chatTag(application, on);
  const known = new Set(fit.platforms ?? []);
  const tags = knownPlatforms
    .filter((id) => known.has(id))
    .map((id) => tag(`platform_${id}`, "stated", "platforms", id));
  if (fit.shifts === "any" || fit.shifts === "evening")
    tags.push(tag("night", "stated", "shifts", fit.shifts));
  if (fit.shifts === "day") tags.push(tag("night", "contrary", "shifts", fit.shifts));
  const least = fit.payMin ?? fit.payMax ?? null;
  // Somebody who names a sum and is open to talk has named what they hope for.
  if (least !== null) tags.push({ ...tag("pay", "stated", "pay", least), value: least });
  else if (fit.payNegotiable) tags.push(tag("pay", "stated", "pay", null));
  if (fit.startDate) tags.push(tag("start", "stated", "start", fit.startDate));
  return tags;
}

const chatTag =
  (application: string, on: Day) =>
  (tag: TagId, level: Tag["level"], of: string, value: string | number | null): Tag => ({
    tag,
    level,
    source: "chat",
    confidence: confidences.chat,
    value: null,
    evidence: { of, value, ref: application },
    on,
  });

function ofAssessment(shown: ShownFacts): Tag[] {
  const tag = (id: TagId, level: Tag["level"], of: string, value: number): Tag => ({
    tag: id,
    level,
    source: "assessment",
    confidence: confidences.assessment,
    value: null,
    evidence: { of, value: Math.round(value * 10) / 10, ref: shown.id },
    on: shown.on,
  });
  const graded = (id: TagId, of: string, score: number): Tag[] =>
    score >= showsFrom
      ? [tag(id, "shown", of, score)]
      : score <= againstTo
        ? [tag(id, "contrary", of, score)]
        : [];
  return [
    ...graded("polite", "emotion", shown.emotion),
    ...graded("solution", "completeness", shown.completeness),
    tag("passed", shown.passed ? "shown" : "contrary", "total", shown.total),
    ...knownPlatforms.flatMap((platform) => {
      const known = knowledgeOf(platform, shown.rules);
      return known ? graded(`platform_${platform}`, known.of, known.score) : [];
    }),
  ];
}

/**
 * What the rules asked about a platform showed: its explanation, else the mean of its short items when there were at
 * least two, because one of them can be guessed.
 */
function knowledgeOf(
  platform: KnownPlatform,
  rules: ShownFacts["rules"],
): { of: string; score: number } | null {
  const about = rules.filter(({ card }) => platformsOfCard(card).includes(platform));
  const explained = about.findLast((rule) => rule.explained);
  if (explained) return { of: explained.card, score: explained.score };
  if (about.length < 2) return null;
  return {
    of: about
      .map(({ card }) => card)
      .join(",")
      .slice(0, 60),
    score: about.reduce((sum, { score }) => sum + score, 0) / about.length,
  };
}

/** The platforms a rule card is about; R01 explains a programme of Pinduoduo's. */
export function platformsOfCard(card: string): readonly KnownPlatform[] {
  if (card === "R01" || card.startsWith("PDD-")) return ["pdd"];
  if (card.startsWith("TM-")) return ["taobao", "tmall"];
  if (card.startsWith("JD-")) return ["jd"];
  if (card.startsWith("DY-")) return ["douyin"];
  return [];
}

/** Tags of the résumé vocabulary that say the same as ours. */
const resumeTags: Readonly<Record<string, readonly [TagId, "stated" | "contrary"]>> = {
  rules_pdd: ["platform_pdd", "stated"],
  rules_taobao: ["platform_taobao", "stated"],
  rules_jd: ["platform_jd", "stated"],
  rules_douyin: ["platform_douyin", "stated"],
  night_ok: ["night", "stated"],
  night_no: ["night", "contrary"],
  single_rest_ok: ["single_rest", "stated"],
  single_rest_no: ["single_rest", "contrary"],
  no_cs_experience: ["experience", "contrary"],
  ecommerce_cs_experience: ["experience", "stated"],
  phone_support_background: ["experience", "stated"],
  fast_typist: ["typing", "stated"],
  english_support: ["english", "stated"],
  big_promo_experience: ["promo", "stated"],
  team_lead_experience: ["team_lead", "stated"],
  live_commerce: ["live", "stated"],
};

function ofResume(resume: ResumeFacts): Tag[] {
  const tag = (id: TagId, level: Tag["level"], of: string, value: string | number | null): Tag => ({
    tag: id,
    level,
    source: "resume",
    confidence: confidences.resume,
    value: null,
    evidence: { of, value, ref: resume.id },
    on: resume.on,
  });
  const named = knownPlatforms.filter((id) => resume.platforms.includes(id));
  const years = resume.years;
  return [
    ...resume.tags.flatMap((id) => {
      const known = Object.hasOwn(resumeTags, id) ? resumeTags[id] : undefined;
      return known ? [tag(known[0], known[1], "tag", id)] : [];
    }),
    ...named.map((id) => tag(`platform_${id}`, "stated", "platforms", id)),
    ...(resume.nightShift === null
      ? []
      : [tag("night", resume.nightShift ? "stated" : "contrary", "night_shift", null)]),
    ...(resume.singleRest === null
      ? []
      : [tag("single_rest", resume.singleRest ? "stated" : "contrary", "single_rest_ok", null)]),
    ...(resume.payMin === null
      ? []
      : [{ ...tag("pay", "stated", "expected_salary", resume.payMin), value: resume.payMin }]),
    ...(years === null || years <= 0
      ? []
      : [{ ...tag("experience", "stated", "years_experience", years), value: years }]),
    ...(resume.availableFrom === null
      ? []
      : [tag("start", "stated", "available_from", resume.availableFrom)]),
  ];
}

/** A person may note what can be asked for, not what a screening has to show. */
function ofNote({ tag, holds, by, on }: NotedFact): Tag[] {
  if (tag === "passed" || tag === "pay" || tag === "start" || (!isBuiltIn(tag) && !holds)) return [];
  return [
    {
      tag,
      level: holds ? "stated" : "contrary",
      source: "person",
      confidence: confidences.person,
      value: null,
      evidence: { of: "note", value: null, ref: by },
      on,
    },
  ];
}

/** The day from which somebody can start, by what they said last; null = nothing clear was said. */
function availableFrom({ said, resumes }: ProfileFacts): Day | null {
  const chat = said.findLast(({ fit }) => fit.startDate !== undefined);
  if (chat) return startDay(chat.fit.startDate ?? "", chat.on);
  const resume = resumes.findLast((one) => one.availableFrom !== null);
  return resume ? startDay(resume.availableFrom ?? "", resume.on) : null;
}

function startDay(start: string, on: Day): Day | null {
  if (start === "immediate") return on;
  const days = /^P(\d{1,3})D$/.exec(start)?.[1];
  if (days !== undefined) return addDays(on, Number(days));
  return /^\d{4}-\d{2}-\d{2}$/.test(start) ? start : null;
}
