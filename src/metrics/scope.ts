import type { Day } from "../core/calendar-days.ts";
import type { Sql, Tx } from "../db/client.ts";

/** What a question is about: one company, a window of its local days, some channels and jobs, as things stood at `now`. */
export type Scope = {
  sql: Sql | Tx;
  company: string;
  timeZone: string;
  now: Date;
  /** The local day of `now`. */
  today: Day;
  /** Both ends inclusive; null = open. */
  from: Day | null;
  to: Day | null;
  /** null = all. */
  channels: string[] | null;
  job: string | null;
  shift: string | null;
};
