import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Role } from "./llm/control.ts";
import type { Understanding } from "./llm/embeddings-api.ts";
import type { Hearing } from "./llm/speech-api.ts";

const Calls = z.object({
  calls: z.array(
    z.object({
      structured: z.string(),
      system: z.string(),
      user: z.string(),
      elements: z.array(z.string()),
      nonce: z.string(),
      rest: z.string(),
    }),
  ),
  problems: z.array(z.string()),
});

const Heard = z.object({ calls: z.array(z.object({ seconds: z.number() })), problems: z.array(z.string()) });

const Understood = z.object({ inputs: z.array(z.array(z.string())), problems: z.array(z.string()) });

export type FakeLlm = {
  /** For OPENAI_BASE_URL. */
  baseUrl: string;
  /** Gives it a role and forgets what arrived. */
  play(role: z.input<typeof Role>): Promise<void>;
  calls(): Promise<z.infer<typeof Calls>>;
  /** What it hears in voices, call by call; forgets what arrived. */
  hears(hearing: z.input<typeof Hearing>): Promise<void>;
  heard(): Promise<z.infer<typeof Heard>>;
  /** How it understands texts it makes vectors of; forgets what arrived. */
  understands(understanding: z.input<typeof Understanding>): Promise<void>;
  understood(): Promise<z.infer<typeof Understood>>;
  stop(): Promise<void>;
};

/** Starts the model endpoint as a process of its own. */
export async function spawnFakeLlm(): Promise<FakeLlm> {
  const program = fileURLToPath(new URL("./llm.ts", import.meta.url));
  const child = spawn(process.execPath, [program, "--port", "0", "--tethered"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = z.tuple([z.string()]).parse(await once(lines, "line"));
  const { address } = z.object({ address: z.string() }).parse(JSON.parse(line));
  const control = async (what: string, body: unknown): Promise<void> => {
    const response = await fetch(`${address}/_control/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`fake model: ${response.status} ${await response.text()}`);
  };
  return {
    baseUrl: `${address}/v1`,
    play: (role) => control("role", role),
    hears: (hearing) => control("hearing", hearing),
    understands: (understanding) => control("meanings", understanding),
    understood: async () => Understood.parse(await (await fetch(`${address}/_control/meanings`)).json()),
    heard: async () => Heard.parse(await (await fetch(`${address}/_control/heard`)).json()),
    calls: async () => Calls.parse(await (await fetch(`${address}/_control/calls`)).json()),
    async stop() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
