import type { Scenario } from "../content/scenario.ts";
import type { Bubble, Turn } from "./evidence.ts";
import { numberOf } from "./language.ts";

/** Times of a role-play with several customers; seconds, null = never answered. */
export type ThreadTimes = { firstReplies: (number | null)[]; promiseKept: number };

/** Everybody picked up within this mean time counts as having kept an eye on all (the nudge expects 60 s, too). */
const soonSeconds = 60;

/**
 * Which customer each turn belongs to: its own `thread`, a letter in front ("B 您好", "【b】", "ｂ："), else the customer
 * who has waited longest without an answer, else the one last answered. All null when the scenario has one customer.
 */
export function threadsOf(scenario: Scenario, turns: readonly Turn[]): (string | null)[] {
  const { threads } = scenario;
  if (!threads) return turns.map(() => null);
  const lines = customerLines(scenario, turns);
  const answered = new Map<string, number>();
  let last: string | null = null;
  return turns.map((turn) => {
    if (turn.from === "customer") return customerThread(scenario, turn) ?? null;
    const named = turn.thread ?? letterOf(turn.text);
    const thread =
      named !== undefined && named in threads ? named : (longestWaiting(lines, answered, turn.t) ?? last);
    if (thread !== null) answered.set(thread, turn.t);
    last = thread;
    return thread;
  });
}

const letterInFront = /^[\s【[(〔]*([A-Za-z])(?![A-Za-z'’])/u;

const letterOf = (text: string): string | undefined =>
  letterInFront.exec(text.slice(0, 20).normalize("NFKC"))?.[1]?.toUpperCase();

type Line = { t: number; thread: string };

function longestWaiting(
  lines: readonly Line[],
  answered: ReadonlyMap<string, number>,
  now: number,
): string | null {
  const waiting = lines.filter(({ t, thread }) => t <= now && t > (answered.get(thread) ?? -1));
  return (
    waiting.reduce<Line | null>((first, line) => (first && first.t <= line.t ? first : line), null)?.thread ??
    null
  );
}

/** What the customers said and when: the given lines or, with none, those the script says at fixed times. */
export function customerLines(scenario: Scenario, turns: readonly Turn[]): Line[] {
  const said = turns.filter(({ from }) => from === "customer");
  const only = Object.keys(scenario.threads ?? {})[0] ?? "";
  if (said.length === 0) {
    return scenario.opening.map(({ at_s, thread }) => ({ t: at_s, thread: thread ?? only }));
  }
  return said.map((turn) => ({ t: turn.t, thread: customerThread(scenario, turn) ?? only }));
}

function customerThread(scenario: Scenario, turn: Turn): string | undefined {
  if (turn.thread !== undefined) return turn.thread;
  const node = [...scenario.opening, ...scenario.branches].find(({ id }) => id === turn.node);
  return node?.thread ?? letterOf(turn.text);
}

/** First reply per customer, from that customer's first line, and whether promised waits were kept (contract: S11). */
export function threadTimes(
  scenario: Scenario,
  turns: readonly Turn[],
  bubbles: readonly Bubble[],
): ThreadTimes {
  const openings = new Map<string, number>();
  for (const { t, thread } of customerLines(scenario, turns))
    if (!openings.has(thread)) openings.set(thread, t);
  const firstReplies = [...openings].map(([thread, opened]) => {
    const reply = bubbles.find((bubble) => bubble.thread === thread && bubble.t >= opened);
    return reply ? reply.t - opened : null;
  });
  const facts = waitFacts(scenario, turns, bubbles);
  if (facts.has("wait_kept")) return { firstReplies, promiseKept: 1 };
  if (facts.has("wait_broken") || !facts.has("everybody_answered")) return { firstReplies, promiseKept: 0 };
  return { firstReplies, promiseKept: 0.5 };
}

/** The timing facts (see `timingFacts`) that hold; empty when the scenario has one customer. */
export function waitFacts(
  scenario: Scenario,
  turns: readonly Turn[],
  bubbles: readonly Bubble[],
): Set<string> {
  const facts = new Set<string>();
  if (!scenario.threads) return facts;
  const openings = new Map<string, number>();
  for (const { t, thread } of customerLines(scenario, turns))
    if (!openings.has(thread)) openings.set(thread, t);
  const waits = [...openings].map(([thread, opened]) => {
    const reply = bubbles.find(
      (bubble) => bubble.thread === thread && bubble.t >= opened && !bubble.said.has("sent_away"),
    );
    return reply ? reply.t - opened : null;
  });
  const known = waits.filter((wait) => wait !== null);
  if (known.length === waits.length) facts.add("everybody_answered");
  const mean = known.reduce((sum, wait) => sum + wait, 0) / Math.max(1, known.length);
  if (known.length === waits.length && mean <= soonSeconds) facts.add("everybody_soon");
  const promises = bubbles.flatMap((bubble) => promised(bubble, bubbles));
  if (promises.length > 0) facts.add(promises.every((kept) => kept) ? "wait_kept" : "wait_broken");
  return facts;
}

/** For every wait stated in this bubble ("2分钟内回您"): was the same customer answered in time? */
function promised(bubble: Bubble, bubbles: readonly Bubble[]): boolean[] {
  return (bubble.said.get("wait_time") ?? []).flatMap(({ start, end }) => {
    const words = bubble.text.slice(start, end).normalize("NFKC");
    const number = /([0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十半]+)\s*(?:个)?\s*(秒|分|s(?:ec)|min)/iu.exec(
      words,
    );
    const amount = numberOf(number?.[1] ?? "");
    if (amount === null || !number) return [];
    const seconds = /秒|s/i.test(number[2] ?? "") ? amount : amount * 60;
    return [
      bubbles.some(({ thread, t }) => thread === bubble.thread && t > bubble.t && t <= bubble.t + seconds),
    ];
  });
}
