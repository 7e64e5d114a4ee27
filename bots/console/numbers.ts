import type { FastifyReply } from "fastify";
import { z } from "zod";
import { reachOf } from "../../src/core/rights.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import type { Cookies } from "./cookies.ts";
import { type Html, html } from "./html.ts";
import { sheet } from "./pages.ts";
import { sendPage, sendStranger } from "./send.ts";
import type { Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

const tabs = [
  "channels",
  "funnel",
  "spend",
  "cost-per",
  "budget",
  "posting-time",
  "export",
  "audit",
] as const;
const withPeriod: readonly Tab[] = ["channels", "funnel", "spend", "cost-per"];
const periods = ["this month", "last month", "last week", "last 30 days", "last 90 days"] as const;
const units = ["hire", "interview", "resume"] as const;
type Tab = (typeof tabs)[number];

const Params = z.object({ tab: z.enum(tabs).default("channels") });
const Query = z.object({
  period: z.enum(periods).catch("this month"),
  unit: z.enum(units).catch("hire"),
});
type Query = z.infer<typeof Query>;

/** The company's numbers without a command to know: a tab each, the usual periods as links. */
export async function numbersPage(visit: Visit, cookies: Cookies): Promise<FastifyReply> {
  const { deps, who, ground, request, reply, locale } = visit;
  const params = Params.safeParse(request.params);
  const command = commands.find(({ name }) => params.success && name === params.data.tab);
  if (!params.success || !command) return sendStranger(reply, 404, locale, "notFound");
  const { tab } = params.data;
  const query = Query.parse(request.query);
  const answer = await command.run(deps, who, argumentsOf(tab, query));
  const words = consoleWords[locale];
  const shown = answer.kind === "view" ? sheet(answer.view, ground) : null;
  const live = html`${tabLinks(tab, visit)}${withPeriod.includes(tab) ? choices(tab, query, visit) : null}${shown}`;
  const title = `${words.numbers} · ${words.numbersOf[tab]}`;
  return await sendPage(visit, cookies, { section: "numbers", title, live });
}

function argumentsOf(tab: Tab, { period, unit }: Query): string {
  if (tab === "cost-per") return `${unit} by channel ${period}`;
  return withPeriod.includes(tab) ? period : "";
}

const addressOf = (tab: Tab, query: Partial<Query> = {}): string => {
  const asked = new URLSearchParams(query).toString();
  const path = tab === "channels" ? "/console/numbers" : `/console/numbers/${tab}`;
  return asked === "" ? path : `${path}?${asked}`;
};

function tabLinks(tab: Tab, { locale, who }: Visit): Html {
  const words = consoleWords[locale];
  const may = tabs.filter((one) => reachOf(who.role, `command ${one}`) !== "no");
  return html`<nav class="tabs" aria-label="${words.numbers}"><ul>${may.map((one) =>
    link(addressOf(one), words.numbersOf[one], one === tab),
  )}</ul></nav>`;
}

function choices(tab: Tab, query: Query, { locale }: Visit): Html {
  const words = consoleWords[locale];
  const unit = tab === "cost-per" ? { unit: query.unit } : {};
  const spans = periods.map((period) =>
    link(addressOf(tab, { ...unit, period }), words.period[period], period === query.period),
  );
  const ofUnit = units.map((one) =>
    link(addressOf(tab, { unit: one, period: query.period }), words.unit[one], one === query.unit),
  );
  return html`<nav class="tabs periods" aria-label="${words.periods}"><ul>${spans}</ul>${
    tab === "cost-per" ? html`<ul>${ofUnit}</ul>` : null
  }</nav>`;
}

const link = (address: string, label: string, here: boolean): Html =>
  html`<li><a href="${address}"${here ? html` aria-current="page"` : null}>${label}</a></li>`;
