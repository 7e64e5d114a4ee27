import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/db/client.ts";
import { ensureCompany } from "../../src/db/companies.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { createVault } from "../../src/db/vault.ts";
import { prepareImport, runImport } from "../../src/intake/table/import.ts";
import { undoImport } from "../../src/intake/table/undo-import.ts";

// npm run bench -- import [ROWS]: a table of that many rows (100,000 by default), GB18030 saved by a Chinese spreadsheet would
// be as large; each row with name, phone, job, channel, time and five cells like those of a résumé, the last of them
// unlike any other row's. Bound: 60 s per 100,000 rows. Afterwards the same file again, which must change nothing, and the
// undo, which must leave nothing. Beside the clock the processor time of our process and of the database is told.

const rows = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? 100_000);
const bound = (60 * rows) / 100_000;

const dataDir = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
const db = openDatabase(pg.url, { max: 8 });
try {
  await migrate(pg.url);
  const company = "shop";
  await ensureCompany(db.orm, { id: company, name: "A shop" });
  await db.sql`insert into jobs (company_id, id, title, scenario_id, rule_id) values (${company}, 'job-1', '天猫售后客服', 'S01', 'R01')`;
  const deps = {
    sql: db.sql,
    transact: db.transact,
    vault: createVault(new Uint8Array(32).fill(7)),
    clock: () => null,
  };
  const bytes = table(rows);
  say(`${rows} rows, ${(bytes.length / 1e6).toFixed(1)} MB`);
  const once = async () => {
    const measured = stopwatch(pg.pid);
    const { id, columns } = await prepareImport(deps, company, { name: "bench.csv", bytes, actor: "cli" });
    const plan = {
      columns,
      jobId: null,
      channel: "unknown",
      campaign: null,
      lawfulBasis: "applied" as const,
    };
    let told = 0;
    const counts = await runImport(deps, company, { id, plan, actor: "cli" }, () => told++);
    const { seconds, words } = measured();
    say(`${JSON.stringify(counts)} in ${words}, told ${told} times`);
    return { id, counts, seconds, told };
  };
  const first = await once();
  const again = await once();
  const measured = stopwatch(pg.pid);
  const undone = await undoImport(deps, company, first.id, "cli");
  say(`undone ${undone?.removed}, kept ${undone?.kept.length} in ${measured().words}`);
  const [left] = await db.sql<
    { n: number }[]
  >`select (select count(*) from candidates) + (select count(*) from intakes)
    + (select count(*) from touches) + (select count(*) from milestones) + (select count(*) from resumes)
    + (select count(*) from applications) + (select count(*) from application_events)
    + (select count(*) from candidate_contacts) + (select count(*) from timelines)
    + (select count(*) from tallies where n <> 0 or hits <> 0) as n`;
  const ok = [
    check("seconds", first.seconds <= bound, `${first.seconds.toFixed(1)} (<= ${bound})`),
    check("all rows in", first.counts?.created === rows, String(first.counts?.created)),
    check("progress", first.told >= rows / 1000, `${first.told} times`),
    check("again changes nothing", again.counts?.repeated === rows, String(again.counts?.repeated)),
    check("nothing left after the undo", Number(left?.n) === 0, String(left?.n)),
  ].every(Boolean);
  process.exitCode = ok ? 0 : 1;
} finally {
  await db.close();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

function table(count: number): Buffer {
  const pick = (list: readonly string[], i: number) => list[i % list.length] ?? "";
  const lines = ["姓名,性别,手机号,邮箱,应聘职位,简历来源,投递时间,工作年限,期望薪资,熟悉平台,班次,自我评价"];
  for (let i = 0; i < count; i++)
    lines.push(
      [
        `${pick(["王", "李", "张", "刘", "陈"], i)}${pick(["小雨", "建国", "晓", "子涵", "雪"], i * 7)}`,
        pick(["男", "女"], i),
        `1${3 + (i % 7)}${String(100_000_000 + i * 7).slice(0, 9)}`,
        `p${i}@example.com`,
        "天猫售后客服",
        pick(["BOSS直聘", "智联招聘", "抖音", "58同城"], i),
        `2026-11-${String(1 + (i % 25)).padStart(2, "0")} ${String(8 + (i % 12)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`,
        `${1 + (i % 9)}年客服`,
        `${5 + (i % 4)}-${7 + (i % 5)}K`,
        pick(["拼多多、淘宝", "京东", "抖音、快手", "天猫"], i * 3),
        pick(["可以晚班", "只能白班", "都可以"], i),
        `做过${1 + (i % 30)}个月大促，打字${60 + (i % 60)}字每分钟，处理过${i}起投诉`,
      ].join(","),
    );
  return Buffer.from(`${lines.join("\n")}\n`);
}

/** Seconds on the clock, and of processor time of this process and of the database with all its workers (Linux). */
function stopwatch(postmaster: number): () => { seconds: number; words: string } {
  const from = { clock: performance.now(), own: process.cpuUsage(), database: processorSeconds(postmaster) };
  return () => {
    const seconds = (performance.now() - from.clock) / 1000;
    const own = process.cpuUsage(from.own);
    const database = processorSeconds(postmaster) - from.database;
    const words = `${seconds.toFixed(1)} s (processor: ours ${((own.user + own.system) / 1e6).toFixed(1)} s, database ${database.toFixed(1)} s)`;
    return { seconds, words };
  };
}

/** Of a process, its children that ended, and those that run; NaN where there is no /proc. */
function processorSeconds(postmaster: number): number {
  const ticks = (pid: string, from: number, to: number): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ") ?? [];
    return Number(fields[1]) === postmaster || Number(pid) === postmaster
      ? fields.slice(from, to).reduce((sum, field) => sum + Number(field), 0)
      : 0;
  };
  try {
    const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const each = all.map((pid) => {
      try {
        return ticks(pid, 11, Number(pid) === postmaster ? 15 : 13);
      } catch {
        return 0; // ended meanwhile
      }
    });
    return each.reduce((sum, one) => sum + one, 0) / 100;
  } catch {
    return Number.NaN;
  }
}

function check(what: string, ok: boolean, measured: string): boolean {
  say(`${ok ? "ok  " : "FAIL"} ${what}: ${measured}`);
  return ok;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
