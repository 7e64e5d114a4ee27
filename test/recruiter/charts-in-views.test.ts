import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { altText } from "../../src/core/charts/alt.ts";
import { importHistory } from "../../src/intake/history/import-history.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { channelAlertView } from "../../src/recruiter/channel-alert-view.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import { digestMail } from "../../src/recruiter/digests/pages.ts";
import type { Recruiter, View } from "../../src/recruiter/types.ts";
import { createWorld, li, type World } from "./world.ts";

const folder = fileURLToPath(new URL("../fixtures/history", import.meta.url));
const now = new Date("2026-11-18T18:00:00+08:00");
let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { db, deps } = world;
  await importHistory({ sql: db.sql, vault: deps.vault, company: "shop", progress: () => {} }, folder);
});
afterAll(() => world.close());

async function view(line: string, who: Recruiter = li): Promise<View> {
  const [name, ...rest] = line.slice(1).split(" ");
  const command = commands.find((one) => one.name === name);
  const reply = await command?.run({ ...world.deps, clock: () => now }, who, rest.join(" "));
  if (reply?.kind !== "view") throw new Error("no view");
  return reply.view;
}
const kinds = ({ pictures = [] }: View) => pictures.map(({ chart }) => chart.kind);

it("shows each command's numbers as the picture that fits them", async () => {
  expect(kinds(await view("/channels 近90天"))).toEqual(["channels"]);
  expect(kinds(await view("/funnel 近90天"))).toEqual(["funnel"]);
  expect(kinds(await view("/cost-per hire by channel 近90天"))).toEqual(["cost_curve"]);
  expect(kinds(await view("/budget"))).toEqual(["cost_curve"]);
  expect(kinds(await view("/posting-time"))).toEqual(["arrivals"]);
  expect(kinds(await view("/digest channels"))).toEqual(["series"]);
  expect(kinds(await view("/channels 2020-01"))).toEqual([]);
});

it("draws a channel's alert up to its day, with the spacing the alert names", async () => {
  const alert = {
    channel: "boss",
    change: "began",
    day: "2026-11-10",
    observed: 2,
    expected: 10.4,
    days: 7,
    watched: 4,
    spacing: 83.4,
  } as const;
  const { pictures = [] } = await channelAlertView(world.deps, "shop", alert);
  const [{ chart } = { chart: null }] = pictures;
  if (chart?.kind !== "drop") throw new Error("no picture of the drop");
  expect(chart.days.at(-1)?.date).toBe("2026-11-10");
  expect(chart.title).toContain("BOSS直聘");
  expect(altText(chart)).toContain("误报约每 83 天 1 次");
});

it("warns above the channels of a fall that was told and goes on, with its picture first", async () => {
  const { sql } = world.db;
  await sql`insert into channel_alerts (company_id, channel, began_on, per_day) values ('shop', 'boss', '2026-11-10', 1.6)`;
  const shown = await view("/channels 近90天");
  expect(JSON.stringify(shown.blocks[1])).toContain("可能下降了，之前平均每天约 1.6 份");
  expect(kinds(shown)).toEqual(["drop", "channels"]);
  await sql`delete from channel_alerts`;
});

it("puts the chart into the mail itself, and its words where it cannot be drawn", async () => {
  const week = await view("/digest channels");
  const alt = altText(week.pictures?.[0]?.chart ?? Object.assign({}, null));
  const drawn = await digestMail([week], {
    ...world.deps,
    draw: async () => ({ svg: "", png: new Uint8Array([1, 2, 3]), alt }),
  });
  expect(drawn.html).toContain('<img src="data:image/png;base64,AQID"');
  const failed = await digestMail([week], {
    ...world.deps,
    draw: () => Promise.reject(new Error("busy")),
  });
  expect(failed.html).not.toContain("<img");
  expect(failed.text).toContain(alt);
});

it("tells whoever has own jobs only that the numbers are the whole company's", async () => {
  const { sql } = world.db;
  const own: Recruiter = { company: "shop", id: "own", name: "小王", role: "recruiter" };
  const lead: Recruiter = { company: "shop", id: "lead", name: "小林", role: "lead" };
  for (const { id, name, role } of [own, lead])
    await sql`insert into recruiters (company_id, id, name, role, created_at) values ('shop', ${id}, ${name}, ${role}, now())`;
  for (const line of [
    "/channels",
    "/funnel",
    "/budget",
    "/posting-time",
    "/digest channels",
    "/ask 本月简历量",
  ]) {
    expect(JSON.stringify((await view(line, own)).blocks), line).toContain("全公司的数字");
    expect(JSON.stringify((await view(line, lead)).blocks), line).not.toContain("全公司的数字");
  }
});

it("enters spend by a form, names what is wrong field by field, and once per click", async () => {
  const action = actions.find(({ id }) => id === "spend_new");
  const deliveryId = randomUUID();
  const submit = async (form: Record<string, string>) =>
    await action?.run({ ...world.deps, clock: () => now }, li, { value: "{}", deliveryId, form });
  const wrong = await submit({ channel: "", amount: "三千", from: "2026-12-31", to: "2026-12-01" });
  if (wrong?.kind !== "invalid") throw new Error("it took the mistakes");
  expect(Object.keys(wrong.errors).sort()).toEqual(["amount", "channel", "to"]);
  const right = { channel: "referral", amount: "310", from: "2026-10-01", to: "2026-10-31" };
  expect(await submit(right)).toMatchObject({ kind: "done", notice: expect.stringContaining("¥310") });
  expect(await submit(right)).toMatchObject({ kind: "refused" });
  expect(JSON.stringify((await view("/spend 2026-10")).blocks)).toContain("内部推荐 *¥310*");
});
