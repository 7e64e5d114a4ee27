import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from "fastify";
import type { Locale } from "../../src/core/locale.ts";
import { reachOf } from "../../src/core/rights.ts";
import type { Cookies } from "./cookies.ts";
import { type Html, html } from "./html.ts";
import { sendPage } from "./send.ts";
import type { Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

type SignedIn = (
  page: (visit: Visit) => Promise<FastifyReply>,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const address = "/console/impact";

/** The impact assessment as it is now: a page, and a file to keep. */
export function addImpactRoutes(
  app: FastifyInstance,
  signedIn: SignedIn,
  needed: RouteShorthandOptions,
  cookies: Cookies,
  impact: (locale: Locale) => Promise<string>,
): void {
  app.get(
    address,
    needed,
    signedIn(async (visit) => {
      const words = consoleWords[visit.locale];
      const live = html`<p class="b-actions"><a class="button" href="${`${address}/file`}" download>${
        words.impactFile
      }</a></p><pre class="document">${await impact(visit.locale)}</pre>`;
      return sendPage(visit, cookies, { section: "settings", title: words.impact, live });
    }),
  );
  app.get(
    `${address}/file`,
    needed,
    signedIn(async ({ reply, locale }) =>
      reply
        .header("content-disposition", `attachment; filename="impact-assessment-${locale}.md"`)
        .type("text/markdown; charset=utf-8")
        .send(await impact(locale)),
    ),
  );
}

/** Leads there whoever may see it. */
export function impactLink({ who, locale }: Visit): Html | null {
  if (reachOf(who.role, "page impact") === "no") return null;
  return html`<p><a href="${address}">${consoleWords[locale].impact}</a></p>`;
}
