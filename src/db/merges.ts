import { randomUUID } from "node:crypto";
import { z } from "zod";
import { noteAudit } from "./audit-trail.ts";
import type { Tx } from "./client.ts";
import { holdIntake } from "./intake-lookup.ts";
import { MergeRecord } from "./merge-record.ts";
import { markProfiles } from "./profile-marks.ts";
import type { Vault } from "./vault.ts";

const Person = z.object({
  id: z.uuid(),
  erased: z.boolean(),
  name: z.instanceof(Uint8Array).nullable(),
  nameIndex: z.string().nullable(),
  phone: z.instanceof(Uint8Array).nullable(),
  phoneIndex: z.string().nullable(),
});

/** Whose application a number like C1042 is; null = nobody's. */
export async function candidateOf(tx: Tx, company: string, number: number): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select candidate_id as id from applications where company_id = ${company} and number = ${number}`;
  return row?.id ?? null;
}

/** Why two persons stay two: they are one already, one is erased or unknown, or both were hired for one job. */
export type MergeRefusal = "same" | "gone" | "both_hired";

type By = { actor: string; now: Date };

/**
 * Makes one person of two: everything of `gone` belongs to `kept` from now on. Noted in the audit trail; `splitCandidates`
 * reverses it exactly.
 */
export async function mergeCandidates(
  tx: Tx,
  vault: Vault,
  company: string,
  { kept, gone }: { kept: string; gone: string },
  { actor, now }: By,
): Promise<{ id: string } | MergeRefusal> {
  if (kept === gone) return "same";
  await holdIntake(tx, company);
  const people = await lockPersons(tx, company, [kept, gone]);
  const [to, from] = [kept, gone].map((id) => people.find((person) => person.id === id));
  if (!to || !from || to.erased || from.erased) return "gone";
  const both = await tx`
    select 1 from employees a join employees b on b.company_id = a.company_id and b.job_id = a.job_id
    where a.company_id = ${company} and a.candidate_id = ${kept} and b.candidate_id = ${gone}`;
  if (both.length > 0) return "both_hired";
  const of = (id: string) => tx`company_id = ${company} and candidate_id = ${id}`;
  const ids = async (table: string) =>
    (await tx<{ id: string }[]>`select id from ${tx(table)} where ${of(gone)} order by id`).map(
      ({ id }) => id,
    );
  const record: MergeRecord = MergeRecord.parse({
    applications: await ids("applications"),
    resumes: await ids("resumes"),
    intakes: await ids("intakes"),
    contacts: await tx`select kind, value_index from candidate_contacts where ${of(gone)}`,
    employees: await tx`select key, job_id from employees where ${of(gone)}`,
    kept: await factsOf(tx, company, kept),
    gone: await factsOf(tx, company, gone),
    person: {
      name: base64(from.name),
      nameIndex: from.nameIndex,
      phone: base64(from.phone),
      phoneIndex: from.phoneIndex,
    },
    gaveName: to.name === null && from.name !== null,
    gavePhone: to.phone === null && from.phone !== null,
    ...(await moveMatching(tx, company, kept, gone)),
  });
  for (const table of ["applications", "resumes", "intakes", "candidate_contacts"])
    await tx`update ${tx(table)} set candidate_id = ${kept} where ${of(gone)}`;
  await tx`update employees set candidate_id = ${kept}, key = case when key = ${gone} then ${kept} else key end where ${of(gone)}`;
  await tx`insert into touches (company_id, candidate_id, at, job_id, channel)
    select company_id, ${kept}::uuid, at, job_id, channel from touches where ${of(gone)} on conflict do nothing`;
  await tx`insert into scores (company_id, candidate_id, job_id, at, score)
    select company_id, ${kept}::uuid, job_id, at, score from scores where ${of(gone)} on conflict do nothing`;
  await tx`insert into milestones (company_id, candidate_id, job_id, stage, at)
    select company_id, ${kept}::uuid, job_id, stage, at from milestones where ${of(gone)}
    on conflict (company_id, candidate_id, job_id, stage) do update set at = least(milestones.at, excluded.at)`;
  for (const table of ["touches", "scores", "milestones"])
    await tx`delete from ${tx(table)} where ${of(gone)}`;
  if (record.gaveName)
    await tx`update candidates set name_sealed = ${from.name}, name_index = ${from.nameIndex} where company_id = ${company} and id = ${kept}`;
  if (record.gavePhone)
    await tx`update candidates set phone_sealed = ${from.phone}, phone_index = ${from.phoneIndex} where company_id = ${company} and id = ${kept}`;
  await tx`update candidates set name_sealed = null, name_index = null, phone_sealed = null, phone_index = null
    where company_id = ${company} and id = ${gone}`;
  const id = randomUUID();
  await tx`insert into candidate_merges (company_id, id, kept_id, gone_id, record_sealed, merged_by, merged_at)
    values (${company}, ${id}, ${kept}, ${gone}, ${vault.seal(record, `${company}:merge`)}, ${actor}, ${now})`;
  await noteAudit(tx, company, { actor, action: "candidates_merged", subject: kept, after: gone }, now);
  await markBoth(tx, company, kept, gone);
  return { id };
}

const Open = z.object({ id: z.uuid(), kept: z.uuid(), gone: z.uuid(), record: z.instanceof(Uint8Array) });

/**
 * Reverses the newest merge of a person that stands: everything is where it was, and what has happened since with an
 * application goes with that application. Null = there is none, or one of the two was erased.
 */
export async function splitCandidates(
  tx: Tx,
  vault: Vault,
  company: string,
  kept: string,
  { actor, now }: By,
): Promise<{ gone: string } | null> {
  await holdIntake(tx, company);
  const [row] = await tx`
    select id, kept_id as kept, gone_id as gone, record_sealed as record from candidate_merges
    where company_id = ${company} and kept_id = ${kept} and undone_at is null and record_sealed is not null
    order by merged_at desc, id limit 1 for update`;
  if (!row) return null;
  const { id, gone, record: sealed } = Open.parse(row);
  if ((await lockPersons(tx, company, [kept, gone])).some(({ erased }) => erased)) return null;
  const r = MergeRecord.parse(vault.open(sealed, `${company}:merge`));
  const mine = tx`company_id = ${company} and candidate_id = ${kept}`;
  await tx`update applications set candidate_id = ${gone} where ${mine} and id = any(${r.applications}::uuid[])`;
  for (const [table, list] of [
    ["resumes", r.resumes],
    ["intakes", r.intakes],
  ] as const)
    await tx`update ${tx(table)} set candidate_id = ${gone}
      where ${mine} and (id = any(${list}::uuid[]) or application_id = any(${r.applications}::uuid[]))`;
  for (const { kind, value_index } of r.contacts)
    await tx`update candidate_contacts set candidate_id = ${gone} where ${mine} and kind = ${kind} and value_index = ${value_index}`;
  for (const { key, job_id } of r.employees)
    await tx`update employees set candidate_id = ${gone}, key = ${key}
      where ${mine} and job_id = ${job_id} and key = ${key === gone ? kept : key}`;
  await restoreFacts(tx, company, kept, gone, r);
  await tx`update tag_notes set candidate_id = ${gone} where ${mine} and tag = any(${r.notes}::text[])`;
  await tx`update pool_invitations set candidate_id = ${gone} where ${mine}
    and (job_id = any(${r.invitations}::text[]) or application_id = any(${r.applications}::uuid[]))`;
  if (r.gaveOptOut) await tx`delete from pool_optouts where ${mine}`;
  const { name, nameIndex, phone, phoneIndex } = r.person;
  await tx`update candidates set name_sealed = ${bytes(name)}, name_index = ${nameIndex}, phone_sealed = ${bytes(phone)},
    phone_index = ${phoneIndex} where company_id = ${company} and id = ${gone}`;
  if (r.gaveName)
    await tx`update candidates set name_sealed = null, name_index = null where company_id = ${company} and id = ${kept} and name_index is not distinct from ${nameIndex}`;
  if (r.gavePhone)
    await tx`update candidates set phone_sealed = null, phone_index = null where company_id = ${company} and id = ${kept} and phone_index is not distinct from ${phoneIndex}`;
  await tx`update candidate_merges set undone_by = ${actor}, undone_at = ${now}, record_sealed = null where company_id = ${company} and id = ${id}`;
  await noteAudit(tx, company, { actor, action: "candidates_split", subject: kept, after: gone }, now);
  await markBoth(tx, company, kept, gone);
  return { gone };
}

/** Their tags follow: of what was one's the other knows now, or no longer. */
const markBoth = (tx: Tx, company: string, kept: string, gone: string) =>
  markProfiles(tx, company, tx`select unnest(${[kept, gone]}::uuid[])`);

/**
 * Moves what recruiters noted and whom the pool invited, where the one who stays has none of the same; whoever of the two
 * wants no invitations gets none.
 */
async function moveMatching(
  tx: Tx,
  company: string,
  kept: string,
  gone: string,
): Promise<Pick<MergeRecord, "notes" | "invitations" | "gaveOptOut">> {
  const theirs = tx`company_id = ${company} and candidate_id = ${gone}`;
  const ours = tx`company_id = ${company} and candidate_id = ${kept}`;
  const notes = await tx<{ tag: string }[]>`
    update tag_notes set candidate_id = ${kept} where ${theirs}
      and tag not in (select tag from tag_notes where ${ours}) returning tag`;
  const invitations = await tx<{ job: string }[]>`
    update pool_invitations set candidate_id = ${kept} where ${theirs}
      and job_id not in (select job_id from pool_invitations where ${ours}) returning job_id as job`;
  const optOut = await tx`
    insert into pool_optouts (company_id, candidate_id, since)
    select company_id, ${kept}::uuid, since from pool_optouts where ${theirs} on conflict do nothing`;
  return {
    notes: notes.map(({ tag }) => tag),
    invitations: invitations.map(({ job }) => job),
    gaveOptOut: optOut.count > 0,
  };
}

const lockPersons = async (tx: Tx, company: string, ids: readonly string[]) =>
  (
    await tx`
      select id, erased_at is not null as erased, name_sealed as name, name_index as "nameIndex", phone_sealed as phone,
        phone_index as "phoneIndex"
      from candidates where company_id = ${company} and id = any(${[...ids]}::uuid[]) order by id for update`
  ).map((row) => Person.parse(row));

async function factsOf(tx: Tx, company: string, id: string) {
  const of = tx`company_id = ${company} and candidate_id = ${id}`;
  return {
    touches: await tx`select at, job_id, channel from touches where ${of}`,
    stages: await tx`select job_id, stage, at from milestones where ${of}`,
    scores: await tx`select job_id, at, score from scores where ${of}`,
  };
}

const stamped = (row: { at: Date }) => ({ ...row, at: row.at.getTime() });
const same = (a: { at: Date }, b: { at: Date }) => JSON.stringify(stamped(a)) === JSON.stringify(stamped(b));

/** Puts back what each had; what came since goes with the jobs that only the other's applications are for. */
async function restoreFacts(
  tx: Tx,
  company: string,
  kept: string,
  gone: string,
  r: MergeRecord,
): Promise<void> {
  const now = MergeRecord.shape.kept.parse(await factsOf(tx, company, kept));
  const jobs = async (id: string) =>
    new Set(
      (
        await tx<
          { job: string }[]
        >`select job_id as job from applications where company_id = ${company} and candidate_id = ${id}`
      ).map(({ job }) => job),
    );
  const [theirs, ours] = [await jobs(gone), await jobs(kept)];
  for (const [table, kind] of [
    ["touches", "touches"],
    ["scores", "scores"],
    ["milestones", "stages"],
  ] as const) {
    const before = [...r.kept[kind], ...r.gone[kind]];
    const keyOf = (row: { job_id: string; at: Date }) =>
      "stage" in row ? `${row.job_id} ${row.stage}` : JSON.stringify(stamped(row));
    const known = new Set(before.map(keyOf));
    const since = now[kind].filter((row) => !known.has(keyOf(row)));
    const away = since.filter(({ job_id }) => theirs.has(job_id) && !ours.has(job_id));
    const stays = since.filter((row) => !away.some((one) => same(one, row)));
    // A fact that was taken back since stays taken back.
    const alive = new Set(now[kind].map(keyOf));
    const rowsOf = (id: string, rows: readonly object[]) =>
      rows.map((row) => ({ company_id: company, candidate_id: id, ...row }));
    const rows = [
      ...rowsOf(kept, [...r.kept[kind].filter((row) => alive.has(keyOf(row))), ...stays]),
      ...rowsOf(gone, [...r.gone[kind].filter((row) => alive.has(keyOf(row))), ...away]),
    ];
    await tx`delete from ${tx(table)} where company_id = ${company} and candidate_id = ${kept}`;
    if (rows.length > 0) await tx`insert into ${tx(table)} ${tx(rows)} on conflict do nothing`;
  }
}

const base64 = (value: Uint8Array | null): string | null => value && Buffer.from(value).toString("base64");
const bytes = (value: string | null): Uint8Array | null =>
  value === null ? null : Buffer.from(value, "base64");
