import type { MailRule } from "../core/mail/rules.ts";
import { reachOf } from "../core/rights.ts";
import { type OwnRule, ownMailRules } from "../db/mail-rules.ts";
import { countMails, waitingMails } from "../db/mails.ts";
import { mailRuleList, type ShownRule } from "./cards/mail-rules.ts";
import { mailList, mailRows } from "./cards/mails.ts";
import type { Recruiter, RecruiterDeps, View } from "./types.ts";

/** Mails that wait for a person, the longest wait first, or the newest of those taken for no application. */
export async function mailsView(
  deps: RecruiterDeps,
  who: Recruiter,
  state: "open" | "ignored" = "open",
): Promise<View> {
  const { company } = who;
  const desk = deps.mailDesk ?? null;
  const { rows, counts } = await deps.db.transact(async (tx) => {
    const waiting = await waitingMails(tx, deps.vault, company, state, mailRows);
    const rows = [];
    for (const mail of waiting)
      rows.push({ ...mail, guess: (await desk?.suggest(tx, company, mail)) ?? null });
    return { rows, counts: await countMails(tx, company) };
  });
  const may = {
    settle: desk !== null && reachOf(who.role, "action mail_assign") !== "no",
    again: desk !== null && reachOf(who.role, "action mail_again") !== "no",
  };
  return mailList({ state, rows, counts, may }, deps.locale);
}

/** The rules as they count now, in the order they are tried. */
export async function mailRulesView(deps: RecruiterDeps, who: Recruiter): Promise<View> {
  const rules = shownRules(await ownMailRules(deps.db.sql, who.company), deps.mailDesk?.rules ?? []);
  return mailRuleList(rules, reachOf(who.role, "action mail_rule_edit") !== "no", deps.locale);
}

/** The company's own rules and ours, each with how it stands. */
export function shownRules(own: readonly OwnRule[], ours: readonly MailRule[]): ShownRule[] {
  const known = new Set(ours.map(({ id }) => id));
  const replaced = new Set(own.map(({ id }) => id));
  return [
    ...own.map(
      ({ enabled, ...rule }): ShownRule => ({
        ...rule,
        standing: enabled ? (known.has(rule.id) ? "changed" : "own") : "off",
      }),
    ),
    ...ours
      .filter(({ id }) => !replaced.has(id))
      .map(({ id, channel, of, pattern }): ShownRule => ({ id, channel, of, pattern, standing: "ours" })),
  ];
}
