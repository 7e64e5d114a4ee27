import { z } from "zod";
import { lawfulBases } from "../core/intake/lawful-basis.ts";
import { Locale } from "../core/locale.ts";
import type { Sql, Tx } from "./client.ts";
import { newCode } from "./links.ts";
import type { Vault } from "./vault.ts";

/** For how long the link of an invitation that went by hand stands for its person. */
const linkDays = 30;

const Sealed = z.instanceof(Uint8Array).nullable();
const Row = z.object({
  candidateId: z.uuid(),
  locale: Locale.catch("zh-CN"),
  nameSealed: Sealed,
  phoneSealed: Sealed,
  pooled: z.boolean(),
  /** They agreed to the talent pool themselves; else the basis of how they were entered holds. */
  agreed: z.boolean(),
  basis: z.enum(lawfulBases).nullable(),
  channel: z.string().nullable(),
  optedOut: z.boolean(),
  applied: z.boolean(),
  lastInvited: z.date().nullable(),
  /** Their invitation to this job, if there is one. */
  state: z.string().nullable(),
  code: z.string().nullable(),
});

/** Somebody whom no chat reaches: how to reach them by hand, and what speaks for and against it. */
export type HandReach = Omit<z.infer<typeof Row>, "nameSealed" | "phoneSealed"> & {
  name: string | null;
  phone: string | null;
  email: string | null;
};

/** Those of these people who have no chat we could write in; whoever has one, or was erased, is left out. */
export async function handReach(
  tx: Tx,
  vault: Vault,
  company: string,
  job: string,
  ids: readonly string[],
  now: Date,
): Promise<HandReach[]> {
  const rows = await tx`
    select c.id as "candidateId", c.locale, c.name_sealed as "nameSealed", c.phone_sealed as "phoneSealed",
      coalesce(p.pool_until >= (${now}::timestamptz at time zone y.time_zone)::date, false)
        and c.consent_pool is not false as pooled,
      c.consent_pool is true as agreed, n.lawful_basis as basis, n.channel,
      exists (select 1 from pool_optouts o where o.company_id = c.company_id and o.candidate_id = c.id) as "optedOut",
      exists (select 1 from applications a where a.company_id = c.company_id and a.candidate_id = c.id
        and a.job_id = ${job}) as applied,
      (select max(i.invited_at) from pool_invitations i where i.company_id = c.company_id and i.candidate_id = c.id
        and i.state <> 'dropped') as "lastInvited", own.state, own.code
    from candidates c
    join companies y on y.id = c.company_id
    left join candidate_profiles p on p.company_id = c.company_id and p.candidate_id = c.id
    left join pool_invitations own on own.company_id = c.company_id and own.candidate_id = c.id and own.job_id = ${job}
    left join lateral (
      select lawful_basis, channel from intakes n where n.company_id = c.company_id and n.candidate_id = c.id
      order by n.lawful_basis = 'applied', n.received_at desc limit 1
    ) n on true
    where c.company_id = ${company} and c.id = any(${[...ids]}::uuid[]) and c.erased_at is null
      and not exists (
        select 1 from applications a join conversations v on v.company_id = a.company_id and v.application_id = a.id
        where a.company_id = c.company_id and a.candidate_id = c.id and v.erased_at is null
          and v.thread_sealed is not null)`;
  const contacts = await tx<{ id: string; kind: string; sealed: Uint8Array }[]>`
    select candidate_id as id, kind, value_sealed as sealed from candidate_contacts
    where company_id = ${company} and candidate_id = any(${[...ids]}::uuid[]) and kind in ('phone', 'email')
      and value_sealed is not null order by created_at, value_index`;
  const text = (sealed: Uint8Array | null | undefined, of: string) =>
    sealed ? z.string().parse(vault.open(sealed, `${company}:${of}`)) : null;
  return rows
    .map((row) => Row.parse(row))
    .map(({ nameSealed, phoneSealed, ...rest }) => {
      const first = (kind: string) =>
        text(contacts.find((one) => one.id === rest.candidateId && one.kind === kind)?.sealed, "contacts");
      const phone = text(phoneSealed, "phone") ?? first("phone");
      return { ...rest, name: text(nameSealed, "candidates"), phone, email: first("email") };
    });
}

/** Notes that a link was handed out to be sent by hand, and gives its code; null = they were invited before. */
export async function noteHandOut(
  tx: Tx,
  company: string,
  i: { jobId: string; candidateId: string; by: string; now: Date },
): Promise<string | null> {
  const code = newCode();
  const result = await tx`
    insert into pool_invitations (company_id, job_id, candidate_id, invited_by, invited_at, due_at, state, code)
    values (${company}, ${i.jobId}, ${i.candidateId}, ${i.by}, ${i.now}, ${i.now}, 'linked', ${code})
    on conflict do nothing`;
  return result.count === 1 ? code : null;
}

const Opened = z.object({
  candidateId: z.uuid(),
  locale: Locale.catch("zh-CN"),
  code: z.string().nullable(),
});

/**
 * Whose personal link this code is: the first who opens it is joined to that person, and the link has done its work.
 * Null = it is none, was opened before, ran out, or the person was erased. `code` = the job's own link for such people;
 * null = the job is closed.
 */
export async function openHandOut(
  tx: Tx,
  company: string,
  code: string,
  now: Date,
): Promise<z.infer<typeof Opened> | null> {
  const [row] = await tx`
    update pool_invitations i set state = 'accepted', answered_at = ${now}
    from candidates c
    where i.company_id = ${company} and i.code = ${code} and i.state = 'linked'
      and i.invited_at > ${now}::timestamptz - make_interval(days => ${linkDays}) and c.company_id = i.company_id
      and c.id = i.candidate_id and c.erased_at is null
    returning i.candidate_id as "candidateId", c.locale, (
      select l.code from tracking_links l join jobs j on j.company_id = l.company_id and j.id = l.job_id
      where l.company_id = i.company_id and l.job_id = i.job_id and l.source = 'pool' and j.status = 'open'
      limit 1) as code`;
  return row ? Opened.parse(row) : null;
}

/** The job's own link behind a personal one; null = the code is none. */
export async function linkBehind(
  tx: Tx,
  company: string,
  code: string,
): Promise<{ code: string | null } | null> {
  const [row] = await tx<{ code: string | null }[]>`
    select l.code from pool_invitations i
    left join tracking_links l on l.company_id = i.company_id and l.job_id = i.job_id and l.source = 'pool'
    where i.company_id = ${company} and i.code = ${code} limit 1`;
  return row ?? null;
}

/** Somebody told a recruiter that they want no invitations; for ever. False = there is nobody like that. */
export async function optOutByHand(
  tx: Tx,
  company: string,
  candidateId: string,
  now: Date,
): Promise<boolean> {
  const there = await tx`
    insert into pool_optouts (company_id, candidate_id, since)
    select company_id, id, ${now} from candidates
    where company_id = ${company} and id = ${candidateId} and erased_at is null
    on conflict (company_id, candidate_id) do update set since = pool_optouts.since`;
  if (there.count === 0) return false;
  await tx`
    update pool_invitations set state = 'refused', answered_at = ${now}
    where company_id = ${company} and candidate_id = ${candidateId} and state in ('linked', 'sent', 'waiting')`;
  return true;
}

/** Which company a personal code belongs to; null = none. */
export async function companyOfHandOut(sql: Sql, code: string): Promise<string | null> {
  const [row] = await sql<{ company: string }[]>`
    select company_id as company from pool_invitations where code = ${code} limit 1`;
  return row?.company ?? null;
}
