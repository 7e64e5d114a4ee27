import { opened } from "../core/allowance.ts";
import type { InboundMessage } from "../core/channel.ts";
import type { DialogueEvent } from "../core/dialogue/event.ts";
import { type State, sectionOf } from "../core/dialogue/state.ts";
import type { Tx } from "../db/client.ts";
import type { ConversationRow } from "../db/conversation-store.ts";
import { dropLateReminders } from "../db/interview-reminders.ts";
import { dropLane } from "../db/outbox.ts";
import { unpark } from "../db/outbox-lane.ts";
import { openWindows } from "../db/reply-windows.ts";
import { restoreThread } from "../db/thread-address.ts";
import { addLine, type Carrying } from "./carry-out.ts";
import { type StepResult, step } from "./step.ts";
import type { ConversationDeps } from "./types.ts";

/** The transaction of a delivery; `last` travels with its commit. */
export type Short = { tx: Tx; last: PromiseLike<unknown>[] };

/** What the candidate did lets us write: the windows it opens, and what was parked may go. */
export function letWrite(
  deps: ConversationDeps,
  { tx, last }: Short,
  message: InboundMessage,
  row: ConversationRow,
  now: number,
): void {
  const allowance = deps.channels[message.channel]?.allowance;
  if (!allowance || !message.opens) return;
  // The platform counts from when it happened, not from when we heard of it.
  const since = Math.min(message.at ?? now, now);
  last.push(
    openWindows(tx, row.company, row.id, opened(allowance, message.opens, since), now),
    dropLateReminders(tx, row.company, row.id, now),
    unpark(tx, row.company, `c:${row.id}`, now),
  );
}

/** How long what answers this delivery waits to be fetched as its reply, ms. */
export const passiveFor = (deps: ConversationDeps, message: InboundMessage): number =>
  message.opens ? (deps.channels[message.channel]?.passiveMs ?? 0) : 0;

/** Who left had their address forgotten; who is back has one again. */
export function addressed(
  deps: ConversationDeps,
  { tx, last }: Short,
  message: InboundMessage,
  row: ConversationRow,
): ConversationRow {
  if (row.threadSealed || row.status === "erased" || message.body.kind === "blocked") return row;
  const threadSealed = deps.vault.seal(message.threadId, `${row.company}:thread`);
  last.push(restoreThread(tx, row, threadSealed));
  return { ...row, threadSealed };
}

/** A colleague answers in the platform's own tool: on record, and the assistant says nothing, not even that. */
export async function heardColleague(
  deps: ConversationDeps,
  { tx, last }: Short,
  message: InboundMessage,
  row: ConversationRow,
  now: number,
): Promise<StepResult | null> {
  if (message.body.kind !== "agent") return null;
  const { messageId, text } = message.body;
  const at = message.at ?? now;
  const by = { id: `${row.channel}:agent`, shown: { zh: "招聘同事", en: "a colleague" } };
  const taken: DialogueEvent = {
    type: "takenOver",
    key: messageId,
    by,
    until: { kind: "quiet" },
    why: "wrote",
    at,
    now,
  };
  const before = (c: Carrying, state: State) =>
    addLine(c, {
      author: "recruiter",
      section: sectionOf(state),
      ref: messageId,
      body: { text },
      at,
      late: false,
    });
  const woken = await step(deps, tx, row, [taken], { last, before });
  last.push(dropLane(tx, row.company, `c:${row.id}`, "a colleague answers", now));
  return woken;
}
