import { createHash, randomUUID } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Locale } from "../../src/core/locale.ts";
import { countRequests } from "../../src/recruiter/pages.ts";
import type { Cookies } from "./cookies.ts";
import { type Html, html } from "./html.ts";
import { layout, type Section } from "./layout.ts";
import { messagePage } from "./pages.ts";
import { deliveryMark, type Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

export type Page = {
  section: Section | null;
  title: string;
  live: Html;
  /** false = the answer to a form: the address has no fresh copy of it. */
  refresh?: boolean;
  fixed?: Html | null;
  command?: string;
  status?: number;
};

/**
 * Sends a page, or, to a page that is open already, only its live part: 304 when nothing has changed in it. Every
 * sending carries its own click ids.
 */
export async function sendPage(visit: Visit, cookies: Cookies, page: Page): Promise<FastifyReply> {
  const { request, reply, who, deps, locale, ground } = visit;
  const etag = `"${createHash("sha256").update(page.live.markup).digest("base64url").slice(0, 22)}"`;
  const deliver = (markup: string) =>
    reply.type("text/html; charset=utf-8").send(markup.replaceAll(deliveryMark, randomUUID()));
  if (request.headers["x-live"] !== undefined) {
    reply.header("etag", etag);
    return request.headers["if-none-match"] === etag ? reply.code(304).send() : deliver(page.live.markup);
  }
  const waiting = await countRequests(deps, who);
  const notice = cookies.takeNotice(request.headers.cookie, reply);
  reply.code(page.status ?? 200);
  return deliver(
    layout({
      who,
      locale,
      section: page.section,
      title: page.title,
      notice,
      waiting,
      live: page.live,
      refresh: page.refresh ?? true,
      fixed: page.fixed ?? null,
      command: page.command ?? "",
      back: ground.back,
    }),
  );
}

/** Says something to somebody who may not be signed in. */
export function sendStranger(
  reply: FastifyReply,
  status: number,
  locale: Locale,
  what: "signIn" | "used" | "foreign" | "failed" | "notFound" | "signedOut" | "noRight",
): FastifyReply {
  const words = consoleWords[locale];
  const home = html`<p><a class="button" href="/console">${words.title}</a></p>`;
  const pages = {
    signIn: messagePage(words.signIn, words.signInHow),
    used: messagePage(words.used, words.signInHow),
    foreign: messagePage(words.title, words.foreign, home),
    failed: messagePage(words.title, words.failed, home),
    noRight: messagePage(words.title, words.noRight, home),
    notFound: messagePage(words.notFound, words.notFoundHow, home),
    signedOut: messagePage(words.signedOut, words.signInHow),
  };
  const markup = layout({
    who: null,
    locale,
    section: null,
    title: words.title,
    notice: null,
    waiting: 0,
    live: pages[what],
    refresh: false,
    fixed: null,
    command: "",
    back: "/console",
  });
  return reply.code(status).type("text/html; charset=utf-8").send(markup);
}

/**
 * 401 with how to get in. A browser that follows a link from another site leaves our strict cookie at home once; the
 * page then opens the same address again by itself, from here, and the cookie comes along.
 */
export function sendSignIn(request: FastifyRequest, reply: FastifyReply, locale: Locale): FastifyReply {
  if (request.method === "GET" && request.headers["sec-fetch-site"] === "cross-site")
    reply.header("refresh", "0");
  return sendStranger(reply, 401, locale, "signIn");
}
