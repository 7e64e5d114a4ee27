import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actions } from "../../src/recruiter/actions/index.ts";
import type { ActionResult } from "../../src/recruiter/types.ts";
import { createPublicSide } from "../../src/recruiter-side.ts";
import { violationsOfCall, violationsOfModal } from "../fakes/slack/rules.ts";
import { company, createWorld, li, type World } from "./world.ts";

let world: World;
let app: FastifyInstance;
let deliveries = 0;
const value = JSON.stringify({ job: "job_1" });
const press = async (id: string, about = value, form?: Record<string, string>): Promise<ActionResult> => {
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  return await action.run(world.deps, li, {
    value: about,
    deliveryId: `p:${++deliveries}`,
    ...(form ? { form } : {}),
  });
};
const text = (result: unknown) => JSON.stringify(result);
const get = async (url: string, headers = {}) => await app.inject({ url, headers });
const codeOf = async (channel: string): Promise<string> => {
  const [row] = await world.db.sql<{ code: string }[]>`
    select code from tracking_links where company_id = ${company} and job_id = 'job_1' and source = ${channel} and campaign is null`;
  return row?.code ?? "";
};
const advert = {
  about: "用千牛接待顾客，处理退款、换货\n每班约 150 位顾客",
  needs: "能上 20:00–24:00 晚班 <b>&]]>",
  offers: "五险一金，带薪培训 7 天",
  english: "Answer customers of a baby goods store.",
  city: "杭州余杭",
  pay: "4500-6500",
  employment: "full_time",
  closes: "",
  channels: "boss,zhilian,web,indeed,linkedin",
};

beforeAll(async () => {
  world = await createWorld({ connections: 4 });
  app = Fastify();
  const draw = async () => ({ svg: "<svg/>", png: new Uint8Array([1]), alt: "" });
  await app.register(createPublicSide(world.deps, draw));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

describe("publishing a job", () => {
  it("is refused with what to write instead while a wording is unlawful, and leaves nothing", async () => {
    const form = await press("publish");
    expect(form.kind === "form" && violationsOfModal(form.modal)).toEqual([]);
    const refused = await press("publish", value, {
      ...advert,
      needs: "限女生，25岁以下",
      offers: "入职交押金200元",
    });
    if (refused.kind !== "invalid") throw new Error(refused.kind);
    expect(Object.keys(refused.errors)).toEqual(["needs", "offers"]);
    expect(refused.errors.needs).toMatch(/“限女生”涉及性别.*打字/s);
    expect(violationsOfModal(refused.modal)).toEqual([]);
    expect(await world.db.sql`select 1 from job_adverts`).toHaveLength(0);
    expect((await get("/feeds/indeed.xml")).body).not.toContain("<job>");
  });

  it("puts it on five channels at once: pages and feeds now, text to copy for the boards", async () => {
    const done = await press("publish", value, advert);
    if (done.kind !== "view") throw new Error(text(done));
    const message = {
      channel: "C1",
      text: done.view.text,
      blocks: done.view.blocks,
      unfurl_links: false,
      unfurl_media: false,
    };
    expect(violationsOfCall("chat.postMessage", message)).toEqual([]);
    const board = text(done.view);
    for (const channel of ["boss", "zhilian", "web", "indeed", "linkedin"])
      expect(board).toContain(`https://hr.example.com/c/${await codeOf(channel)}`);
    expect(board).toContain("在 3 个渠道发布中");
    // The same again is no second posting.
    await press("publish", value, advert);
    const [events] = await world.db.sql<{ n: number }[]>`select count(*)::int as n from posting_events`;
    expect(events?.n).toBe(3);
    const [audit] = await world.db.sql<
      { n: number }[]
    >`select count(*)::int as n from audit where action = 'job_published'`;
    expect(audit?.n).toBe(2);
  });

  it("keeps track of posted, refreshed and taken down, each with who did it", async () => {
    const about = JSON.stringify({ job: "job_1", channel: "boss" });
    const copy = text(await press("posting_text", about));
    expect(copy).toContain("用千牛接待顾客");
    expect(copy).toContain(`/c/${await codeOf("boss")}`);
    expect(text(await press("posting_posted", about))).toMatch(/已发布 .*李经理/);
    expect(text(await press("posting_refreshed", about))).toMatch(/已刷新 .*李经理/);
    expect(text(await press("posting_closed", about))).toMatch(/已下线 .*李经理/);
    const kinds = await world.db.sql<
      { kind: string }[]
    >`select kind from posting_events where channel = 'boss' order by at`;
    expect(kinds.map(({ kind }) => kind)).toEqual(["posted", "refreshed", "closed"]);
    expect((await press("posting_posted", JSON.stringify({ job: "job_1", channel: "lagou" }))).kind).toBe(
      "refused",
    );
  });
});

describe("the public side", () => {
  it("shows the job with a JobPosting and ways to apply that carry the code, and runs nothing", async () => {
    const code = await codeOf("web");
    const page = await get(`/j/${code}`);
    expect(page.statusCode).toBe(200);
    expect(page.headers["content-security-policy"]).toMatch(/default-src 'none'(?!.*script-src)/);
    const [, json = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page.body) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      "@type": "JobPosting",
      title: "淘宝售后客服",
      hiringOrganization: { name: "店" },
      jobLocation: { address: { addressLocality: "杭州余杭" } },
      baseSalary: { currency: "CNY", value: { minValue: 4500, maxValue: 6500, unitText: "MONTH" } },
      datePosted: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      description: expect.stringContaining("&lt;b&gt;"),
    });
    expect(page.body).toContain(`href="https://hr.example.com/c/${code}"`);
    expect(page.body).toContain(`href="https://t.me/qinpin_bot?start=${code}"`);
    expect(page.body).not.toContain("<b>&");
    expect((await get(`/j/${code}`, { "accept-language": "en-GB,en" })).body).toContain(
      "Answer customers of a baby goods",
    );
    expect((await get("/jobs")).body).toContain(`/j/${code}`);
  });

  it("feeds Indeed, LinkedIn and RSS with well-formed XML, each with the code of its channel", async () => {
    for (const [file, channel, needed] of [
      [
        "indeed.xml",
        "indeed",
        ["referencenumber", "title", "url", "company", "city", "country", "description", "date"],
      ],
      [
        "linkedin.xml",
        "linkedin",
        ["partnerJobId", "company", "title", "description", "applyUrl", "location"],
      ],
      ["rss.xml", "web", ["item", "guid", "pubDate"]],
    ] as const) {
      const { body, headers } = await get(`/feeds/${file}`);
      expect(headers["content-type"]).toContain("xml");
      expect(tagsOf(body), file).toEqual(expect.arrayContaining([...needed]));
      expect(body).toContain(`https://hr.example.com/j/${await codeOf(channel)}`);
    }
    expect((await get("/feeds/other.xml")).statusCode).toBe(404);
    // Another company of the installation has a page and feeds of its own, and links lead back there.
    const { sql } = world.db;
    await sql`insert into job_adverts select 'other' as company_id, job_id, about, needs, offers, english, city, pay_min,
      pay_max, employment, closes_on, updated_by, updated_at from job_adverts where company_id = ${company} and job_id = 'job_1'`;
    await sql`insert into tracking_links (company_id, code, job_id, source) values ('other', 'other-web', 'job_1', 'web')`;
    await sql`insert into posting_events (company_id, id, job_id, channel, kind, actor, at)
      values ('other', ${randomUUID()}, 'job_1', 'web', 'posted', 'cli', now())`;
    const theirs = await get("/companies/other/jobs");
    expect(theirs.body).toContain("/j/other-web");
    expect(theirs.body).toContain('href="/companies/other/feeds/rss.xml"');
    expect((await get("/companies/other/feeds/rss.xml")).body).toContain(
      "<link>https://hr.example.com/companies/other/jobs</link>",
    );
    expect((await get("/j/other-web")).body).toContain('<a href="/companies/other/jobs">');
    expect((await get("/feeds/rss.xml")).body).not.toContain("other-web");
    for (const url of ["/companies/nobody/jobs", "/companies/nobody/feeds/rss.xml"])
      expect((await get(url)).statusCode).toBe(404);
  });

  it("gives codes and posters of known links only", async () => {
    const code = await codeOf("boss");
    for (const [file, type] of [
      ["qr.svg", "image/svg+xml"],
      ["qr.png", "image/png"],
      ["poster.png", "image/png"],
    ])
      expect((await get(`/j/${code}/${file}`)).headers["content-type"]).toBe(type);
    expect((await get("/j/nobody-knows-it/qr.png")).statusCode).toBe(404);
    expect((await get(`/j/${code}/other.gif`)).statusCode).toBe(404);
  });

  it("serves whoever comes by an unknown, unpublished or closed link", async () => {
    const unknown = await get("/j/nobody-knows-it");
    expect(unknown.statusCode).toBe(404);
    expect(unknown.body).toContain('href="/c/nobody-knows-it"');
    await world.db
      .sql`insert into jobs (company_id, id, title, scenario_id, rule_id) values (${company}, 'job_2', '未发布', 'S01', 'R01')`;
    await world.db
      .sql`insert into tracking_links (company_id, code, job_id, source) values (${company}, 'plain-2', 'job_2', 'boss')`;
    expect((await get("/j/plain-2")).headers.location).toBe("/c/plain-2");
    await press("posting_closed", JSON.stringify({ job: "job_1", channel: "indeed" }));
    expect((await get("/feeds/indeed.xml")).body).not.toContain("<job>");
    await world.db.sql`update jobs set status = 'closed' where company_id = ${company} and id = 'job_1'`;
    const closed = await get(`/j/${await codeOf("web")}`);
    expect(closed.statusCode).toBe(410);
    expect(closed.body).toContain("已经招满或关闭");
    expect((await get("/feeds/linkedin.xml")).body).not.toContain("<job>");
  });
});

/** Names of the elements of a document; throws where a tag is not closed in its place or text is not escaped. */
function tagsOf(xml: string): string[] {
  const seen: string[] = [];
  const open: string[] = [];
  const rest = xml.replace(/<\?xml[^>]*\?>/, "").replace(/<!\[CDATA\[.*?\]\]>/gs, "");
  for (const [whole, end, name = "", single] of rest.matchAll(
    /<(\/?)([\w:]+)[^<>]*?(\/?)>|[<&](?!(?:amp|lt|gt|quot);)/g,
  )) {
    if (name === "") throw new Error(`stray ${whole}`);
    if (end && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
    if (!end) seen.push(name);
    if (!end && !single) open.push(name);
  }
  if (open.length > 0) throw new Error(`not closed: ${open}`);
  return seen;
}
