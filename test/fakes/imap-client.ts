import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export type FakeImap = {
  /** For IMAP_URL. */
  url: string;
  deliver(raw: Uint8Array): Promise<void>;
  /** Another UIDVALIDITY, other numbers, everybody thrown out. */
  renumber(): Promise<void>;
  /** Everybody thrown out. */
  drop(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the mail server as a process of its own. */
export async function spawnFakeImap(): Promise<FakeImap> {
  const program = fileURLToPath(new URL("./imap.ts", import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const [line] = z.tuple([z.string()]).parse(await once(lines, "line"));
  const ports = z.object({ imap: z.int(), control: z.int() }).parse(JSON.parse(line));
  const order = async (name: string, body: Uint8Array = new Uint8Array()) => {
    const response = await fetch(`http://127.0.0.1:${ports.control}/${name}`, {
      method: "POST",
      body: Buffer.from(body),
    });
    if (!response.ok) throw new Error(`fake mail server: ${name} ${response.status}`);
  };
  return {
    url: `imap://hr%40shop.test:secret@127.0.0.1:${ports.imap}/INBOX`,
    deliver: (raw) => order("deliver", raw),
    renumber: () => order("renumber"),
    drop: () => order("drop"),
    async stop() {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
