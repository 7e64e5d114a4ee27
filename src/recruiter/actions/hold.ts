import { addDays, dayIn, daysBetween } from "../../core/calendar-days.ts";
import { readNow } from "../../db/decisions.ts";
import { dateField, form } from "../cards/form.ts";
import { decide } from "../decide.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";
import { before } from "./offer-form.ts";

/** The day that is proposed, and the latest that is taken, in days from today. */
const days = { proposed: 7, most: 90 };

/** Puts a candidate on hold until a day, with a reminder when it comes; nothing is said to the candidate. */
export const hold: Action = {
  id: "hold",
  async run(deps, who, input) {
    const seen = await before(deps, who, input.value, input.form ? null : "held");
    if ("kind" in seen) return seen;
    const { locale } = deps;
    const today = dayIn(seen.candidate.timeZone, await readNow(deps.db.sql, deps.clock()));
    if (input.form) {
      const until = input.form.until?.trim() || null;
      if (until && !isDay(until, today)) {
        const notice = say(
          locale,
          `请选明天到 ${days.most} 天内的一天，或留空（不设期限）。`,
          `Please choose a day from tomorrow to ${days.most} days ahead, or leave it empty for no end.`,
        );
        return { kind: "refused", notice };
      }
      const { deliveryId } = input;
      return decide(deps, who, {
        target: seen.target,
        to: "held",
        reason: null,
        letter: null,
        until,
        deliveryId,
      });
    }
    const words = {
      title: say(locale, "暂缓", "Hold"),
      submit: say(locale, "暂缓", "Hold"),
      cancel: say(locale, "取消", "Cancel"),
    };
    const label = say(locale, "暂缓到哪一天", "On hold until");
    const hint = say(
      locale,
      "当天早上 9 点在这里提醒您；留空就不设期限。候选人不会收到消息。",
      "You are reminded here at 9:00 that day; empty = no end. The candidate is told nothing.",
    );
    const value = addDays(today, days.proposed);
    return {
      kind: "form",
      modal: form("hold", input.value, words, [dateField("until", label, { value, hint })]),
    };
  },
};

const isDay = (text: string, today: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || addDays(text, 0) !== text) return false;
  const ahead = daysBetween(today, text);
  return ahead >= 1 && ahead <= days.most;
};
