import { createHash, randomUUID } from "node:crypto";
import type { InboundMessage } from "../core/channel.ts";
import type { DialogueEvent } from "../core/dialogue/event.ts";
import { isoDay } from "../core/dialogue/shanghai.ts";
import type { Locale } from "../core/locale.ts";
import type { Tx } from "../db/client.ts";
import { type ConversationRow, lockConversation } from "../db/conversation-store.ts";
import { insertOpening, jobForOpening } from "../db/opening.ts";
import type { ConversationDeps, Identity } from "./types.ts";

/** A new conversation and the event that starts it. */
export type Opened = { row: ConversationRow; started: DialogueEvent };

/** A candidate who is known already and takes up an invitation: the link it came by, and what goes on from their chat. */
export type Known = {
  candidateId: string;
  code: string;
  locale: Locale;
  lines: number;
  noReminders: boolean;
};

/**
 * Creates candidate, application and conversation for a first contact. "raced" = another delivery of the same thread
 * was faster: try again and find its conversation. "no_job" = the company has no job to apply for.
 */
export async function openConversation(
  deps: ConversationDeps,
  tx: Tx,
  message: InboundMessage,
  threadIndex: string,
  now: number,
  known: Known | null = null,
): Promise<Opened | "raced" | "no_job"> {
  const { company, body } = message;
  const start = body.kind === "start" ? body : null;
  const job = await jobForOpening(tx, company, known?.code ?? start?.code);
  if (!job) return "no_job";
  const fresh = deps.identify?.(message) ?? randomIdentity();
  const identity = known ? { ...randomIdentity(), candidateId: known.candidateId } : fresh;
  const locale: Locale = known?.locale ?? start?.locale ?? guessLocale(message);
  const name = start?.name?.slice(0, 128);
  const today = isoDay(now);
  const pins = deps.library.pinsFor(job, today);
  const restingCards = deps.library.restingCards(today);
  const at = message.at ?? now;
  const created = await insertOpening(tx, {
    company,
    ...identity,
    job,
    channel: message.channel,
    account: message.account,
    threadIndex,
    threadSealed: deps.vault.seal(message.threadId, `${company}:thread`),
    nameSealed: name ? deps.vault.seal(name, `${company}:candidates`) : null,
    nameIndex: name ? deps.vault.index(name, `${company}:name`) : null,
    locale,
    pins,
    lines: known?.lines,
    at,
    now,
  });
  if (!created) return "raced";
  const locked = await lockConversation(tx, company, identity.conversationId, new Date(now));
  if (!locked) throw new Error("a conversation vanished while it was being opened");
  return {
    row: locked.conversation,
    started: {
      type: "started",
      at,
      now,
      seed: identity.seed,
      locale,
      pins,
      jobTitle: job.title,
      name,
      restingCards,
      timeZone: job.timeZone,
      ...(job.practice ? { practice: true } : {}),
      ...(known?.noReminders ? { noReminders: true } : {}),
    },
  };
}

function randomIdentity(): Identity {
  const conversationId = randomUUID();
  // The seed is stored with the conversation, so that every draw can be replayed.
  const seed = createHash("sha256").update(conversationId).digest().readUInt32BE(0);
  return { conversationId, applicationId: randomUUID(), candidateId: randomUUID(), seed };
}

/** Without a language from the platform, the first words decide: Latin letters and no Chinese character = English. */
function guessLocale(message: InboundMessage): Locale {
  if (message.body.kind !== "text") return "zh-CN";
  return /\p{Script=Han}/u.test(message.body.text) || !/[a-z]/i.test(message.body.text) ? "zh-CN" : "en";
}
