import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export { secrets } from "./tencent/platform.ts";

const Seen = z.object({
  seen: z.array(
    z.object({
      text: z.string(),
      choices: z.array(z.object({ id: z.string(), label: z.string() })),
      passive: z.boolean(),
    }),
  ),
});
const State = z.object({
  violations: z.array(z.string()),
  calls: z.array(
    z.object({ path: z.string(), body: z.record(z.string(), z.unknown()), errcode: z.number() }),
  ),
  deliveries: z.array(
    z.object({ attempt: z.number(), status: z.number().nullable(), body: z.string(), ms: z.number() }),
  ),
  tokensGiven: z.number(),
});

/** A fake WeChat or WeCom in its own process, and what tests do with it. */
export type FakeTencent = {
  apiRoot: string;
  /** Somebody does something; the outcomes of its deliveries: "success", "reply:…", or "unavailable", which people see. */
  does(what: Record<string, unknown>): Promise<string[]>;
  /** Any other switch: clock, fault, delivery, tokens, pages, human. */
  set(what: string, to: Record<string, unknown>): Promise<void>;
  /** What a person has on their screen. */
  seen(person: string): Promise<z.infer<typeof Seen>["seen"]>;
  state(): Promise<z.infer<typeof State>>;
  stop(): Promise<void>;
};

export async function spawnFakeTencent(which: "wechat" | "wecom"): Promise<FakeTencent> {
  const program = fileURLToPath(new URL(`./${which}.ts`, import.meta.url));
  const child = spawn(process.execPath, [program, "--port", "0", "--tethered"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { address } = z.object({ address: z.string() }).parse(JSON.parse(await firstLine(child)));
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${address}/_control/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`fake ${which} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  const Outcomes = z.object({ outcomes: z.array(z.string()) });
  return {
    apiRoot: address,
    does: async (what) => Outcomes.parse(await call("POST", "do", what)).outcomes,
    set: async (what, to) => void (await call("POST", what, to)),
    seen: async (person) => Seen.parse(await call("GET", `seen/${person}`)).seen,
    state: async () => State.parse(await call("GET", "state")),
    stop: async () => {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("the fake has no output");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("the fake ended before it was ready: see its error above");
}
