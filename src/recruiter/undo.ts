import { inLocale } from "../core/locale.ts";
import { type Made, ruleUndo, type UndoRuling } from "../core/undo.ts";
import type { Tx } from "../db/client.ts";
import { lastDecision, lastMade, setStage } from "../db/decisions.ts";
import { holdLane, letterLane } from "../db/deferred.ts";
import { dropLane } from "../db/outbox.ts";
import { insertFact, liftDecision } from "../db/outcomes.ts";
import { act, type Outcome } from "./act.ts";
import { companyTimeZone } from "./candidate.ts";
import type { Target } from "./cards/buttons.ts";
import { releaseLetter } from "./held-letter.ts";
import { planHoldEnd } from "./hold-over.ts";
import { closed } from "./notices.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import { mrkdwn } from "./text.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { caseNumber, moment, say, stageNames } from "./words.ts";

/**
 * Takes the last decision back: the stage is what it was before, the letter that was held is dropped, the thread is
 * told. Either the letter went out or the undo worked, because both happen on the locked application.
 */
export function undo(
  deps: RecruiterDeps,
  who: Recruiter,
  input: { target: Target; deliveryId: string },
): Promise<Outcome> {
  const { locale } = deps;
  return act(deps, who, input.target.a, input.deliveryId, async ({ tx, application, now }) => {
    const of = { company: who.company, application };
    const last = await lastMade(tx, who.company, application.id, letterLane(application.id));
    const made: Made | null = last && { ...last, at: last.at.getTime(), before: last.before ?? "assessed" };
    const ruling = ruleUndo({ ...application, at: now.getTime() }, input.target.v, made);
    if (ruling.kind === "refused" || !last) {
      await refreshCard(deps, tx, of, input.deliveryId, now);
      const because = ruling.kind === "refused" ? ruling.because : "never";
      return { kind: "refused", notice: await whyNot(deps, tx, who, last, because) };
    }
    await setStage(tx, who.company, application.id, ruling.to, now);
    await insertFact(tx, {
      company: who.company,
      applicationId: application.id,
      key: `undo:${last.key}`,
      name: "decision_undone",
      actor: who.id,
      data: { of: last.key, before: last.stage, after: ruling.to },
      at: now.getTime(),
    });
    await liftDecision(tx, who.company, application.id, { name: last.stage, at: last.at });
    await dropLane(tx, who.company, letterLane(application.id), "undone", now.getTime());
    await dropLane(tx, who.company, holdLane(application.id), "undone", now.getTime());
    // The decision had ended the hold before it; that goes on, to its own day.
    const hold = ruling.to === "held" ? await lastDecision(tx, who.company, application.id) : null;
    if (hold?.until) await planHoldEnd(deps, tx, { ...of, now }, hold.until);
    await refreshCard(deps, tx, of, input.deliveryId, now);
    const what = inLocale(stageNames[last.stage], locale);
    const nothing =
      last.letter === "held"
        ? say(locale, "，给候选人的消息没有发出", "; the candidate was told nothing")
        : "";
    const note = say(
      locale,
      `${who.name} 撤销了“${what}”${nothing}`,
      `${who.name} undid "${what}"${nothing}`,
    );
    await noteInThread(deps, tx, of, input.deliveryId, note, now);
    const back = inLocale(stageNames[ruling.to], locale);
    const number = caseNumber(application.number);
    return {
      kind: "done",
      notice: say(
        locale,
        `已撤销，${number} 回到“${back}”${nothing}。`,
        `Undone: ${number} is back to "${back}"${nothing}.`,
      ),
    };
  });
}

/** Sends the held letter of the standing decision now instead of after the time to undo it. */
export function sendNow(
  deps: RecruiterDeps,
  who: Recruiter,
  input: { target: Target; deliveryId: string },
): Promise<Outcome> {
  const { locale } = deps;
  return act(deps, who, input.target.a, input.deliveryId, async ({ tx, application, now }) => {
    const of = { company: who.company, application, now };
    const last = await lastMade(tx, who.company, application.id, letterLane(application.id));
    await refreshCard(deps, tx, of, input.deliveryId, now);
    if (!last || last.undone || last.letter !== "held") {
      const because = last?.undone ? "again" : last?.letter === "gone" ? "sent" : "never";
      return { kind: "refused", notice: await whyNot(deps, tx, who, last, because) };
    }
    await releaseLetter(deps, tx, of, last.key, who.id);
    const note = say(locale, `${who.name} 让消息马上发出`, `${who.name} had the message sent at once`);
    await noteInThread(deps, tx, of, input.deliveryId, note, now);
    return {
      kind: "done",
      notice: say(
        locale,
        "已发给候选人，不能再撤销。",
        "Sent to the candidate; it cannot be undone any more.",
      ),
    };
  });
}

type Because = Extract<UndoRuling, { kind: "refused" }>["because"];

async function whyNot(
  { locale }: RecruiterDeps,
  tx: Tx,
  who: Recruiter,
  last: Awaited<ReturnType<typeof lastMade>>,
  because: Because,
): Promise<string> {
  const zone = await companyTimeZone(tx, who.company);
  const name = (id: string | null, by: string | null) =>
    id === who.id ? say(locale, "您", "you") : mrkdwn(by ?? id ?? "–", 80);
  switch (because) {
    case "closed":
      return closed(locale);
    case "never":
      return say(locale, "没有可以撤销或发送的决定。", "There is no decision that could be undone or sent.");
    case "again": {
      const by = name(last?.undoneBy ?? null, last?.undoneName ?? null);
      const at = last?.undoneAt ? moment(last.undoneAt, locale, zone) : "";
      return say(locale, `${at} 已由${by}撤销，不用再点。`, `Already undone by ${by} at ${at}.`);
    }
    case "changed":
      return say(
        locale,
        "这张卡片之后又有变化，没有撤销。卡片已刷新，请再看一眼。",
        "Something changed after this card was drawn, so nothing was undone. The card is refreshed; please look again.",
      );
    case "sent": {
      const at = last?.sentAt ? moment(last.sentAt, locale, zone) : "";
      return say(
        locale,
        `消息已在 ${at} 发给候选人，撤不回来了。要改变决定，请直接写给候选人说明。`,
        `The message went to the candidate at ${at} and cannot be taken back. To change course, write to the candidate.`,
      );
    }
    case "late":
      return say(
        locale,
        "决定超过 10 分钟，不能再撤销。",
        "The decision is more than 10 minutes old and can no longer be undone.",
      );
    default:
      return because satisfies never;
  }
}
