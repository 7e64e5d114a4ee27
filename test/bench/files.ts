import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../src/db/embedded/postmaster.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { spawnFakeTelegram } from "../fakes/telegram-client.ts";
import { checkEvilFiles } from "./files-check.ts";
import { checkAddresses } from "./files-urls.ts";
import { median, post, textUpdate } from "./load.ts";

// Hostile files: each as its manifest expects, then read by a server that answers chats meanwhile. Gates are ratios.
// `npm run bench -- files EVIL_FILES.mjs [SSRF_URLS.jsonl]`

const repeats = 5;
const roundSeconds = 10;
const [generator, addresses] = process.argv.slice(3);
if (!generator) throw new Error("name the program that writes the hostile files");
let failed = false;
const dir = mkdtempSync(join(tmpdir(), "qinpin-evil-"));
execFileSync(process.execPath, [generator, dir], { stdio: "ignore" });

// Whoever comes to this door was called by a file; only root may open it.
let visits = 0;
const trap = createServer((socket) => {
  visits += 1;
  // Other programs of this machine may try this port too: what they say tells them from a file.
  socket.once("data", (bytes) => say(`  a visitor: ${JSON.stringify(bytes.toString("latin1", 0, 60))}`));
  socket.on("error", () => undefined);
});
await new Promise<void>((resolve) => {
  trap.once("error", () => resolve());
  trap.listen(9, "127.0.0.1", resolve);
});
for (const { file, said, ok } of await checkEvilFiles(dir)) {
  failed ||= !ok;
  say(`${ok ? "ok  " : "FAIL"} ${file.padEnd(24)} ${said}`);
}
if (addresses)
  for (const { url, said, ok } of await checkAddresses(addresses)) {
    failed ||= !ok;
    say(`${ok ? "ok  " : "FAIL"} ${url.padEnd(48)} ${said}`);
  }

const secret = "bench-secret-0123456789";
const children: ChildProcess[] = [];
const dataDir = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
const fake = await spawnFakeTelegram();
try {
  const { address, pid } = await spawnServer();
  const { files } = JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8"));
  const evil: { name: string; bytes: Buffer }[] = files
    .map(({ file }: { file: string }) => ({ name: file, bytes: readFileSync(join(dir, file)) }))
    .filter(({ name }: { name: string }) => /\.(?:pdf|docx|docm|xlsx)$/.test(name));
  let updateId = 1;
  const chats = Array.from({ length: 300 }, (_, i) => 20_000 + i);
  let next = 0;
  /** Milliseconds from a message until the answer left, sent by the clock whatever the answers do. */
  const round = async (seconds: number): Promise<number> => {
    const waits: Promise<number>[] = [];
    for (let i = 0; i < seconds * 8; i += 1) {
      const chat = (chats[next % chats.length] ?? 0) + 1000 * Math.floor(next / chats.length);
      next += 1;
      waits.push(untilAnswer(`${address}/webhooks/telegram`, chat, updateId++));
      await sleep(125);
    }
    return median(await Promise.all(waits));
  };
  // A server that has just begun to talk grows by itself: what files cost is counted from after as much of the same talk,
  // in both kinds of chat, as there will be beside them.
  const newcomers = setInterval(() => void visitor(address), 5000).unref();
  await round(2 * repeats * roundSeconds);
  clearInterval(newcomers);
  const before = await memory(address, pid);
  say(`  after ${2 * repeats * roundSeconds} s of talk: ${shown(before)}`);
  let most = before.resident;
  const looking = setInterval(() => {
    most = Math.max(most, residentMb(pid));
  }, 100).unref();
  let read = 0;
  const ratios: number[] = [];
  for (let turn = 1; turn <= repeats; turn += 1) {
    const quietFirst = turn % 2 === 1;
    const quiet = quietFirst ? await round(roundSeconds) : 0;
    const stop = new AbortController();
    const reading = readAll(stop.signal);
    await sleep(500);
    const busy = await round(roundSeconds);
    stop.abort();
    await reading;
    const quietAfter = quietFirst ? quiet : await round(roundSeconds);
    ratios.push(busy / quietAfter);
    say(
      `  round ${turn}: ${quietAfter.toFixed(1)} ms alone, ${busy.toFixed(1)} ms beside the files, ${read} read`,
    );
  }
  clearInterval(looking);
  say(`  after the files: ${shown(await memory(address, pid))}, at most ${most.toFixed(0)} MB resident`);
  gate("chat replies beside hostile files / alone", median(ratios), 1.1);
  gate("megabytes the server grew by", most - before.resident, 50);
  gate("connections that a file made", visits, 0);

  async function readAll(signal: AbortSignal): Promise<void> {
    let cookie = "";
    for (let i = 0; !signal.aborted; i += 1) {
      const one = evil[i % evil.length];
      if (!one) return;
      // A conversation takes five files a day.
      if (i % 5 === 0) cookie = await visitor(address);
      await sendFile(address, cookie, one);
      read += 1;
    }
  }
} finally {
  trap.close();
  for (const child of children) child.kill("SIGKILL");
  await fake.stop();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(dir, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function gate(what: string, value: number, most: number): void {
  const ok = value <= most;
  failed ||= !ok;
  say(`${ok ? "ok  " : "FAIL"} ${what}: ${value.toFixed(2)} (<= ${most})`);
}

async function untilAnswer(url: string, chat: number, updateId: number): Promise<number> {
  const { last } = await fake.calls({ after: 0, chat, method: "sendMessage" });
  const began = Number(process.hrtime.bigint()) / 1e6;
  await post(url, secret, textUpdate(updateId, chat, "/start"));
  const { calls } = await fake.calls({ after: last, chat, method: "sendMessage", waitMs: 10_000 });
  const [first] = calls;
  if (!first) throw new Error("no answer came");
  return first.at - began;
}

/** Begins a web chat and agrees to screening. */
async function visitor(address: string): Promise<string> {
  const headers = { origin: address, "content-type": "application/json" };
  const begun = await fetch(`${address}/chat/session`, { method: "POST", headers, body: "{}" });
  const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
  const agree = JSON.stringify({ clientMessageId: randomBytes(12).toString("hex"), text: "1" });
  await fetch(`${address}/chat/messages`, { method: "POST", headers: { ...headers, cookie }, body: agree });
  return cookie;
}

async function sendFile(
  address: string,
  cookie: string,
  file: { name: string; bytes: Buffer },
): Promise<void> {
  const answer = await fetch(`${address}/chat/resume`, {
    method: "POST",
    headers: {
      origin: address,
      cookie,
      "content-type": "application/octet-stream",
      "x-message-id": randomBytes(12).toString("hex"),
      "x-file-name": encodeURIComponent(file.name),
    },
    body: new Uint8Array(file.bytes),
  });
  if (!answer.ok) throw new Error(`${file.name}: ${answer.status} ${await answer.text()}`);
}

type Memory = { resident: number; heap: number; buffers: number };

/** What the process holds, MB, and how much of it is the language's heap and its buffers. */
async function memory(address: string, pid: number): Promise<Memory> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const of = (name: string) =>
    Number(new RegExp(`^qinpin_nodejs_${name} (\\S+)`, "m").exec(text)?.[1]) / 2 ** 20;
  return {
    resident: residentMb(pid),
    heap: of("heap_size_total_bytes"),
    buffers: of("external_memory_bytes"),
  };
}

function shown({ resident, heap, buffers }: Memory): string {
  return `${resident.toFixed(0)} MB resident, ${heap.toFixed(0)} MB heap, ${buffers.toFixed(0)} MB buffers`;
}

function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kb) / 1024;
}

async function spawnServer(): Promise<{ address: string; pid: number }> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../src/main.ts")], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: address,
      DATABASE_URL: pg.url,
      SECRET_KEY: randomBytes(32).toString("base64"),
      TELEGRAM_BOT_TOKEN: fake.token,
      TELEGRAM_WEBHOOK_SECRET: secret,
      TELEGRAM_API_ROOT: fake.apiRoot,
      LOG_LEVEL: "error",
    },
  });
  children.push(child);
  for (let tries = 0; tries < 300; tries += 1) {
    const ready = await fetch(`${address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return { address, pid: child.pid ?? 0 };
    await sleep(100);
  }
  throw new Error("the server did not become ready");
}
