import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Fault } from "./slack/faults.ts";
import { ids } from "./slack/workspace.ts";

const Json = z.record(z.string(), z.unknown());
const Delivered = z.object({ status: z.number(), body: z.unknown(), ms: z.number(), attempts: z.number() });
const Message = z.object({
  ts: z.string(),
  channel: z.string(),
  thread_ts: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string(),
  blocks: z.array(Json),
  metadata: z.unknown().optional(),
  ephemeralFor: z.string().optional(),
  edited: z.number().optional(),
});
const Journal = z.object({
  calls: z.array(z.object({ method: z.string(), args: Json, answer: z.string(), at: z.number() })),
  messages: z.array(Message),
  files: z.array(
    z.object({
      id: z.string(),
      alt: z.string(),
      bytes: z.number().nullable(),
      looksLeft: z.number().nullable(),
      shared: z.boolean(),
    }),
  ),
  views: z.array(
    z.object({
      id: z.string(),
      user: z.string(),
      open: z.boolean(),
      view: Json,
      errors: z.record(z.string(), z.string()).optional(),
    }),
  ),
  homes: z.record(z.string(), Json),
  violations: z.array(z.string()),
  links: z.number(),
});
export type FakeMessage = z.infer<typeof Message>;
export type FakeJournal = z.infer<typeof Journal>;
export type FakeDelivered = z.infer<typeof Delivered>;

type Who = { user: string; team?: string };

/** A fake Slack in its own process, and what tests do with it. */
export type FakeSlack = {
  ids: typeof ids;
  /** For SLACK_API_URL. */
  apiUrl: string;
  /** Where deliveries go; `url` null = over the socket. `speed` compresses the pauses between attempts, `waitMs` the 3 s. */
  setup(options: {
    url?: string | null;
    signingSecret?: string;
    speed?: number;
    waitMs?: number;
    closedChannels?: string[];
  }): Promise<void>;
  fault(method: string, fault: Fault, times?: number): Promise<void>;
  command(typed: Who & { command: string; text?: string; channel?: string }): Promise<FakeDelivered>;
  /** Presses the newest button with this action id that the person can see. */
  click(
    click: Who & { actionId: string; channel?: string; ts?: string; value?: string; times?: number },
  ): Promise<FakeDelivered[]>;
  /** Opens our app's page. */
  openHome(who: Who & { tab?: string }): Promise<FakeDelivered>;
  /** Presses a button in the person's Home or newest open modal; `value` picks one of several. */
  clickView(click: Who & { actionId: string; on: "home" | "modal"; value?: string }): Promise<FakeDelivered>;
  /** Submits the person's newest open modal; `view` = what the modal shows afterwards, null = closed. */
  submit(submit: Who & { values?: Record<string, string> }): Promise<FakeDelivered & { view: unknown }>;
  say(
    said: Who & {
      text: string;
      channel?: string;
      threadTs?: string;
      extra?: Record<string, unknown>;
      times?: number;
    },
  ): Promise<FakeDelivered[]>;
  cut(): Promise<void>;
  journal(): Promise<FakeJournal>;
  /** The newest message a person sees only for themselves. */
  whispered(user: string): Promise<FakeMessage | undefined>;
  stop(): Promise<void>;
};

export async function spawnFakeSlack(): Promise<FakeSlack> {
  const program = fileURLToPath(new URL("./slack.ts", import.meta.url));
  const child = spawn(process.execPath, [program, "--port", "0"], { stdio: ["pipe", "pipe", "inherit"] });
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(await firstLine(child)));
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/_control/${path}`, {
      ...(body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`fake Slack ${path}: ${text}`);
    return JSON.parse(text);
  };
  const journal = async () => Journal.parse(await control("journal"));
  return {
    ids,
    apiUrl: `${url}/api/`,
    setup: async (options) => void (await control("setup", options)),
    fault: async (method, fault, times = 1) => void (await control("fault", { method, fault, times })),
    command: async (typed) => Delivered.parse(await control("command", typed)),
    click: async (click) => z.array(Delivered).parse(await control("click", click)),
    openHome: async (who) => Delivered.parse(await control("open-home", who)),
    clickView: async (click) => Delivered.parse(await control("click-view", click)),
    submit: async (submit) => Delivered.extend({ view: z.unknown() }).parse(await control("submit", submit)),
    say: async (said) => z.array(Delivered).parse(await control("say", said)),
    cut: async () => void (await control("cut", {})),
    journal,
    whispered: async (user) =>
      (await journal()).messages.findLast((message) => message.ephemeralFor === user),
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the fake has no output");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the fake Slack ended before it was ready: see its error above");
}
