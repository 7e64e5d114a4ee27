import { parse as parseForm } from "node:querystring";
import fastifyFactory from "fastify";
import { z } from "zod";
import { createDelivery, type Target } from "./deliver.ts";
import { createFaults, Fault } from "./faults.ts";
import { serveShared, serveUploads } from "./files.ts";
import { createLimits } from "./limits.ts";
import { createLinks } from "./links.ts";
import { createPeople } from "./people.ts";
import { serveWebApi } from "./web-api.ts";
import { ids, Workspace } from "./workspace.ts";

const Json = z.record(z.string(), z.unknown());
const Who = { user: z.string(), team: z.string().default(ids.team) };
const Setup = z.strictObject({
  url: z.string().nullable().optional(),
  signingSecret: z.string().optional(),
  speed: z.number().optional(),
  waitMs: z.number().default(3000),
  closedChannels: z.array(z.string()).optional(),
});
const Planned = z.strictObject({ method: z.string(), fault: Fault, times: z.number().default(1) });
const Command = z.strictObject({
  ...Who,
  channel: z.string().default(ids.channel),
  command: z.string(),
  text: z.string().default(""),
});
const Click = z.strictObject({
  ...Who,
  actionId: z.string(),
  channel: z.string().optional(),
  ts: z.string().optional(),
  value: z.string().optional(),
  times: z.number().default(1),
});
const Submit = z.strictObject({ ...Who, values: z.record(z.string(), z.string()).default({}) });
const OpenHome = z.strictObject({ ...Who, tab: z.string().default("home") });
const ClickView = z.strictObject({
  ...Who,
  actionId: z.string(),
  on: z.enum(["home", "modal"]),
  value: z.string().optional(),
});
const Say = z.strictObject({
  ...Who,
  channel: z.string().default(ids.channel),
  threadTs: z.string().optional(),
  text: z.string(),
  extra: Json.default({}),
  times: z.number().default(1),
});

/** For tests that hold the clock: they start the fake in their own process. */
type World = {
  now?: () => number;
  /** Answers 429 to whoever is faster than Slack allows. */
  limits?: boolean;
  /** What goes wrong at this moment, whoever calls. */
  weather?: (method: string, now: number) => Fault | null;
};

/** A fake Slack on 127.0.0.1: Web API under /api, people and faults under /_control, WebSocket under /link. */
export async function startFakeSlack(
  port: number,
  world: World = {},
): Promise<{ url: string; workspace: Workspace; close(): Promise<void> }> {
  const fastify = fastifyFactory({ bodyLimit: 4 << 20 });
  const workspace = new Workspace();
  const faults = createFaults();
  const links = createLinks(fastify.server);
  let target: Target = { url: null, signingSecret: "", waitMs: 3000 };
  let speed = 0.001;
  let base = "";
  const deliver = createDelivery(
    links,
    () => target,
    () => speed,
  );
  const people = createPeople(workspace, deliver, () => base);

  fastify.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, { ...parseForm(String(body)) }),
  );
  serveWebApi(fastify, workspace, faults, () => base, {
    now: world.now ?? Date.now,
    limits: world.limits ? createLimits() : null,
    weather: world.weather ?? (() => null),
  });
  serveUploads(fastify, workspace, faults);
  serveShared(fastify, workspace);
  fastify.post("/_response/:id", async (request, reply) => {
    const { id } = z.object({ id: z.string() }).parse(request.params);
    const taken = people.respond(id, Json.parse(request.body));
    return taken ? "ok" : reply.code(404).send("used_url");
  });

  fastify.post("/_control/setup", async (request) => {
    const setup = Setup.parse(request.body);
    target = { url: setup.url ?? null, signingSecret: setup.signingSecret ?? "", waitMs: setup.waitMs };
    speed = setup.speed ?? speed;
    workspace.closedChannels = new Set(setup.closedChannels ?? []);
    return { ok: true };
  });
  fastify.post("/_control/fault", async (request) => {
    const { method, fault, times } = Planned.parse(request.body);
    faults.plan(method, fault, times);
    return { ok: true };
  });
  fastify.post("/_control/command", async (request) => await people.command(Command.parse(request.body)));
  fastify.post("/_control/click", async (request) => {
    const { times, ...click } = Click.parse(request.body);
    return await people.click(click, times);
  });
  fastify.post("/_control/submit", async (request) => await people.submit(Submit.parse(request.body)));
  fastify.post("/_control/open-home", async (request) => await people.openHome(OpenHome.parse(request.body)));
  fastify.post(
    "/_control/click-view",
    async (request) => await people.clickView(ClickView.parse(request.body)),
  );
  fastify.post("/_control/say", async (request) => {
    const { times, ...said } = Say.parse(request.body);
    return await people.say(said, times);
  });
  fastify.post("/_control/cut", async () => {
    links.cut();
    return { ok: true };
  });
  fastify.get("/_control/journal", async () => ({
    calls: workspace.calls,
    messages: workspace.messages,
    files: workspace.files,
    views: workspace.views,
    homes: Object.fromEntries([...workspace.homes].map(([user, { view }]) => [user, view])),
    violations: workspace.violations,
    links: links.count(),
  }));

  base = await fastify.listen({ host: "127.0.0.1", port });
  return { url: base, workspace, close: () => fastify.close() };
}
