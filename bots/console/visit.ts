import { randomBytes } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Chart } from "../../src/core/charts/chart.ts";
import { Locale } from "../../src/core/locale.ts";
import type { Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";
import type { Cookies } from "./cookies.ts";
import { safeBack } from "./guard.ts";
import { pictureAddress } from "./picture.ts";
import type { ConsoleOptions } from "./ports.ts";
import type { Ground } from "./render/ground.ts";
import { consoleWords } from "./words.ts";

/** One request of somebody who is signed in. */
export type Visit = {
  who: Recruiter;
  locale: Locale;
  /** The recruiter room in this person's language. */
  deps: RecruiterDeps;
  ground: Ground;
  request: FastifyRequest;
  reply: FastifyReply;
};

/**
 * Stands for the click id until the page is sent: the same page then has the same bytes, and an open page only gets a
 * new copy when something changed.
 */
export const deliveryMark = `delivery-${randomBytes(12).toString("hex")}`;

/** The person behind a request; null = no session, or one that has ended. */
export async function findVisit(
  options: ConsoleOptions,
  cookies: Cookies,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit | null> {
  const token = cookies.session(request.headers.cookie);
  const who = token ? await options.sessions.find(token) : null;
  if (!who) return null;
  const locale = who.locale ?? localeOf(options, cookies, request);
  const back = safeBack(request.url);
  const words = { cancel: consoleWords[locale].cancel };
  const pictureOf = (chart: Chart) => pictureAddress(options.deps, who.company, chart);
  const ground = { delivery: deliveryMark, back, linkOf, pictureOf, words };
  return { who, locale, deps: { ...options.deps, locale }, ground, request, reply };
}

/** The language chosen in this browser, else the browser's own, else the installation's. */
export function localeOf(options: ConsoleOptions, cookies: Cookies, request: FastifyRequest): Locale {
  const chosen = Locale.safeParse(cookies.locale(request.headers.cookie));
  if (chosen.success) return chosen.data;
  const asked = request.headers["accept-language"]?.toLowerCase() ?? "";
  if (asked.startsWith("zh")) return "zh-CN";
  return asked.startsWith("en") ? "en" : options.deps.locale;
}

/** Pages that buttons without anything to carry lead to. */
const showing: Record<string, string> = {
  jobs: "/console/jobs",
  channels: "/console/numbers",
  mail: "/console/mail",
  intake: "/console/people",
  same: "/console/run?command=%2Fpeople+same",
  settings: "/console/settings",
  faq: "/console/run?command=%2Ffaq",
};

/** Buttons that only show something are links: they can be opened in a tab and gone back from. */
function linkOf(actionId: string, value: string): string | null {
  const carried = parse(value);
  if (!carried) return null;
  if (actionId === "open" && typeof carried.a === "string") {
    return `/console/candidates/${encodeURIComponent(carried.a)}`;
  }
  if (actionId === "import_open" && typeof carried.import === "string")
    return `/console/run?${new URLSearchParams({ command: `/people import ${carried.import}` })}`;
  const page = Object.keys(carried).length === 0 ? showing[actionId] : undefined;
  if (page) return page;
  if (actionId !== "page" && actionId !== "page_back") return null;
  const entries = Object.entries(carried).flatMap(([key, part]): [string, string][] =>
    typeof part === "string" || typeof part === "number" ? [[key, String(part)]] : [],
  );
  return `/console/candidates?${new URLSearchParams(entries)}`;
}

function parse(value: string): Record<string, unknown> | null {
  try {
    const carried: unknown = JSON.parse(value);
    return typeof carried === "object" && carried !== null ? { ...carried } : null;
  } catch {
    return null;
  }
}
