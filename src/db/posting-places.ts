import { z } from "zod";
import type { Sql } from "./client.ts";
import { type ClaimedRow, claimed, headOfLane, now, taken } from "./outbox.ts";

/** Rows are taken this long before their place is free: what they show is read meanwhile. */
const aheadSeconds = 2;

const Turn = z.object({ waitMs: z.number(), failures: z.int() });

/**
 * Takes the oldest due row of up to `limit` places of the recruiters. A place has one row under way at most, in however many
 * processes, so that what is written there stays in the order in which it was queued; a place that waits is left alone.
 */
export async function claimPlaces(sql: Sql, limit: number, clock: Date | null): Promise<ClaimedRow[]> {
  const at = now(sql, clock);
  // The places one by one over the index: with 5,000 rows waiting in one of them it still reads a handful.
  return await sql<ClaimedRow[]>`
    with recursive place as (
      (select o.company_id, o.place from outbox o
       where o.channel = 'recruiters' and o.state in ('pending', 'inflight')
       order by o.company_id, o.place limit 1)
      union all
      select n.company_id, n.place from place p cross join lateral (
        select o.company_id, o.place from outbox o
        where o.channel = 'recruiters' and o.state in ('pending', 'inflight')
          and (o.company_id, o.place) > (p.company_id, p.place)
        order by o.company_id, o.place limit 1) n
    ), head as (
      select h.company_id, h.lane, h.key from place p
      left join posting_places w on w.company_id = p.company_id and w.place = p.place
      cross join lateral (
        select o.company_id, o.lane, o.key, o.not_before from outbox o
        where o.channel = 'recruiters' and o.company_id = p.company_id and o.place = p.place
          and o.state in ('pending', 'inflight') and o.not_before <= ${at}
          and (o.lease_until is null or o.lease_until < ${at})
          and ${headOfLane(sql)}
        order by o.seq limit 1) h
      where (w.next_at is null or w.next_at <= ${at} + make_interval(secs => ${aheadSeconds}))
        and not exists (
          select 1 from outbox b where b.channel = 'recruiters' and b.company_id = p.company_id and b.place = p.place
            and b.state = 'inflight' and b.lease_until >= ${at})
      order by h.not_before limit ${limit}
    )
    -- No lock before this: whoever comes second waits for the row and then finds it taken.
    update outbox o set
      maybe_doubled = o.maybe_doubled or o.state = 'inflight', ${taken(sql, at)}
    from head where o.company_id = head.company_id and o.lane = head.lane and o.key = head.key
      and o.state in ('pending', 'inflight') and (o.lease_until is null or o.lease_until < ${at})
      and o.not_before <= ${at}
    returning ${claimed(sql, at)}`;
}

type At = { company: string; place: string };

/**
 * Takes the next free turn at a place, `gapMs` before the one after it, and says how long it is until then; null = it is
 * further away than `patienceMs`, and nothing was taken.
 */
export async function takeTurn(
  sql: Sql,
  { company, place }: At,
  { gapMs, patienceMs }: { gapMs: number; patienceMs: number },
  clock: Date | null,
): Promise<z.infer<typeof Turn> | null> {
  const at = now(sql, clock);
  const gap = sql`make_interval(secs => ${gapMs / 1000})`;
  const [row] = await sql`
    insert into posting_places as p (company_id, place, next_at) values (${company}, ${place}, ${at} + ${gap})
    on conflict (company_id, place) do update set next_at = greatest(p.next_at, ${at}) + ${gap}
      where p.next_at <= ${at} + make_interval(secs => ${patienceMs / 1000})
    returning greatest(0, extract(epoch from next_at - ${gap} - ${at}) * 1000)::float8 as "waitMs", failures`;
  return row ? Turn.parse(row) : null;
}

/** Nothing goes to this place for `waitMs`, though nothing failed there. */
export async function pausePlace(
  sql: Sql,
  { company, place }: At,
  waitMs: number,
  clock: Date | null,
): Promise<void> {
  const until = sql`${now(sql, clock)} + make_interval(secs => ${waitMs / 1000})`;
  await sql`
    insert into posting_places as p (company_id, place, next_at) values (${company}, ${place}, ${until})
    on conflict (company_id, place) do update set next_at = greatest(p.next_at, ${until})`;
}

/** Nothing goes to this place for `waitMs`. */
export async function closePlace(
  sql: Sql,
  { company, place }: At,
  waitMs: number,
  clock: Date | null,
): Promise<void> {
  await sql`
    update posting_places
    set next_at = greatest(next_at, ${now(sql, clock)} + make_interval(secs => ${waitMs / 1000})), failures = failures + 1
    where company_id = ${company} and place = ${place}`;
}

/** The place answers again. */
export async function openPlace(sql: Sql, { company, place }: At): Promise<void> {
  await sql`update posting_places set failures = 0 where company_id = ${company} and place = ${place}`;
}
