import { ClockTime, type DigestTimes, OwnSettings, readClockTimes } from "../../core/digest/times.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import {
  ownSettings as readOwn,
  digestTimes as readTimes,
  setDigestTimes,
  setOwnSettings,
} from "../../db/company-settings.ts";
import { readNow } from "../../db/decisions.ts";
import { once, withRight } from "../access.ts";
import { digestWords, ownForm, timesForm } from "../cards/settings.ts";
import { jobsView } from "../jobs-view.ts";
import { settingsView } from "../settings-view.ts";
import type { Action, ActionResult, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

/** What can be set. */
export const settings: Action = {
  id: "settings",
  run: async (deps, who) => ({ kind: "view", view: await settingsView(deps, who), beside: true }),
};

/** The jobs and their links. */
export const jobs: Action = {
  id: "jobs",
  run: async (deps, who) => ({ kind: "view", view: await jobsView(deps, who), beside: true }),
};

/** One's own language, and whether digests come. */
export const ownSettings: Action = {
  id: "own_settings",
  async run(deps, who, input) {
    const { db, locale } = deps;
    const before = await readOwn(db.sql, who.company, who.id);
    if (!input.form) return { kind: "form", modal: ownForm(before, locale) };
    const chosen = OwnSettings.safeParse({
      locale: input.form.locale,
      digests: input.form.digests !== "off",
    });
    if (!chosen.success) {
      const choose = say(locale, "请选中文或 English。", "Choose 中文 or English.");
      return { kind: "invalid", modal: ownForm(before, locale), errors: { locale: choose } };
    }
    return await withRight(deps, who, "action own_settings", null, async (tx): Promise<ActionResult> => {
      await setOwnSettings(tx, who.company, who.id, chosen.data, await readNow(tx, deps.clock()));
      const notice = say(
        chosen.data.locale ?? locale,
        "已保存，马上生效。",
        "Saved; it takes effect at once.",
      );
      return { kind: "done", notice };
    });
  },
};

/** When the company's digests come. */
export const digestTimes: Action = {
  id: "digest_times",
  async run(deps, who, input) {
    const { db, locale } = deps;
    const before = await readTimes(db.sql, who.company);
    if (!input.form) return { kind: "form", modal: timesForm(before, locale) };
    const read = readForm(deps, input.form);
    if ("errors" in read)
      return { kind: "invalid", errors: read.errors, modal: timesForm(before, locale, input.form) };
    return await withRight(deps, who, "action digest_times", null, async (tx): Promise<ActionResult> => {
      const now = await readNow(tx, deps.clock());
      return await once(deps, tx, who, input.deliveryId, now, async () => {
        await setDigestTimes(tx, who.company, read.times, who.id, now);
        const entry = {
          actor: who.id,
          action: "digest_times",
          subject: "digests",
          before,
          after: read.times,
        };
        await noteAudit(tx, who.company, entry, now);
        const words = digestWords(read.times, locale);
        const notice = say(
          locale,
          `已保存。匹配候选人：每天 ${words.matched}；渠道周报：${words.week}。`,
          `Saved. Matched candidates: daily ${words.matched}; week of the channels: ${words.week}.`,
        );
        return { kind: "done", notice };
      });
    });
  },
};

function readForm(
  { locale }: RecruiterDeps,
  entered: Record<string, string>,
): { times: DigestTimes } | { errors: Record<string, string> } {
  const matched = readClockTimes(entered.matched ?? "");
  if (!matched)
    return {
      errors: {
        matched: say(
          locale,
          "请写最多 6 个时间，例如 09:30 17:30（整点、一刻、半点或三刻）。",
          "At most 6 times such as 09:30 17:30, on quarters of an hour.",
        ),
      },
    };
  const day = /^[1-7]$/.test(entered.day ?? "") ? Number(entered.day) : null;
  if (day === null) return { times: { matched, week: null } };
  const [time] = readClockTimes(entered.time ?? "") ?? [];
  if (!ClockTime.safeParse(time).success || time === undefined)
    return { errors: { time: say(locale, "请写一个时间，例如 09:00。", "A time such as 09:00.") } };
  return { times: { matched, week: { day, time } } };
}
