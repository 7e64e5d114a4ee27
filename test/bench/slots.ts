import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { raceForSlots } from "../conversation/interview-race.ts";
import { inventRoom } from "../conversation/room.ts";

// npm run bench -- slots [ROUNDS]: 24 choices of interview times at once, over 24 connections, in 1,000 rounds; how many
// double bookings (a seat, an interviewer, a candidate, an application) there are afterwards.

const rounds = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1000);
const connections = 24;

const dataDir = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
const db = openDatabase(pg.url, { max: 2 * connections });
try {
  await migrate(pg.url);
  const room = await inventRoom(db);
  const began = performance.now();
  const { attempts, answered, sold, doubled } = await raceForSlots(room, rounds, (so, round) => {
    if (round % 100 === 0) process.stderr.write(`${round} rounds, ${so.doubled.length} double bookings\n`);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(
    `${rounds} rounds, ${attempts} choices at once by 24 (${seconds} s): ${answered} got a seat on the way, ${sold} seats sold in the end, ${doubled.length} double bookings\n`,
  );
  for (const one of doubled.slice(0, 10)) process.stdout.write(`  ${one}\n`);
  const ok = doubled.length === 0 && sold >= 2 * rounds;
  process.stdout.write(`${ok ? "ok  " : "FAIL"} nobody is booked twice\n`);
  process.exitCode = ok ? 0 : 1;
} finally {
  await db.close();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
