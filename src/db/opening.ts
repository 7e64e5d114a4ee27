import type { Pins } from "../core/dialogue/event.ts";
import type { Locale } from "../core/locale.ts";
import type { Tx } from "./client.ts";
import type { DeliveryKey } from "./conversation-store.ts";
import { forReal } from "./practice.ts";

export type OpeningJob = {
  jobId: string;
  title: string;
  scenarioId: string;
  ruleId: string;
  scenarioIds: string[] | null;
  ruleIds: string[] | null;
  practice: boolean;
  code: string | null;
  /** The company's. */
  timeZone: string;
};

/**
 * The job a first contact is about: that of its tracking code, else the company's newest open job, one for practice
 * only when there is no other. An unknown code counts as no code. Null = the company has no open job.
 */
export async function jobForOpening(
  tx: Tx,
  company: string,
  code: string | undefined,
): Promise<OpeningJob | null> {
  const [row] = await tx<OpeningJob[]>`
    select j.id as "jobId", j.title, j.scenario_id as "scenarioId", j.rule_id as "ruleId",
      j.scenario_ids as "scenarioIds", j.rule_ids as "ruleIds", j.practice, l.code, y.time_zone as "timeZone"
    from jobs j join companies y on y.id = j.company_id left join tracking_links l on l.company_id = j.company_id and l.job_id = j.id and l.code = ${code ?? ""}
    where j.company_id = ${company} and (j.status = 'open' or l.code is not null)
    order by (l.code is not null) desc, (j.status = 'open') desc, j.practice, j.created_at desc limit 1`;
  return row ?? null;
}

export type Opening = {
  company: string;
  conversationId: string;
  applicationId: string;
  candidateId: string;
  job: OpeningJob;
  channel: string;
  account: string;
  threadIndex: string;
  threadSealed: Uint8Array;
  nameSealed: Uint8Array | null;
  nameIndex: string | null;
  locale: Locale;
  pins: Pins;
  /** Lines of the chat it goes on from: a page that is open reads on from there. */
  lines?: number | undefined;
  /** When the candidate came, by the platform's clock. */
  at: number;
  now: number;
};

/** Creates candidate, application, first touch and conversation; false = another delivery opened this thread first. */
export async function insertOpening(tx: Tx, o: Opening): Promise<boolean> {
  const at = new Date(o.now);
  const created = await tx`
    insert into conversations (company_id, id, application_id, channel, account, thread_index, thread_sealed, locale,
      status, pins, lines, created_at, updated_at)
    values (${o.company}, ${o.conversationId}, ${o.applicationId}, ${o.channel}, ${o.account}, ${o.threadIndex},
      ${o.threadSealed}, ${o.locale}, 'new', ${tx.json(o.pins)}, ${o.lines ?? 0}, ${at}, ${at})
    on conflict do nothing`;
  if (created.count === 0) return false;
  await Promise.all([
    tx`insert into candidates (company_id, id, name_sealed, name_index, locale, created_at)
       values (${o.company}, ${o.candidateId}, ${o.nameSealed}, ${o.nameIndex}, ${o.locale}, ${at})
       on conflict (company_id, id) do nothing`,
    tx`with next as (
         update companies set last_number = last_number + 1 where id = ${o.company} returning last_number
       )
       insert into applications (company_id, id, number, candidate_id, job_id, stage, first_touch, last_touch, created_at, stage_at)
       select ${o.company}, ${o.applicationId}, last_number, ${o.candidateId}, ${o.job.jobId}, 'started',
         ${o.job.code}, ${o.job.code}, ${at}, ${at} from next`,
    // Practice is no recruiting: it leaves no fact that a number could be computed from.
    ...(o.job.practice
      ? []
      : [
          tx`insert into touches (company_id, candidate_id, at, job_id, channel)
             values (${o.company}, ${o.candidateId}, ${new Date(o.at)}, ${o.job.jobId}, coalesce(
               (select source from tracking_links where company_id = ${o.company} and code = ${o.job.code}), 'unknown'))`,
        ]),
  ]);
  return true;
}

/** Notes the link a known candidate came back through, as last touch and as a touch of its channel. */
export function noteLastTouch(tx: Tx, company: string, applicationId: string, code: string, at: number) {
  return tx`
    with came as (
      update applications a set last_touch = l.code from tracking_links l
      where a.company_id = ${company} and a.id = ${applicationId} and l.company_id = a.company_id and l.code = ${code}
      returning a.company_id, a.candidate_id, a.job_id, l.source
    )
    insert into touches (company_id, candidate_id, at, job_id, channel)
    select company_id, candidate_id, ${new Date(at)}::timestamptz, job_id, source from came
    where ${forReal(tx, tx`came`)} on conflict do nothing`;
}

/**
 * What is known of a thread whose conversation was not found: "open" = there is one by now, "erased" = it was here
 * before and its conversation is gone, "new" = no other delivery of it was kept.
 */
export async function traceOfThread(tx: Tx, key: DeliveryKey): Promise<"open" | "erased" | "new"> {
  const thread = tx`company_id = ${key.company} and channel = ${key.channel} and account = ${key.account}
    and thread_index = ${key.threadIndex}`;
  const [row] = await tx<{ open: boolean; known: boolean }[]>`
    select exists (select 1 from conversations where ${thread}) as open,
      exists (select 1 from inbox where ${thread} and delivery_id <> ${key.deliveryId}) as known`;
  return row?.open ? "open" : row?.known ? "erased" : "new";
}
