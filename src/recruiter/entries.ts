import { daysFrom } from "../core/calendar-days.ts";
import { readChannel } from "../core/channel-names.ts";
import type { OutcomeResult, OutcomeRow, SpendResult, SpendRow } from "../core/entries.ts";
import { exitReasonIds } from "../core/outcomes.ts";
import { readPeriod } from "../core/period-words.ts";
import { ownChannelIds } from "../db/channels.ts";
import { measure } from "./measure.ts";
import { applicationBy, type Reporter, reportOutcome } from "./outcomes.ts";
import { enterSpend, longestEntry } from "./spend.ts";
import type { RecruiterDeps } from "./types.ts";

/** Facts that programs and files enter, row by row: each is taken in a transaction of its own, or refused with a reason. */

type Deps = Pick<RecruiterDeps, "db" | "vault" | "clock" | "locale">;

export async function enterOutcomes(
  deps: Deps,
  by: Reporter,
  rows: readonly OutcomeRow[],
): Promise<OutcomeResult[]> {
  const results: OutcomeResult[] = [];
  for (const { candidate, outcome, on, reason, remove } of rows) {
    const known = exitReasonIds.find((id) => id === reason) ?? null;
    const report = { outcome, on: remove ? null : on, reason: known };
    const done = await deps.db.transact(async (tx) => {
      const id = await applicationBy(tx, by.company, candidate);
      return id ? await reportOutcome(deps, tx, by, id, report) : null;
    });
    if (!done) results.push({ candidate, outcome, status: "refused", reason: "unknown" });
    else if (done.kind === "refused")
      results.push({ candidate, outcome, status: "refused", reason: done.because });
    else results.push({ candidate, outcome, status: done.kind, reason: null });
  }
  return results;
}

export async function enterSpends(
  deps: Deps,
  by: Reporter,
  rows: readonly SpendRow[],
): Promise<SpendResult[]> {
  const [m, own] = await Promise.all([measure(deps, by), ownChannelIds(deps.db.sql, by.company)]);
  const results: SpendResult[] = [];
  for (const { channel: said, period: days, amount_cny: amount } of rows) {
    // A program may bring a channel of its own, as a tracking link may.
    const channel = readChannel(said, own) ?? (/^[a-z0-9][a-z0-9_-]{0,31}$/.test(said) ? said : null);
    const period = readPeriod(days, m.today);
    const refuse = (reason: SpendResult["reason"]) =>
      results.push({ channel: said, period: days, status: "refused", reason, before_cny: null });
    if (!channel) refuse("channel");
    else if (!period || period.from === null || period.to === null) refuse("period");
    else if (daysFrom(period.from, period.to).length > longestEntry) refuse("too_long");
    else {
      const input = { channel, fen: Math.round(amount * 100), from: period.from, to: period.to };
      const change = { company: by.company, actor: by.id, now: m.now };
      const done = await deps.db.transact((tx) => enterSpend(tx, input, change));
      const before = done.kind === "same" ? done.fen : done.beforeFen;
      results.push({
        channel,
        period: days,
        status: done.kind === "same" ? "same" : "recorded",
        reason: null,
        before_cny: before === null ? null : before / 100,
      });
    }
  }
  return results;
}
