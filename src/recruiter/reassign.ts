import { assign, ownerOf } from "../db/assignments.ts";
import { insertFact } from "../db/outcomes.ts";
import { colleagueFor } from "./access.ts";
import { act, type Outcome, type Step } from "./act.ts";
import { noRight } from "./notices.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import { mrkdwn } from "./text.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { caseNumber, say } from "./words.ts";

/** Hands an application to a recruiter, once per delivery; the thread and the card name them from then on. */
export function reassignTo(
  deps: RecruiterDeps,
  who: Recruiter,
  input: { applicationId: string; to: string; deliveryId: string },
): Promise<Outcome> {
  const { locale } = deps;
  const { applicationId, deliveryId } = input;
  return act(deps, who, applicationId, deliveryId, work, "action reassign");

  async function work({ tx, application, now }: Step): Promise<Outcome> {
    const of = { company: who.company, application };
    // Rights end at once: somebody who was removed while the form was open gets nothing.
    const to = await colleagueFor(tx, who.company, input.to, application.id);
    if (!to) return { kind: "refused", notice: noRight(locale) };
    const from = await ownerOf(tx, who.company, application.id);
    const number = caseNumber(application.number);
    const name = mrkdwn(to.name, 80);
    if (from?.id === to.id) {
      const notice = say(locale, `${number} 本来就由 ${name} 负责。`, `${number} is with ${name} already.`);
      return { kind: "refused", notice };
    }
    await assign(tx, who.company, application.id, to.id, now);
    await insertFact(tx, {
      company: who.company,
      applicationId: application.id,
      key: `reassigned:${deliveryId}`,
      name: "reassigned",
      actor: who.id,
      data: { before: from?.id ?? null, after: to.id },
      at: now.getTime(),
    });
    await refreshCard(deps, tx, of, deliveryId, now);
    const note = say(locale, `${who.name} 转交给 ${to.name}`, `${who.name} handed this to ${to.name}`);
    await noteInThread(deps, tx, of, deliveryId, note, now);
    return {
      kind: "done",
      notice: say(locale, `${number} 已转给 ${name}。`, `${number} is now with ${name}.`),
    };
  }
}
