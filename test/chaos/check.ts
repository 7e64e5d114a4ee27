import type { Script } from "../../src/core/content/script.ts";
import type { Effect } from "../../src/core/dialogue/effect.ts";
import { initialState, type State } from "../../src/core/dialogue/state.ts";
import { transition } from "../../src/core/dialogue/transition.ts";
import type { Conversation, Observation } from "./observe.ts";

/** What the outside saw. */
export type Outside = {
  /** Deliveries that our servers acknowledged: "telegram 17", "web <client message id>". */
  acknowledged: Set<string>;
  /** Texts each Telegram chat really received, in order. */
  received: Map<string, string[]>;
  /** Line numbers each web page got over its stream, in order. */
  streamed: Map<string, number[]>;
};

export type Problem = { kind: string; detail: string };

/** How late a timer may fire, ms. */
const timerLateMs = 15_000;

/** Holds what the database and the outside say against each other and against a plain replay of the events. */
export function check(script: (c: Conversation) => Script, inside: Observation, outside: Outside): Problem[] {
  const problems: Problem[] = [];
  const report = (kind: string, detail: string) => void problems.push({ kind, detail });
  for (const id of outside.acknowledged) if (!inside.deliveries.has(id)) report("acknowledged but lost", id);
  const threads = new Set<string>();
  for (const c of inside.records) {
    const thread = `${c.channel} ${c.threadId}`;
    if (threads.has(thread)) report("two conversations of one thread", thread);
    threads.add(thread);
    checkHistory(c, script(c), inside.now, report);
    checkTranscript(c, report);
    if (c.channel === "telegram") checkTelegram(c, outside.received.get(c.threadId ?? "") ?? [], report);
    else checkPage(c, outside.streamed.get(c.id), report);
  }
  return problems;
}

type Report = (kind: string, detail: string) => void;

/** State, replies, scores and timers are what a plain replay of the stored events gives. */
function checkHistory(c: Conversation, script: Script, now: number, report: Report): void {
  if (c.seqs.some((seq, i) => seq !== i + 1)) report("gap in the events", c.id);
  let state: State = initialState;
  const effects: Effect[] = [];
  const fired = new Set<string>();
  for (const event of c.events) {
    const [next, more] = transition(script, state, event);
    state = next;
    effects.push(...more);
    if (event.type !== "timedOut") continue;
    const timer = `${event.timer} ${event.generation}`;
    if (fired.has(timer)) report("timer fired twice", `${c.id} ${timer}`);
    fired.add(timer);
    if (event.now < event.due - 1)
      report("timer fired early", `${c.id} ${timer} ${event.due - event.now} ms`);
    if (event.now - event.due > timerLateMs)
      report("timer late", `${c.id} ${timer} ${event.now - event.due} ms`);
  }
  if (JSON.stringify(state) !== JSON.stringify(c.state)) report("state is not what the events give", c.id);
  const said = effects.flatMap((effect) => (effect.type === "say" ? [effect.key] : []));
  const shown = c.lines.filter((line) => line.author !== "candidate" && !/^(slow|trouble):/.test(line.ref));
  compare(
    "replies",
    c.id,
    said,
    shown.map((line) => line.ref),
    report,
  );
  const scored = effects.flatMap((e) =>
    e.type === "assessed" ? [`${e.assessment.attempt} ${e.assessment.total}`] : [],
  );
  compare(
    "scores",
    c.id,
    scored,
    c.assessments.map((a) => `${a.attempt} ${a.total}`),
    report,
  );
  const armed = new Map<string, number>();
  for (const effect of effects) {
    if (effect.type === "timer") armed.set(effect.timer, effect.generation);
    if (effect.type === "cancelTimer") armed.delete(effect.timer);
  }
  for (const [kind, generation] of armed) if (fired.has(`${kind} ${generation}`)) armed.delete(kind);
  const have = c.timers.map((timer) => `${timer.kind} ${timer.generation}`);
  const want = [...armed].map(([kind, generation]) => `${kind} ${generation}`);
  for (const timer of want) if (!have.includes(timer)) report("timer lost", `${c.id} ${timer}`);
  for (const timer of c.timers)
    if (now - timer.due > timerLateMs) report("timer stuck", `${c.id} ${timer.kind}`);
}

/** Every message of the candidate once, numbers without gaps, each in the history as well. */
function checkTranscript(c: Conversation, report: Report): void {
  if (c.lines.some((line, i) => line.n !== i + 1)) report("gap in the transcript", c.id);
  const said = c.events.flatMap((event) => (event.type === "said" ? [event.messageId] : []));
  const lines = c.lines.filter((line) => line.author === "candidate").map((line) => line.ref);
  // The very first words may open the conversation; then they are a line but no event.
  const expected = lines.filter((ref) => said.includes(ref));
  compare("messages", c.id, said, expected, report);
}

/** Every bubble arrived, in order; twice only where a send was cut off and is marked so. */
function checkTelegram(c: Conversation, received: string[], report: Report): void {
  const open = c.outbox.filter((row) => row.state !== "sent");
  if (open.length > 0)
    report("reply not sent", `${c.id} ${open.map((row) => `${row.key} ${row.state}`).join(", ")}`);
  const mayDouble = new Set(c.outbox.filter((row) => row.maybeDoubled).map((row) => row.key));
  const expected = c.lines.filter((line) => line.author !== "candidate");
  let at = 0;
  for (const line of expected) {
    if (received[at] !== line.text) {
      report("reply lost or out of order", `${c.id} ${line.ref}`);
      return;
    }
    at += 1;
    while (
      mayDouble.has(line.ref) &&
      received[at] === line.text &&
      expected[expected.indexOf(line) + 1]?.text !== line.text
    )
      at += 1;
  }
  if (at < received.length) report("reply doubled", `${c.id} ${received.length - at} more than said`);
}

/** A page got every line once and in order. */
function checkPage(c: Conversation, streamed: number[] | undefined, report: Report): void {
  if (!streamed) return;
  if (new Set(streamed).size !== streamed.length) report("line shown twice", c.id);
  if (streamed.length !== c.lines.length)
    report("line not shown", `${c.id} ${streamed.length} of ${c.lines.length}`);
}

function compare(what: string, id: string, wanted: string[], got: string[], report: Report): void {
  const count = (list: string[]) => {
    const counts = new Map<string, number>();
    for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
    return counts;
  };
  const want = count(wanted);
  const have = count(got);
  for (const [item, n] of want) {
    const m = have.get(item) ?? 0;
    if (m < n) report(`${what} lost`, `${id} ${item}`);
    if (m > n) report(`${what} doubled`, `${id} ${item}`);
  }
  for (const item of have.keys()) if (!want.has(item)) report(`${what} unexpected`, `${id} ${item}`);
}
