import type { Scenario } from "../content/scenario.ts";
import type { Bubble, Turn } from "./evidence.ts";
import { isClosing, nodeOf } from "./evidence-lines.ts";
import type { ThreadTimes } from "./formulas.ts";
import { numberOf } from "./language.ts";
import { simplify } from "./language-simplify.ts";

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

type Line = { t: number; thread: string; closing: boolean };

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
  const [only = ""] = Object.keys(scenario.threads ?? {});
  if (said.length === 0) {
    return scenario.opening.map(({ at_s, thread }) => ({ t: at_s, thread: thread ?? only, closing: false }));
  }
  return said.map((turn) => ({
    t: turn.t,
    thread: customerThread(scenario, turn) ?? only,
    closing: isClosing(scenario, turn),
  }));
}

function customerThread(scenario: Scenario, turn: Turn): string | undefined {
  const node = nodeOf(scenario, turn);
  const line = [...scenario.opening, ...scenario.branches].find(({ id }) => id === node);
  const given =
    turn.thread !== undefined && turn.thread in (scenario.threads ?? {}) ? turn.thread : undefined;
  return given ?? line?.thread ?? letterOf(turn.text);
}

/**
 * First reply per customer from that customer's first line, the share of lines answered in time by that customer's
 * thread, and whether promised waits were kept: 1 promised and kept, 0.5 nobody promised and everybody was answered, 0.
 */
export function threadReplies(
  scenario: Scenario,
  turns: readonly Turn[],
  bubbles: readonly Bubble[],
): ThreadTimes {
  const lines = customerLines(scenario, turns).filter(({ closing }) => !closing);
  const answered = lines.filter(({ t, thread }) => {
    const wait = waitOf(bubbles, thread, t);
    return wait !== null && wait <= scenario.time_limits.per_turn_sla_s;
  });
  const facts = waitFacts(scenario, turns, bubbles);
  const kept = facts.has("wait_kept")
    ? 1
    : facts.has("wait_broken")
      ? 0
      : facts.has("everybody_answered")
        ? 0.5
        : 0;
  return {
    firstReplies: firstLines(lines).map(({ t, thread }) => waitOf(bubbles, thread, t)),
    slaShare: lines.length === 0 ? 1 : answered.length / lines.length,
    promiseKept: kept,
  };
}

/** Each customer's first line. */
function firstLines(lines: readonly Line[]): Line[] {
  return lines.filter(({ thread }, i) => lines.findIndex((line) => line.thread === thread) === i);
}

function waitOf(bubbles: readonly Bubble[], thread: string, since: number): number | null {
  const reply = bubbles.find((bubble) => bubble.thread === thread && bubble.t >= since);
  return reply ? reply.t - since : null;
}

/** The timing facts (see `timingFacts`) that hold; empty when the scenario has one customer. */
export function waitFacts(
  scenario: Scenario,
  turns: readonly Turn[],
  bubbles: readonly Bubble[],
): Set<string> {
  const facts = new Set<string>();
  if (!scenario.threads) return facts;
  // Whoever is sent away until tomorrow was not answered.
  const served = bubbles.filter(({ said }) => !said.has("sent_away"));
  const waits = firstLines(customerLines(scenario, turns)).map(({ t, thread }) => waitOf(served, thread, t));
  const known = waits.filter((wait) => wait !== null);
  if (known.length === waits.length) {
    facts.add("everybody_answered");
    const mean = known.reduce((sum, wait) => sum + wait, 0) / Math.max(1, known.length);
    if (mean <= soonSeconds) facts.add("everybody_soon");
  }
  const promises = bubbles.flatMap((bubble) => promised(bubble, bubbles));
  if (promises.length > 0) facts.add(promises.every((kept) => kept) ? "wait_kept" : "wait_broken");
  return facts;
}

/** For every wait stated in this bubble ("2分钟内回您"): was the same customer answered in time? */
function promised(bubble: Bubble, bubbles: readonly Bubble[]): boolean[] {
  return (bubble.said.get("wait_time") ?? []).flatMap(({ start, end }) => {
    const words = simplify(bubble.text.slice(start, end).normalize("NFKC"));
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
