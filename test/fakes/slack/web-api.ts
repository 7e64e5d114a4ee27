import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Fault, Faults } from "./faults.ts";
import { fileMethods, unshowable } from "./files.ts";
import type { Limits } from "./limits.ts";
import { knownMethods, violationsOfCall } from "./rules.ts";
import { type Blocks, ids, type Message, type Workspace } from "./workspace.ts";

type Args = Record<string, unknown>;
type Answer = Record<string, unknown>;

const refuse = (error: string): Answer => ({ ok: false, error });
const text = (args: Args, name: string): string => z.string().catch("").parse(args[name]);
const blocksOf = (args: Args): Blocks =>
  z.array(z.record(z.string(), z.unknown())).catch([]).parse(args.blocks);

/** `/api/<method>`: answers like Slack, records every call and everything that is wrong with it. */
export function serveWebApi(
  fastify: FastifyInstance,
  workspace: Workspace,
  faults: Faults,
  base: () => string,
  world: { now(): number; limits: Limits | null; weather(method: string, now: number): Fault | null },
): void {
  fastify.post("/api/:method", async (request, reply) => {
    const { method } = z.object({ method: z.string() }).parse(request.params);
    const args = argsOf(request.body);
    const record = (answer: string) => workspace.calls.push({ method, args, answer, at: world.now() });
    const fault = world.weather(method, world.now()) ?? (await faults.take(method));
    switch (fault?.kind) {
      case "rateLimit":
        record("ratelimited");
        return reply.code(429).header("retry-after", fault.retryAfter).send(refuse("ratelimited"));
      case "error500":
        record("500");
        return reply.code(500).send("upstream failure");
      case "refuse":
        record(fault.error);
        return reply.send(refuse(fault.error));
      case "hang":
        record("hang");
        reply.hijack();
        return;
    }
    if (world.limits?.exceeded(method, text(args, "channel"), world.now())) {
      record("too fast");
      return reply.code(429).header("retry-after", 1).send(refuse("ratelimited"));
    }
    const answer = authorized(request, method, args) ? await perform(method, args) : refuse("invalid_auth");
    record(answer.ok === true ? "ok" : String(answer.error));
    if (fault?.kind === "acceptThenDrop") return drop(reply);
    return reply.send(answer);
  });

  async function perform(method: string, args: Args): Promise<Answer> {
    if (!knownMethods.includes(method)) {
      workspace.violations.push(`${method}: not a method of this fake`);
      return refuse("unknown_method");
    }
    const violations = violationsOfCall(method, args);
    workspace.violations.push(...violations.map((line) => `${method}: ${line}`));
    if (violations.length > 0)
      return { ...refuse("invalid_blocks"), response_metadata: { messages: violations } };
    const why = unshowable(workspace, blocksOf(args));
    if (why) return { ...refuse("invalid_blocks"), response_metadata: { messages: [why] } };
    return answers[method]?.(args) ?? refuse("unknown_method");
  }

  const answers: Record<string, (args: Args) => Answer> = {
    ...fileMethods(workspace, base),
    "auth.test": () => ({
      ok: true,
      url: "https://fake.slack.com/",
      team: "Fake",
      team_id: ids.team,
      user: "qinpin",
      user_id: ids.botUser,
      bot_id: ids.bot,
    }),
    "users.info": (args) => ({
      ok: true,
      user: {
        id: args.user,
        name: text(args, "user").toLowerCase(),
        real_name: `Person ${text(args, "user")}`,
      },
    }),
    "apps.connections.open": () => ({ ok: true, url: `${base().replace("http", "ws")}/link` }),
    "chat.postMessage": (args) => {
      const channel = text(args, "channel");
      if (workspace.closedChannels.has(channel)) return refuse("not_in_channel");
      const thread = text(args, "thread_ts");
      if (thread && !workspace.find(channel, thread)) return refuse("thread_not_found");
      const message = workspace.post({
        channel: channel.startsWith("U") ? `D${channel}` : channel,
        bot_id: ids.bot,
        text: text(args, "text"),
        blocks: blocksOf(args),
        ...(args.metadata === undefined ? {} : { metadata: args.metadata }),
        ...(thread ? { thread_ts: thread } : {}),
      });
      return { ok: true, channel: message.channel, ts: message.ts, message };
    },
    "chat.update": (args) => {
      const message = workspace.find(text(args, "channel"), text(args, "ts"));
      if (!message) return refuse("message_not_found");
      message.text = text(args, "text");
      message.blocks = blocksOf(args);
      message.edited = (message.edited ?? 0) + 1;
      return { ok: true, channel: message.channel, ts: message.ts, text: message.text };
    },
    "chat.postEphemeral": (args) => {
      const channel = text(args, "channel");
      if (workspace.closedChannels.has(channel)) return refuse("not_in_channel");
      const message = workspace.post({
        channel,
        bot_id: ids.bot,
        text: text(args, "text"),
        blocks: blocksOf(args),
        ephemeralFor: text(args, "user"),
        ...(args.thread_ts === undefined ? {} : { thread_ts: text(args, "thread_ts") }),
      });
      return { ok: true, message_ts: message.ts };
    },
    "conversations.history": (args) =>
      page(args, workspace.messages.filter((m) => visible(m, args) && m.thread_ts === undefined).reverse()),
    "conversations.replies": (args) => {
      const root = text(args, "ts");
      if (!workspace.find(text(args, "channel"), root)) return refuse("thread_not_found");
      return page(
        args,
        workspace.messages.filter((m) => visible(m, args) && (m.ts === root || m.thread_ts === root)),
      );
    },
    "conversations.open": (args) => ({ ok: true, channel: { id: `D${text(args, "users")}` } }),
    "views.open": (args) => {
      const trigger = workspace.triggers.get(text(args, "trigger_id"));
      if (!trigger) return refuse("invalid_trigger_id");
      if (trigger.until < Date.now()) return refuse("expired_trigger_id");
      if (trigger.used) return refuse("exchanged_trigger_id");
      trigger.used = true;
      const view = {
        id: `V${workspace.views.length + 1}`,
        hash: workspace.nextTs(),
        user: trigger.user,
        open: true,
      };
      workspace.views.push({ ...view, view: z.record(z.string(), z.unknown()).parse(args.view) });
      return { ok: true, view: { id: view.id, hash: view.hash } };
    },
    "views.publish": (args) => {
      const user = text(args, "user_id");
      const before = workspace.homes.get(user);
      if (args.hash !== undefined && args.hash !== before?.hash) return refuse("hash_conflict");
      const view = z.record(z.string(), z.unknown()).parse(args.view);
      const id = before?.id ?? `H${user}`;
      const home = { id, hash: workspace.nextTs(), user, open: true, view };
      workspace.homes.set(user, home);
      return { ok: true, view: { id, hash: home.hash } };
    },
    "views.update": (args) => {
      if (z.looseObject({ type: z.literal("modal") }).safeParse(args.view).success === false)
        return refuse("invalid_arguments");
      const view = workspace.views.find(({ id, open }) => id === args.view_id && open);
      if (!view) return refuse("not_found");
      if (args.hash !== undefined && args.hash !== view.hash) return refuse("hash_conflict");
      view.view = z.record(z.string(), z.unknown()).parse(args.view);
      view.hash = workspace.nextTs();
      return { ok: true, view: { id: view.id, hash: view.hash } };
    },
  };

  const visible = (message: Message, args: Args) =>
    message.channel === text(args, "channel") && message.ephemeralFor === undefined;

  function page(args: Args, messages: Message[]): Answer {
    const from = Number(text(args, "cursor") || 0);
    const limit = Number(args.limit ?? 100);
    const shown = messages.slice(from, from + limit).map(({ metadata, ...message }) => ({
      type: "message",
      ...message,
      ...(args.include_all_metadata === true && metadata !== undefined ? { metadata } : {}),
    }));
    const more = from + limit < messages.length;
    const next = more ? { response_metadata: { next_cursor: String(from + limit) } } : {};
    return { ok: true, messages: shown, has_more: more, ...next };
  }
}

function authorized(request: FastifyRequest, method: string, args: Args): boolean {
  const token = request.headers.authorization?.replace("Bearer ", "") ?? args.token;
  return token === (method === "apps.connections.open" ? ids.appToken : ids.token);
}

/** Form fields as the types they stand for: the SDK sends objects and booleans as text. */
function argsOf(body: unknown): Args {
  const form = z.record(z.string(), z.unknown()).catch({}).parse(body);
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, typed(name, value)]));
}

const structured = new Set(["blocks", "view", "metadata", "attachments", "files"]);
const flags = new Set(["unfurl_links", "unfurl_media", "include_all_metadata", "inclusive", "mrkdwn"]);

function typed(name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (structured.has(name)) return JSON.parse(value);
  if (flags.has(name)) return value === "true";
  return name === "limit" || name === "length" ? Number(value) : value;
}

function drop(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.destroy();
}
