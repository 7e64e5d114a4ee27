import type { KnownBlock } from "@slack/types";
import { channelName } from "../../core/channel-names.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import type { Assessment, GateHit, JudgeRecord, Moment } from "../../core/scoring/assessment.ts";
import type { Candidate } from "../candidate.ts";
import { jobFitWords } from "../job-fit.ts";
import { clip, literal, mrkdwn, mrkdwnText, plain, plainText, quoteBlock } from "../text.ts";
import type { View } from "../types.ts";
import {
  bandNames,
  caseNumber,
  chance,
  moment,
  points,
  reasonName,
  requestWords,
  say,
  stageNames,
} from "../words.ts";
import { actOn } from "./buttons.ts";
import { progressBlocks, sourceBlocks } from "./facts.ts";
import { outcomeBlocks } from "./outcome.ts";
import { overrideBlocks } from "./override.ts";
import { takeoverBlocks } from "./takeover.ts";
import { voiceBlocks } from "./voices.ts";

/**
 * The decision card of one application, readable in ten seconds on a phone: who, score and band, dimensions, what a
 * person must look at, strongest and weakest moments in the candidate's own words, job fit, versions, buttons. Without
 * an assessment it shows what there is; of an erased candidate only that it was erased.
 */
export function decisionCard(candidate: Candidate, locale: Locale): View {
  const { application: a } = candidate;
  if (a.erased) return erasedCard(candidate, locale);
  const result = candidate.assessment?.assessment ?? null;
  const title = `${caseNumber(a.number)} ${a.name ?? say(locale, "未留姓名", "no name given")}`;
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(`${clip(title, 90)} · ${a.jobTitle}`, 150) },
    ...(result ? scoreBlocks(result, locale) : [noScore(candidate, locale)]),
    ...(result ? overrideBlocks(result, locale, candidate.timeZone) : []),
    ...openRequest(candidate, locale),
    ...(result ? lookBlocks(result, locale) : []),
    ...(result ? momentBlocks(result, locale) : []),
    jobFitBlock(candidate, locale),
    context(candidate, locale),
    ...(candidate.facts ? sourceBlocks(candidate.facts, locale) : []),
    ...(candidate.facts ? progressBlocks(candidate.facts, a, locale) : []),
    ...outcomeBlocks(candidate, locale),
    ...voiceBlocks(candidate, locale),
    ...takeoverBlocks(candidate, locale),
  ];
  const summary = result
    ? `${points(result.total)} · ${bandWord(result, locale)}`
    : stageWord(candidate, locale);
  return { text: `${mrkdwn(title, 200)} · ${mrkdwn(a.jobTitle, 100)} · ${summary}`, blocks };
}

const stageWord = (c: Candidate, locale: Locale) => inLocale(stageNames[c.application.stage], locale);

const bandWord = (result: Assessment, locale: Locale) => inLocale(bandNames[result.band], locale);

function erasedCard({ application }: Candidate, locale: Locale): View {
  const text = say(
    locale,
    `${caseNumber(application.number)} 已按候选人要求删除，资料和对话都不再保留。`,
    `${caseNumber(application.number)} was erased at the candidate's request; data and conversation are gone.`,
  );
  return { text, blocks: [{ type: "section", text: plainText(text, 300) }] };
}

function noScore(candidate: Candidate, locale: Locale): KnownBlock {
  const none = say(locale, "还没有测评结果", "no assessment yet");
  return { type: "section", text: mrkdwnText(`*${stageWord(candidate, locale)}* · ${none}`) };
}

function scoreBlocks(result: Assessment, locale: Locale): KnownBlock[] {
  const { complaint, rule, short } = result;
  const chip =
    result.confidence >= 0.8
      ? say(locale, "高", "high")
      : result.confidence >= 0.5
        ? say(locale, "中", "medium")
        : say(locale, "低", "low");
  const sure = say(
    locale,
    `把握${chip}：真实水平达到 70 的概率 ${chance(result.confidence)}`,
    `Confidence ${chip}: ${chance(result.confidence)} that the true score is 70 or more`,
  );
  const right = short?.items.filter((item) => item.score >= 100).length ?? 0;
  const answered = short && short.items.length > 0 ? ` (${right}/${short.items.length})` : "";
  const fields: [string, string][] = [
    [say(locale, "响应时间", "Response"), points(complaint.response)],
    [say(locale, "方案完整", "Completeness"), points(complaint.completeness)],
    [say(locale, "情绪控制", "Emotional control"), points(complaint.emotion)],
    [say(locale, "规则准确", "Rule accuracy"), rule ? points(rule.accuracy) : "–"],
    [say(locale, "表达清晰", "Rule clarity"), rule ? points(rule.clarity) : "–"],
    [say(locale, "规则判断题", "Short items"), short ? points(short.mean) + answered : "–"],
  ];
  return [
    {
      type: "section",
      text: mrkdwnText(
        `*${points(result.total)}* · ${bandNames[result.band].mark} *${bandWord(result, locale)}*\n${sure}`,
      ),
    },
    { type: "section", fields: fields.map(([label, value]) => mrkdwnText(`${label} *${value}*`)) },
    ...(rule?.question === undefined ? [] : [askedBlock(rule.question, locale)]),
  ];
}

/** The rule question as the candidate was asked it. */
const askedBlock = (question: string, locale: Locale): KnownBlock => ({
  type: "context",
  elements: [mrkdwnText(`${say(locale, "规则讲解题", "Rule question")}: ${mrkdwn(question, 200)}`)],
});

function openRequest({ request, timeZone }: Candidate, locale: Locale): KnownBlock[] {
  if (!request) return [];
  const text = `☎ *${requestWords(request.reason, locale)}* · ${moment(request.at, locale, timeZone)}`;
  return [{ type: "section", text: mrkdwnText(text) }];
}

/** What a person must look at: gates with their words, then floors and flags. */
function lookBlocks(result: Assessment, locale: Locale): KnownBlock[] {
  const gates = [...result.complaint.gates, ...(result.rule?.gates ?? [])];
  const gateIds = new Set<string>(gates.map((gate) => gate.gate));
  const others = result.reviewReasons
    .filter((id) => !gateIds.has(id.replace(/^gate[:_]/, "")))
    .slice(0, 6)
    .map((id) => mrkdwn(inLocale(reasonName(id), locale), 120) + signWords(id, result, locale));
  const blocks: KnownBlock[] = gates.slice(0, 3).map((gate) => gateBlock(gate, locale));
  if (others.length > 0) {
    const lead = say(locale, "请人工留意", "Please look at");
    blocks.push({
      type: "section",
      text: mrkdwnText(`⚠ *${lead}*: ${others.join(say(locale, "；", "; "))}`),
    });
  }
  return blocks;
}

/** What was seen, in brackets; the words themselves are in the transcript. */
function signWords(id: string, { signs = [] }: Assessment, locale: Locale): string {
  if (id !== "flag:outside_text" || signs.length === 0) return "";
  const seen = signs.map(({ reason }) => mrkdwn(inLocale(reason, locale), 80));
  return say(locale, `（${seen.join("，")}）`, ` (${seen.join(", ")})`);
}

function gateBlock(gate: GateHit, locale: Locale): KnownBlock {
  const name = inLocale(reasonName(gate.gate), locale);
  const cap = say(locale, `封顶 ${gate.cap} 分`, `capped at ${gate.cap}`);
  const lead = [
    literal(`⚠ ${name} · ${cap}`, 200, { bold: true }),
    literal(`  ${inLocale(gate.reason, locale)}`, 300),
  ];
  if (gate.quote) return quoteBlock(lead, maskPersonal(gate.quote.text, locale), 300);
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: lead }] };
}

function momentBlocks(result: Assessment, locale: Locale): KnownBlock[] {
  return [
    momentsBlock(
      `▲ ${say(locale, "最好的三处", "Three strongest moments")}`,
      result.best.slice(0, 3),
      locale,
    ),
    momentsBlock(`▽ ${say(locale, "最弱的三处", "Three weakest moments")}`, result.worst.slice(0, 3), locale),
  ].filter((block) => block !== null);
}

function momentsBlock(title: string, moments: readonly Moment[], locale: Locale): KnownBlock | null {
  if (moments.length === 0) return null;
  return {
    type: "rich_text",
    elements: [
      { type: "rich_text_section", elements: [literal(title, 100, { bold: true })] },
      ...moments.flatMap((m) => [
        {
          type: "rich_text_section" as const,
          elements: [literal(`${inLocale(m.label, locale)} (${trim(m.points)}/${trim(m.of)})`, 200)],
        },
        {
          type: "rich_text_quote" as const,
          elements: [
            m.quote
              ? literal(maskPersonal(m.quote.text, locale), 220)
              : literal(say(locale, "没有提到", "not mentioned"), 40, { italic: true }),
          ],
        },
      ]),
    ],
  };
}

const trim = (value: number) => points(value).replace(/\.0$/, "");

function jobFitBlock({ application }: Candidate, locale: Locale): KnownBlock {
  const facts = jobFitWords(application.jobFit, locale).map(
    ({ label, value }) => `${label} *${mrkdwn(maskPersonal(value, locale), 200)}*`,
  );
  const target = { a: application.id, v: application.version };
  return {
    type: "section",
    text: mrkdwnText(facts.join("\n")),
    accessory: actOn("reveal", target, locale),
  };
}

/** Where it came from and every version the numbers rest on. */
function context({ application: a, assessment, timeZone }: Candidate, locale: Locale): KnownBlock {
  const source = a.source ? mrkdwn(channelName(a.source, locale), 60) : null;
  const parts = [
    source === null ? null : say(locale, `来源 ${source}`, `from ${source}`),
    a.channel,
    assessment
      ? say(locale, `第 ${assessment.assessment.attempt} 次`, `attempt ${assessment.assessment.attempt}`)
      : null,
    moment(assessment?.at ?? a.createdAt, locale, timeZone),
    ...modelPart(assessment?.assessment.judge, locale),
    ...Object.entries(assessment?.assessment.versions ?? {}).map(
      ([file, hash]) => `${file}@${hash.slice(0, 8)}`,
    ),
  ].filter((part) => part !== null);
  return { type: "context", elements: [mrkdwnText(mrkdwn(parts.join(" · "), 1500))] };
}

/** What a model's evidence changed and cost; nothing when rules alone gave the score. */
function modelPart(judge: JudgeRecord | undefined, locale: Locale): string[] {
  if (!judge) return [];
  const { rulesTotal, gained, model, calls, tokens, ms } = judge;
  const seconds = (ms / 1000).toFixed(1);
  const found = gained.length > 0 ? gained.join(" ") : say(locale, "没有新增", "nothing new");
  return [
    say(
      locale,
      `仅规则 ${points(rulesTotal)}，模型找到的证据：${found}`,
      `rules alone ${points(rulesTotal)}, evidence from the model: ${found}`,
    ),
    say(
      locale,
      `${model}，${calls} 次，${tokens} tokens，${seconds} 秒`,
      `${model}, ${calls} calls, ${tokens} tokens, ${seconds} s`,
    ),
  ];
}

/** The line under which a candidate is listed or named in a thread. */
export const candidateTitle = (a: { number: number; name: string | null }, locale: Locale): string =>
  plain(`${caseNumber(a.number)} ${a.name ?? say(locale, "未留姓名", "no name given")}`, 120);
