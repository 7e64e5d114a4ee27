import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drainOutbox } from "../../src/conversation/outbox-worker.ts";
import { type Database, openDatabase } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { createVault, type Vault } from "../../src/db/vault.ts";
import { digests } from "../../src/jobs/digests.ts";
import { createRecruiterSender } from "../../src/recruiter/deliver.ts";
import type { RecruiterDeps, RecruiterSurface } from "../../src/recruiter/types.ts";
import { sampleAssessment } from "../recruiter/world.ts";

// npm run bench -- digests [COMPANIES]: every digest of 500 companies on a Monday at 09:30 (matched candidates for the
// channel and for a recruiter of their own, each with a second message in its thread, and the channels' week), from the look of the job to the message handed over,
// against the same facts read by bare SQL, one statement per company and figure, with nothing made of them.

const companies = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 500);
const boundSeconds = 60;
const monday = new Date("2026-11-23T09:30:00+08:00");

const dataDir = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
const db = openDatabase(pg.url, { max: 16 });
try {
  await migrate(pg.url);
  const vault = createVault(new Uint8Array(32).fill(7));
  say(`filling ${companies} companies: 200 applications in 8 weeks, 30 of them waiting, 4 channels …`);
  await fill(db, vault, companies);
  const floor = await measure(() => bareReading(db, companies));
  const spent = process.cpuUsage();
  const made = await ours(db, vault);
  const cpu = process.cpuUsage(spent);
  say(
    `${companies} companies, ${made.messages} messages: ${made.seconds.toFixed(1)} s (our process ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of processor); bare reading ${floor.toFixed(1)} s; ratio ${(made.seconds / floor).toFixed(2)}`,
  );
  const ok = made.seconds <= (boundSeconds * companies) / 500;
  say(
    `${ok ? "ok  " : "FAIL"} seconds for ${companies} companies: ${made.seconds.toFixed(1)} (<= ${(boundSeconds * companies) / 500})`,
  );
  process.exitCode = ok && made.messages === 5 * companies ? 0 : 1;
} finally {
  await db.close();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measure(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

async function ours(
  { sql, ...rest }: Database,
  vault: Vault,
): Promise<{ seconds: number; messages: number }> {
  let messages = 0;
  const surface: RecruiterSurface = {
    async post({ key, place }) {
      messages += 1;
      return { place: place ?? "C", ts: key };
    },
    update: async () => {},
    find: async () => null,
  };
  const logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const clock = () => monday;
  const deps: RecruiterDeps = {
    db: { sql, ...rest },
    vault,
    conversations: {
      receive: () => Promise.reject(new Error("not here")),
      applyIn: () => Promise.reject(new Error("not here")),
      wake: () => {},
    },
    library: {
      pinsFor: () => ({}),
      restingCards: () => [],
      upkeep: () => ({ due: [], questions: 6, wanted: 6 }),
      templates: [],
      script: () => Promise.reject(new Error("not here")),
    },
    clock,
    logger,
    locale: "zh-CN",
    publicUrl: "https://hr.example.com",
    telegramBot: null,
  };
  const pace = { postMs: 0, callMs: 0, sleep: async () => {} };
  const outbox = {
    ...deps,
    channels: {},
    meter: { count: () => {}, observe: () => {} },
    defaultCompany: "c0",
    wakes: { lines: () => {}, outbox: () => {} },
    paced: true,
    senders: { recruiters: createRecruiterSender(deps, surface, pace) },
  };
  const seconds = await measure(async () => {
    await digests.run({ db: deps.db, vault, clock, logger }, {}, new AbortController().signal);
    await drainOutbox(outbox);
  });
  return { seconds, messages };
}

/** What a digest has to know, read as directly as it can be, 32 companies side by side. */
async function bareReading({ sql }: Database, count: number): Promise<void> {
  const queue = Array.from({ length: count }, (_, i) => `c${i}`);
  const windowFrom = new Date(monday.getTime() - 28 * 86_400_000);
  const worker = async () => {
    for (let company = queue.pop(); company !== undefined; company = queue.pop()) {
      await Promise.all([
        sql`select a.id, a.total, a.band, c.name_sealed from applications a
          join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
          where a.company_id = ${company} and a.stage = 'assessed' and a.band in ('advance', 'review')`,
        sql`select s.body_sealed from assessments s join applications a on a.company_id = s.company_id and a.id = s.application_id
          where s.company_id = ${company} and a.stage = 'assessed'`,
        sql`select channel, date_trunc('week', at), count(*) from touches
          where company_id = ${company} and at > ${windowFrom} group by 1, 2`,
        sql`select stage, date_trunc('week', at), count(*) from milestones
          where company_id = ${company} and at > ${windowFrom} group by 1, 2`,
        sql`select channel, date_trunc('week', day::timestamp), sum(amount_cny) from spend
          where company_id = ${company} and day > ${windowFrom} group by 1, 2`,
        sql`select channel, at::date, count(*) from touches where company_id = ${company} group by 1, 2`,
      ]);
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

async function fill({ sql }: Database, vault: Vault, count: number): Promise<void> {
  const queue = Array.from({ length: count }, (_, i) => `c${i}`);
  const worker = async () => {
    for (let company = queue.pop(); company !== undefined; company = queue.pop())
      await fillOne(sql, vault, company);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  await sql`analyze`;
}

async function fillOne(sql: Database["sql"], vault: Vault, company: string): Promise<void> {
  const recruiter = `slack:T1:U${company.toUpperCase()}`;
  await sql`insert into companies (id, name) values (${company}, ${company})`;
  await sql`insert into recruiters (company_id, id, name, role) values (${company}, ${recruiter}, 'Li', 'recruiter')`;
  await sql`insert into jobs (company_id, id, title, scenario_id, rule_id, created_by, created_at)
    values (${company}, 'job_1', '淘宝售后客服', 'S01', 'R01', ${recruiter}, '2026-09-01'),
      (${company}, 'job_2', '拼多多客服', 'S01', 'R01', null, '2026-09-01')`;
  await sql`insert into job_recruiters (company_id, job_id, recruiter_id) values (${company}, 'job_1', ${recruiter})`;
  const people = Array.from({ length: 200 }, () => ({ id: randomUUID(), candidate: randomUUID() }));
  const ids = people.map(({ id }) => id);
  const candidates = people.map(({ candidate }) => candidate);
  const name = vault.seal("候选人", `${company}:candidates`);
  const body = vault.seal(sampleAssessment(), `${company}:assessments`);
  await sql`insert into candidates (company_id, id, name_sealed, locale)
    select ${company}, id, ${name}, 'zh-CN' from unnest(${candidates}::uuid[]) p (id)`;
  await sql`
    insert into applications (company_id, id, number, candidate_id, job_id, stage, job_fit, total, band, created_at, stage_at)
    select ${company}, id, 1000 + n, candidate, 'job_' || (1 + n % 2),
      case when n <= 30 then 'assessed' when n <= 60 then 'invited' else 'declined' end, '{}', 78.3, 'advance', at, at
    from (select id, candidate, n, ${monday}::timestamptz - n * interval '6.7 hours' as at
      from unnest(${ids}::uuid[], ${candidates}::uuid[]) with ordinality p (id, candidate, n)) x`;
  await sql`
    insert into assessments (company_id, id, application_id, conversation_id, attempt, rubric_version, input_hash, total,
      band, passed, dimensions, body_sealed, created_at)
    select company_id, gen_random_uuid(), id, gen_random_uuid(), 1, 'r', 'i', 78.3, 'advance', true, '{}', ${body}, stage_at
    from applications where company_id = ${company}`;
  await sql`
    insert into touches (company_id, candidate_id, at, job_id, channel)
    select company_id, candidate_id, created_at, job_id, (array['boss', 'zhilian', 'douyin', '58'])[1 + number % 4]
    from applications where company_id = ${company}`;
  await sql`
    insert into milestones (company_id, candidate_id, job_id, stage, at)
    select a.company_id, a.candidate_id, a.job_id, s, a.created_at + interval '1 hour'
    from applications a cross join unnest(array['applied', 'assessment_completed', 'interview_scheduled', 'interviewed', 'hired'])
      with ordinality x (s, n)
    where a.company_id = ${company} and a.number % (2 * n) = 0`;
  await sql`
    insert into spend (company_id, channel, day, amount_cny)
    select ${company}, channel, day::date, 40 from unnest(array['boss', 'zhilian', 'douyin']) channel,
      generate_series(${monday}::timestamptz - interval '8 weeks', ${monday}::timestamptz, interval '1 day') day`;
}
