import { z } from "zod";
import { addDays, type Day } from "../core/calendar-days.ts";
import { derive } from "../core/profile/derive.ts";
import { pieceSize, withBits } from "../core/profile/rank.ts";
import type { Tag } from "../core/profile/tags.ts";
import { appliedTerm, poolTerm, startSteps, termsOf } from "../core/profile/terms.ts";
import type { Tx } from "./client.ts";
import { type KnownPerson, readPeople } from "./profile-facts.ts";
import type { Transact } from "./transact.ts";
import type { Vault } from "./vault.ts";

const Marked = z.object({ id: z.uuid(), marks: z.int() });
const Stored = z.object({ id: z.uuid(), ordinal: z.int(), terms: z.array(z.string()) });
const Now = z.object({ timeZone: z.string(), today: z.string(), at: z.date(), last: z.int() });
const Piece = z.object({ term: z.string(), piece: z.int(), bits: z.instanceof(Uint8Array) });

type Profile = {
  id: string;
  ordinal: number;
  tags: Tag[];
  terms: string[];
  availableFrom: Day | null;
  poolUntil: Day | null;
  dueOn: Day | null;
};

/**
 * Derives up to `limit` marked people of a company anew from the facts and brings the index up to date, in one
 * transaction; one at a time for each company. Returns how many there were. A mark that is written meanwhile stays.
 */
export async function foldProfiles(
  transact: Transact,
  vault: Vault,
  company: string,
  limit: number,
  clock: Date | null,
): Promise<number> {
  return await transact(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`profiles:${company}`}, 0))`;
    const marked = (
      await tx`select candidate_id as id, marks from profile_marks where company_id = ${company} limit ${limit}`
    ).map((row) => Marked.parse(row));
    if (marked.length === 0) return 0;
    const ids = marked.map(({ id }) => id);
    const now = await readNow(tx, company, clock);
    const stored = new Map(
      (
        await tx`select candidate_id as id, ordinal, terms from candidate_profiles
          where company_id = ${company} and candidate_id = any(${ids}::uuid[])`
      ).map((row) => {
        const one = Stored.parse(row);
        return [one.id, one];
      }),
    );
    const people = await readPeople(tx, vault, company, now.timeZone, ids);
    let { last } = now;
    const profiles = people.map((person) => {
      const ordinal = stored.get(person.id)?.ordinal;
      if (ordinal === undefined) last += 1;
      return profileOf(person, ordinal ?? last, now.today);
    });
    await writeBits(tx, company, changes(stored, profiles));
    await writeProfiles(tx, company, profiles, now.at);
    const kept = new Set(profiles.map(({ id }) => id));
    const gone = ids.filter((id) => !kept.has(id));
    await tx`delete from candidate_profiles where company_id = ${company} and candidate_id = any(${gone}::uuid[])`;
    // Last, so that whoever writes a fact about one of them waits as short as can be.
    await tx`
      delete from profile_marks m using unnest(${ids}::uuid[], ${marked.map(({ marks }) => marks)}::int[]) d (id, marks)
      where m.company_id = ${company} and m.candidate_id = d.id and m.marks = d.marks`;
    return marked.length;
  });
}

async function readNow(tx: Tx, company: string, clock: Date | null): Promise<z.infer<typeof Now>> {
  const [row] = await tx`
    select time_zone as "timeZone", at, to_char(at at time zone time_zone, 'YYYY-MM-DD') as today,
      coalesce((select max(ordinal) from candidate_profiles where company_id = ${company}), -1) as last
    from companies, (select coalesce(${clock}::timestamptz, clock_timestamp()) as at) now where id = ${company}`;
  return Now.parse(row);
}

/** A person's profile as of `today`. */
function profileOf(person: KnownPerson, ordinal: number, today: Day): Profile {
  const { tags, availableFrom } = derive(person.facts);
  const poolUntil = person.poolUntil !== null && person.poolUntil >= today ? person.poolUntil : null;
  const terms = [
    ...termsOf(tags, availableFrom, today),
    ...(poolUntil === null ? [] : [poolTerm]),
    ...person.jobs.map(appliedTerm),
  ].sort();
  const turns = [
    ...(availableFrom === null ? [] : startSteps.map((step) => addDays(availableFrom, -step))),
    ...(poolUntil === null ? [] : [addDays(poolUntil, 1)]),
  ].filter((day) => day > today);
  return { id: person.id, ordinal, tags, terms, availableFrom, poolUntil, dueOn: turns.sort()[0] ?? null };
}

type Change = { set: number[]; clear: number[] };

/** What changes in the index, by term and piece. */
function changes(
  stored: ReadonlyMap<string, z.infer<typeof Stored>>,
  profiles: readonly Profile[],
): Map<string, { term: string; piece: number } & Change> {
  const found = new Map<string, { term: string; piece: number } & Change>();
  const note = (term: string, ordinal: number, kind: keyof Change) => {
    const piece = Math.floor(ordinal / pieceSize);
    const key = `${piece}:${term}`;
    const change = found.get(key) ?? { term, piece, set: [], clear: [] };
    change[kind].push(ordinal);
    found.set(key, change);
  };
  const now = new Map(profiles.map((profile) => [profile.id, profile]));
  for (const { id, ordinal, terms } of stored.values()) {
    const next = new Set(now.get(id)?.terms);
    for (const term of terms) if (!next.has(term)) note(term, ordinal, "clear");
  }
  for (const { id, ordinal, terms } of profiles) {
    const before = new Set(stored.get(id)?.terms);
    for (const term of terms) if (!before.has(term)) note(term, ordinal, "set");
  }
  return found;
}

async function writeBits(tx: Tx, company: string, changed: ReturnType<typeof changes>): Promise<void> {
  const all = [...changed.values()];
  if (all.length === 0) return;
  const wanted = tx`
    unnest(${all.map(({ term }) => term)}::text[], ${all.map(({ piece }) => piece)}::int[]) w (term, piece)`;
  const rows = await tx`
    select b.term, b.piece, b.bits from ${wanted}
    join tag_bitmaps b on b.company_id = ${company} and b.term = w.term and b.piece = w.piece`;
  const before = new Map(
    rows.map((row) => {
      const { term, piece, bits } = Piece.parse(row);
      return [`${piece}:${term}`, bits];
    }),
  );
  const next = all.map(({ term, piece, set, clear }) => ({
    term,
    piece,
    bits: withBits(before.get(`${piece}:${term}`), set, clear),
  }));
  const full = next.flatMap(({ term, piece, bits }) => (bits ? [{ term, piece, bits }] : []));
  const empty = next.filter(({ bits }) => bits === null);
  await tx`
    insert into tag_bitmaps (company_id, term, piece, bits)
    select ${company}, term, piece, decode(bits, 'base64')
    from unnest(${full.map(({ term }) => term)}::text[], ${full.map(({ piece }) => piece)}::int[],
      ${full.map(({ bits }) => Buffer.from(bits).toString("base64"))}::text[]) f (term, piece, bits)
    on conflict (company_id, term, piece) do update set bits = excluded.bits`;
  await tx`
    delete from tag_bitmaps b
    using unnest(${empty.map(({ term }) => term)}::text[], ${empty.map(({ piece }) => piece)}::int[]) e (term, piece)
    where b.company_id = ${company} and b.term = e.term and b.piece = e.piece`;
}

/** JSON is written as text: the driver would otherwise make a string of it. */
async function writeProfiles(tx: Tx, company: string, profiles: readonly Profile[], at: Date): Promise<void> {
  await tx`
    insert into candidate_profiles (company_id, candidate_id, ordinal, tags, terms, available_from, pool_until, due_on, derived_at)
    select ${company}, id, ordinal, tags, array(select jsonb_array_elements_text(terms)), "availableFrom", "poolUntil", "dueOn", ${at}
    from jsonb_to_recordset(${JSON.stringify(profiles)}::text::jsonb)
      as p (id uuid, ordinal int, tags jsonb, terms jsonb, "availableFrom" date, "poolUntil" date, "dueOn" date)
    on conflict (company_id, candidate_id) do update set tags = excluded.tags, terms = excluded.terms,
      available_from = excluded.available_from, pool_until = excluded.pool_until, due_on = excluded.due_on,
      derived_at = excluded.derived_at`;
}
