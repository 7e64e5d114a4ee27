import type { Person, TakenUntil } from "../core/dialogue/event.ts";
import { createWorkingClock } from "../core/reviews/working-time.ts";
import type { Sql, Tx } from "../db/client.ts";
import { currentTakeover, type Takeover } from "../db/takeovers.ts";
import { workSettings } from "../db/work-settings.ts";
import { act, type Outcome } from "./act.ts";
import { takenWords } from "./cards/takeover.ts";
import { closed } from "./notices.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { caseNumber, say } from "./words.ts";

/** How long a person wants the conversation: until two hours after their last line, an hour, today, or until handed back. */
export const takeoverSpans = ["quiet", "hour", "today", "open"] as const;
export type TakeoverSpan = (typeof takeoverSpans)[number];

/** Why a person took over; kept with the fact. */
export const takeoverReasons = ["asked", "terms", "interview", "other"] as const;
export type TakeoverReason = (typeof takeoverReasons)[number];

const hour = 3_600_000;

export type TakeoverInput = {
  applicationId: string;
  span: TakeoverSpan;
  why: TakeoverReason;
  deliveryId: string;
};

/** Takes a conversation over, once per delivery; whoever comes second is told who has it. */
export function takeOver(deps: RecruiterDeps, who: Recruiter, input: TakeoverInput): Promise<Outcome> {
  const { locale } = deps;
  return act(deps, who, input.applicationId, input.deliveryId, async ({ tx, application, now }) => {
    const { timeZone } = await workSettings(tx, who.company);
    const held = await currentTakeover(tx, who.company, application.id);
    if (held && held.by !== who.id) {
      return { kind: "refused", notice: takenByOther(held, application.number, deps, timeZone) };
    }
    if (!application.conversationId) return { kind: "refused", notice: closed(locale) };
    const applied = await deps.conversations.applyIn(tx, who.company, application.conversationId, {
      type: "takenOver",
      key: input.deliveryId,
      by: await shownAs(tx, who),
      until: await untilOf(tx, who.company, input.span, now.getTime()),
      why: input.why,
    });
    if (applied === "gone") return { kind: "refused", notice: closed(locale) };
    const number = caseNumber(application.number);
    return {
      kind: "done",
      notice: say(
        locale,
        `${number} 现在由您接待，测评助手已停下。在对话里写的话会直接发给候选人。`,
        `You are talking with ${number} now; the assistant is silent. What you write in the thread goes to the candidate.`,
      ),
    };
  });
}

/** Gives the conversation back to the assistant; anybody on the list may. */
export function handBack(
  deps: RecruiterDeps,
  who: Recruiter,
  input: { applicationId: string; deliveryId: string },
): Promise<Outcome> {
  const { locale } = deps;
  return act(deps, who, input.applicationId, input.deliveryId, async ({ tx, application }) => {
    const number = caseNumber(application.number);
    const held = await currentTakeover(tx, who.company, application.id);
    if (!held || !application.conversationId) {
      const notice = say(
        locale,
        `${number} 现在就由测评助手接待，不用交还。`,
        `The assistant has ${number} already; there is nothing to hand back.`,
      );
      return { kind: "refused", notice };
    }
    const applied = await deps.conversations.applyIn(tx, who.company, application.conversationId, {
      type: "handedBack",
      key: input.deliveryId,
      by: who.id,
    });
    if (applied === "gone") return { kind: "refused", notice: closed(locale) };
    return {
      kind: "done",
      notice: say(
        locale,
        `${number} 已交还给测评助手，会从停下的地方接着问。`,
        `${number} is with the assistant again, which goes on where it stopped.`,
      ),
    };
  });
}

/** A recruiter as candidates know them: by the name the company uses. */
export async function shownAs(sql: Sql | Tx, who: Recruiter): Promise<Person> {
  const { shownZh, shownEn } = await workSettings(sql, who.company);
  const named = (template: string) => template.replaceAll("{name}", who.name).slice(0, 80);
  return { id: who.id, shown: { zh: named(shownZh), en: named(shownEn) } };
}

/** What a person reads whose click came second. */
export const takenByOther = (
  held: Takeover,
  number: number,
  { locale }: Pick<RecruiterDeps, "locale">,
  timeZone: string,
): string => `${caseNumber(number)} ${takenWords(held, locale, timeZone)}`;

/** "Today" ends with the working day; after it, at midnight. */
async function untilOf(tx: Tx, company: string, span: TakeoverSpan, now: number): Promise<TakenUntil> {
  switch (span) {
    case "quiet":
      return { kind: "quiet" };
    case "open":
      return { kind: "open" };
    case "hour":
      return { kind: "at", at: now + hour };
    case "today": {
      const { workingTime, timeZone } = await workSettings(tx, company);
      const clock = createWorkingClock(workingTime, timeZone);
      return { kind: "at", at: clock.endOfDay(now) ?? clock.midnight(now) };
    }
    default:
      return span satisfies never;
  }
}
