import { type Allowance, fitting, free, joined, spent } from "../core/allowance.ts";
import type { Channel } from "../core/channel.ts";
import type { ClaimedRow } from "../db/outbox.ts";
import { claimFollowing, giveBack } from "../db/outbox-lane.ts";
import { changeWindows } from "../db/reply-windows.ts";
import { type Attempt, finishOrBury, hand, note, openBody, type SendingDeps } from "./attempt.ts";
import { Bubble } from "./candidate-sender.ts";
import { staleness } from "./reminders.ts";
import type { ConversationDeps } from "./types.ts";

/** The channel a row goes to; undefined for what is no candidates' platform. */
export function channelOf(deps: ConversationDeps, row: { channel: string }) {
  const channels: Partial<Record<string, Pick<Channel, "allowance">>> = deps.channels;
  return channels[row.channel];
}

type Waiting = { row: ClaimedRow; bubble: Bubble };

/**
 * Sends what is due in a lane where every message counts: as few messages as it fits in, and no more than the platform
 * lets us write now; the rest is parked until the candidate's next message.
 */
export async function sendTogether(
  deps: SendingDeps,
  first: ClaimedRow,
  allowance: Allowance,
): Promise<void> {
  const rows = [first, ...(await claimFollowing(deps.db.sql, first, deps.clock()))];
  let waiting: Waiting[] = [];
  for (const row of rows) {
    const bubble = Bubble.safeParse(openBody(deps, row));
    const stale = bubble.success ? staleness(row, bubble.data) : null;
    if (stale) await finishOrBury(deps, row, stale);
    else if (bubble.success) waiting.push({ row, bubble: bubble.data });
    else await finishOrBury(deps, row, { kind: "rejected", reason: "unreadable outbox row" });
  }
  while (waiting.length > 0) {
    const of = { company: first.company, conversationId: first.conversationId ?? "" };
    let group: Waiting[] = [];
    let ticket: string | null = null;
    const cost = () => allowance.cost(joined(group.map(({ bubble }) => bubble)), ticket !== null);
    // Counted before the call: whoever dies in between has rather written one too few.
    await changeWindows(deps.db, of, deps.clock(), (windows, now) => {
      const room = free(windows, now);
      ticket = room.ticket;
      const bubbles = waiting.map(({ bubble }) => bubble);
      group = waiting.slice(0, fitting(allowance, bubbles, room));
      return group.length > 0 ? spent(windows, cost(), now) : windows;
    });
    const [head] = group;
    if (!head)
      return await finishAll(deps, waiting, { kind: "parked", reason: "nothing may be written now" });
    for (const { row } of group)
      if (row.maybeDoubled) deps.meter.count("maybe_doubled_total", { channel: row.channel });
    const body = {
      ...head.bubble,
      ...joined(group.map(({ bubble }) => bubble)),
      ...(ticket === null ? {} : { ticket }),
    };
    const key = group.map(({ row }) => row.key).join("+");
    const result = await hand(deps, head.row, body, key);
    deps.meter.count("sends_total", { channel: first.channel, result: result.kind });
    if (result.kind === "retry")
      await changeWindows(deps.db, of, deps.clock(), (w, now) => spent(w, -cost(), now));
    // The platform knows better how much is left.
    if (result.kind === "parked") await changeWindows(deps.db, of, deps.clock(), () => ({}));
    waiting = waiting.slice(group.length);
    await finishAll(deps, group, result);
    if (result.kind === "sent" || waiting.length === 0) continue;
    const rest = waiting.map(({ row }) => row);
    if (result.kind === "parked") return await finishAll(deps, waiting, result);
    await note(async () => await giveBack(deps.db.sql, rest, deps.clock()));
    return;
  }
}

async function finishAll(deps: SendingDeps, group: readonly Waiting[], result: Attempt): Promise<void> {
  for (const { row } of group) await finishOrBury(deps, row, result);
}
