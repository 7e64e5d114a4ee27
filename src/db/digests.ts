import { z } from "zod";
import type { ScheduledKind } from "../core/digest/schedule.ts";
import type { Sql, Tx } from "./client.ts";
import { enqueue } from "./outbox.ts";
import type { Vault } from "./vault.ts";

const Company = z.object({ id: z.string(), timeZone: z.string(), now: z.number() });

const Row = z.object({
  id: z.string(),
  kind: z.enum(["matched", "channels", "alert"]),
  audience: z.string(),
  slot: z.string(),
  body: z.unknown(),
  madeAt: z.date(),
  shownAt: z.date().nullable(),
});
/** A digest as it was put together; whom it lists is in `digestRows`. */
export type StoredDigest = z.infer<typeof Row>;

/** Everybody in the digest channel, as an audience. */
export const everybody = "";

const columns = (sql: Sql | Tx) =>
  sql`id, kind, audience, slot, body, made_at as "madeAt", shown_at as "shownAt"`;

/** Every company with its time zone, and the clock's time, ms. */
export async function companiesNow(sql: Sql, clock: Date | null): Promise<z.infer<typeof Company>[]> {
  const rows = await sql`
    select id, time_zone as "timeZone",
      (extract(epoch from coalesce(${clock}::timestamptz, clock_timestamp())) * 1000)::float8 as now
    from companies order by id`;
  return rows.map((row) => Company.parse(row));
}

/** What a digest is known by. */
export const digestId = (kind: ScheduledKind, slot: string, audience: string): string =>
  `${kind}:${slot}:${audience}`;

/** A digest that is due: whose, and where it goes. */
export type DueDigest = {
  company: string;
  kind: ScheduledKind;
  slot: string;
  at: number;
  audience: string;
  place: string;
  now: number;
};

const rowFor = (company: string, lane: string, key: string, place: string, bodySealed: Uint8Array) => ({
  company,
  lane,
  key,
  channel: "recruiters",
  place,
  conversationId: null,
  applicationId: null,
  bodySealed,
  tracked: false,
});

/** Queues the digest of a slot for somebody; once, however often and by whomever it is called. */
export async function queueDigest(
  sql: Sql,
  vault: Vault,
  due: DueDigest,
): Promise<"queued" | "there already"> {
  const { company, kind, slot, at, audience, place, now } = due;
  const body = vault.seal({ kind: "digest", of: kind, audience, slot, at }, `${company}:outbox`);
  const row = rowFor(company, `r:digest:${kind}:${audience}`, digestId(kind, slot, audience), place, body);
  const result = await enqueue(sql, row, now);
  return result.count === 1 ? "queued" : "there already";
}

/** Queues a digest that is there, to be posted or shown anew; once per `key`. */
export async function queueShowing(
  sql: Sql | Tx,
  vault: Vault,
  showing: { company: string; id: string; key: string; place: string; now: number },
): Promise<boolean> {
  const { company, id, key, place, now } = showing;
  const body = vault.seal({ kind: "digest_show", id }, `${company}:outbox`);
  return (await enqueue(sql, rowFor(company, `r:digest:show:${id}`, key, place, body), now)).count === 1;
}

/** Whether a later digest of the same kind and audience waits behind this one. */
export async function isOvertaken(
  sql: Sql,
  company: string,
  due: { of: string; audience: string; slot: string },
) {
  const lane = `r:digest:${due.of}:${due.audience}`;
  const rows = await sql`
    select 1 from outbox where company_id = ${company} and lane = ${lane} and state in ('pending', 'inflight')
      and key > ${`${due.of}:${due.slot}:${due.audience}`} limit 1`;
  return rows.length > 0;
}

/** Keeps a digest with whom it lists; the first one stays when it is there already. */
export async function saveDigest(
  tx: Tx,
  company: string,
  digest: Omit<StoredDigest, "shownAt">,
  rows: readonly { applicationId: string; fresh: boolean }[],
): Promise<void> {
  const { id, kind, audience, slot, body, madeAt } = digest;
  const saved = await tx`
    insert into digests (company_id, id, kind, audience, slot, body, made_at)
    values (${company}, ${id}, ${kind}, ${audience}, ${slot}, ${JSON.stringify(body)}::text::jsonb, ${madeAt})
    on conflict do nothing`;
  if (saved.count === 0 || rows.length === 0) return;
  const ids = rows.map(({ applicationId }) => applicationId);
  const fresh = rows.filter((row) => row.fresh).map(({ applicationId }) => applicationId);
  await tx`
    insert into digest_rows (company_id, digest_id, position, application_id, fresh)
    select ${company}, ${id}, n, a, a = any(${fresh}::uuid[])
    from unnest(${ids}::uuid[]) with ordinality as r (a, n)`;
}

/** One digest; null = the company has none with this id. */
export async function findDigest(sql: Sql, company: string, id: string): Promise<StoredDigest | null> {
  const [row] = await sql`select ${columns(sql)} from digests where company_id = ${company} and id = ${id}`;
  return row ? Row.parse(row) : null;
}

/** The company's digests, newest first; with `audience` only that person's and everybody's. */
export async function listDigests(
  sql: Sql,
  company: string,
  page: { limit: number; offset: number; audience: string | null },
): Promise<StoredDigest[]> {
  const { audience } = page;
  const rows = await sql`
    select ${columns(sql)} from digests where company_id = ${company}
      ${audience === null ? sql`` : sql`and audience in ('', ${audience})`}
    order by made_at desc, id limit ${page.limit} offset ${page.offset}`;
  return rows.map((row) => Row.parse(row));
}

/** When the digest before was put together for this audience, ms; null = never. */
export async function lastMade(
  sql: Sql,
  company: string,
  kind: ScheduledKind,
  audience: string,
): Promise<number | null> {
  const [row] = await sql`
    select made_at as at from digests where company_id = ${company} and kind = ${kind} and audience = ${audience}
    order by made_at desc limit 1`;
  return row ? z.object({ at: z.date() }).parse(row).at.getTime() : null;
}

const Listed = z.object({ applicationId: z.uuid(), fresh: z.boolean() });

/** Whom a digest lists, in order. */
export async function digestRows(sql: Sql, company: string, id: string): Promise<z.infer<typeof Listed>[]> {
  const rows = await sql`
    select application_id as "applicationId", fresh from digest_rows
    where company_id = ${company} and digest_id = ${id} order by position`;
  return rows.map((row) => Listed.parse(row));
}

/** Digests that were posted and list this application. */
export async function digestsNaming(sql: Sql, company: string, applicationId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select d.id from digest_rows r join digests d on d.company_id = r.company_id and d.id = r.digest_id
    where r.company_id = ${company} and r.application_id = ${applicationId} and d.shown_at is not null order by 1`;
  return rows.map(({ id }) => id);
}

/** Notes that the messages show the digest as of `at`. */
export async function noteShown(sql: Sql, company: string, id: string, at: Date): Promise<void> {
  await sql`
    update digests set shown_at = greatest(shown_at, ${at}) where company_id = ${company} and id = ${id}`;
}

const Stale = z.object({ company: z.string(), id: z.string(), audience: z.string(), changedAt: z.date() });

/**
 * Digests of the last two days in which somebody was decided on since they were last shown, and nothing more for
 * `quietSeconds`, or for ten times as long: changes that come together are shown together.
 */
export async function staleDigests(
  sql: Sql,
  quietSeconds: number,
  clock: Date | null,
): Promise<z.infer<typeof Stale>[]> {
  const now = sql`coalesce(${clock}::timestamptz, clock_timestamp())`;
  const quiet = sql`make_interval(secs => ${quietSeconds})`;
  const rows = await sql`
    select d.company_id as company, d.id, d.audience, max(a.stage_at) as "changedAt"
    from digests d
    join digest_rows r on r.company_id = d.company_id and r.digest_id = d.id
    join applications a on a.company_id = d.company_id and a.id = r.application_id and a.stage_at > d.shown_at
    where d.kind = 'matched' and d.made_at > ${now} - interval '2 days'
      and not exists (select 1 from outbox o where o.company_id = d.company_id and o.lane = 'r:digest:show:' || d.id
        and o.state in ('pending', 'inflight'))
    group by d.company_id, d.id
    having max(a.stage_at) <= ${now} - ${quiet} or min(a.stage_at) <= ${now} - 10 * ${quiet}`;
  return rows.map((row) => Stale.parse(row));
}
