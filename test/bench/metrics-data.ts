import type { Sql } from "../../src/db/client.ts";

export const company = "bench";
export const timeZone = "Asia/Shanghai";
/** Half a day after the newest fact. */
export const now = new Date("2026-11-18T18:00:00+08:00");

/** Share of the applications that reach each stage; whoever reaches one has reached those before. */
const reach = {
  applied: 1,
  assessment_started: 0.75,
  assessment_completed: 0.6,
  assessment_passed: 0.35,
  interview_scheduled: 0.3,
  interviewed: 0.24,
  offer: 0.15,
  hired: 0.1,
};

/**
 * Five years of an invented company, about 5.6 facts per person: 10 channels, 4 jobs, most people by day and fewer on
 * weekends, one in twelve for a second job, one in sixteen by a second channel. Triggers are off meanwhile, the derived
 * tables are built at the end. The same people give the same data.
 */
export async function generate(sql: Sql, people: number, say: (line: string) => void): Promise<void> {
  const step = async (what: string, work: (one: Sql) => Promise<unknown>) => {
    const began = performance.now();
    await work(sql);
    say(`  ${what}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  };
  await sql`set session_replication_role = replica`;
  await sql`set maintenance_work_mem = '512MB'`;
  await sql`set work_mem = '256MB'`;
  await sql`select setseed(0.5)`;
  await sql`insert into companies (id, name, time_zone) values (${company}, 'Bench', ${timeZone})`;
  await sql`
    insert into jobs (company_id, id, title, scenario_id, rule_id, shift, opened_on, openings, created_at)
    select ${company}, 'job-' || i, (array['售前客服', '晚班客服', '轮班客服', '售后客服'])[i], 'S01', 'R01',
      (array['day', 'night', 'rotating', 'day'])[i], '2021-11-18', 20000, '2021-11-18' from generate_series(1, 4) i`;
  await step("applications", async () => {
    await sql`
      create temp table came as
      select md5('person ' || i)::uuid as candidate_id, i,
        timestamptz '2021-11-19 00:00+08' + make_interval(secs => floor(86400.0 * (1823 * random()))
          - 3600 * (random() * 9)::int * (random() < 0.3)::int) as at,
        'job-' || 1 + floor(4 * random() ^ 1.3)::int as job_id, floor(10 * random() ^ 1.5)::int as c, random() as r,
        random() as s
      from generate_series(1, ${people}::int) i`;
    // Nobody writes in the small hours.
    await sql`
      update came set at = at + interval '8 hours' where extract(hour from at at time zone 'Asia/Shanghai') < 8`;
    await sql`
      insert into came select candidate_id, i, at + make_interval(days => 1 + (40 * random())::int),
        'job-' || 1 + (right(job_id, 1)::int % 4), c, random(), random() from came where i % 12 = 0`;
    await sql`delete from came where at > ${now}::timestamptz - interval '20 days'`;
  });
  const channels = sql`(array['boss','zhilian','douyin','liepin','51job','58','lagou','kuaishou','referral','web'])`;
  await step("touches", async () => {
    await sql`
      insert into touches select ${company}, candidate_id, at, job_id, ${channels}[1 + c] from came order by candidate_id`;
    await sql`
      insert into touches select ${company}, candidate_id, at + interval '2 days', job_id, ${channels}[1 + (c + 3) % 10]
      from came where i % 16 = 0`;
  });
  await step("milestones", async () => {
    await sql`
      insert into milestones
      select ${company}, candidate_id, job_id, v.stage,
        at + make_interval(secs => (v.ord - 1) * (1800 + 3600 * 36 * s)) from came
      join unnest(${Object.keys(reach)}::text[], ${Object.values(reach)}::float8[]) with ordinality v (stage, share, ord)
        on r < share
      order by candidate_id`;
    await sql`
      insert into milestones select ${company}, candidate_id, job_id,
        case when s < 0.7 then 'rejected' else 'withdrawn' end, at + interval '9 days'
      from came where r between 0.35 and 0.55`;
  });
  await step("scores", async () => {
    await sql`
      insert into scores select ${company}, candidate_id, job_id, at + make_interval(secs => 2 * (1800 + 3600 * 36 * s)),
        round((40 + 60 * s)::numeric, 1) from came where r < 0.6 order by candidate_id`;
  });
  await step("staff, spend, words to a person", async () => {
    await sql`
      insert into employees select ${company}, 'k' || i || job_id, job_id, candidate_id, d, case when s < 0.6 then d + (400 * s)::int end,
        case when s < 0.6 then (array['薪资', '排班', '通勤', '个人原因'])[1 + floor(s * 6)::int] end
      from (select *, (at + make_interval(secs => 7 * (1800 + 3600 * 36 * s)))::date as d from came where r < 0.1) h`;
    await sql`
      insert into spend select ${company}, c, d::date, round((200 + 800 * random())::numeric, 2)
      from generate_series(timestamp '2021-11-19', '2026-11-17', '1 day') d, unnest(${channels}[1:8]) c`;
    await sql`
      insert into applications (company_id, id, number, candidate_id, job_id, created_at, stage_at)
      select ${company}, md5(candidate_id || job_id)::uuid, row_number() over (), candidate_id, job_id, at, at
      from came where i % 10 = 0`;
    await sql`
      insert into application_events (company_id, application_id, key, name, actor, at)
      select ${company}, md5(candidate_id || job_id)::uuid, v.name, v.name, 'candidate', at + v.k * make_interval(secs => 60 + 40000 * r)
      from came cross join (values ('human_requested', 1), ('recruiter_replied', 2)) v (name, k)
      where i % 10 = 0 and (v.k = 1 or s < 0.8) order by candidate_id, v.k`;
  });
  await step("derived tables", () => sql`select rebuild_timelines(${company})`);
  await step("vacuum analyze", () => sql`vacuum analyze`);
  await sql`reset session_replication_role`;
  await sql`drop table came`;
}
