import { questionGroups } from "../db/candidate-questions.ts";
import { applicationOfThread } from "../db/recruiter-posts.ts";
import { currentTakeover, type Takeover } from "../db/takeovers.ts";
import { write } from "./act.ts";
import { answerCandidates } from "./answer-question.ts";
import { companyTimeZone } from "./candidate.ts";
import { takenWords } from "./cards/takeover.ts";
import { twice } from "./notices.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { say } from "./words.ts";

/** A line a recruiter wrote under one of our messages. */
export type ThreadReply = { place: string; threadTs: string; text: string; deliveryId: string };

/** Longest message a candidate's platform takes. */
const maxChars = 4000;

/**
 * Passes a line from a thread to the candidate it is about, once per delivery. `notice` tells the writer what went
 * wrong; null when it went out, because the line itself stands in the thread. Threads that are not ours: done, nothing.
 */
export async function replyFromThread(
  deps: RecruiterDeps,
  who: Recruiter,
  reply: ThreadReply,
): Promise<{ kind: "done" | "refused"; notice: string | null }> {
  const { locale } = deps;
  const text = reply.text.trim();
  const applicationId = await applicationOfThread(deps.db.sql, who.company, reply.place, reply.threadTs);
  if (!applicationId || text === "") return { kind: "done", notice: null };
  if (text.length > maxChars) {
    const notice = say(
      locale,
      `这条超过 ${maxChars} 字，没有发出去，请分成几条。`,
      `This is longer than ${maxChars} characters and was not sent. Please split it.`,
    );
    return { kind: "refused", notice };
  }
  const { deliveryId } = reply;
  const held = await currentTakeover(deps.db.sql, who.company, applicationId);
  // With one question open and nobody talking, the line is its answer; with more it could belong to any.
  const waiting = held
    ? []
    : (await questionGroups(deps.db.sql, deps.vault, who.company, { applicationId })).filter(
        ({ state }) => state === "open",
      );
  const [question] = waiting;
  const outcome =
    question && waiting.length === 1
      ? await answerCandidates(deps, who, { group: question.group, text, deliveryId, inThread: true })
      : await write(deps, who, { applicationId, kind: "reply", text, deliveryId, inThread: true });
  if (outcome.kind === "done" && held && held.by !== who.id)
    return { kind: "done", notice: await alsoSent(deps, who.company, held) };
  // A platform delivers events again by itself; nobody needs to hear about that.
  const silent = outcome.kind === "done" || outcome.notice === twice(locale);
  return { kind: outcome.kind, notice: silent ? null : outcome.notice };
}

/** Two people talk with one candidate: the second hears who has the conversation. */
async function alsoSent({ db, locale }: RecruiterDeps, company: string, held: Takeover): Promise<string> {
  const words = takenWords(held, locale, await companyTimeZone(db.sql, company));
  return say(
    locale,
    `这位候选人${words}您这句也已发给候选人。`,
    `This candidate ${words} Your line was sent to the candidate as well.`,
  );
}

/** Whether a message is one of ours that a reply can answer. */
export const isCard = async (
  deps: Pick<RecruiterDeps, "db">,
  company: string,
  place: string,
  ts: string,
): Promise<boolean> => (await applicationOfThread(deps.db.sql, company, place, ts)) !== null;
