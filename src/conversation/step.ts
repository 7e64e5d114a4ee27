import type { Script } from "../core/content/script.ts";
import type { DialogueEvent } from "../core/dialogue/event.ts";
import { initialState, type State, sectionOf } from "../core/dialogue/state.ts";
import { transition } from "../core/dialogue/transition.ts";
import type { Tx } from "../db/client.ts";
import { type ConversationRow, type ConversationUpdate, writeStep } from "../db/conversation-store.ts";
import { type Carrying, carryOut } from "./carry-out.ts";
import { roomText } from "./room-text.ts";
import type { ConversationDeps, WordingWish } from "./types.ts";

/** What a step changed, for those who must be woken after the commit. */
export type StepResult = {
  /** New lines that clients of a pull channel wait for. */
  lines: boolean;
  outbox: boolean;
  voice: boolean;
  word: WordingWish | null;
  stateBefore: State;
  stateAfter: State;
};

/** Changes of the row that the caller knows (flood counters, times), on top of the step's own. */
export type RowChanges = Partial<
  Pick<
    ConversationUpdate,
    "unreachable" | "lastSaidAt" | "saidCount" | "minuteStart" | "minuteCount" | "noticeAt"
  >
>;

export type StepOptions = {
  /** The row's state where the caller has opened it already. */
  state?: State;
  /** Collects the statements of the step for the commit; without it they are carried out before the step resolves. */
  last?: PromiseLike<unknown>[];
  changes?: RowChanges;
  before?: (carrying: Carrying, state: State) => void;
  /** What is said waits so long, ms, to be fetched as the reply to the platform's own request. */
  passiveMs?: number | undefined;
  /** Ask the candidate to write more slowly. */
  slowDown?: boolean;
  /** Changes that depend on what the dialogue made of it. */
  settle?: (before: State, after: State) => RowChanges;
};

/**
 * Runs events through the dialogue and writes everything that follows, in the caller's transaction, on a locked row.
 * `before` writes the transcript line of what the candidate did. The statements are sent without waiting for each other.
 */
export async function step(
  deps: ConversationDeps,
  tx: Tx,
  row: ConversationRow,
  events: DialogueEvent[],
  options: StepOptions = {},
): Promise<StepResult> {
  const script = await deps.library.script(row.pins);
  const stateBefore = options.state ?? openState(deps, row);
  const now = events.at(-1)?.now ?? 0;
  const carrying: Carrying = {
    deps,
    tx,
    row,
    now,
    seq: row.events,
    line: row.lines,
    batch: { events: [], lines: [], timers: new Map() },
    writes: [],
    delivered: [],
    outbox: false,
    erased: false,
    voice: false,
    word: null,
    passiveMs: options.passiveMs ?? 0,
  };
  options.before?.(carrying, stateBefore);

  let state = stateBefore;
  const queue = [...events];
  for (let event = queue.shift(); event; event = queue.shift()) {
    const [next, effects] = decide(deps, row, script, state, event);
    // What changes nothing needs no place in history; what a candidate wrote or rewrote always has one.
    if (next === state && effects.length === 0 && event.type !== "said" && event.type !== "edited") continue;
    state = next;
    carrying.seq += 1;
    const seq = carrying.seq;
    if (!carrying.erased) {
      const bodySealed = deps.vault.seal(event, `${row.company}:events`);
      carrying.batch.events.push({ seq, type: event.type, at: event.now, bodySealed });
    }
    await carryOut(carrying, effects, event);
    for (const key of carrying.delivered.splice(0))
      queue.push({ type: "delivered", key, at: event.now, now: event.now });
  }

  if (options.slowDown && !carrying.erased) {
    const text = roomText(script, state, "slow_down");
    const key = `slow:${carrying.line + 1}`;
    await carryOut(carrying, [{ type: "say", key, text, section: sectionOf(state) }], {
      type: "linked",
      at: now,
      now,
      awaySeconds: 0,
    });
  }
  if (!carrying.erased) {
    carrying.writes.push(
      writeStep(tx, { company: row.company, id: row.id, now }, carrying.batch, {
        status: state.status,
        stateSealed: deps.vault.seal(state, `${row.company}:state`),
        events: carrying.seq,
        lines: carrying.line,
        unreachable: row.unreachable,
        lastSaidAt: row.lastSaidAt,
        saidCount: row.saidCount,
        minuteStart: row.minuteStart,
        minuteCount: row.minuteCount,
        noticeAt: row.noticeAt,
        ...options.changes,
        ...options.settle?.(stateBefore, state),
      }),
    );
  }
  if (options.last) options.last.push(...carrying.writes);
  else await Promise.all(carrying.writes);
  const read = deps.channels[row.channel as keyof typeof deps.channels]?.delivery === "pull";
  return {
    lines: read && carrying.line > row.lines,
    outbox: carrying.outbox,
    voice: carrying.voice,
    word: carrying.erased ? null : carrying.word,
    stateBefore,
    stateAfter: state,
  };
}

/** The state of a conversation as it is stored. */
export function openState(deps: ConversationDeps, row: ConversationRow): State {
  // Our own words from our own table, authenticated by the vault.
  return row.stateSealed ? (deps.vault.open(row.stateSealed, `${row.company}:state`) as State) : initialState;
}

/** A dialogue that throws must not block the chat: the event is kept, the candidate gets an apology, people an alert. */
function decide(
  deps: ConversationDeps,
  row: ConversationRow,
  script: Script,
  state: State,
  event: DialogueEvent,
): ReturnType<typeof transition> {
  try {
    return transition(script, state, event);
  } catch (error) {
    deps.logger.error(
      {
        conversationId: row.id,
        eventType: event.type,
        error: error instanceof Error ? error.name : "unknown",
      },
      "dialogue_failed",
    );
    deps.meter.count("dead_total", { kind: "event" });
    const key = `trouble:${row.events + 1}`;
    // An answer that cannot be given must not be tried before every message that follows.
    const left = "common" in state ? { ...state, common: { ...state.common, wording: undefined } } : state;
    return [left, [{ type: "say", key, text: roomText(script, state, "trouble"), section: "intro" }]];
  }
}
