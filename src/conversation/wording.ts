import { clausesOf } from "../core/faq/asks.ts";
import { answerByMeaning, questionsOf, rankedBy } from "../core/faq/desk.ts";
import { isFaithful, isWordable } from "../core/faq/faithful.ts";
import { type Placed, sameMeaning } from "../core/faq/meaning.ts";
import type { Embedder, Wordsmith } from "../core/faq/ports.ts";
import { concealForModel, givenNames } from "../core/judging/conceal.ts";
import { maskPersonal } from "../core/masking.ts";
import { getApplication } from "../db/applications.ts";
import { agreesToModel } from "../db/judgements.ts";
import { deskOf } from "./question.ts";
import type { ConversationDeps, Conversations, EventDraft, Wording, WordingWish } from "./types.ts";
import { createVectors, type Vectors } from "./vectors.ts";

/** Less than the dialogue waits, so that it need not. */
const mostMs = 5_000;
/** Questions with a model at the same time; who comes on top is answered without one. */
const mostUnderWay = 8;

/** A model's part in answers; `idle` resolves when nothing is under way. */
export type AnswerWording = Wording & { idle(): Promise<void>; stop(): Promise<void> };

type Found = NonNullable<Extract<EventDraft, { type: "worded" }>["found"]>;

/**
 * Has a model word what an entry says, or find the entry where the rules find none. Nothing rests on it: nobody waits
 * longer than the dialogue does, a process that dies leaves a question that is answered without it, and words count only
 * when they say what the entry says.
 */
export function createWording(
  deps: ConversationDeps,
  { applyIn, wake }: Pick<Conversations, "applyIn" | "wake">,
  { wordsmith, embedder }: { wordsmith: Wordsmith | null; embedder: Embedder | null },
): AnswerWording {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  const vectors = embedder && createVectors(embedder);

  async function run(wish: WordingWish): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(mostMs)]);
    const { company, conversationId, id } = wish;
    const made = await make(wish, signal);
    if (stopping.signal.aborted) return;
    deps.meter.count("wordings_total", { result: made.result });
    const event: EventDraft = {
      type: "worded",
      id,
      text: made.text,
      ...(made.found ? { found: made.found } : {}),
    };
    await deps.db.transact((tx) => applyIn(tx, company, conversationId, event));
    wake(company, conversationId);
  }

  async function make(wish: WordingWish, signal: AbortSignal) {
    const { company, applicationId, locale } = wish;
    const { sql } = deps.db;
    // Asked before each call: who takes the consent back meanwhile, also in another application, is asked about no more.
    const agreed = () => agreesToModel(sql, company, applicationId);
    const application = await getApplication(sql, deps.vault, company, applicationId);
    if (!application || !(await agreed())) return { result: "withdrawn", text: null, found: null };
    const names = [...(application.name ? [application.name] : []), ...givenNames(wish.question)];
    const question = concealForModel(askedPart(wish.question), names, locale);
    let answer = wish.answer;
    let found: Found | null = null;
    if (wish.entry === null) {
      found = embedder && vectors && (await byMeaning(embedder, vectors, wish, question, signal));
      if (!found) return { result: "unknown", text: null, found };
      answer = found.answer;
    }
    if (!wordsmith || !canBeShown(answer, locale) || !(await agreed()))
      return { result: "found", text: null, found };
    const text = (await wordsmith.word({ question, answer, locale }, signal))?.trim() ?? null;
    if (text === null) return { result: "failed", text, found };
    return isFaithful(answer, text, wish.question)
      ? { result: "worded", text, found }
      : { result: "refused", text: null, found };
  }

  async function byMeaning(
    by: Embedder,
    known: Vectors,
    { company, applicationId, locale, question: asked }: WordingWish,
    question: string,
    signal: AbortSignal,
  ): Promise<Found | null> {
    const of = await deskOf(deps, deps.db.sql, { company, applicationId });
    if (!of) return null;
    const texts = questionsOf(of.desk);
    const [vectors, own] = await Promise.all([
      known.of(
        texts.map(({ text }) => text),
        signal,
      ),
      // What somebody asked is kept nowhere.
      by.embed([question], signal),
    ]);
    if (!vectors || !own?.[0]) return null;
    const placed: Placed[] = texts.flatMap(({ entry }, at) => {
      const vector = vectors[at];
      return vector ? [{ entry, vector }] : [];
    });
    const key = sameMeaning(own[0], placed, rankedBy(of.desk, asked));
    if (key === null) return null;
    const { entry, confidence, answer, general } = answerByMeaning(of.desk, key, of.job, locale);
    return { entry, confidence, answer, general };
  }

  return {
    takes({ entry, answer }) {
      if (underWay.size >= mostUnderWay) return false;
      return entry === null ? vectors !== null : wordsmith !== null && isWordable(answer);
    },
    start(wish) {
      const work = run(wish)
        .catch((error: unknown) => {
          const name = error instanceof Error ? error.name : "unknown";
          deps.logger.warn({ conversationId: wish.conversationId, error: name }, "wording_failed");
        })
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    idle: async () => void (await Promise.all(underWay)),
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

/** The question alone: what people say about themselves beside it is nobody else's. */
function askedPart(message: string): string {
  const asking = clausesOf(message).filter(({ shape }) => shape !== "plain");
  return asking.length > 0 ? asking.map(({ text }) => text).join(" ") : message;
}

/** A shop's answer with a phone number or an account in it is said as it is: nobody else need see that. */
const canBeShown = (answer: string, locale: WordingWish["locale"]): boolean =>
  isWordable(answer) && maskPersonal(answer, locale) === answer;
