import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from "fastify";
import type { Locale } from "../../src/core/locale.ts";
import { viewsFor } from "../../src/recruiter/commands/digest.ts";
import { digestEntries, digestMail, digestPage } from "../../src/recruiter/digests/pages.ts";
import type { View } from "../../src/recruiter/types.ts";
import type { Cookies } from "./cookies.ts";
import { type Html, html } from "./html.ts";
import { sheet } from "./pages.ts";
import { sendPage, sendStranger } from "./send.ts";
import type { Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

type SignedIn = (
  page: (visit: Visit) => Promise<FastifyReply>,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

type ById = { Params: { id: string } };

const choices = ["now", "matched", "channels"] as const;

/** The digests: who waits now and what was sent, each as a page and as an e-mail to download. */
export function addDigestRoutes(
  app: FastifyInstance,
  signedIn: SignedIn,
  needed: RouteShorthandOptions,
  cookies: Cookies,
  localeFor: (request: FastifyRequest) => Locale,
): void {
  app.get(
    "/console/digest",
    needed,
    signedIn(async (visit) => {
      const words = consoleWords[visit.locale];
      const [now, entries] = await Promise.all([
        viewsFor(visit.deps, visit.who, "now"),
        digestEntries(visit.deps, visit.who),
      ]);
      const list = entries.map(
        ({ id, title, at }) => html`<li><a href="${addressOf(id)}">${title}</a> <time>${at}</time></li>`,
      );
      const live = html`<p class="hint">${words.preview}</p>${sheets(now, visit)}<p class="b-actions"><a class="button" href="/console/digests/now/channels">${
        words.channelsNow
      }</a> ${mailLink("/console/digests/now/now", visit)}</p><h2>${words.digestsSent}</h2>${
        list.length > 0 ? html`<ul class="digests">${list}</ul>` : html`<p>${words.noDigests}</p>`
      }`;
      return sendPage(visit, cookies, { section: "digest", title: words.digest, live });
    }),
  );

  for (const choice of choices) {
    const address = `/console/digests/now/${choice}`;
    app.get(
      address,
      needed,
      signedIn(async (visit) => {
        const views = await viewsFor(visit.deps, visit.who, choice);
        const title = views[0]?.text ?? consoleWords[visit.locale].digest;
        return sendPage(visit, cookies, { section: "digest", title, live: page(views, address, visit) });
      }),
    );
    app.get(
      `${address}/mail`,
      needed,
      signedIn(async (visit) => sendMail(visit, await viewsFor(visit.deps, visit.who, choice), choice)),
    );
  }

  app.get<ById>("/console/digests/:id", needed, (request, reply) =>
    signedIn(async (visit) => {
      const { id } = request.params;
      const found = await digestPage(visit.deps, visit.who, id);
      if (!found) return sendStranger(reply, 404, localeFor(request), "notFound");
      const live = page(found.views, addressOf(id), visit);
      return sendPage(visit, cookies, { section: "digest", title: found.title, live });
    })(request, reply),
  );

  app.get<ById>("/console/digests/:id/mail", needed, (request, reply) =>
    signedIn(async (visit) => {
      const found = await digestPage(visit.deps, visit.who, request.params.id);
      if (!found) return sendStranger(reply, 404, localeFor(request), "notFound");
      return sendMail(visit, found.views, request.params.id);
    })(request, reply),
  );
}

const addressOf = (id: string): string => `/console/digests/${encodeURIComponent(id)}`;

const sheets = (views: readonly View[], { ground }: Visit): Html =>
  html`${views.map((view) => sheet(view, ground))}`;

const mailLink = (address: string, { locale }: Visit): Html =>
  html`<a class="button" href="${`${address}/mail`}" download>${consoleWords[locale].asMail}</a>`;

const page = (views: readonly View[], address: string, visit: Visit): Html =>
  html`<p><a href="/console/digest">← ${consoleWords[visit.locale].backToDigests}</a></p>${sheets(views, visit)}<p class="b-actions">${mailLink(
    address,
    visit,
  )}</p>`;

/** As a file: its inline styles have no place in a page of ours. */
async function sendMail({ deps, reply }: Visit, views: readonly View[], name: string): Promise<FastifyReply> {
  const { html } = await digestMail(views, deps);
  const file = `digest-${name.replace(/[^\w-]+/g, "-").slice(0, 80)}.html`;
  return reply
    .header("content-disposition", `attachment; filename="${file}"`)
    .type("text/html; charset=utf-8")
    .send(html);
}
