import type { Tx } from "./client.ts";

/**
 * From here to `refreshTimelines`, in this transaction, changes of touches and milestones leave the timelines behind them as they
 * are: several statements about the same many people are followed by one computation. Whoever calls this calls that.
 */
export const holdTimelines = (tx: Tx) => tx`select set_config('qinpin.timelines', 'held', true)`;

/** Computes these people's timelines anew, once; no chat of the company notes a fact from here to the transaction's end. */
export const refreshTimelines = (tx: Tx, company: string, people: readonly string[]) => tx`
  select set_config('qinpin.timelines', '', true), refresh_timelines(${company}, array(
    select distinct id from unnest(${[...people]}::uuid[]) p (id) order by id))`;
