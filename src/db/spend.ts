import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Day } from "../core/calendar-days.ts";
import type { DayCost } from "../core/spend.ts";
import type { Sql, Tx } from "./client.ts";
import { importSpend } from "./history.ts";

/** Fen per day, null where nothing was recorded. */
const Amounts = z.array(z.tuple([z.iso.date(), z.int().nullable()]));
type Amounts = z.infer<typeof Amounts>;

export type SpendChange = {
  company: string;
  channel: string;
  days: readonly DayCost[];
  actor: string;
  now: Date;
};

export type SpendSet =
  | { kind: "set"; id: string; beforeFen: number | null; afterFen: number }
  /** Exactly these amounts are there already. */
  | { kind: "same"; fen: number };

/** Sets what a channel cost on these days (at least one), and keeps what was there, so that it can be undone. */
export async function setSpend(tx: Tx, change: SpendChange): Promise<SpendSet> {
  const { company, channel, days, actor, now } = change;
  await lockChannel(tx, company, channel);
  const after: Amounts = days.map(({ day, fen }) => [day, fen]);
  const before = await amountsOn(
    tx,
    company,
    channel,
    days.map(({ day }) => day),
  );
  const afterFen = sumOf(after) ?? 0;
  if (same(before, after)) return { kind: "same", fen: afterFen };
  await write(tx, company, channel, after);
  const id = randomUUID();
  const ordered = days.map(({ day }) => day).sort();
  await tx`
    insert into spend_entries (company_id, id, channel, from_day, to_day, amount_cny, before, after, actor, at)
    values (${company}, ${id}, ${channel}, ${ordered[0] ?? ""}::text::date, ${ordered.at(-1) ?? ""}::text::date,
      ${afterFen / 100}, ${tx.json(before)}, ${tx.json(after)}, ${actor}, ${now})`;
  return { kind: "set", id, beforeFen: sumOf(before), afterFen };
}

const Entry = z.object({
  id: z.uuid(),
  channel: z.string(),
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  amount: z.number(),
  actor: z.string(),
  by: z.string().nullable(),
  at: z.date(),
  undoneBy: z.string().nullable(),
});
/** One entry; `amount` in CNY, `by` the recruiter's name where it was one. */
export type SpendEntry = z.infer<typeof Entry>;

/** The last entries of a company, the newest first. */
export async function spendEntriesOf(sql: Sql, company: string, limit: number): Promise<SpendEntry[]> {
  const rows = await sql`
    select e.id, e.channel, e.from_day::text as "fromDay", e.to_day::text as "toDay", e.amount_cny::float8 as amount,
      e.actor, r.name as by, e.at, e.undone_by as "undoneBy"
    from spend_entries e left join recruiters r on r.company_id = e.company_id and r.id = e.actor
    where e.company_id = ${company} order by e.at desc, e.id limit ${limit}`;
  return rows.map((row) => Entry.parse(row));
}

const Kept = z.object({ channel: z.string(), before: Amounts, after: Amounts, undone: z.boolean() });

export type SpendUndone =
  | { kind: "undone"; channel: string; fen: number | null }
  | { kind: "refused"; because: "unknown" | "undone" | "changed" };

/** Puts back what was there before an entry; refused when somebody has changed one of its days since. */
export async function undoSpend(
  tx: Tx,
  undo: { company: string; id: string; actor: string; now: Date },
): Promise<SpendUndone> {
  const { company, id, actor, now } = undo;
  const [row] = await tx`
    select channel, before, after, undone_at is not null as undone from spend_entries
    where company_id = ${company} and id = ${id} for update`;
  if (!row) return { kind: "refused", because: "unknown" };
  const { channel, before, after, undone } = Kept.parse(row);
  if (undone) return { kind: "refused", because: "undone" };
  await lockChannel(tx, company, channel);
  const present = await amountsOn(
    tx,
    company,
    channel,
    after.map(([day]) => day),
  );
  if (!same(present, after)) return { kind: "refused", because: "changed" };
  await write(tx, company, channel, before);
  await tx`update spend_entries set undone_by = ${actor}, undone_at = ${now} where company_id = ${company} and id = ${id}`;
  return { kind: "undone", channel, fen: sumOf(before) };
}

/** One change of a channel's costs at a time, also of days that have no row yet. */
const lockChannel = (tx: Tx, company: string, channel: string) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`spend:${company}:${channel}`}, 0))`;

const Found = z.object({ day: z.iso.date(), fen: z.int() });

async function amountsOn(tx: Tx, company: string, channel: string, days: readonly Day[]): Promise<Amounts> {
  const rows = await tx`
    select day::text as day, (amount_cny * 100)::int as fen from spend
    where company_id = ${company} and channel = ${channel} and day = any(${[...days]}::text[]::date[])`;
  const known = new Map(rows.map((row) => Found.parse(row)).map(({ day, fen }) => [day, fen]));
  return days.map((day) => [day, known.get(day) ?? null]);
}

async function write(tx: Tx, company: string, channel: string, amounts: Amounts): Promise<void> {
  const set = amounts.flatMap(([day, fen]) => (fen === null ? [] : [{ channel, day, amount: fen / 100 }]));
  await importSpend(tx, company, set);
  const gone = amounts.flatMap(([day, fen]) => (fen === null ? [day] : []));
  if (gone.length > 0)
    await tx`delete from spend where company_id = ${company} and channel = ${channel}
      and day = any(${gone}::text[]::date[])`;
}

const same = (a: Amounts, b: Amounts): boolean => {
  const known = new Map(b);
  return a.length === b.length && a.every(([day, fen]) => known.get(day) === fen);
};

const sumOf = (amounts: Amounts): number | null =>
  amounts.every(([, fen]) => fen === null) ? null : amounts.reduce((sum, [, fen]) => sum + (fen ?? 0), 0);
