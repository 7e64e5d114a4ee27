import { obey } from "./commands.ts";
import { remind, resume } from "./holds.ts";
import { type ReminderKind, reminderKey, staleAt, usualZone } from "./reminders.ts";
import { answerOf, type Said, type Scene, sayAs } from "./scene.ts";
import { type Fit, type Place, type Step, stepOf } from "./state.ts";
import { text } from "./text.ts";

const token = "nudge";
const choices = [
  ["continue", "hold.choice_continue"],
  ["stop", "nudge.choice_stop"],
] as const;

const sentences = { first: "nudge.first", second: "nudge.second", last: "nudge.last" } as const;
const facts: Readonly<Record<Fit, string>> = {
  start: "nudge.at_start",
  shifts: "nudge.at_shifts",
  pay: "nudge.at_pay",
  platforms: "nudge.at_platforms",
};

/** Reminds the candidate of where they stopped, and offers to go on there or to stop reminding them. */
export function sayNudge(scene: Scene, place: Place, kind: ReminderKind): void {
  const { common, event } = scene;
  const where = text(scene.script, scene.locale, whereKey(stepOf(place)));
  sayAs(scene, place.status === "paused" ? "nudge.paused" : sentences[kind], {
    key: reminderKey(kind, common.count + 1),
    until: staleAt(event.now, common.timeZone ?? usualZone),
    params: { where },
    token,
    choices,
  });
}

/** A button of a reminder, at any time after it; null = it is none. */
export function hearNudge(scene: Scene, place: Place, event: Said): Place | null {
  if (event.choice === undefined) return null;
  switch (answerOf(event, token)) {
    case "stop":
      return obey(scene, place, { kind: "noReminders" });
    case "continue":
      return place.status === "paused" ? resume(scene, place.resume) : remind(scene, place);
    default:
      return null;
  }
}

function whereKey(step: Step): string {
  switch (step.status) {
    case "consent":
    case "age":
      return "nudge.at_consent";
    case "facts":
      return facts[step.fact];
    case "warmup":
      return "nudge.at_warmup";
    case "ready":
      return sectionKeys[step.next];
    case "roleplay":
    case "rule":
    case "short":
      return sectionKeys[step.status];
    case "done":
      return "nudge.at_short";
    default:
      return step satisfies never;
  }
}

const sectionKeys = {
  roleplay: "nudge.at_roleplay",
  rule: "nudge.at_rule",
  short: "nudge.at_short",
} as const;
