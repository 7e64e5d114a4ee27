import type { InboundMessage } from "../core/channel.ts";
import type { DialogueEvent } from "../core/dialogue/event.ts";
import { progressOf, type State, sectionOf } from "../core/dialogue/state.ts";
import { pour } from "../core/flood.ts";
import { acceptDelivery, type ConversationRow, replaceLine } from "../db/conversation-store.ts";
import { noteLastTouch, traceOfThread } from "../db/opening.ts";
import { dropLane } from "../db/outbox.ts";
import { openWindows } from "../db/reply-windows.ts";
import { forgetThread } from "../db/thread-address.ts";
import { addLine, type Carrying } from "./carry-out.ts";
import { addressed, heardColleague, letWrite, passiveFor, type Short } from "./contact.ts";
import { hearInterview } from "./interviews.ts";
import { noteFile } from "./note-file.ts";
import { openConversation } from "./open.ts";
import { askedFirst, askedIn } from "./question.ts";
import { reopen } from "./reopen.ts";
import { openState, type RowChanges, type StepResult, step } from "./step.ts";
import { invitedBy } from "./take-invite.ts";
import { takeOffer } from "./take-offer.ts";
import { passiveId } from "./turn.ts";
import type { ConversationDeps, Receipt } from "./types.ts";
import { sentVoice } from "./voices.ts";

/** One polite "please slow down" in this time, ms. */
const noticeEveryMs = 10 * 60_000;

export type Outcome = { receipt: Receipt; woken: StepResult | null };

/**
 * Takes one delivery of a platform: a single short transaction that records it, lets the dialogue decide and writes
 * everything that follows. When it resolves, the delivery is safe; when it throws, nothing of it was stored.
 */
export async function receive(deps: ConversationDeps, message: InboundMessage): Promise<Receipt> {
  const { company, channel, account } = message;
  const threadIndex = deps.vault.index(message.threadId, `${company}:${channel}:${account}`);
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await deps.db
      .transact((tx, last) => take(deps, { tx, last }, message, threadIndex))
      .catch((error: unknown) => retryOrThrow(error, attempt));
    if (outcome === "again") continue;
    const { receipt, woken } = outcome;
    deps.meter.count("deliveries_total", { channel, result: receipt.kind });
    if (woken && "conversationId" in receipt && receipt.conversationId) {
      if (woken.lines) deps.wakes.lines(`${company}:${receipt.conversationId}`);
      if (woken.outbox) deps.wakes.outbox();
      if (woken.voice) deps.voice?.wake();
      if (woken.word) deps.wording?.start(woken.word);
    }
    return receipt;
  }
}

class Raced extends Error {}

/** Two first messages of one thread, a deadlock or a serialization failure: nothing was stored, so simply again. */
function retryOrThrow(error: unknown, attempt: number): "again" {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (attempt < 5 && (error instanceof Raced || code === "40P01" || code === "40001")) return "again";
  throw error;
}

async function take(
  deps: ConversationDeps,
  short: Short,
  message: InboundMessage,
  threadIndex: string,
): Promise<Outcome> {
  const { tx, last } = short;
  const { company, channel, account, deliveryId, body } = message;
  const found = await acceptDelivery(
    tx,
    { company, channel, account, threadIndex, deliveryId },
    deps.clock(),
  );
  if (!found.fresh) {
    // Repeated although it was answered in the reply itself: that reply never arrived.
    if (found.conversation && message.opens && deps.channels[channel]?.passiveMs)
      await reopen(deps, tx, found.conversation, passiveId(deliveryId), { parked: false, now: found.now });
    return { receipt: { kind: "duplicate", conversationId: found.conversation?.id ?? null }, woken: null };
  }
  const { now } = found;
  if (!found.conversation) {
    if (body.kind !== "start" && body.kind !== "text" && body.kind !== "media") return ignored;
    if (body.kind !== "start") {
      const trace = await traceOfThread(tx, { company, channel, account, threadIndex, deliveryId });
      if (trace === "open") throw new Raced();
      // Whoever had everything deleted and says thanks is not greeted as a new candidate; opening the entry again is.
      if (trace === "erased") return ignored;
    }
    const { came, known } = await invitedBy(tx, message, now);
    const opened = await openConversation(deps, tx, came, threadIndex, now, known);
    if (opened === "raced") throw new Raced();
    if (opened === "no_job") {
      deps.logger.warn({ company, channel }, "contact_without_open_job");
      return ignored;
    }
    const before = body.kind === "text" ? lineOf(message, now, "intro") : undefined;
    letWrite(deps, short, message, opened.row, now);
    noteFile(deps, short, message, opened.row, now);
    const passiveMs = passiveFor(deps, message);
    const options = before ? { before, last, passiveMs } : { last, passiveMs };
    const text = body.kind === "text" ? { ...body, at: message.at ?? now, late: false } : null;
    const asked = text ? await askedFirst(deps, tx, opened, text) : [];
    const woken = await step(deps, tx, opened.row, [opened.started, ...asked], options);
    return { receipt: { kind: "accepted", conversationId: opened.row.id }, woken };
  }
  return await takeKnown(deps, short, message, found.conversation, now);
}

const ignored: Outcome = { receipt: { kind: "ignored" }, woken: null };

async function takeKnown(
  deps: ConversationDeps,
  short: Short,
  message: InboundMessage,
  known: ConversationRow,
  now: number,
): Promise<Outcome> {
  const { tx, last } = short;
  const at = message.at ?? now;
  const { body } = message;
  const row = addressed(deps, short, message, known);
  letWrite(deps, short, message, row, now);
  noteFile(deps, short, message, row, now);
  const passiveMs = passiveFor(deps, message);
  const accepted: Receipt = { kind: "accepted", conversationId: row.id };
  const run = async (event: DialogueEvent, options: Parameters<typeof step>[4] = {}): Promise<Outcome> => ({
    receipt: accepted,
    woken: await step(deps, tx, row, [event], { passiveMs, ...options, last }),
  });
  switch (body.kind) {
    case "start": {
      if (body.code) await noteLastTouch(tx, row.company, row.applicationId, body.code, at);
      return await run({ type: "cameBack", at, now }, { changes: { unreachable: false } });
    }
    case "text":
      return (
        (await takeOffer(deps, short, message, row, now)) ?? (await takeText(deps, short, message, row, now))
      );
    case "media": {
      const { messageId, media, reading } = body;
      const voice = body.voice && deps.voice ? sentVoice(body.voice, deps.voice) : undefined;
      return await run(
        { type: "sentMedia", at, now, messageId, media, reading, ...(voice ? { voice } : {}) },
        { before: lineOf(message, now), changes: { unreachable: false } },
      );
    }
    case "edited": {
      const { messageId, text } = body;
      const outcome = await run({ type: "edited", at, now, messageId, text });
      const { woken } = outcome;
      // A correction that comes too late is none: people read, and quotes point to, the words that were judged.
      if (woken && woken.stateAfter !== woken.stateBefore) {
        const sealed = deps.vault.seal({ text, edited: true }, `${row.company}:messages`);
        await replaceLine(tx, row.company, row.id, messageId, sealed);
      }
      return outcome;
    }
    case "blocked": {
      const outcome = await run({ type: "blocked", at, now }, { changes: { unreachable: true } });
      if (body.left) last.push(dropLane(tx, row.company, `c:${row.id}`, "left", now), forgetThread(tx, row));
      return outcome;
    }
    case "agent":
      return { receipt: accepted, woken: await heardColleague(deps, short, message, row, now) };
    case "bounced": {
      if (body.why === "refused")
        return await run({ type: "blocked", at, now }, { changes: { unreachable: true } });
      if (body.why === "window") {
        await reopen(deps, tx, row, body.externalId, { parked: true, now });
        last.push(openWindows(tx, row.company, row.id, { message: { until: now, left: 0 } }, now));
      }
      deps.meter.count("bounced_total", { channel: row.channel, why: body.why });
      return { receipt: accepted, woken: null };
    }
    case "unblocked":
      return await run({ type: "unblocked", at, now }, { changes: { unreachable: false } });
    case "linked":
      return await run({ type: "linked", at, now, awaySeconds: body.awaySeconds });
    default:
      return unreachable(body);
  }
}

async function takeText(
  deps: ConversationDeps,
  { tx, last }: Short,
  message: InboundMessage,
  row: ConversationRow,
  now: number,
): Promise<Outcome> {
  if (message.body.kind !== "text") return ignored;
  const { messageId, text, choice } = message.body;
  const at = message.at ?? now;
  // Platform times are compared with each other only: of a pressed button Telegram gives none, and next to our finer
  // clock whatever is typed within the same second would look overtaken.
  const late = message.at !== null && row.lastSaidAt !== null && message.at < row.lastSaidAt;
  const { bucket, surplus } = pour(
    row.minuteStart === null ? null : { level: row.minuteCount, since: row.minuteStart },
    now,
    row.saidCount,
  );
  const state = openState(deps, row);
  const heard = { messageId, text, ...(choice === undefined ? {} : { choice }), at, now };
  const answers = surplus || late ? [] : await hearInterview(deps, tx, row, state, heard);
  const said: DialogueEvent = {
    type: "said",
    at,
    now,
    messageId,
    text,
    ...(choice === undefined ? {} : { choice }),
    ...(late ? { late } : {}),
    ...(surplus ? { surplus } : {}),
    ...(answers.length > 0
      ? { aside: true }
      : await askedIn(deps, tx, row, state, { ...message.body, at, late: late || surplus })),
  };
  const warn = surplus && (row.noticeAt === null || now - row.noticeAt >= noticeEveryMs);
  const changes: RowChanges = {
    unreachable: false,
    saidCount: row.saidCount + 1,
    lastSaidAt: message.at === null ? row.lastSaidAt : Math.max(message.at, row.lastSaidAt ?? message.at),
    minuteStart: bucket.since,
    minuteCount: bucket.level,
    ...(warn ? { noticeAt: now } : {}),
  };
  const woken = await step(deps, tx, row, [said, ...answers], {
    state,
    last,
    passiveMs: passiveFor(deps, message),
    changes,
    before: lineOf(message, now, undefined, late),
    slowDown: warn,
    // Answering what was asked is no flood, however quickly it is done.
    settle: (before: State, after: State) =>
      !surplus && progressOf(before) !== progressOf(after) ? { minuteCount: 0, minuteStart: now } : {},
  });
  return { receipt: { kind: surplus ? "surplus" : "accepted", conversationId: row.id }, woken };
}

/** The transcript line of what the candidate sent. */
function lineOf(message: InboundMessage, now: number, section?: string, late = false) {
  return (c: Carrying, state: State): void => {
    const { body } = message;
    if (body.kind !== "text" && body.kind !== "media") return;
    addLine(c, {
      author: "candidate",
      section: section ?? sectionOf(state),
      ref: body.messageId,
      body: body.kind === "text" ? { text: body.text } : { text: "", media: body.media },
      at: message.at ?? now,
      late,
    });
  };
}

function unreachable(body: never): never {
  throw new Error(`unknown message body ${JSON.stringify(body)}`);
}
