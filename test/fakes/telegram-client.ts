import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Delivery } from "./telegram/deliver.ts";
import type { FaultRule } from "./telegram/faults.ts";

const Json = z.record(z.string(), z.unknown());
const Said = z.object({ updateId: z.number(), messageId: z.number() });
const Call = z.object({
  seq: z.number(),
  at: z.number(),
  method: z.string(),
  chat: z.number().nullable(),
  payload: Json,
  outcome: z.string(),
  accepted: z.boolean(),
  messageId: z.number().nullable(),
});
export type FakeCall = z.infer<typeof Call>;
const Calls = z.object({ last: z.number(), calls: z.array(Call) });
const Deliveries = z.object({
  last: z.number(),
  deliveries: z.array(
    z.object({
      updateId: z.number(),
      chat: z.number(),
      status: z.number().nullable(),
      ms: z.number(),
      attempt: z.number(),
    }),
  ),
});
const Chat = z.object({
  messages: z.array(
    z.object({
      messageId: z.number(),
      fromBot: z.boolean(),
      date: z.number(),
      text: z.string(),
      buttons: z.array(z.string()),
    }),
  ),
});
const State = z.object({
  violations: z.array(z.object({ chat: z.number().nullable(), method: z.string(), problem: z.string() })),
  unansweredQueries: z.number(),
  waitingUpdates: z.number(),
  webhook: z
    .object({ url: z.string(), secret: z.string().nullable(), maxConnections: z.number() })
    .nullable(),
  calls: z.number(),
});

type CallFilter = { after?: number; chat?: number; method?: string; waitMs?: number };

/** A fake Telegram in its own process, and what tests do with it. */
export type FakeTelegram = {
  /** For TELEGRAM_API_ROOT and TELEGRAM_BOT_TOKEN. */
  apiRoot: string;
  token: string;
  /** A person writes; `content` is merged into the message (voice, photo …), `user` into their profile. */
  say(what: {
    chat: number;
    text?: string;
    content?: Record<string, unknown>;
    user?: Record<string, unknown>;
    date?: number;
  }): Promise<z.infer<typeof Said>>;
  edit(what: { chat: number; messageId: number; text: string }): Promise<z.infer<typeof Said>>;
  /** Presses the newest button with this label or data. Rejects when there is none. */
  press(what: {
    chat: number;
    label?: string;
    data?: string;
    messageId?: number;
  }): Promise<z.infer<typeof Said>>;
  block(chat: number, blocked: boolean): Promise<void>;
  /** Any update, also of types that do not exist. */
  update(what: { chat: number; type: string; content: unknown }): Promise<void>;
  fault(rule: z.input<typeof FaultRule>): Promise<void>;
  disarm(): Promise<void>;
  delivery(delivery: z.input<typeof Delivery>): Promise<void>;
  /** Ended calls of the bot after number `after`; with `waitMs` it waits for the first. */
  calls(filter?: CallFilter): Promise<z.infer<typeof Calls>>;
  deliveries(after?: number): Promise<z.infer<typeof Deliveries>>;
  chat(id: number): Promise<z.infer<typeof Chat>["messages"]>;
  state(): Promise<z.infer<typeof State>>;
  stop(): Promise<void>;
};

export async function spawnFakeTelegram(): Promise<FakeTelegram> {
  const program = fileURLToPath(new URL("./telegram.ts", import.meta.url));
  const child = spawn(process.execPath, [program, "--port", "0", "--tethered"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ready = z.object({ address: z.string(), token: z.string() });
  const { address, token } = ready.parse(JSON.parse(await firstLine(child)));

  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${address}/_control/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`fake Telegram ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const post = (path: string, body: unknown): Promise<unknown> => call("POST", path, body);

  return {
    apiRoot: address,
    token,
    say: async (what) => Said.parse(await post("say", what)),
    edit: async (what) => Said.parse(await post("edit", what)),
    press: async (what) => Said.parse(await post("press", what)),
    block: async (chat, blocked) => void (await post("block", { chat, blocked })),
    update: async (what) => void (await post("update", what)),
    fault: async (rule) => void (await post("fault", rule)),
    disarm: async () => void (await call("DELETE", "fault")),
    delivery: async (delivery) => void (await post("delivery", delivery)),
    calls: async (filter = {}) => Calls.parse(await call("GET", `calls?${queryOf(filter)}`)),
    deliveries: async (after = 0) => Deliveries.parse(await call("GET", `deliveries?after=${after}`)),
    chat: async (id) => Chat.parse(await call("GET", `chat/${id}`)).messages,
    state: async () => State.parse(await call("GET", "state")),
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

const queryOf = (filter: CallFilter): URLSearchParams =>
  new URLSearchParams(Object.entries(filter).map(([key, value]): [string, string] => [key, String(value)]));

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the fake Telegram has no output");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the fake Telegram ended before it was ready: see its error above");
}
