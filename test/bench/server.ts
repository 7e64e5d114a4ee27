import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../src/db/embedded/postmaster.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { spawnFakeTelegram } from "../fakes/telegram-client.ts";
import { blast, median, post, textUpdate } from "./load.ts";
import { scoringSpeed } from "./scoring.ts";

// Speed of one server process on PostgreSQL against a floor measured in the same run, in turn. Gates are ratios.

const secret = "bench-secret-0123456789";
const chats = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 600);
const rounds = 7;
const slice = 60;
let updateId = 1_000_000_000;

let failed = false;
const scoring = scoringSpeed();
say(
  `scoring by rules: ${scoring.sessionMs.toFixed(2)} ms a session (median), ${scoring.repliesPerSecond.toFixed(0)} replies/s on one core, conduct included`,
);
gate("milliseconds to score a session", scoring.sessionMs, "<=", 5);
gate("replies scored per second", scoring.repliesPerSecond, ">=", 2000);
gate("scoring / searching 400 plain words", scoring.floorRatio, "<=", 40);

const children: ChildProcess[] = [];
const dataDir = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
const fake = await spawnFakeTelegram();
try {
  const floor = `${await spawnFloor()}/webhooks/telegram`;
  const server = await spawnServer();
  const ours = `${server.address}/webhooks/telegram`;

  say(`taking ${chats} conversations into the role-play …`);
  const people = Array.from({ length: chats }, (_, i) => 10_000 + i);
  for (const text of ["/start", "1", "是", "随时", "都可以", "5000-6000", "淘宝、拼多多", "跳过", "继续"]) {
    await everybodySays(people, text);
  }

  say("update -> committed -> 200, ours and floor in turn");
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // In small turns, so that whatever else the machine does falls upon both.
    let mine = 0;
    let bare = 0;
    for (let first = 0; first < people.length; first += slice) {
      const some = people.slice(first, first + slice);
      mine += await blast(ours, secret, updatesOf(some));
      bare += await blast(floor, secret, updatesOf(some));
    }
    ratios.push(bare / mine);
    const rate = (ms: number) => ((people.length * 1000) / ms).toFixed(0);
    say(`  round ${round}: ours ${rate(mine)}/s, floor ${rate(bare)}/s, ratio ${(bare / mine).toFixed(2)}`);
    // The bubbles end their turns after 12 s of silence; that work is not what is measured here.
    await sleep(13_000);
    await quiet();
  }
  gate("updates per second, ours / floor", median(ratios), ">=", 0.5);

  say("message that ends a turn: webhook -> outgoing call, ours and a bare insert-and-call in turn");
  const late = people.slice(0, 200).map((chat) => chat + 1_000_000);
  for (const text of ["/start", "1"]) await everybodySays(late, text);
  const answers: number[] = [];
  const calls: number[] = [];
  for (const chat of late) {
    answers.push(await untilCall(ours, chat, "是"));
    // A chat of its own: a second bubble of ours in the same chat would pass for the bare answer.
    calls.push(await untilCall(floor, chat + 1_000_000, "call"));
  }
  say(
    `  ours ${median(answers).toFixed(1)} ms, bare ${median(calls).toFixed(1)} ms (medians of ${late.length})`,
  );
  gate("time to the outgoing call, ours / bare", median(answers) / median(calls), "<=", 5);

  const before = rssMb(server.pid);
  const crowd = Array.from({ length: 10_000 }, (_, i) => 5_000_000 + i);
  await everybodySays(crowd, "/start");
  say(
    `memory: ${before} MB before, ${rssMb(server.pid)} MB with 10,000 more open conversations (they live in the database)`,
  );
} finally {
  for (const child of children) child.kill("SIGKILL");
  await fake.stop();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function gate(what: string, value: number, relation: ">=" | "<=", bound: number): void {
  const ok = relation === ">=" ? value >= bound : value <= bound;
  failed ||= !ok;
  say(`${ok ? "ok  " : "FAIL"} ${what}: ${value.toFixed(2)} (${relation} ${bound})`);
}

function updatesOf(chats: number[]) {
  return chats.map((chat) => textUpdate(updateId++, chat, "您好，我看一下"));
}

/** Everybody writes this in Telegram, which delivers it; ends when the bot has answered. */
async function everybodySays(chats: number[], text: string): Promise<void> {
  const queue = [...chats];
  const worker = async () => {
    for (let chat = queue.shift(); chat; chat = queue.shift()) await fake.say({ chat, text });
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  while ((await fake.state()).waitingUpdates > 0) await sleep(100);
  await quiet();
}

/** Waits until the bot has nothing more to send. */
async function quiet(): Promise<void> {
  for (let last = -1, now = (await fake.state()).calls; now !== last; now = (await fake.state()).calls) {
    last = now;
    await sleep(400);
  }
}

/** Milliseconds from posting an update until the fake Telegram received the answer. */
async function untilCall(url: string, chat: number, text: string): Promise<number> {
  const { last } = await fake.calls({ after: 0, chat, method: "sendMessage" });
  // One clock for all processes of a machine.
  const began = Number(process.hrtime.bigint()) / 1e6;
  await post(url, secret, textUpdate(updateId++, chat, text));
  const { calls } = await fake.calls({ after: last, chat, method: "sendMessage", waitMs: 5000 });
  const [first] = calls;
  if (!first) throw new Error("no answer came");
  return first.at - began;
}

function rssMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kb) / 1024);
}

async function spawnFloor(): Promise<string> {
  const program = join(import.meta.dirname, "floor.ts");
  return await firstLine(start([program, pg.url, fake.apiRoot, fake.token, secret], {}));
}

async function spawnServer(): Promise<{ address: string; pid: number }> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = start([join(import.meta.dirname, "../../src/main.ts")], {
    PORT: String(port),
    PUBLIC_URL: address,
    DATABASE_URL: pg.url,
    SECRET_KEY: randomBytes(32).toString("base64"),
    TELEGRAM_BOT_TOKEN: fake.token,
    TELEGRAM_WEBHOOK_SECRET: secret,
    TELEGRAM_API_ROOT: fake.apiRoot,
    LOG_LEVEL: "error",
  });
  for (let tries = 0; tries < 200; tries += 1) {
    const ready = await fetch(`${address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return { address, pid: child.pid ?? 0 };
    await sleep(100);
  }
  throw new Error("the server did not become ready");
}

function start(args: string[], env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  children.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("no output");
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error("it ended before it was ready");
}
