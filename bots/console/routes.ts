import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Right, reachOf } from "../../src/core/rights.ts";
import { ListQuery } from "../../src/recruiter/cards/list.ts";
import { commands } from "../../src/recruiter/commands/index.ts";
import { homeView } from "../../src/recruiter/home.ts";
import { chooseLanguage } from "../../src/recruiter/language.ts";
import { listView } from "../../src/recruiter/list-view.ts";
import { candidatePage, requestsView } from "../../src/recruiter/pages.ts";
import { boardView } from "../../src/recruiter/postings-view.ts";
import { act } from "./act.ts";
import { askPage } from "./ask-page.ts";
import type { Asset } from "./assets.ts";
import { createCookies } from "./cookies.ts";
import { addDigestRoutes } from "./digest-routes.ts";
import { addFilesRoute } from "./files-route.ts";
import { isOwnPost, safeBack, securityHeaders } from "./guard.ts";
import { addImpactRoutes, impactLink } from "./impact-routes.ts";
import { numbersPage } from "./numbers.ts";
import { candidateParts, sheet } from "./pages.ts";
import { sendPicture } from "./picture.ts";
import type { ConsoleOptions } from "./ports.ts";
import { runCommand, showCommand } from "./run.ts";
import { sendPage, sendSignIn, sendStranger } from "./send.ts";
import { signIn } from "./sign-in.ts";
import { findVisit, localeOf, type Visit } from "./visit.ts";
import { consoleWords } from "./words.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The row of core/rights that decides who may see a page of the console; none = nobody. */
    right?: Right;
  }
}

const need = (right: Right) => ({ config: { right } });

const bodyLimit = 64 * 1024;

/** `page` comes as text in an address. */
const Query = ListQuery.extend({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

/** Adds the console's routes; they are an own world: own body parser, headers and errors. */
export function addRoutes(
  app: FastifyInstance,
  options: ConsoleOptions,
  assets: ReadonlyMap<string, Asset>,
): void {
  const https = options.publicUrl?.startsWith("https:") ?? false;
  const headers = securityHeaders(https);
  const cookies = createCookies(https);

  app.addHook("onRequest", async (_request, reply) => {
    reply.headers(headers);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string", bodyLimit },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 503;
    if (status === 503) {
      options.deps.logger.error({ route: request.routeOptions.url, error: error.name }, "console_failed");
    }
    return sendStranger(reply, status, localeOf(options, cookies, request), "failed");
  });

  /** Only for people who are signed in and may see it (core/rights); the rest see how to get in. */
  const signedIn =
    (page: (visit: Visit) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const visit = await findVisit(options, cookies, request, reply);
      if (!visit) return sendSignIn(request, reply, localeOf(options, cookies, request));
      const { right = "" } = request.routeOptions.config;
      if (reachOf(visit.who.role, right) === "no") return sendStranger(reply, 403, visit.locale, "noRight");
      return await page(visit);
    };

  /** The same, and only from our own pages. */
  const posted =
    (work: (visit: Visit, fields: URLSearchParams) => Promise<FastifyReply>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      if (!isOwnPost(request.headers, options.publicUrl)) {
        return sendStranger(reply, 403, localeOf(options, cookies, request), "foreign");
      }
      const fields = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      return await signedIn((visit) => work(visit, fields))(request, reply);
    };

  app.get("/console", need("page home"), async (request, reply) => {
    const { token } = z.object({ token: z.string().optional() }).parse(request.query);
    if (token !== undefined) return await signIn(options, cookies, token, request, reply);
    return await signedIn(async (visit) => {
      const { blocks } = await homeView(visit.deps, visit.who);
      const title = consoleWords[visit.locale].home;
      return sendPage(visit, cookies, { section: "home", title, live: sheet(blocks, visit.ground) });
    })(request, reply);
  });

  app.get(
    "/console/candidates",
    need("page candidates"),
    signedIn(async (visit) => {
      const query = Query.safeParse(visit.request.query);
      const view = await listView(visit.deps, visit.who, query.success ? query.data : { page: 1 });
      return sendPage(visit, cookies, {
        section: "inbox",
        title: consoleWords[visit.locale].inbox,
        live: sheet(view, visit.ground),
      });
    }),
  );

  app.get<{ Params: { id: string } }>("/console/candidates/:id", need("page candidate"), (request, reply) =>
    signedIn(async (visit) => {
      const page = await candidatePage(visit.deps, visit.who, request.params.id);
      if (!page) return sendStranger(reply, 404, visit.locale, "notFound");
      return sendPage(visit, cookies, {
        section: "inbox",
        title: page.title,
        ...candidateParts(page, visit.ground, visit.locale),
      });
    })(request, reply),
  );

  app.get(
    "/console/requests",
    need("page requests"),
    signedIn(async (visit) => {
      const view = await requestsView(visit.deps, visit.who);
      const title = consoleWords[visit.locale].requests;
      return sendPage(visit, cookies, {
        section: "requests",
        title,
        live: sheet(view, visit.ground),
      });
    }),
  );

  addDigestRoutes(app, signedIn, need("page digest"), cookies, (request) =>
    localeOf(options, cookies, request),
  );

  for (const [section, name] of [
    ["reviews", "reviews"],
    ["jobs", "jobs"],
    ["mail", "mail"],
    ["people", "people"],
    ["slots", "slots"],
    ["settings", "settings"],
    ["help", "qinpin"],
  ] as const) {
    const command = commands.find((one) => one.name === name);
    if (!command) throw new Error(`the console shows /${name}, which is not a command any more`);
    app.get(
      `/console/${section}`,
      need(`page ${section}`),
      signedIn(async (visit) => {
        const reply = await command.run(visit.deps, visit.who, "");
        const view = reply.kind === "view" ? reply.view : [];
        const title = consoleWords[visit.locale][section];
        const more = section === "settings" && options.impact ? impactLink(visit) : null;
        return sendPage(visit, cookies, { section, title, live: sheet(view, visit.ground), fixed: more });
      }),
    );
  }

  app.get<{ Params: { job: string } }>("/console/jobs/:job", need("page job"), (request, reply) =>
    signedIn(async (visit) => {
      const view = await boardView(visit.deps, visit.who, request.params.job);
      if (!view) return sendStranger(reply, 404, visit.locale, "notFound");
      return sendPage(visit, cookies, { section: "jobs", title: view.text, live: sheet(view, visit.ground) });
    })(request, reply),
  );
  const { impact } = options;
  if (impact) addImpactRoutes(app, signedIn, need("page impact"), cookies, impact);

  for (const path of ["/console/numbers", "/console/numbers/:tab"]) {
    app.get(
      path,
      need("page numbers"),
      signedIn((visit) => numbersPage(visit, cookies)),
    );
  }

  app.get(
    "/console/ask",
    need("page ask"),
    signedIn((visit) => askPage(visit, cookies, null)),
  );

  app.post(
    "/console/ask",
    { bodyLimit, ...need("page ask") },
    posted((visit, fields) => askPage(visit, cookies, fields.get("question"))),
  );

  app.get(
    "/console/run",
    need("page run"),
    signedIn((visit) => showCommand(visit, cookies)),
  );

  app.post(
    "/console/run",
    { bodyLimit, ...need("page run") },
    posted((visit, fields) => runCommand(visit, cookies, fields)),
  );

  app.get("/console/picture", need("page picture"), signedIn(sendPicture));

  app.post<{ Params: { id: string } }>(
    "/console/actions/:id",
    { bodyLimit, ...need("page run") },
    (request, reply) =>
      posted((visit, fields) => act(visit, cookies, request.params.id, fields))(request, reply),
  );

  app.register((scope) =>
    addFilesRoute(scope, {
      need,
      async refuse(request, reply) {
        const locale = localeOf(options, cookies, request);
        if (!isOwnPost(request.headers, options.publicUrl))
          return sendStranger(reply, 403, locale, "foreign");
        return (await findVisit(options, cookies, request, reply))
          ? null
          : sendSignIn(request, reply, locale);
      },
      busy: (request, reply) =>
        sendStranger(reply.header("retry-after", "10"), 503, localeOf(options, cookies, request), "failed"),
      posted,
      cookies,
    }),
  );

  app.post(
    "/console/language",
    need("action own_settings"),
    posted(async ({ locale, reply, deps, who }, fields) => {
      const other = locale === "en" ? "zh-CN" : "en";
      cookies.setLocale(reply, other);
      await chooseLanguage(deps, who, other);
      return reply.redirect(safeBack(fields.get("back") ?? undefined), 303);
    }),
  );

  app.post(
    "/console/sign-out",
    need("page help"),
    posted(async ({ request, reply, locale }) => {
      const token = cookies.session(request.headers.cookie);
      if (token) await options.sessions.end(token);
      cookies.endSession(reply);
      return sendStranger(reply, 200, locale, "signedOut");
    }),
  );

  app.get<{ Params: { file: string } }>("/console/page/:file", (request, reply) => {
    const asset = assets.get(request.params.file);
    if (!asset) return sendStranger(reply, 404, localeOf(options, cookies, request), "notFound");
    reply.header("etag", asset.etag).header("cache-control", "no-cache");
    if (request.headers["if-none-match"] === asset.etag) return reply.code(304).send();
    return reply.type(asset.type).send(asset.body);
  });
}
