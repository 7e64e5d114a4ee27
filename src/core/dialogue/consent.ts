import { askAge } from "./age.ts";
import type { Consent } from "./consent-state.ts";
import { answerOf, fact, moveTo, notify, type Said, type Scene, say } from "./scene.ts";
import { ignoreSensitive } from "./sensitive.ts";
import type { Place } from "./state.ts";
import { bare, isNo, isYes } from "./words.ts";

const all = [
  ["1", "consent.choice_all"],
  ["2", "consent.choice_each"],
  ["3", "consent.choice_refuse"],
] as const;
const yesNo = [
  ["yes", "consent.choice_yes"],
  ["no", "consent.choice_no"],
] as const;

/** The consent question from its beginning. */
export const firstConsent: Consent = { status: "consent", ask: "all", model: false };

/** Says what Qinpin is, what it does with the data, and asks for consent. */
export function enterConsent(scene: Scene): Consent {
  scene.section = "intro";
  say(scene, "consent.greeting", { params: { job: scene.common.jobTitle } });
  askConsent(scene, firstConsent);
  return firstConsent;
}

/** Asks for a consent; `again` = the shorter words for whoever saw the whole text a moment ago. */
export function askConsent(scene: Scene, step: Consent, again?: string): void {
  const token = `consent.${step.ask}`;
  switch (step.ask) {
    case "all":
      say(scene, again ?? "consent.all", { token, choices: all });
      return;
    case "screening":
      say(scene, "consent.screening", { token, choices: yesNo });
      return;
    case "model":
      say(scene, "consent.model", { token, choices: yesNo });
      return;
    case "pool":
      say(scene, "consent.pool", { token, choices: yesNo });
      return;
    default:
      return step.ask satisfies never;
  }
}

export function hearConsent(scene: Scene, step: Consent, event: Said): Place | null {
  const answer = answerOf(event, `consent.${step.ask}`);
  if (answer === null) return null;
  return step.ask === "all" ? hearAll(scene, step, answer) : hearOne(scene, step, answer);
}

function hearAll(scene: Scene, step: Consent, answer: string): Place {
  const said = bare(answer);
  if (said === "2" || said.includes("逐项") || said === "onebyone")
    return ask(scene, { ...step, ask: "screening" });
  if (isYes(answer)) return give(scene, { model: false, pool: false });
  if (isNo(answer)) return refuse(scene);
  ignoreSensitive(scene, answer);
  say(scene, "consent.again_all", { token: "consent.all", choices: all });
  return step;
}

function hearOne(scene: Scene, step: Consent, answer: string): Place {
  const yes = isYes(answer);
  if (!yes && !isNo(answer)) {
    ignoreSensitive(scene, answer);
    say(scene, "consent.again_one", { token: `consent.${step.ask}`, choices: yesNo });
    return step;
  }
  switch (step.ask) {
    case "screening":
      return yes ? ask(scene, { ...step, ask: "model", named: true }) : refuse(scene);
    case "model":
      return ask(scene, { ...step, ask: "pool", model: yes });
    case "pool":
      return give(scene, { model: step.model, pool: yes }, step.named);
    case "all":
      return step;
    default:
      return step.ask satisfies never;
  }
}

function ask(scene: Scene, step: Consent): Consent {
  askConsent(scene, step);
  return step;
}

function give(scene: Scene, optional: { model: boolean; pool: boolean }, named = false): Place {
  if (scene.common.spent) {
    say(scene, "consents.attempts_used");
    return { status: "human", because: "refused", told: true, resume: firstConsent };
  }
  scene.common.consented = true;
  scene.common.optional = { ...optional, answers: optional.model && named };
  scene.effects.push({ type: "consent", screening: true, ...optional });
  fact(scene, "consented", optional);
  return askAge(scene);
}

/** Nobody is worse off for refusing: people take over, and the candidate may still change their mind. */
function refuse(scene: Scene): Place {
  const { optional } = scene.common;
  if (optional) scene.common.optional = { ...optional, model: false, pool: false, answers: false };
  scene.effects.push({ type: "consent", screening: false, model: false, pool: false });
  fact(scene, "consent_refused");
  moveTo(scene, "manual");
  notify(scene, { kind: "human", reason: "consent_refused" });
  scene.section = "human";
  say(scene, "consent.refused", { token: "human", choices: [["agree", "consent.choice_agree_later"]] });
  return {
    status: "human",
    because: "refused",
    told: false,
    resume: firstConsent,
  };
}
