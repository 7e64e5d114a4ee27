import { z } from "zod";
import { addDays, dayIn } from "../../core/calendar-days.ts";
import { channelName } from "../../core/channel-names.ts";
import type { Locale } from "../../core/locale.ts";
import { readFen } from "../../core/spend.ts";
import { ownChannelIds } from "../../db/channels.ts";
import { readNow } from "../../db/decisions.ts";
import { once, withRight } from "../access.ts";
import { companyTimeZone } from "../candidate.ts";
import { sourceChoices } from "../cards/job-form.ts";
import { spendSetCard } from "../cards/spend.ts";
import { spendForm } from "../cards/spend-form.ts";
import { yuan } from "../numbers.ts";
import { checkDays, enterSpend, type SpendInput } from "../spend.ts";
import type { Action, ActionResult } from "../types.ts";
import { say } from "../words.ts";

/** Enters what a channel cost, by a form. */
export const spendNew: Action = {
  id: "spend_new",
  async run(deps, who, input) {
    const { db, locale } = deps;
    const { company } = who;
    const [now, timeZone, own] = await Promise.all([
      readNow(db.sql, deps.clock()),
      companyTimeZone(db.sql, company),
      ownChannelIds(db.sql, company),
    ]);
    const today = dayIn(timeZone, now);
    const choices = [
      ...sourceChoices(locale),
      ...own.map((id) => ({ value: id, label: channelName(id, locale) })),
    ];
    const channels = choices.filter(({ value }, i) => choices.findIndex((one) => one.value === value) === i);
    const month = { from: `${today.slice(0, 7)}-01`, to: lastOfMonth(today) };
    if (!input.form) return { kind: "form", modal: spendForm(channels.slice(0, 100), month, locale) };
    const { form } = input;
    const read = readForm(form, channels, locale);
    if ("errors" in read)
      return { kind: "invalid", errors: read.errors, modal: spendForm(channels, month, locale, form) };
    return await withRight(deps, who, "action spend_new", null, (tx) =>
      once(deps, tx, who, input.deliveryId, now, async (): Promise<ActionResult> => {
        const done = await enterSpend(tx, read.spend, { company, actor: who.id, now });
        const same = say(locale, "和已有的记录一样，没有变化。", "It was so already; nothing changed.");
        if (done.kind !== "set") return { kind: "done", notice: `${yuan(done.fen / 100)}: ${same}` };
        const saved = say(locale, "已保存：", "Saved: ");
        return { kind: "done", notice: `${saved}${spendSetCard(read.spend, done, today, locale).text}` };
      }),
    );
  },
};

const nextMonth = (day: string): string => addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7);
const lastOfMonth = (day: string): string => addDays(`${nextMonth(day)}-01`, -1);

function readForm(
  entered: Record<string, string>,
  channels: readonly { value: string }[],
  locale: Locale,
): { spend: SpendInput } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const channel = channels.find(({ value }) => value === entered.channel)?.value;
  if (channel === undefined) errors.channel = say(locale, "请选择渠道。", "Please choose a channel.");
  const fen = readFen(entered.amount ?? "");
  if (fen === null)
    errors.amount = say(
      locale,
      "请写金额，例如 3000 或 1,280.50，最多一千万元。",
      "An amount such as 3000 or 1,280.50, at most ten million.",
    );
  const [from, to] = [entered.from, entered.to].map((day) => z.iso.date().safeParse(day).data ?? null);
  const day = say(locale, "请选日期，例如 2026-11-18。", "A day such as 2026-11-18.");
  if (!from) errors.from = day;
  if (!to) errors.to = day;
  else if (from && to < from)
    errors.to = say(locale, "结束日期在开始日期之前。", "The last day is before the first.");
  if (channel === undefined || fen === null || !from || !to || to < from) return { errors };
  const checked = checkDays(channel, fen, from, to, locale);
  return "problem" in checked ? { errors: { to: checked.problem } } : { spend: checked.input };
}
