import type { Locale } from "../locale.ts";
import { requestReview } from "./closing.ts";
import { changeConsent, showConsents } from "./consents.ts";
import { callHuman, pauseAt, remind } from "./holds.ts";
import { type ReceiptPage, showReceipt } from "./receipt.ts";
import { restart, secondAttempt } from "./restart.ts";
import { cancel, fact, type Scene, say, sure } from "./scene.ts";
import { type Erased, isTimed, type Place, stepOf } from "./state.ts";
import { stepAside } from "./step-aside.ts";
import { bare, type Command } from "./words.ts";

/** Does what the candidate asked for, wherever they are; null = here the words are an answer like any other. */
export function obey(scene: Scene, place: Place, command: Command): Place | null {
  switch (command.kind) {
    case "human":
      return human(scene, place);
    case "pause":
      return pause(scene, place);
    case "restart":
      return restart(scene, place);
    case "delete":
      say(scene, "commands.delete_sure", sure);
      scene.common.confirm = "delete";
      return place;
    case "noReminders":
      scene.common.noReminders = true;
      cancel(scene, "nudge");
      // Whoever wants to hear nothing is not invited to other jobs either.
      scene.effects.push({ type: "optOut" });
      say(scene, "commands.no_reminders");
      return place;
    case "help":
      say(scene, "commands.help");
      return place;
    case "review":
      if (scene.common.assessed || scene.common.decision !== null) requestReview(scene);
      else say(scene, "closing.review_early");
      return place;
    case "receipt":
      return receipt(scene, place, command.page);
    case "myData":
      return myData(scene, place);
    case "consents":
      return showConsents(scene, place);
    case "consent":
      return changeConsent(scene, place, command.of, command.to);
    case "locale":
      return switchLocale(scene, place, command.locale);
    default:
      return command satisfies never;
  }
}

/** Whether `answer` says yes to what was asked; a loose "ok" or "1" is not enough to delete or to use up an attempt. */
export const isSure = (answer: string): boolean =>
  /^(?:确认|确定|是|是的|确认删除|确定删除|删除|确认重新开始|yes|confirm|delete|imsure|sure)$/.test(
    bare(answer),
  );

/** Carries out what the candidate confirmed. */
export function confirmed(scene: Scene, place: Place, what: "delete" | "restart"): Place | Erased {
  if (what === "restart") return secondAttempt(scene, place);
  say(scene, "commands.deleted");
  fact(scene, "erased", { reason: "requested" });
  scene.effects.push({ type: "erase", reason: "requested" });
  return { status: "erased", reason: "requested" };
}

function human(scene: Scene, place: Place): Place {
  if (place.status === "taken") return place;
  if (place.status !== "human") return callHuman(scene, stepAside(scene, stepOf(place)));
  if (!place.told) say(scene, "hold.passed_on");
  return { ...place, told: true };
}

function pause(scene: Scene, place: Place): Place {
  switch (place.status) {
    case "paused":
    case "human":
    case "taken":
    case "expired":
    case "done":
      return remind(scene, place);
    case "roleplay":
      say(scene, "commands.pause_later");
      return { ...place, pauseAfter: true };
    default:
      return pauseAt(scene, stepAside(scene, place));
  }
}

/** Where a clock runs these may be words to the customer, and reading would cost time. */
function receipt(scene: Scene, place: Place, page: ReceiptPage): Place | null {
  return isTimed(place) ? null : showReceipt(scene, place, page);
}

/** Reading takes time that a running clock would count. */
function myData(scene: Scene, place: Place): Place {
  if (isTimed(place)) {
    say(scene, "my_data.later");
    return place;
  }
  say(scene, "my_data.intro");
  fact(scene, "data_shown");
  scene.effects.push({ type: "showData" });
  return place;
}

function switchLocale(scene: Scene, place: Place, locale: Locale): Place {
  if (isTimed(place)) {
    say(scene, "commands.locale_later");
    return place;
  }
  scene.locale = locale;
  return remind(scene, place);
}
