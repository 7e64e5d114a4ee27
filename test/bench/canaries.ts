import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { runCrowd } from "../canaries/crowd.ts";
import { createCanary } from "../canaries/person.ts";
import { createTraceFinder } from "../canaries/trace-finder.ts";
import { inventRoom } from "../conversation/room.ts";
import { spawnFakeLlm } from "../fakes/llm-client.ts";

// npm run bench -- canaries [--candidates N]: 1,000 candidates whose every field and message holds a name, a phone, an
// e-mail address, a WeChat account, an identity number and a word of their own go through the whole assessment, with a
// model, failures and erasures. None of it may be found in logs at any level, metrics, error answers, exports, bubbles to
// somebody else, or in plain bytes anywhere in the files of the database; of who they are nothing in model requests; of
// how to reach them nothing in what recruiters are shown.

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
  // Somebody who is no candidate stands in a table in plain: whoever does not find them finds nobody.
  const control = createCanary(count);
  await db.sql`insert into settings (key, value) values ('control', to_jsonb(${control.name}::text))`;
  await db.sql`checkpoint`;
  const inFiles = traces(Array.from({ length: count + 1 }, (_, n) => createCanary(n)));
  const others = inFiles.filter(({ word }) => word !== control.name);
  say(
    `${count} candidates, ${found.assessed} assessed, ${found.modelCalls} model requests (${found.worded} to word an answer), ${found.embedded} questions made vectors, log lines ${JSON.stringify(found.logLines)}, ${found.errorAnswers} error answers, ${found.metricLines} lines of metrics, ${found.bubbles} bubbles, ${found.views} views of recruiters with ${found.named} names, ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  for (const hit of [...found.hits, ...others.map(({ path, word }) => `${path}: ${word}`).slice(0, 20)])
    say(`HIT  ${hit}`);
  const looked =
    found.assessed === count &&
    found.modelCalls > count &&
    found.worded > 0 &&
    found.embedded > 0 &&
    found.named === count &&
    inFiles.length > others.length;
  const ok = found.hits.length === 0 && others.length === 0 && looked;
  say(
    `${ok ? "ok  " : "FAIL"} hits: ${found.hits.length} in what leaves the process, ${others.length} in files${looked ? "" : "; and it did not look at everything"}`,
  );
  process.exitCode = ok ? 0 : 1;
} finally {
  await llm.stop();
  await db.close();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** What of these people stands in plain in the files of the cluster, log and log of writes included. */
function traces(crowd: readonly ReturnType<typeof createCanary>[]): { path: string; word: string }[] {
  const find = createTraceFinder(crowd);
  const found: { path: string; word: string }[] = [];
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    for (const { word } of find(readFileSync(path, "utf8")))
      found.push({ path: path.slice(dataDir.length + 1), word });
  }
  return found;
}
