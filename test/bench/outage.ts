import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { surviveOutage } from "../recruiter/outage.ts";
import { inventWorld } from "../recruiter/world.ts";

// npm run bench -- outage [MESSAGES]: Slack is away for an hour (429, 5xx, answers that get lost) while 5,000 messages wait
// for one channel; a simulated clock, everything else as it is: PostgreSQL, worker, sender, Web API client.

const count = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 5000);
const boundMinutes = 90;

const dataDir = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
const db = openDatabase(pg.url, { max: 12 });
try {
  await migrate(pg.url);
  const world = await inventWorld(db);
  const began = performance.now();
  const result = await surviveOutage(world, { places: [""], perPlace: count, outageMs: 3_600_000 });
  const all = Object.values(result.channels).flat();
  const inOrder = all.every((n, i) => n === i);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(
    `${count} messages (${seconds} s of real time): ${count - new Set(all).size} lost, ${all.length - new Set(all).size} doubled, ${
      inOrder ? "in order" : "NOT in order"
    }, ${result.tooFast} too fast, least gap ${result.leastGapMs} ms, drained ${result.minutes.toFixed(1)} minutes after Slack was back (<= ${boundMinutes})\n`,
  );
  const ok =
    all.length === count &&
    inOrder &&
    result.tooFast === 0 &&
    result.leastGapMs >= 1000 &&
    result.violations.length === 0 &&
    result.minutes <= boundMinutes;
  process.stdout.write(`${ok ? "ok  " : "FAIL"} an hour without Slack\n`);
  process.exitCode = ok ? 0 : 1;
} finally {
  await db.close();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
