import type { Config } from "../config.ts";
import type { Content } from "../content.ts";
import type { Embedder, Wordsmith } from "../core/faq/ports.ts";
import type { Question } from "../core/judging/question.ts";
import { type Tally, tally } from "../core/judging/votes.ts";
import type { SecondReader } from "../core/resume/second-reading.ts";
import { createQuestionReader, type QuestionReader } from "../llm/ask.ts";
import { createModel, type Model } from "../llm/client.ts";
import { createEmbedder } from "../llm/embed.ts";
import { createJudge, type Judge } from "../llm/judge.ts";
import { createResumeReader } from "../llm/resume.ts";
import { createWordsmith } from "../llm/word.ts";

/** What a model's evidence came to; tally null = rules only. `said` is added to the line of output. */
export type ModelSaid = {
  tally: Tally | null;
  said: { source: "model" | "fallback"; calls: number; tokens: number; ms: number; reason: string | null };
};
export type AskModel = (question: Question) => Promise<ModelSaid>;

type Endpoint = Pick<Config, "OPENAI_API_KEY" | "OPENAI_BASE_URL" | "OPENAI_MODEL" | "OPENAI_STRUCTURED">;

const configuredModel = (config: Endpoint): Model | null =>
  config.OPENAI_API_KEY
    ? createModel({
        apiKey: config.OPENAI_API_KEY,
        baseUrl: config.OPENAI_BASE_URL,
        model: config.OPENAI_MODEL,
        structured: config.OPENAI_STRUCTURED,
      })
    : null;

/** The judge of the configured endpoint; null without a key. */
export function configuredJudge(config: Endpoint, content: Pick<Content, "judges">): Judge | null {
  const prompt = content.judges.evidence?.value;
  const model = configuredModel(config);
  return model && prompt ? createJudge(model, prompt) : null;
}

/** Who reads questions about numbers that the parser cannot; null without a key. */
export function configuredReader(config: Endpoint): QuestionReader | null {
  const model = configuredModel(config);
  return model && createQuestionReader(model);
}

/** Who reads résumés after the rules; null without a key. */
export function configuredResumeReader(
  config: Endpoint,
  content: Pick<Content, "readers">,
): SecondReader | null {
  const prompt = content.readers.resume?.value;
  const model = configuredModel(config);
  return model && prompt ? createResumeReader(model, prompt) : null;
}

/** What a model does for answers to candidates' questions: both null without a key. */
export function configuredWording(
  config: Endpoint & Pick<Config, "OPENAI_EMBED_MODEL">,
  content: Pick<Content, "readers">,
): { wordsmith: Wordsmith | null; embedder: Embedder | null } {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_EMBED_MODEL: model } = config;
  const [prompt, words] = [content.readers.answer?.value, configuredModel(config)];
  return {
    wordsmith: words && prompt ? createWordsmith(words, prompt) : null,
    embedder: apiKey && model ? createEmbedder({ apiKey, baseUrl, model }) : null,
  };
}

/** The configured endpoint for an evaluation; throws when there is none. */
export function openModel(config: Config, content: Content, signal: AbortSignal): AskModel {
  const judge = configuredJudge(config, content);
  if (!judge) throw new Error("--llm asks the configured model: set OPENAI_API_KEY (and OPENAI_BASE_URL)");
  const shortQuotes = content.judges.evidence?.value.short_quotes ?? [];
  return async (question) => {
    if (question.elements.length === 0)
      return {
        tally: null,
        said: { source: "fallback", calls: 0, tokens: 0, ms: 0, reason: "nothing_to_ask" },
      };
    const { source, votes, calls, tokens, ms, reason } = await judge.judge(question, signal);
    return {
      tally: source === "model" ? tally(question, votes, shortQuotes) : null,
      said: { source, calls, tokens, ms, reason },
    };
  };
}
