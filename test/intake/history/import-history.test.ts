import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../../src/db/client.ts";
import { externalIndex } from "../../../src/db/history.ts";
import { createVault } from "../../../src/db/vault.ts";
import { importHistory } from "../../../src/intake/history/import-history.ts";
import { createTestDatabase } from "../../setup/database.ts";

const shipped = fileURLToPath(new URL("../../fixtures/history", import.meta.url));
const vault = createVault(new Uint8Array(32).fill(7));
const tables = ["jobs", "candidates", "touches", "milestones", "scores", "spend", "employees"];
let db: Database;
let dir = "";

beforeAll(async () => {
  db = await createTestDatabase();
  dir = mkdtempSync(join(tmpdir(), "qinpin-history-"));
});
afterAll(async () => {
  rmSync(dir, { recursive: true });
  await db.close();
});

/** Imports into a company of its own. */
async function load(company: string, from = shipped) {
  await db.sql`insert into companies (id, name) values (${company}, ${company}) on conflict do nothing`;
  return await importHistory({ sql: db.sql, vault, company, progress: () => {} }, from);
}

/** Every fact of a company, as text. */
const all = async (company: string) =>
  await Promise.all(
    tables.map(async (table) => {
      const rows =
        await db.sql`select t::text as row from ${db.sql(table)} t where company_id = ${company} order by 1`;
      return rows.map(({ row }) => row);
    }),
  );

/** A copy of the shipped files, changed. */
function changed(file: string, change: (lines: string[]) => string[] | Buffer): string {
  const copy = mkdtempSync(join(dir, "copy-"));
  cpSync(shipped, copy, { recursive: true });
  const path = join(copy, file);
  const after = change(readFileSync(path, "utf8").split("\n"));
  writeFileSync(path, Array.isArray(after) ? after.join("\n") : after);
  return copy;
}

describe("importing a history", () => {
  it("takes in every row of the six files, and again changes nothing", async () => {
    const first = await load("once");
    expect(first.map(({ file, rows, bad }) => [file, rows, bad])).toEqual([
      ["jobs.csv", 3, []],
      ["candidates.csv", 422, []],
      ["stages.csv", 1601, []],
      ["scores.csv", 272, []],
      ["spend.csv", 316, []],
      ["employees.csv", 80, []],
    ]);
    const before = await all("once");
    expect(before.map(({ length }) => length)).toEqual([3, 400, 422, 1601, 272, 316, 80]);
    const again = await load("once");
    expect(again.map((report) => report.changed)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await all("once")).toEqual(before);
  });

  it("gives the same when two imports run at once", async () => {
    await Promise.all([load("parallel"), load("parallel")]);
    const lengths = (await all("parallel")).map(({ length }) => length);
    expect(lengths.slice(1)).toEqual([400, 422, 1601, 272, 316, 80]);
  });

  it("keeps names and phones only sealed", async () => {
    await load("sealed");
    const rows = JSON.stringify(await all("sealed"));
    expect(rows).not.toContain("许美琪");
    expect(rows).not.toContain("19900002001");
    expect(rows).not.toContain("P0001");
    const [person] = await db.sql<{ name: Uint8Array; phone: Uint8Array; index: string }[]>`
      select name_sealed as name, phone_sealed as phone, phone_index as index from candidates
      where company_id = 'sealed' and external_index = ${externalIndex(vault, "sealed", "P0001")}`;
    if (!person) throw new Error("P0001 is not there");
    expect(vault.open(person.name, "sealed:candidates")).toBe("许美琪");
    expect(vault.open(person.phone, "sealed:phone")).toBe("19900002001");
    expect(person.index).toBe(vault.index("19900002001", "sealed:phone"));
  });

  it("does not bring back who was erased", async () => {
    await load("erased");
    const index = externalIndex(vault, "erased", "P0001");
    await db.sql`update candidates set name_sealed = null, name_index = null, phone_sealed = null, phone_index = null,
      erased_at = now() where company_id = 'erased' and external_index = ${index}`;
    await load("erased");
    const rows = await db.sql`
      select name_sealed, phone_sealed from candidates where company_id = 'erased' and external_index = ${index}`;
    expect(rows.map((row) => ({ ...row }))).toEqual([{ name_sealed: null, phone_sealed: null }]);
  });

  it("takes in corrections: a changed amount, an earlier stage, who has left since", async () => {
    await load("corrected");
    const spend = changed("spend.csv", (lines) =>
      lines.map((line) => line.replace("boss,2026-09-01,100.00", "boss,2026-09-01,250")),
    );
    expect((await load("corrected", spend)).map((report) => report.changed)).toEqual([0, 0, 0, 0, 1, 0]);
    const staff = changed("employees.csv", (lines) =>
      lines.map((line) => line.replace(/^(L004,[^,]*,2026-03-06),,,/, "$1,2026-11-01,薪资,")),
    );
    expect((await load("corrected", staff)).map((report) => report.changed)).toEqual([0, 0, 0, 0, 1, 1]);
  });
});

describe("bad rows", () => {
  const bad = async (company: string, file: string, change: (lines: string[]) => string[]) => {
    const reports = await load(company, changed(file, change));
    return reports.flatMap((report) =>
      report.bad.map(({ line, reason }) => `${report.file}:${line} ${reason}`),
    );
  };
  const append =
    (...rows: string[]) =>
    (lines: string[]) => [...lines.filter((line) => line !== ""), ...rows];

  it.each([
    [
      "candidates.csv",
      [
        ["P9,甲,19900000000,BOSS,天猫售前客服,2026-11-01T09:00:00+08:00", "channel: is not a channel id"],
        ["P9,甲,abc,boss,天猫售前客服,2026-11-01T09:00:00+08:00", "phone: is not a phone number"],
        ["P9,甲,,boss,不存在,2026-11-01T09:00:00+08:00", "job: there is no job 不存在"],
        ["P9,甲,,boss,天猫售前客服,2026-11-01 09:00", "applied_at: is not a time with zone"],
        [",甲,,boss,天猫售前客服,2026-11-01T09:00:00+08:00", "candidate_key: is empty"],
      ],
    ],
    [
      "stages.csv",
      [
        ["P0001,天猫售前客服,hirred,2026-11-01T09:00:00+08:00", "stage: is not one of applied"],
        ["P0001,抖店售后客服,hired,2026-11-01T09:00:00+08:00", "job: candidates.csv has no application"],
        ["P0001,天猫售前客服,hired,2026-02-30T09:00:00+08:00", "at: is not a time"],
      ],
    ],
    [
      "scores.csv",
      [
        ["P0001,天猫售前客服,101,2026-11-01T09:00:00+08:00", "score: is not between 0 and 100"],
        ["Q0001,天猫售前客服,50,2026-11-01T09:00:00+08:00", "candidate_key: Q0001 is not in candidates.csv"],
      ],
    ],
    [
      "spend.csv",
      [
        ["boss,2026-11-31,5", "date: is not a date"],
        ["boss,2026-12-01,-5", "amount_cny: is not an amount"],
        ["boss,2026-09-01,1", "boss 2026-09-01 is there twice"],
        ["boss,2026-12-01", "2 columns instead of 3"],
      ],
    ],
    [
      "employees.csv",
      [
        ["L9,天猫售前客服,2026-11-02,2026-11-01,,,", "left_on: lies before hired_on"],
        ["L9,天猫售前客服,2026-11-02,,,9,", "sat: is not between 0 and 5"],
      ],
    ],
    [
      "jobs.csv",
      [
        ["新岗位,evening,2026-11-02,3", "shift: is not day, night or rotating"],
        ["新岗位,day,2026-11-02,0", "openings: is not a whole number"],
      ],
    ],
  ] satisfies [string, [row: string, reason: string][]][])(
    "in %s are named with line and reason, and the rest is loaded",
    async (file, rows) => {
      const company = `bad ${file}`;
      const lines = readFileSync(join(shipped, file), "utf8").trim().split("\n").length;
      const found = await bad(company, file, append(...rows.map(([row]) => row)));
      expect(found).toHaveLength(rows.length);
      for (const [i, [, reason]] of rows.entries())
        expect(found[i]).toContain(`${file}:${lines + 1 + i} ${reason}`);
      expect((await all(company)).map(({ length }) => length)).toEqual([3, 400, 422, 1601, 272, 316, 80]);
    },
  );

  it("with a stray quote cost only their own line", async () => {
    const found = await bad("quotes", "stages.csv", (lines) =>
      lines.map((line, i) =>
        i === 9 ? `"${line}` : i === 20 ? line.replace("P", 'P"') : i === 30 ? `"${line}` : line,
      ),
    );
    expect(found.map((line) => line.split(" ")[0])).toEqual([
      "stages.csv:10",
      "stages.csv:21",
      "stages.csv:31",
    ]);
    // Two of the three said what candidates.csv says too: who came, applied.
    expect((await all("quotes"))[3]).toHaveLength(1600);
  });

  it("are not cells with quotes, commas and line feeds, byte order marks, Windows line ends or other columns' order", async () => {
    const from = changed("jobs.csv", () => [
      "\uFEFFopenings,job,shift,opened_on\r",
      '14,"客服,""白班""\n二组",day,2026-08-24\r',
      "",
    ]);
    const reports = await load("odd", from);
    expect(reports[0]).toMatchObject({ rows: 1, bad: [] });
    expect((await db.sql`select title from jobs where company_id = 'odd'`)[0]?.title).toBe(
      '客服,"白班"\n二组',
    );
  });

  it("are not those of a file that a Chinese spreadsheet saved as GB18030", async () => {
    // 天猫,day as GBK bytes.
    const gbk = Buffer.concat([
      Buffer.from("job,shift,opened_on,openings\n"),
      Buffer.from([0xcc, 0xec, 0xc3, 0xa8]),
      Buffer.from(",day,2026-08-24,14\n"),
    ]);
    await load(
      "gbk",
      changed("jobs.csv", () => gbk),
    );
    expect((await db.sql`select title from jobs where company_id = 'gbk'`)[0]?.title).toBe("天猫");
  });

  it("are one for a file that is missing or lacks a column, and a folder without any file is refused", async () => {
    expect(await bad("column", "spend.csv", ([, ...rest]) => ["channel,date,cost", ...rest])).toEqual([
      "spend.csv:1 no column amount_cny",
    ]);
    const without = changed("scores.csv", (lines) => lines);
    rmSync(join(without, "scores.csv"));
    expect((await load("missing", without)).flatMap((report) => report.bad)).toEqual([
      { file: "scores.csv", line: 0, reason: "the file is missing" },
    ]);
    await expect(load("none", mkdtempSync(join(dir, "empty-")))).rejects.toThrow(/holds none of jobs.csv/);
  });
});
