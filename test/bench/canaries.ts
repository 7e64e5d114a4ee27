import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { runCrowd } from "../canaries/crowd.ts";
import { createCanary, tracesOf } from "../canaries/person.ts";
import { inventRoom } from "../conversation/room.ts";
import { spawnFakeLlm } from "../fakes/llm-client.ts";

// npm run bench -- canaries [CANDIDATES]: 1,000 candidates whose every field and message holds a name, a phone, an e-mail
// address, a WeChat account and an identity number of their own go through the whole assessment, with a model, failures
// and erasures; none of it may be found in logs at any level, metrics, error answers, model requests, or in plain bytes
// anywhere in the files of the database.

const count = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 1000);
const say = (line: string) => process.stdout.write(`${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), "qinpin-canaries-"));
const pg = await startEmbedded({ dataDir });
const db = openDatabase(pg.url, { max: 16 });
const llm = await spawnFakeLlm();
try {
  await migrate(pg.url);
  const room = await inventRoom(db);
  const began = performance.now();
  const found = await runCrowd(room, llm, count, say);
  await db.sql`checkpoint`;
  const inFiles = filesWith(
    dataDir,
    Array.from({ length: count }, (_, n) => tracesOf(createCanary(n))).flat(),
  );
  say(
    `${count} candidates, ${found.assessed} assessed, ${found.modelCalls} model requests, log lines ${JSON.stringify(found.logLines)}, ${found.errorAnswers} error answers, ${found.metricLines} lines of metrics, ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  for (const hit of [...found.hits, ...inFiles]) say(`HIT  ${hit}`);
  const ok =
    found.hits.length === 0 && inFiles.length === 0 && found.assessed === count && found.modelCalls > count;
  say(
    `${ok ? "ok  " : "FAIL"} hits: ${found.hits.length} in what leaves the process, ${inFiles.length} in files`,
  );
  process.exitCode = ok ? 0 : 1;
} finally {
  await llm.stop();
  await db.close();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Files of the cluster, log of writes included, that hold one of the words in plain. */
function filesWith(folder: string, words: readonly string[]): string[] {
  const wanted = words.map((word) => Buffer.from(word));
  const common = ["雀", "139", "canary", "wxcanary", "110101"].map((word) => Buffer.from(word));
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    // Most files hold nothing that any of them begins with.
    if (!common.some((word) => bytes.includes(word))) continue;
    if (wanted.some((word) => bytes.includes(word))) found.push(path.slice(folder.length + 1));
  }
  return found;
}
