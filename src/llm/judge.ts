import type { JudgePrompt } from "../core/content/judge.ts";
import type { Question } from "../core/judging/question.ts";
import type { Vote } from "../core/judging/votes.ts";
import { inLocale } from "../core/locale.ts";
import { askOnce, filledIn, randomWord } from "./call.ts";
import type { Model } from "./client.ts";
import { voteIn } from "./reply.ts";

/** What three calls brought. `fallback` = fewer than two valid votes: rules only. */
export type Judgement = {
  source: "model" | "fallback";
  votes: Vote[];
  /** Why it fell back, or why a vote is missing; null = all well. */
  reason: string | null;
  /** The endpoint will refuse the next call, too (key, model): somebody must look. */
  refused: boolean;
  model: string;
  calls: number;
  tokens: number;
  ms: number;
};

export type Judge = { judge(question: Question, signal?: AbortSignal): Promise<Judgement> };

export type JudgeOptions = { callMs?: number; totalMs?: number; random?: () => string };

const votesAsked = 3;
const votesNeeded = 2;

/** A judge that asks the model three times, each time in another order, and never throws. */
export function createJudge(model: Model, prompt: JudgePrompt, options: JudgeOptions = {}): Judge {
  const { callMs = 14_000, totalMs = 42_000, random = randomWord } = options;
  return {
    async judge(question, signal) {
      const started = performance.now();
      const votes: Vote[] = [];
      let reason: string | null = null;
      let refused = false;
      let calls = 0;
      let tokens = 0;
      while (calls < votesAsked && !refused && !signal?.aborted) {
        // Once two votes cannot be reached any more, nothing is asked in vain.
        if (votes.length + votesAsked - calls < votesNeeded) break;
        const left = totalMs - (performance.now() - started);
        if (left <= 0) break;
        const limit = AbortSignal.timeout(Math.ceil(Math.min(callMs, left)));
        const words = { nonce: random(), mark: random() };
        const text = wordingOf(prompt, question, words, calls);
        const answer = await askOnce(model, text, signal ? AbortSignal.any([limit, signal]) : limit);
        calls += 1;
        tokens += answer.tokens || Math.ceil((text.system.length + text.user.length) * 0.8);
        const vote = answer.kind === "answer" ? voteIn(answer.text, words.nonce) : null;
        if (vote) votes.push(vote);
        else reason = answer.kind === "failed" ? answer.reason : "nonsense";
        refused = answer.kind === "failed" && answer.final;
      }
      const enough = votes.length >= votesNeeded;
      return {
        source: enough ? "model" : "fallback",
        votes: enough ? votes : [],
        reason: reason ?? (enough ? null : "interrupted"),
        refused,
        model: model.name(),
        calls,
        tokens,
        ms: Math.round(performance.now() - started),
      };
    },
  };
}

/** The words of one call. Placeholders are filled in one pass, so that a candidate's words never are a placeholder. */
function wordingOf(
  prompt: JudgePrompt,
  question: Question,
  { nonce, mark }: { nonce: string; mark: string },
  turn: number,
) {
  const { locale, lines } = question;
  const say = (both: { zh: string; en: string }) => inLocale(both, locale);
  const { length } = question.elements;
  const from = Math.floor((turn * length) / votesAsked);
  const elements = [...question.elements.slice(from), ...question.elements.slice(0, from)];
  const keys = elements.map(({ key }) => key);
  const ids = lines.flatMap(({ id }) => (id === null ? [] : [id]));
  const shown = lines.map(({ part, id, text }, i) => {
    const heading =
      lines[i - 1]?.part === part ? "" : `${say(part === "rule" ? prompt.rule : prompt.roleplay)}\n`;
    const who = id === null ? say(prompt.customer) : `${say(prompt.candidate)} ${id}`;
    return `${heading}${who}: ${text}`;
  });
  const values: Record<string, string> = {
    open: `<<${mark}`,
    close: `${mark}>>`,
    nonce,
    elements: elements.map(({ key, label }) => `- ${key}: ${say(label)}`).join("\n"),
    transcript: shown.join("\n"),
    schema: '{"nonce":"…","evidence":[{"element":"…","credit":"full|partial","messageId":"m1","quote":"…"}]}',
  };
  const [system, user] = [filledIn(say(prompt.system), values), filledIn(say(prompt.task), values)];
  return { system, user, schema: schemaOf(keys, ids) };
}

const schemaOf = (elements: readonly string[], messages: readonly string[]): Record<string, unknown> => ({
  type: "object",
  additionalProperties: false,
  required: ["nonce", "evidence"],
  properties: {
    nonce: { type: "string" },
    evidence: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["element", "credit", "messageId", "quote"],
        properties: {
          element: { type: "string", enum: elements },
          credit: { type: "string", enum: ["full", "partial"] },
          messageId: { type: "string", enum: messages },
          quote: { type: "string" },
        },
      },
    },
  },
});
