import type { JobFit } from "./effect.ts";
import { describeFit } from "./facts-words.ts";
import { pay } from "./pay.ts";
import { platforms } from "./platforms.ts";
import { answerOf, fact, type Said, type SayOptions, type Scene, say, sayText } from "./scene.ts";
import { ignoreSensitive, isSensitive } from "./sensitive.ts";
import { shifts } from "./shifts.ts";
import { startDate } from "./start-date.ts";
import type { FactStep, Fit, Warmup } from "./state.ts";
import { text } from "./text.ts";
import { enterWarmup } from "./warmup.ts";

const order: readonly Fit[] = ["start", "shifts", "pay", "platforms"];
/** After so many unclear answers the fact stays open and a person clears it up: nobody is stuck here. */
const patience = 3;

/** Begins part 1 of 4: the facts that decide whether job and candidate fit. */
export function enterFacts(scene: Scene): FactStep {
  scene.section = "facts";
  scene.common.jobFit = {};
  say(scene, "facts.intro");
  return askFact(scene, "start");
}

/** Asks for a fact, in other words where an answer was unclear; `words` = still others. */
export function askFact(scene: Scene, name: Fit, misses = 0, words?: string): FactStep {
  const { ask, again, choices } = questions[name];
  say(scene, words ?? (misses === 0 ? ask : again), { token: `facts.${name}`, choices });
  return { status: "facts", fact: name, misses };
}

export function hearFact(scene: Scene, step: FactStep, event: Said): FactStep | Warmup | null {
  const answer = answerOf(event, `facts.${step.fact}`);
  if (answer === null) return null;
  const found = readFact(step.fact, answer, event.at);
  if (!found && step.misses + 1 < patience) {
    ignoreSensitive(scene, answer);
    return askFact(scene, step.fact, step.misses + 1);
  }
  acknowledge(scene, answer, found);
  const next = order[order.indexOf(step.fact) + 1];
  if (next) return askFact(scene, next);
  scene.effects.push({ type: "jobFit", jobFit: scene.common.jobFit });
  fact(scene, "facts_given", { stated: stated(scene.common.jobFit) });
  return enterWarmup(scene);
}

function acknowledge(scene: Scene, answer: string, found: JobFit | null): void {
  if (found) scene.common.jobFit = { ...scene.common.jobFit, ...found };
  const value = found ? describeFit(scene, found, scene.event.at) : "";
  const ignored = isSensitive(answer) ? [text(scene.script, scene.locale, "facts.ignored")] : [];
  const key = found ? "facts.noted" : "facts.left_open";
  sayText(scene, [...ignored, text(scene.script, scene.locale, key, { value })].join("\n"));
}

/** What an answer says about a fact. Only what was understood is kept; the words themselves never enter the state. */
export function readFact(name: Fit, answer: string, at: number): JobFit | null {
  switch (name) {
    case "start": {
      const date = startDate(answer, at);
      return date ? { startDate: date } : null;
    }
    case "shifts": {
      const found = shifts(answer);
      return found ? { shifts: found } : null;
    }
    case "pay":
      return pay(answer);
    case "platforms": {
      const found = platforms(answer);
      return found ? { platforms: found } : null;
    }
    default:
      return name satisfies never;
  }
}

/** How many of the four facts are known. */
const stated = ({
  startDate: start,
  shifts: when,
  payMin,
  payMax,
  payNegotiable,
  platforms: known,
}: JobFit): number =>
  [start, when, payMin ?? payMax ?? payNegotiable, known].filter((value) => value !== undefined).length;

type Question = { ask: string; again: string; choices: NonNullable<SayOptions["choices"]> };

const questions: Readonly<Record<Fit, Question>> = {
  start: {
    ask: "facts.start",
    again: "facts.start_again",
    choices: [
      ["now", "facts.start_now"],
      ["1 week", "facts.start_week"],
      ["1 month", "facts.start_month"],
    ],
  },
  shifts: {
    ask: "facts.shifts",
    again: "facts.shifts_again",
    choices: [
      ["1", "facts.shifts_any"],
      ["2", "facts.shifts_evening"],
      ["3", "facts.shifts_day"],
      ["4", "facts.shifts_limited"],
    ],
  },
  pay: {
    ask: "facts.pay",
    again: "facts.pay_again",
    choices: [["negotiable", "facts.pay_open"]],
  },
  platforms: {
    ask: "facts.platforms",
    again: "facts.platforms_again",
    choices: [
      ["12345", "facts.platforms_all"],
      ["9", "facts.platforms_none"],
    ],
  },
};
