import { type Asked, ask, asked } from "../core/asking/ask.ts";
import { type AskQuery, type Doubt, type Question, refusedMark } from "../core/asking/query.ts";
import { dayIn } from "../core/calendar-days.ts";
import type { Chart } from "../core/charts/chart.ts";
import { maskPersonal } from "../core/masking.ts";
import { reachOf } from "../core/rights.ts";
import { questionsLately, rememberQuestion } from "../db/asked-questions.ts";
import { ownChannelIds } from "../db/channels.ts";
import { namesCandidate } from "../db/named-people.ts";
import { answerMetric } from "../metrics/answer.ts";
import { jobTitles } from "../metrics/facts-at-hand.ts";
import { MetricQuery, MetricQueryError } from "../metrics/query.ts";
import { metrics } from "../metrics/registry.ts";
import type { Scope } from "../metrics/scope.ts";
import { answerChart } from "./answer-chart.ts";
import { companyTimeZone } from "./candidate.ts";
import { type AnswerText, answerText, asView, plainAnswer } from "./cards/answer.ts";
import { wordsView } from "./commands/match.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";
import { markWhole } from "./whole-company.ts";
import { say } from "./words.ts";

/** An answer to a question in words: as blocks, as plain text, and what can be asked next. */
export type AskAnswer = {
  kind: Asked["kind"];
  view: View;
  plain: string;
  /** Questions to go on with. */
  choices: string[];
  query: AskQuery | null;
  /** The numbers as a picture, where one helps. */
  chart: Chart | null;
};

/** The picture stands between the figures and what they mean. */
const pictureAt = 2;

/** Doubts about the wording, in which a model may read the question instead; never a refusal. */
const unread: readonly Doubt[] = ["not_understood", "no_metric", "unlisted_metric"];

/**
 * Answers a question about the company's numbers. What the same person asked in the same place within half an hour is
 * its context. Throws only when the database cannot be reached.
 */
export async function answerQuestion(
  deps: RecruiterDeps,
  who: Recruiter,
  place: string,
  words: string,
): Promise<AskAnswer> {
  const people = await peopleAsked(deps, who, words);
  if (people) return people;
  const { sql } = deps.db;
  const now = deps.clock() ?? new Date();
  const timeZone = await companyTimeZone(sql, who.company);
  const today = dayIn(timeZone, now);
  const at: Scope = {
    sql,
    company: who.company,
    timeZone,
    now,
    today,
    from: null,
    to: null,
    channels: null,
    job: null,
    shift: null,
  };
  const asker = { company: who.company, person: who.id, place };
  const [jobs, channels, context] = await Promise.all([
    jobTitles(at),
    ownChannelIds(sql, who.company),
    questionsLately(sql, deps.vault, asker, now),
  ]);
  const question: Question = { question: words.trim().slice(0, 1000), context, today, jobs, channels };
  const read = await withModel(deps, who.company, question, ask(question, metrics));
  const kept = read.kind === "refuse" ? refusedMark : maskPersonal(question.question, read.locale);
  if (question.question !== "") await rememberQuestion(sql, deps.vault, asker, kept, now);
  if (read.query === null)
    return shown(read, { lead: read.reply, lines: [], notes: [], command: null }, place, null);
  const answer = await answered(deps, { sql, company: who.company, timeZone, now }, read, read.query, place);
  return answer.kind === "answer" ? { ...answer, view: markWhole(answer.view, who, deps.locale) } : answer;
}

/** "会拼多多、能晚班的有谁" asks for people by tags, not for a number: the same list as `/match` shows. Null = it does not. */
async function peopleAsked(deps: RecruiterDeps, who: Recruiter, words: string): Promise<AskAnswer | null> {
  if (reachOf(who.role, "command match") === "no") return null;
  const view = await wordsView(deps, who, words, true);
  if (!view) return null;
  // Where there are no blocks, names do not go either.
  const plain =
    say(deps.locale, "名单在 Slack 或控制台里看：/match ", "See the list in Slack or the console: /match ") +
    words.trim().slice(0, 200);
  return { kind: "answer", view, plain, choices: [], query: null, chart: null };
}

/**
 * What the parser cannot read, a model may put into the same grammar; its reading is checked as any other. Words that
 * name a candidate stay in the house.
 */
async function withModel(
  deps: RecruiterDeps,
  company: string,
  question: Question,
  read: Asked,
): Promise<Asked> {
  const { reading, locale } = read;
  if (!deps.questionReader || reading.kind !== "clarify" || !unread.includes(reading.doubt)) return read;
  const words = [question.question, ...question.context].join("\n");
  if (await namesCandidate(deps.db.sql, deps.vault, company, words)) return read;
  const query = await deps.questionReader.read({
    ...question,
    question: maskPersonal(question.question, locale),
    context: question.context.filter((earlier) => earlier !== refusedMark),
    channels: question.channels ?? [],
    metrics: metrics.map(({ id, name, definition }) => ({ id, name, definition })),
  });
  return query ? asked({ kind: "answer", query }, locale, metrics) : read;
}

type At = Parameters<typeof answerMetric>[0];

async function answered(
  deps: RecruiterDeps,
  at: At,
  read: Asked,
  query: AskQuery,
  place: string,
): Promise<AskAnswer> {
  const { locale } = read;
  const metric = metrics.find(({ id }) => id === query.metric);
  if (!metric) {
    const lead = say(
      locale,
      "这个数字还算不出来：用人预测需要订单数据。",
      "This cannot be told yet: the headcount forecast needs order data.",
    );
    return shown({ ...read, kind: "clarify" }, { lead, lines: [], notes: [], command: null }, place, null);
  }
  try {
    const answer = await answerMetric(at, MetricQuery.parse(query));
    return shown(
      read,
      answerText(metric, answer, query, locale),
      place,
      answerChart(metric, answer, query, locale),
    );
  } catch (error) {
    if (!(error instanceof MetricQueryError)) throw error;
    deps.logger.info({ metric: query.metric }, "question_not_answerable");
    const lead = say(locale, "这个数字不能这样分：", "This number cannot be told that way: ") + error.message;
    return shown(
      { ...read, kind: "clarify", choices: [metric.name[locale === "en" ? "en" : "zh"]] },
      { lead, lines: [], notes: [], command: null },
      place,
      null,
    );
  }
}

function shown(read: Asked, text: AnswerText, place: string, chart: Chart | null): AskAnswer {
  const choices = read.kind === "answer" ? [] : read.choices.slice(0, 5);
  return {
    kind: read.kind,
    view: { ...asView(text, choices, place), ...(chart ? { pictures: [{ chart, before: pictureAt }] } : {}) },
    plain: plainAnswer(text),
    choices,
    query: read.kind === "answer" ? read.query : null,
    chart,
  };
}
