import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

/** Rows per statement: far below the 65,534 parameters PostgreSQL takes. */
const batch = 500;

async function inBatches<T>(rows: readonly T[], work: (some: T[]) => Promise<number>): Promise<number> {
  let changed = 0;
  for (let i = 0; i < rows.length; i += batch) changed += await work(rows.slice(i, i + batch));
  return changed;
}

/** The latest of the rows that stand for the same thing: a statement may not touch a row twice. */
const lastPer = <T>(rows: readonly T[], key: (row: T) => string): T[] => [
  ...new Map(rows.map((row) => [key(row), row])).values(),
];

export type ImportedJob = { title: string; shift: string; openedOn: string; openings: number };

/**
 * Sees to it that a job of each title is there, with this shift, opening day and number of openings. One that is made
 * is closed: no candidate is sent to it before somebody opens one. Returns how many are new or changed.
 */
export async function importJobs(sql: Sql, company: string, jobs: ImportedJob[]): Promise<number> {
  let changed = 0;
  for (const job of lastPer(jobs, ({ title }) => title)) {
    const { title, shift, openedOn, openings } = job;
    const known = await sql`select 1 from jobs where company_id = ${company} and title = ${title}`;
    const result =
      known.length > 0
        ? await sql`
            update jobs set shift = ${shift}, opened_on = ${openedOn}, openings = ${openings}
            where company_id = ${company} and title = ${title}
              and (shift, opened_on, openings) is distinct from (${shift}, ${openedOn}::date, ${openings}::int)`
        : await sql`
            insert into jobs (company_id, id, title, scenario_id, rule_id, shift, opened_on, openings, status, created_by,
              closed_at)
            values (${company}, ${`job-${randomUUID().slice(0, 8)}`}, ${title}, 'S01', 'R01', ${shift}, ${openedOn},
              ${openings}, 'closed', 'import', now())`;
    changed += result.count;
  }
  return changed;
}

const Titled = z.object({ id: z.string(), title: z.string() });

/** Job ids by title; of several jobs with one title the oldest. */
export async function jobsByTitle(sql: Sql, company: string): Promise<Map<string, string>> {
  const rows = await sql`
    select distinct on (title) id, title from jobs where company_id = ${company} order by title, created_at, id`;
  return new Map(rows.map((row) => Titled.parse(row)).map(({ id, title }) => [title, id]));
}

export type ImportedPerson = { key: string; name: string | null; phone: string | null; at: Date };

/** Upper and lower case are different keys, unlike in names. */
export const externalIndex = (vault: Vault, company: string, key: string): string =>
  vault.index(Buffer.from(key).toString("hex"), `${company}:external`);

const Known = z.object({ id: z.uuid(), index: z.string() });

/**
 * Candidates by the other system's key, made where there is none. Name and phone are sealed; those of an erased
 * candidate are not taken in again.
 */
export async function importPeople(
  sql: Sql,
  vault: Vault,
  company: string,
  people: ImportedPerson[],
): Promise<{ ids: Map<string, string>; added: number }> {
  const added = await inBatches(
    lastPer(
      [...people].sort((a, b) => b.at.getTime() - a.at.getTime()),
      ({ key }) => key,
    ),
    async (some) => {
      const rows = some.map(({ key, name, phone, at }) => ({
        company_id: company,
        id: randomUUID(),
        name_sealed: name && vault.seal(name, `${company}:candidates`),
        name_index: name && vault.index(name, `${company}:name`),
        phone_sealed: phone && vault.seal(phone, `${company}:phone`),
        phone_index: phone && vault.index(phone.replace(/\D/g, ""), `${company}:phone`),
        external_index: externalIndex(vault, company, key),
        locale: "zh-CN",
        created_at: at,
      }));
      const result =
        await sql`insert into candidates ${sql(rows)} on conflict (company_id, external_index) do nothing`;
      return result.count;
    },
  );
  return { ids: await peopleByKey(sql, vault, company, [...new Set(people.map(({ key }) => key))]), added };
}

/** Candidate ids by the other system's keys; unknown keys are left out. */
export async function peopleByKey(
  sql: Sql,
  vault: Vault,
  company: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const byIndex = new Map(keys.map((key) => [externalIndex(vault, company, key), key]));
  const rows = await sql`
    select id, external_index as index from candidates
    where company_id = ${company} and external_index = any(${[...byIndex.keys()]})`;
  return new Map(rows.map((row) => Known.parse(row)).map(({ id, index }) => [byIndex.get(index) ?? "", id]));
}

type Application = { candidateId: string; jobId: string; at: Date };

/** Adds touches; returns how many were not there. */
export const importTouches = (sql: Sql, company: string, touches: (Application & { channel: string })[]) =>
  inBatches(touches, async (some) => {
    const rows = some.map(({ candidateId, jobId, at, channel }) => ({
      company_id: company,
      candidate_id: candidateId,
      at,
      job_id: jobId,
      channel,
    }));
    return (await sql`insert into touches ${sql(rows)} on conflict do nothing`).count;
  });

/** Adds milestones, of several the earliest; returns how many are new or earlier than what was there. */
export const importMilestones = (sql: Sql, company: string, all: (Application & { stage: string })[]) =>
  inBatches(
    lastPer(
      [...all].sort((a, b) => b.at.getTime() - a.at.getTime()),
      ({ candidateId, jobId, stage }) => `${candidateId} ${jobId} ${stage}`,
    ),
    async (some) => {
      const rows = some.map(({ candidateId, jobId, stage, at }) => ({
        company_id: company,
        candidate_id: candidateId,
        job_id: jobId,
        stage,
        at,
      }));
      const result = await sql`
        insert into milestones ${sql(rows)}
        on conflict (company_id, candidate_id, job_id, stage) do update set at = excluded.at
        where excluded.at < milestones.at`;
      return result.count;
    },
  );

/** Adds or corrects scores. */
export const importScores = (sql: Sql, company: string, all: (Application & { score: number })[]) =>
  upsert(
    sql,
    { table: "scores", keys: ["company_id", "candidate_id", "job_id", "at"], value: "score" },
    lastPer(all, ({ candidateId, jobId, at }) => `${candidateId} ${jobId} ${at.getTime()}`).map(
      ({ candidateId, jobId, at, score }) => ({
        company_id: company,
        candidate_id: candidateId,
        job_id: jobId,
        at,
        score,
      }),
    ),
  );

/** Sets what a channel cost on a day; a changed amount replaces the old one. */
export const importSpend = (
  sql: Sql | Tx,
  company: string,
  all: { channel: string; day: string; amount: number }[],
) =>
  upsert(
    sql,
    { table: "spend", keys: ["company_id", "channel", "day"], value: "amount_cny" },
    lastPer(all, ({ channel, day }) => `${channel} ${day}`).map(({ channel, day, amount }) => ({
      company_id: company,
      channel,
      day,
      amount_cny: amount,
    })),
  );

/** Adds rows of one value per key, or corrects their value; returns how many are new or changed. */
const upsert = (
  sql: Sql | Tx,
  { table, keys, value }: { table: string; keys: string[]; value: string },
  rows: Record<string, string | number | Date>[],
) =>
  inBatches(rows, async (some) => {
    const result = await sql`
      insert into ${sql(table)} ${sql(some)}
      on conflict (${sql(keys)}) do update set ${sql(value)} = excluded.${sql(value)}
      where excluded.${sql(value)} <> ${sql(table)}.${sql(value)}`;
    return result.count;
  });

export type ImportedEmployee = {
  key: string;
  jobId: string;
  candidateId: string | null;
  hiredOn: string;
  leftOn: string | null;
  exitReason: string | null;
  sat: number | null;
  threeMinRate: number | null;
};

/** Sets what became of people who were hired; `key` is the other system's. */
export const importEmployees = (sql: Sql, vault: Vault, company: string, all: ImportedEmployee[]) =>
  inBatches(
    lastPer(all, ({ key, jobId }) => `${jobId} ${key}`),
    async (some) => {
      const rows = some.map((e) => ({
        company_id: company,
        key: externalIndex(vault, company, e.key),
        job_id: e.jobId,
        candidate_id: e.candidateId,
        hired_on: e.hiredOn,
        left_on: e.leftOn,
        exit_reason: e.exitReason,
        sat: e.sat,
        three_min_rate: e.threeMinRate,
      }));
      const result = await sql`
        insert into employees ${sql(rows)} on conflict (company_id, key, job_id) do update set
          candidate_id = excluded.candidate_id, hired_on = excluded.hired_on, left_on = excluded.left_on,
          exit_reason = excluded.exit_reason, sat = excluded.sat, three_min_rate = excluded.three_min_rate
        where (employees.candidate_id, employees.hired_on, employees.left_on, employees.exit_reason, employees.sat,
            employees.three_min_rate)
          is distinct from (excluded.candidate_id, excluded.hired_on, excluded.left_on, excluded.exit_reason,
            excluded.sat, excluded.three_min_rate)`;
      return result.count;
    },
  );
