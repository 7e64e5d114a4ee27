import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alerts } from "../../src/jobs/alerts.ts";
import { addApplicant, company, createWorld, type World } from "../recruiter/world.ts";

describe("alerts", () => {
  let world: World;
  let now = Date.parse("2026-11-24T09:00:00+08:00");
  let due: Record<string, string> = {};
  beforeAll(async () => {
    world = await createWorld();
    await world.db.sql`update jobs set created_at = ${new Date(now - 30 * 86_400_000)}`;
    await world.db.sql`update jobs set status = 'closed' where company_id = 'other'`;
  });
  afterAll(() => world.close());

  /** Cards that rest from a day on, as the library tells it. */
  const upkeep = (today: string) => ({
    due: Object.keys(due).filter((card) => (due[card] ?? "") <= today),
    questions: 6,
    wanted: 6,
  });
  /** Five processes look, twice each; what is told since the last time. */
  const seen = new Set<string>();
  const look = async () => {
    const deps = { ...world.deps, clock: () => new Date(now), library: { upkeep } };
    const signal = new AbortController().signal;
    await Promise.all(Array.from({ length: 5 }, () => alerts.run(deps, {}, signal)));
    await alerts.run(deps, {}, signal);
    const rows = await world.db.sql<
      { id: string; body: { alert: { type: string }; phase: string }; n: number }[]
    >`
      select d.id, d.body, (select count(*)::int from outbox o where o.company_id = d.company_id and o.key = d.id) as n
      from digests d where d.company_id = ${company} and d.kind = 'alert' order by d.made_at, d.id`;
    expect(rows.every(({ n }) => n === 1)).toBe(true);
    const fresh = rows.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return fresh.map(({ body }) => `${body.alert.type} ${body.phase}`);
  };
  const later = (hours: number) => {
    now += hours * 3_600_000;
  };
  const someoneCame = () => world.db.sql`
    insert into touches (company_id, candidate_id, at, job_id, channel)
    values (${company}, gen_random_uuid(), ${new Date(now)}, 'job_1', 'boss')`;

  it("tell of a job nobody comes to once when it begins and once when it is over, and again the next time", async () => {
    expect(await look()).toEqual(["job_silent began"]);
    later(24);
    expect(await look()).toEqual([]);
    await someoneCame();
    expect(await look()).toEqual(["job_silent ended"]);
    later(24);
    expect(await look()).toEqual([]);
    later(7 * 24);
    expect(await look()).toEqual(["job_silent began"]);
    await world.db.sql`update jobs set status = 'closed' where company_id = ${company}`;
    expect(await look()).toEqual(["job_silent ended"]);
  });

  it("leave reviews that wait to their reminders, so that nobody is told twice", async () => {
    await addApplicant(world);
    await world.db.sql`update applications set stage_at = ${new Date(now)}`;
    later(48);
    expect(await look()).toEqual([]);
  });

  it("tell of rule cards three days before they rest, and whether they were confirmed", async () => {
    later(1);
    const day = (ahead: number) =>
      new Date(now + ahead * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    due = { "PDD-02": day(3), "TM-03": day(3), "JD-01": day(20) };
    expect(await look()).toEqual(["cards_expiring began"]);
    later(24);
    expect(await look()).toEqual([]);
    due["PDD-02"] = day(60);
    due["TM-03"] = day(60);
    expect(await look()).toEqual(["cards_expiring ended"]);
    later(1);
    due["JD-01"] = day(1);
    expect(await look()).toEqual(["cards_expiring began"]);
    later(24);
    expect(await look()).toEqual(["cards_expiring ended"]);
    const [last] = await world.db.sql<{ body: { alert: { resting: boolean } } }[]>`
      select body from digests where kind = 'alert' order by made_at desc limit 1`;
    expect(last?.body.alert.resting).toBe(true);
  });
});
