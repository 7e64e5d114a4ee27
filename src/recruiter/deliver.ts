import { z } from "zod";
import type { Sender } from "../conversation/types.ts";
import type { SendResult } from "../core/channel.ts";
import { maskPersonal } from "../core/masking.ts";
import { questionGroups } from "../db/candidate-questions.ts";
import { ChannelAlert } from "../db/channel-alerts.ts";
import { digestsNaming } from "../db/digests.ts";
import { countMails } from "../db/mails.ts";
import { postsOfApplication } from "../db/recruiter-posts.ts";
import { standing } from "../db/rights.ts";
import { readTranscript } from "../db/transcripts.ts";
import { type Candidate, loadCandidate } from "./candidate.ts";
import { decisionCard } from "./cards/decision.ts";
import { humanRequestCard, humanRequestLines } from "./cards/human.ts";
import { newsWords } from "./cards/interview.ts";
import { mailNotice } from "./cards/mails.ts";
import { questionView } from "./cards/question.ts";
import { handedBackWords, takenLine } from "./cards/takeover.ts";
import { spoken, threadLine, transcriptPieces } from "./cards/transcript.ts";
import { channelAlertView } from "./channel-alert-view.ts";
import { keepDue, postDue, showKept } from "./digests/post.ts";
import { postImport } from "./import-notice.ts";
import { type Pace, PlaceWaits, pacedSurface, slackPace } from "./paced-surface.ts";
import { createPoster, type Poster } from "./post.ts";
import { postReminder } from "./reminder.ts";
import { SurfaceError } from "./surface-error.ts";
import { clip } from "./text.ts";
import type { RecruiterDeps, RecruiterSurface, View } from "./types.ts";
import { caseNumber, say } from "./words.ts";

const Notice = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("assessed") }),
  z.object({ kind: z.literal("human"), reason: z.enum(["asked", "consent_refused", "review"]) }),
  z.object({
    kind: z.literal("message"),
    messageId: z.string(),
    text: z.string(),
    answers: z.array(z.string()).optional(),
  }),
  z.object({ kind: z.literal("question"), id: z.uuid(), text: z.string() }),
  z.object({ kind: z.literal("takenOver"), by: z.string(), until: z.number().nullable() }),
  z.object({
    kind: z.literal("handedBack"),
    why: z.enum(["person", "quiet", "candidate"]),
    by: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("interview"),
    what: z.enum(["booked", "moved", "cancelled", "confirmed", "none_fits", "not_reminded"]),
    at: z.number().nullable(),
  }),
]);

const Outbound = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("notice"), notice: Notice }),
  z.object({ kind: z.literal("card") }),
  z.object({ kind: z.literal("thread"), text: z.string() }),
  z.object({ kind: z.literal("suggestion"), group: z.uuid() }),
  z.object({
    kind: z.literal("digest"),
    of: z.enum(["matched", "channels"]),
    audience: z.string(),
    slot: z.string(),
    at: z.number(),
  }),
  z.object({ kind: z.literal("digest_show"), id: z.string() }),
  z.object({
    kind: z.literal("reviews"),
    person: z.string(),
    level: z.enum(["owner", "lead"]),
    ids: z.array(z.string()),
  }),
  z.object({ kind: z.literal("channel"), alert: ChannelAlert }),
  z.object({ kind: z.literal("mails") }),
  z.object({ kind: z.literal("import"), id: z.uuid() }),
]);

type Delivery = { deps: RecruiterDeps; poster: Poster; company: string; key: string; candidate: Candidate };

/**
 * Sends what is waiting for recruiters, always drawn from the database as it is now, at the pace its platform allows.
 * Nothing is posted twice: after an attempt that may have arrived the surface is asked for the key. Without a surface (console only) rows are settled as sent, because
 * the console reads the database itself.
 */
export function createRecruiterSender(
  deps: RecruiterDeps,
  surface: RecruiterSurface | null,
  pace: Pace = slackPace,
): Sender {
  return async (item, signal) => {
    const at = deps.clock()?.getTime() ?? Date.now();
    const parsed = Outbound.safeParse(item.body);
    if (!surface) {
      if (parsed.data?.kind === "digest") await keepDue(deps, item.company, parsed.data);
      return { kind: "sent", externalId: "console", at };
    }
    if (!parsed.success) return { kind: "rejected", reason: "unreadable outbox row" };
    const paced = pacedSurface(deps, surface, item, signal, pace);
    const poster = createPoster(deps, paced, item.company, item.maybeDoubled);
    const sent = (externalId: string): SendResult => ({ kind: "sent", externalId, at });
    try {
      const place = item.place || null;
      if (parsed.data.kind === "digest") return sent(await postDue(deps, poster, place, parsed.data));
      if (parsed.data.kind === "digest_show")
        return sent(await showKept(deps, poster, place, parsed.data.id));
      if (parsed.data.kind === "reviews")
        return await postReminder(deps, poster, item.company, item.key, parsed.data);
      if (parsed.data.kind === "channel") {
        const view = await channelAlertView(deps, item.company, parsed.data.alert);
        const posting = { key: item.key, kind: "channel", applicationId: null, place: null, threadTs: null };
        return sent((await poster.post({ ...posting, view })).ts);
      }
      if (parsed.data.kind === "import") return await postImport(deps, poster, place, parsed.data.id, at);
      if (parsed.data.kind === "mails") {
        const { open } = await countMails(deps.db.sql, item.company);
        if (open === 0) return sent("settled meanwhile");
        const posting = { key: item.key, kind: "mails", applicationId: null, place: null, threadTs: null };
        return sent((await poster.post({ ...posting, view: mailNotice(open, deps.locale) })).ts);
      }
      const candidate = item.applicationId
        ? await loadCandidate(deps, item.company, item.applicationId)
        : null;
      if (!candidate) return { kind: "rejected", reason: "no such application" };
      const delivery = { deps, poster, company: item.company, key: item.key, candidate };
      try {
        return sent(await show(delivery, parsed.data));
      } finally {
        await blankIfErased(delivery, surface);
      }
    } catch (error) {
      if (error instanceof PlaceWaits) return error.held;
      if (error instanceof SurfaceError) return error.result;
      throw error;
    }
  };
}

type Shown = Exclude<
  z.infer<typeof Outbound>,
  { kind: "digest" | "digest_show" | "reviews" | "channel" | "mails" | "import" }
>;

async function show(d: Delivery, what: Shown): Promise<string> {
  switch (what.kind) {
    case "card":
      return refreshCard(d);
    case "thread":
      return inThread(d, d.key, what.text);
    case "suggestion":
      return question(d, what.group);
    case "notice":
      return notice(d, what.notice);
    default:
      return what satisfies never;
  }
}

/** Erasing blanks what is noted; what we posted while it happened came too late for that. */
async function blankIfErased(d: Delivery, surface: RecruiterSurface): Promise<void> {
  if (d.candidate.application.erased) return;
  const candidate = await loadCandidate(d.deps, d.company, d.candidate.application.id);
  if (candidate?.application.erased) await showCard({ ...d, poster: { ...d.poster, surface }, candidate });
}

async function notice(d: Delivery, what: z.infer<typeof Notice>): Promise<string> {
  switch (what.kind) {
    case "assessed":
      return assessed(d);
    case "human":
      return humanWanted(d, what.reason);
    case "message":
      return candidateWrote(d, what.text, what.answers ?? []);
    case "question":
      return question(d, what.id);
    case "takenOver":
      await refreshCard(d);
      return inThread(d, d.key, takenLine(d.candidate, d.deps.locale));
    case "handedBack": {
      const by = what.by === null ? null : await standing(d.deps.db.sql, d.company, what.by, null);
      await refreshCard(d);
      return inThread(d, d.key, handedBackWords(what.why, by?.name ?? null, d.deps.locale));
    }
    case "interview":
      await refreshCard(d);
      return inThread(d, d.key, newsWords(what, d.candidate.timeZone, d.deps.locale));
    default:
      return what satisfies never;
  }
}

const cardKey = (applicationId: string) => `card:${applicationId}`;

/** Posts the card, or updates it where it stands. Of an erased candidate every message of ours is blanked. */
async function showCard({ deps, poster, candidate }: Delivery): Promise<string> {
  const { application } = candidate;
  const view = decisionCard(candidate, deps.locale);
  if (application.erased) {
    const posts = await postsOfApplication(deps.db.sql, poster.company, application.id);
    for (const { place, ts } of posts) await poster.surface.update({ place, ts, view });
    for (const id of await digestsNaming(deps.db.sql, poster.company, application.id)) {
      await showKept(deps, poster, null, id);
    }
    return posts[0]?.ts ?? "nothing to blank";
  }
  const key = cardKey(application.id);
  const posting = { key, kind: "card", applicationId: application.id, place: null, threadTs: null, view };
  const { place, ts, fresh } = await poster.post(posting);
  if (!fresh) await poster.surface.update({ place, ts, view });
  return ts;
}

/** Shows a changed card where it stands. People who talk under a request for a person get no second place to talk. */
async function refreshCard(d: Delivery): Promise<string> {
  const { application } = d.candidate;
  const kinds = (await postsOfApplication(d.deps.db.sql, d.company, application.id)).map(({ kind }) => kind);
  const talking = kinds.includes("human") && !kinds.includes("card");
  return talking && !application.erased ? "no card to refresh" : await showCard(d);
}

/** The card, its thread with the whole conversation, and why it is there. */
async function assessed(d: Delivery): Promise<string> {
  const { deps, poster, company, candidate } = d;
  const cardTs = await showCard(d);
  const { application, timeZone, assessment } = candidate;
  const card = await poster.find(cardKey(application.id));
  if (!card || !application.conversationId || application.erased) return cardTs;
  const lines = await readTranscript(deps.db.sql, deps.vault, company, application.conversationId);
  const pieces = transcriptPieces(spoken(lines, deps.locale, timeZone), deps.locale);
  const attempt = assessment?.assessment.attempt ?? 1;
  for (const [index, view] of pieces.entries()) {
    const key = `transcript:${application.id}:${attempt}:${index}`;
    const at = { place: card.place, threadTs: card.ts };
    await poster.post({ key, kind: "thread", applicationId: application.id, ...at, view });
  }
  return cardTs;
}

async function humanWanted(d: Delivery, reason: "asked" | "consent_refused" | "review"): Promise<string> {
  const { deps, poster, company, key, candidate } = d;
  const { application, timeZone } = candidate;
  if (application.erased) return showCard(d);
  const lines = application.conversationId
    ? await readTranscript(deps.db.sql, deps.vault, company, application.conversationId, humanRequestLines)
    : [];
  const view = humanRequestCard(candidate, reason, spoken(lines, deps.locale, timeZone), deps.locale);
  const post = { key, kind: "human", applicationId: application.id, place: null, threadTs: null, view };
  return (await poster.post(post)).ts;
}

/** Words of the candidate, ways to reach them hidden until somebody asks for these; an answer stands below its question. */
async function candidateWrote(d: Delivery, text: string, answers: readonly string[]): Promise<string> {
  const { locale } = d.deps;
  const { number, name } = d.candidate.application;
  const who = `${caseNumber(number)} ${name ?? say(locale, "候选人", "candidate")}`;
  const asked = answers.map(
    (question) => `↩ ${say(locale, "回答追问", "answers")}「${clip(question, 200)}」`,
  );
  return inThread(d, d.key, [...asked, `${who}: ${maskPersonal(text, locale)}`].join("\n"));
}

/** A question that people must answer, or its answer as a suggested entry; drawn as it stands now. */
async function question(d: Delivery, group: string): Promise<string> {
  const { deps, company } = d;
  const [found] = await questionGroups(deps.db.sql, deps.vault, company, { group });
  return found ? inThread(d, d.key, questionView(found, deps.locale)) : "settled meanwhile";
}

/** A line where people talk about this candidate: under the newest request for a person, else under the card. */
async function inThread(d: Delivery, key: string, words: string | View): Promise<string> {
  const { deps, poster, company, candidate } = d;
  const { application } = candidate;
  if (application.erased) return showCard(d);
  const posts = await postsOfApplication(deps.db.sql, company, application.id);
  const roots = posts.filter((post) => post.kind === "card" || post.kind === "human");
  let root: { place: string; ts: string } | null = roots.at(-1) ?? null;
  if (!root) {
    await showCard(d);
    root = await poster.find(cardKey(application.id));
  }
  if (!root) return "no thread";
  const view = typeof words === "string" ? threadLine(words, deps.locale) : words;
  const at = { place: root.place, threadTs: root.ts };
  return (await poster.post({ key, kind: "thread", applicationId: application.id, ...at, view })).ts;
}
