import { readFile } from "node:fs/promises";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Behind, PublicJob } from "../../core/adverts/advert.ts";
import { type FeedHead, feeds } from "../../core/adverts/feeds.ts";
import { posterOf } from "../../core/adverts/poster.ts";
import type { Draw, Sheet } from "../../core/charts/sheet.ts";
import { addressesOf, type Carriers, isTrackingCode } from "../../core/link-addresses.ts";
import type { Locale } from "../../core/locale.ts";
import { jobPage, jobsPage, noJobPage } from "./job-page.ts";
import { createShelf } from "./shelf.ts";

export type PublicJobsOptions = {
  /** Addresses as of now; the Telegram bot's name becomes known after the start. */
  carriers(): Carriers;
  /** What stands behind a tracking code. */
  behind(code: string): Promise<Behind>;
  /** Path in front of a company's jobs page and feeds; "" = the installation's own. */
  homeOf(company: string): string;
  /** A company's jobs that are posted on a channel now, by default of the installation's own; null = no such company. */
  listed(channel: string, company?: string): Promise<{ jobs: PublicJob[]; head: FeedHead } | null>;
  draw: Draw;
};

/** Nothing runs here and nothing comes from elsewhere; the JobPosting inside the page is data, not a script. */
const securityHeaders = (https: boolean): Record<string, string> => ({
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  ...(https ? { "strict-transport-security": "max-age=31536000" } : {}),
});

/** Feeds by the name of their file. */
const files = { "indeed.xml": "indeed", "linkedin.xml": "linkedin", "rss.xml": "web" } as const;
const isFile = (name: string): name is keyof typeof files => Object.hasOwn(files, name);

/** Pages, feeds, codes and posters of the jobs, for everybody. */
export const publicJobs: FastifyPluginAsync<PublicJobsOptions> = async (app, options) => {
  const { carriers, behind, listed, homeOf } = options;
  const headers = securityHeaders(carriers().publicUrl.startsWith("https:"));
  const css = await readFile(new URL("jobs.css", import.meta.url));
  const shelf = createShelf(options.draw);
  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(headers);
  });

  const page = (reply: FastifyReply, status: number, body: string) =>
    reply
      .code(status)
      .type("text/html; charset=utf-8")
      .header("cache-control", status === 200 ? "public, max-age=60" : "no-store")
      .header("vary", "accept-language")
      .send(body);

  app.get("/jobs/page/jobs.css", async (_request, reply) =>
    reply.type("text/css; charset=utf-8").header("cache-control", "public, max-age=300").send(css),
  );

  const list = async (request: FastifyRequest, reply: FastifyReply, company?: string) => {
    const found = await listed("web", company);
    return found
      ? page(reply, 200, jobsPage(found.head, found.jobs, localeOf(request)))
      : reply.callNotFound();
  };
  app.get("/jobs", (request, reply) => list(request, reply));
  app.get<{ Params: { company: string } }>("/companies/:company/jobs", (request, reply) =>
    list(request, reply, request.params.company),
  );

  app.get<{ Params: { code: string } }>("/j/:code", async (request, reply) => {
    const { code } = request.params;
    const locale = localeOf(request);
    const found: Behind = isTrackingCode(code) ? await behind(code) : { kind: "unknown" };
    switch (found.kind) {
      case "job":
        return page(reply, 200, jobPage(found.job, carriers(), homeOf(found.job.companyId), locale));
      case "unpublished":
        return reply.redirect(`/c/${code}`, 302);
      case "closed":
        return page(reply, 410, noJobPage("closed", code, found.title, homeOf(found.companyId), locale));
      case "unknown":
        return page(reply, 404, noJobPage("unknown", code, null, "", locale));
      default:
        return found satisfies never;
    }
  });

  app.get<{ Params: { code: string; file: string } }>("/j/:code/:file", async (request, reply) => {
    const { code, file } = request.params;
    const [, name, format] = /^(qr|poster)\.(svg|png)$/.exec(file) ?? [];
    const found: Behind = name && isTrackingCode(code) ? await behind(code) : { kind: "unknown" };
    if (found.kind === "unknown")
      return page(reply, 404, noJobPage("unknown", code, null, "", localeOf(request)));
    const address = addressesOf(code, carriers()).chat;
    const sheet: Sheet =
      name === "qr" ? { kind: "qr", address } : posterOf(shownOf(found), address, asked(request) ?? "zh-CN");
    const { svg, png } = await shelf(sheet);
    reply.header("cache-control", "public, max-age=300");
    return format === "svg"
      ? reply.type("image/svg+xml").send(svg)
      : reply.type("image/png").send(Buffer.from(png));
  });

  const feed = async (reply: FastifyReply, file: string, company?: string) => {
    const found = isFile(file) ? await listed(files[file], company) : null;
    if (!found || !isFile(file)) return reply.callNotFound();
    return reply
      .type(file === "rss.xml" ? "application/rss+xml; charset=utf-8" : "application/xml; charset=utf-8")
      .header("cache-control", "public, max-age=300")
      .send(feeds[files[file]](found.jobs, found.head));
  };
  app.get<{ Params: { file: string } }>("/feeds/:file", ({ params }, reply) => feed(reply, params.file));
  app.get<{ Params: { company: string; file: string } }>(
    "/companies/:company/feeds/:file",
    ({ params }, reply) => feed(reply, params.file, params.company),
  );
};

const shownOf = (found: Exclude<Behind, { kind: "unknown" }>) =>
  found.kind === "job"
    ? found.job
    : { title: found.title, company: found.company, shift: null, openings: null, advert: null };

/** The language somebody chose by a link; null = none. */
function asked(request: FastifyRequest): Locale | null {
  const lang = new URL(request.url, "http://x").searchParams.get("lang");
  return lang === "en" ? "en" : lang === "zh" ? "zh-CN" : null;
}

/** The chosen language, else the browser's, else Chinese. */
const localeOf = (request: FastifyRequest): Locale =>
  asked(request) ?? (/^\s*en\b/i.test(request.headers["accept-language"] ?? "") ? "en" : "zh-CN");
