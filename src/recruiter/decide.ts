import { inLocale } from "../core/locale.ts";
import { type Decision, rule } from "../core/stages.ts";
import { setStage } from "../db/decisions.ts";
import { holdLane } from "../db/deferred.ts";
import { dropLane } from "../db/outbox.ts";
import { insertFact } from "../db/outcomes.ts";
import { act, type Outcome } from "./act.ts";
import type { Target } from "./cards/buttons.ts";
import { holdLetter, releaseLetter } from "./held-letter.ts";
import { planHoldEnd } from "./hold-over.ts";
import { madeNotice, refusal } from "./notices.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { say, stageNames } from "./words.ts";

/** A person decides on an application. */
export type DecisionInput = {
  target: Target;
  to: Decision;
  reason: string | null;
  /** Reaches the candidate's chat: after the time to undo it, or at once. Null = nothing is said to them. */
  letter: { text: string; at: "later" | "now"; times?: boolean } | null;
  /** Local day until which it is held; null = no end. */
  until?: string | null;
  deliveryId: string;
};

/**
 * Decides in one transaction: stage, fact with actor, letter to the candidate and refreshed card happen together or not
 * at all, and once per delivery. Whoever comes second is told who was faster.
 */
export function decide(deps: RecruiterDeps, who: Recruiter, input: DecisionInput): Promise<Outcome> {
  const { target, to, letter, until = null } = input;
  return act(deps, who, target.a, input.deliveryId, async ({ tx, application, now }) => {
    const of = { company: who.company, application, now };
    const ruling = rule(application, target.v, to);
    if (ruling.kind === "refused") {
      await refreshCard(deps, tx, of, input.deliveryId, now);
      return { kind: "refused", notice: await refusal(deps, tx, who, application, ruling.because) };
    }
    const key = `decision:${application.version}`;
    await setStage(tx, who.company, application.id, to, now);
    await insertFact(tx, {
      company: who.company,
      applicationId: application.id,
      key,
      name: to,
      actor: who.id,
      data: { before: application.stage, after: to, reason: input.reason, ...(until ? { until } : {}) },
      at: now.getTime(),
    });
    // What was to happen at the end of an earlier hold is decided by this.
    await dropLane(tx, who.company, holdLane(application.id), "decided", now.getTime());
    if (to === "held" && until) await planHoldEnd(deps, tx, of, until);
    if (to !== "held" && letter) {
      const kind = to === "invited" ? "invitation" : "decline";
      await holdLetter(deps, tx, of, key, {
        letter: kind,
        text: letter.text,
        attempts: target.n ?? 1,
        ...(letter.times ? { times: true } : {}),
      });
      if (letter.at === "now") await releaseLetter(deps, tx, of, key, who.id);
    }
    await refreshCard(deps, tx, of, input.deliveryId, now);
    await noteInThread(deps, tx, of, input.deliveryId, note(deps, who, input), now);
    return { kind: "done", notice: madeNotice(application, input, deps.locale) };
  });
}

function note(deps: RecruiterDeps, who: Recruiter, { to, letter, until }: DecisionInput): string {
  const what = inLocale(stageNames[to], deps.locale) + (until ? ` → ${until}` : "");
  const held =
    letter?.at === "later" ? say(deps.locale, "（10 分钟后发出）", " (goes out in 10 minutes)") : "";
  return `${who.name} · ${what}${held}${letter ? `\n${letter.text}` : ""}`;
}
