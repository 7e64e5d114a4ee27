import { existsSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { Sql } from "../../db/client.ts";
import {
  importEmployees,
  importJobs,
  importMilestones,
  importPeople,
  importScores,
  importSpend,
  importTouches,
  jobsByTitle,
  peopleByKey,
} from "../../db/history.ts";
import type { Vault } from "../../db/vault.ts";
import { type BadRow, type GoodRow, readCsv } from "./read-csv.ts";
import { CandidateRow, EmployeeRow, JobRow, ScoreRow, SpendRow, StageRow } from "./rows.ts";

export type ImportDeps = {
  sql: Sql;
  vault: Vault;
  company: string;
  /** Called after each file. */
  progress(done: FileReport): void;
};

/** `rows` were good; `changed` of them were new or differed from what was there. */
export type FileReport = { file: string; rows: number; changed: number; bad: BadRow[] };

const files = ["jobs", "candidates", "stages", "scores", "spend", "employees"] as const;

/**
 * Loads another system's history from the six CSV files in `dir`. Again changes nothing; bad rows are returned and
 * the rest is loaded. Throws when `dir` holds none of the files.
 */
export async function importHistory(deps: ImportDeps, dir: string): Promise<FileReport[]> {
  if (!files.some((name) => existsSync(join(dir, `${name}.csv`))))
    throw new Error(`${dir} holds none of ${files.map((name) => `${name}.csv`).join(", ")}: name the folder`);
  const reports: FileReport[] = [];
  for (const name of files) {
    const report = await importFile(deps, dir, name);
    reports.push(report);
    deps.progress(report);
  }
  return reports;
}

type Name = (typeof files)[number];

async function importFile(deps: ImportDeps, dir: string, name: Name): Promise<FileReport> {
  const file = `${name}.csv`;
  const path = join(dir, file);
  if (!existsSync(path))
    return { file, rows: 0, changed: 0, bad: [{ file, line: 0, reason: "the file is missing" }] };
  const read = <T extends z.ZodObject>(schema: T) => readCsv(path, file, Object.keys(schema.shape), schema);
  switch (name) {
    case "jobs": {
      const { good, bad } = read(JobRow);
      const jobs = good.map(({ row }) => ({
        title: row.job,
        shift: row.shift,
        openedOn: row.opened_on,
        openings: row.openings,
      }));
      return { file, rows: good.length, changed: await importJobs(deps.sql, deps.company, jobs), bad };
    }
    case "candidates":
      return await importCandidates(deps, file, read(CandidateRow));
    case "stages": {
      const { known, bad } = await applications(deps, file, read(StageRow));
      const rows = known.map(({ row, ...application }) => ({ ...application, stage: row.stage, at: row.at }));
      return {
        file,
        rows: rows.length,
        changed: await importMilestones(deps.sql, deps.company, rows),
        bad,
      };
    }
    case "scores": {
      const { known, bad } = await applications(deps, file, read(ScoreRow));
      const rows = known.map(({ row, ...application }) => ({ ...application, score: row.score, at: row.at }));
      return { file, rows: rows.length, changed: await importScores(deps.sql, deps.company, rows), bad };
    }
    case "spend":
      return await importSpending(deps, file, read(SpendRow));
    case "employees":
      return await importStaff(deps, file, read(EmployeeRow));
    default:
      return name satisfies never;
  }
}

type Read<T> = { good: GoodRow<T>[]; bad: BadRow[] };

const inOrder = (bad: BadRow[]): BadRow[] => bad.sort((a, b) => a.line - b.line);
const noJob = (job: string) => `job: there is no job ${job} in jobs.csv`;

async function importCandidates(deps: ImportDeps, file: string, { good, bad }: Read<CandidateRow>) {
  const jobs = await jobsByTitle(deps.sql, deps.company);
  const rows = good.flatMap(({ line, row }) => {
    const jobId = jobs.get(row.job);
    if (jobId) return [{ row, jobId }];
    bad.push({ file, line, reason: noJob(row.job) });
    return [];
  });
  const people = rows.map(({ row }) => ({
    key: row.candidate_key,
    name: row.name,
    phone: row.phone,
    at: row.applied_at,
  }));
  const { ids } = await importPeople(deps.sql, deps.vault, deps.company, people);
  const touches = rows.flatMap(({ row, jobId }) => {
    const candidateId = ids.get(row.candidate_key);
    return candidateId ? [{ candidateId, jobId, channel: row.channel, at: row.applied_at }] : [];
  });
  const changed = await importTouches(deps.sql, deps.company, touches);
  // Who came, applied; a later stages.csv only repeats it, or says an earlier time.
  await importMilestones(
    deps.sql,
    deps.company,
    touches.map((touch) => ({ ...touch, stage: "applied" })),
  );
  return { file, rows: rows.length, changed, bad: inOrder(bad) };
}

/** Rows about applications that exist; the others become bad rows. */
async function applications<T extends { candidate_key: string; job: string }>(
  { sql, vault, company }: ImportDeps,
  file: string,
  { good, bad }: Read<T>,
): Promise<{ known: { row: T; candidateId: string; jobId: string }[]; bad: BadRow[] }> {
  const jobs = await jobsByTitle(sql, company);
  const people = await peopleByKey(sql, vault, company, [
    ...new Set(good.map(({ row }) => row.candidate_key)),
  ]);
  const ids = [...new Set(people.values())];
  const applied = await sql<{ key: string }[]>`
    select candidate_id || ' ' || job_id as key from milestones
    where company_id = ${company} and stage = 'applied' and candidate_id = any(${ids}::uuid[])`;
  const exists = new Set(applied.map(({ key }) => key));
  const known = good.flatMap(({ line, row }) => {
    const candidateId = people.get(row.candidate_key);
    const jobId = jobs.get(row.job);
    if (candidateId && jobId && exists.has(`${candidateId} ${jobId}`)) return [{ row, candidateId, jobId }];
    const reason = !candidateId
      ? `candidate_key: ${row.candidate_key} is not in candidates.csv`
      : !jobId
        ? noJob(row.job)
        : `job: candidates.csv has no application of ${row.candidate_key} for ${row.job}`;
    bad.push({ file, line, reason });
    return [];
  });
  return { known, bad: inOrder(bad) };
}

async function importSpending(deps: ImportDeps, file: string, { good, bad }: Read<SpendRow>) {
  const seen = new Map<string, number>();
  const rows = good.flatMap(({ line, row }) => {
    const key = `${row.channel} ${row.date}`;
    const before = seen.get(key);
    if (before !== undefined) {
      if (before !== row.amount_cny)
        bad.push({ file, line, reason: `${key} is there twice with different amounts; the first counts` });
      return [];
    }
    seen.set(key, row.amount_cny);
    return [{ channel: row.channel, day: row.date, amount: row.amount_cny }];
  });
  const changed = await importSpend(deps.sql, deps.company, rows);
  return { file, rows: rows.length, changed, bad: inOrder(bad) };
}

async function importStaff(deps: ImportDeps, file: string, { good, bad }: Read<EmployeeRow>) {
  const { sql, vault, company } = deps;
  const jobs = await jobsByTitle(sql, company);
  const people = await peopleByKey(sql, vault, company, [
    ...new Set(good.map(({ row }) => row.candidate_key)),
  ]);
  const rows = good.flatMap(({ line, row }) => {
    const jobId = jobs.get(row.job);
    if (!jobId) {
      bad.push({ file, line, reason: noJob(row.job) });
      return [];
    }
    return [
      {
        key: row.candidate_key,
        jobId,
        candidateId: people.get(row.candidate_key) ?? null,
        hiredOn: row.hired_on,
        leftOn: row.left_on,
        exitReason: row.exit_reason,
        sat: row.sat,
        threeMinRate: row.three_min_rate,
      },
    ];
  });
  const changed = await importEmployees(sql, vault, company, rows);
  return { file, rows: rows.length, changed, bad: inOrder(bad) };
}
