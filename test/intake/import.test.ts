import { randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ImportPlan } from "../../src/core/intake/import-plan.ts";
import type { Database } from "../../src/db/client.ts";
import { ensureCompany } from "../../src/db/companies.ts";
import { badRows, claimImport, listImports } from "../../src/db/imports.ts";
import { foldProfiles } from "../../src/db/profile-fold.ts";
import { createVault } from "../../src/db/vault.ts";
import { acceptApplicant } from "../../src/intake/accept.ts";
import { takeResumeFile } from "../../src/intake/resume-file.ts";
import { type ImportDeps, prepareImport, runImport } from "../../src/intake/table/import.ts";
import { openWordsReader } from "../../src/intake/table/read-lines.ts";
import { readTable } from "../../src/intake/table/read-table.ts";
import { undoImport } from "../../src/intake/table/undo-import.ts";
import { imports } from "../../src/jobs/imports.ts";
import { createTestDatabase } from "../setup/database.ts";
import { applicant } from "./applicant.ts";

const vault = createVault(randomBytes(32));
const company = "a";
let db: Database;
let deps: ImportDeps;
const now = new Date("2026-11-26T02:00:00Z");

beforeAll(async () => {
  db = await createTestDatabase(12);
  deps = { sql: db.sql, transact: db.transact, vault, clock: () => now };
  await ensureCompany(db.orm, { id: company, name: "A shop" });
  for (const [id, title] of [
    ["job-1", "天猫售后客服"],
    ["job-2", "抖音客服"],
  ] as const)
    await db.sql`insert into jobs (company_id, id, title, scenario_id, rule_id) values (${company}, ${id}, ${title}, 'S01', 'R01')`;
});
afterAll(() => db.close());

const tables = [
  "candidates",
  "applications",
  "application_events",
  "touches",
  "milestones",
  "candidate_contacts",
  "resumes",
  "intakes",
  "timelines",
  "candidate_profiles",
] as const;

beforeEach(async () => {
  for (const table of [...tables, "imports", "import_bad_rows"]) await db.sql`delete from ${db.sql(table)}`;
});

/** Every row of every table about people, to compare before and after. */
const everything = async () =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async (table) => {
        const rows = await db.sql<{ t: string }[]>`select t::text from ${db.sql(table)} t order by 1`;
        return [table, rows.map(({ t }) => t)] as const;
      }),
    ),
  );

const csv = `姓名,性别,手机号,邮箱,应聘职位,简历来源,投递时间,工作年限,期望薪资,熟悉平台,自我评价
王小雨,女,138-1234-5678,,天猫售后客服,BOSS直聘,2026-11-18 09:30,3年客服,6-8K,拼多多、淘宝,"可以上晚班，
打字快"
李建国,男,,li@example.com,抖音客服,智联招聘,2026/11/19,,,,
王小雨,女,+86 13812345678,,抖音客服,猎聘,2026年11月20日,,,,
,,,,天猫售后客服,,,,,,
赵一,男,12345,,天猫售后客服,,,,,,
钱二,女,139****1234,,天猫售后客服,,,,,,
孙三,女,13712345678,,没有的岗位,,,,,,
周五,女,13612345678,,天猫售后客服,,下周一,,,,
`;

const run = async (bytes: Uint8Array, own: Partial<ImportPlan> = {}) => {
  const preview = await prepareImport(deps, company, { name: "名单.csv", bytes, actor: "console:lin" });
  const plan = {
    columns: preview.columns,
    jobId: null,
    channel: "douyin",
    campaign: null,
    lawfulBasis: "applied" as const,
    ...own,
  };
  const counts = await runImport(deps, company, { id: preview.id, plan, actor: "console:lin" });
  return { ...preview, counts };
};

describe("the import of a table", () => {
  it("guesses the columns, says which rows are bad and why, and keeps no protected word", async () => {
    const done = await run(Buffer.from(csv));
    expect(done.columns).toEqual(
      "name protected phone email job channel at words words words words".split(" "),
    );
    expect(done.counts).toEqual({ rows: 8, created: 3, joined: 1, repeated: 0, erased: 0, bad: 4 });
    expect(await badRows(db.sql, company, done.id, 10)).toEqual([
      { line: 6, reason: "empty" },
      { line: 7, reason: "phone" },
      { line: 9, reason: "job" },
      { line: 10, reason: "date" },
    ]);
    const touches = await db.sql`select channel, at from touches order by at`;
    expect(touches.map(({ channel, at }) => `${channel} ${at.toISOString()}`)).toEqual([
      "boss 2026-11-18T01:30:00.000Z",
      "zhilian 2026-11-18T16:00:00.000Z",
      "liepin 2026-11-19T16:00:00.000Z",
      `douyin ${now.toISOString()}`,
    ]);
    const [resume] = await db.sql`select fields, body_sealed as sealed from resumes`;
    expect(resume?.fields).toMatchObject({
      platforms: ["pdd", "taobao"],
      night_shift: true,
      expected_salary_min: 6000,
    });
    expect(JSON.stringify(vault.open(resume?.sealed, `${company}:resumes`))).not.toMatch(/女|性别|1381234/);
    const [kept] = await listImports(db.sql, vault, company, { id: done.id });
    expect(kept).toMatchObject({ name: "名单.csv", state: "done", rows: 8, bad: 4 });
    const [file] = await db.sql`select file_sealed from imports`;
    expect(file?.file_sealed).toBeNull();
  });

  it("changes nothing the second time, in whatever encoding or format, and adds only what is new", async () => {
    await run(Buffer.from(csv));
    const before = await everything();
    const lines = csv.trimEnd().split("\n");
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv, "utf16le")]);
    for (const bytes of [Buffer.from(csv), Buffer.from(`\ufeff${csv.replaceAll("\n", "\r\n")}`), utf16]) {
      const again = await run(bytes);
      // A line break inside a cell is written differently: that one row is recognised by its phone instead.
      expect((again.counts?.repeated ?? 0) + (again.counts?.joined ?? 0)).toBe(4);
      expect(again.counts?.created).toBe(0);
    }
    const after = await everything();
    expect(after.candidates).toEqual(before.candidates);
    expect(after.applications).toEqual(before.applications);
    const more = await run(Buffer.from([lines[0], lines[3], `吴六,,13512345678,,抖音客服,,,,,,`].join("\n")));
    expect(more.counts).toMatchObject({ created: 1, repeated: 1 });
    expect(more.before).toBeNull();
    expect((await run(Buffer.from(csv))).before).not.toBeNull();
  });

  it("reads GB18030, UTF-16 without a mark, semicolons, and workbooks with numbers and dates", async () => {
    // 姓名;手机号 / 王雨;13812345678 as an old Chinese spreadsheet saves it
    const gb = Buffer.from("d0d5c3fb3bcad6bbfabac50acdf5d3ea3b31333831323334353637380a", "hex");
    const xlsx = await writeXlsx({
      sheets: [
        {
          name: "候选人",
          rows: [
            ["候选人名单", null, null],
            ["姓名", "手机号", "投递时间"],
            ["王雨", 13812345678, new Date("2026-11-18T09:30:00Z")],
          ],
        },
      ],
    });
    for (const [bytes, format] of [
      [gb, "gb18030"],
      [Buffer.from("姓名,phone\n王雨,13812345678\n", "utf16le"), "utf-16le"],
      [xlsx, "xlsx"],
    ] as const) {
      const table = await readTable(bytes);
      const rows = [];
      for await (const line of table.lines) rows.push(line);
      expect(table.format).toBe(format);
      expect(rows.map(({ cells }) => cells?.slice(0, 2))).toEqual([["王雨", "13812345678"]]);
    }
    expect((await run(xlsx, { jobId: "job-1" })).counts).toMatchObject({ rows: 1, created: 1 });
    const [touch] = await db.sql`select at from touches`;
    expect(touch?.at.toISOString()).toBe("2026-11-18T01:30:00.000Z");
  });

  it("refuses what is no table, and what grows without bounds when it is unpacked", async () => {
    const bomb = zipOf("xl/worksheets/sheet1.xml", Buffer.alloc(40 * 1024 * 1024));
    await expect(readTable(bomb)).rejects.toThrow("200-fold");
    await expect(readTable(Buffer.from("PK\u0003\u0004nonsense"))).rejects.toThrow("damaged");
    await expect(readTable(Buffer.alloc(0))).rejects.toThrow("empty");
    await expect(readTable(Buffer.from("d0cf11e0a1b11ae1", "hex"))).rejects.toThrow(".xls");
    await expect(readTable(Buffer.from("一列而已\n甲\n"))).rejects.toThrow("column names");
  });

  it("reads the cells of a large table in a thread of its own, exactly as those of a small one", async () => {
    const rows = [["工作年限：3年客服", "自我评价：女，可以上晚班，做过拼多多"], [], ["期望薪资：6-8K"]];
    const [here, there] = [openWordsReader("2026-11-26", 0), openWordsReader("2026-11-26", 1_000_000)];
    const read = await here.read(rows);
    expect(await there.read(rows)).toEqual(read);
    expect(read.map((one) => one?.text)).toEqual([
      "工作年限：3年客服\n自我评价：■，可以上晚班，做过拼多多",
      undefined,
      "期望薪资：6-8K",
    ]);
    const cut = expect(there.read(Array<string[]>(5_000).fill(rows[0] ?? []))).rejects.toThrow("has ended");
    await there.close();
    await cut;
  });

  it("is taken back exactly: not a byte of what was there before differs", async () => {
    const contacts = { phone: "13812345678", email: null, openid: null };
    await acceptApplicant(deps, company, applicant("m1", { contacts, name: null }));
    const derived = () => foldProfiles(db.transact, vault, company, 100, now);
    await derived();
    const before = await everything();
    const { id } = await run(Buffer.from(csv));
    await derived();
    expect(await everything()).not.toEqual(before);
    expect(await undoImport(deps, company, id, "console:lin")).toEqual({ removed: 4, kept: [] });
    expect(await derived()).toBe(3);
    expect(await everything()).toEqual(before);
    expect(await undoImport(deps, company, id, "console:lin")).toBeNull();
    expect((await run(Buffer.from(csv))).counts).toMatchObject({ created: 2, joined: 2 });
  });

  it("keeps what has moved on since, and says which and why", async () => {
    const { id } = await run(Buffer.from(csv));
    const handled = await db.sql`select a.id, a.number from applications a join touches t
      on t.company_id = a.company_id and t.candidate_id = a.candidate_id where t.channel = 'zhilian'`;
    await db.sql`insert into application_events (company_id, application_id, key, name, actor, at)
      values (${company}, ${handled[0]?.id}, 'd1', 'invited', 'console:lin', ${now})`;
    const contacts = { phone: "13812345678", email: null, openid: null };
    await acceptApplicant(deps, company, applicant("m1", { contacts }));
    const undone = await undoImport(deps, company, id, "console:lin");
    expect(undone?.kept.map(({ reason }) => reason).sort()).toEqual(["elsewhere", "handled"]);
    expect(undone?.kept).toContainEqual({ number: handled[0]?.number, reason: "handled" });
    expect(undone?.removed).toBe(2);
    const [left] = await db.sql`select count(*)::int as n from candidates`;
    expect(left?.n).toBe(2);
  });
});

/** People for the pool: two batches of two and one more. */
const long = Buffer.from(
  "姓名,手机号\n王一,13800000001\n王二,13800000002\n王三,13800000003\n王四,13800000004\n王五,13800000005\n",
);

describe("an import whose process died in the middle", () => {
  const later = new Date(now.getTime() + 61_000);
  let small: ImportDeps;
  beforeAll(() => {
    small = { ...deps, batch: 2 };
  });
  const takeUp = async (clock: Date) => {
    const logged: unknown[] = [];
    const quiet = () => {};
    const logger = { debug: quiet, info: (line: unknown) => logged.push(line), warn: quiet, error: quiet };
    await imports.run({ db, vault, clock: () => clock, logger }, {}, new AbortController().signal);
    return logged.length;
  };

  it("is gone on with behind the last row that was settled, and the dead one can do nothing any more", async () => {
    const { id, columns } = await prepareImport(deps, company, { name: "a.csv", bytes: long, actor: "cli" });
    const plan = { columns, jobId: null, channel: "boss", campaign: null, lawfulBasis: "applied" as const };
    const [stopped, wake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let batches = 0;
    const transact: typeof db.transact = async (work) => {
      batches += 1;
      if (batches === 2) {
        stopped.resolve();
        await wake.promise;
      }
      return await db.transact(work);
    };
    const dead = runImport({ ...small, transact }, company, { id, plan, actor: "cli" });
    await stopped.promise;
    expect(await takeUp(now)).toBe(0);
    expect(await listImports(db.sql, vault, company, { id })).toMatchObject([{ state: "running", rows: 2 }]);
    expect(await takeUp(later)).toBe(1);
    wake.resolve();
    expect(await dead).toBeNull();
    expect(await listImports(db.sql, vault, company, { id })).toMatchObject([
      { state: "done", rows: 5, created: 5, repeated: 0, joined: 0, bad: 0 },
    ]);
    const [left] = await db.sql`select count(*)::int as n from intakes`;
    expect(left?.n).toBe(5);
    expect(await takeUp(later)).toBe(0);

    const torn = { ...small, transact: dyingAt(3) };
    await expect(undoImport(torn, company, id, "lin")).rejects.toThrow("killed");
    const [half] = await db.sql`select count(*)::int as n from intakes`;
    expect(half?.n).toBe(3);
    expect(await undoImport(deps, company, id, "lin")).toBeNull();
    expect(await takeUp(later)).toBe(1);
    expect(await listImports(db.sql, vault, company, { id })).toMatchObject([
      { state: "undone", removed: 5, kept: 0 },
    ]);
    for (const table of tables)
      expect(await db.sql`select 1 from ${db.sql(table)} limit 1`, table).toHaveLength(0);
    expect(await takeUp(new Date(later.getTime() + 3_600_000))).toBe(0);
  });

  /** Transactions of a process that is killed at the nth one. */
  function dyingAt(n: number): typeof db.transact {
    let count = 0;
    return async (work) => {
      count += 1;
      if (count >= n) throw new Error("killed");
      return await db.transact(work);
    };
  }

  it("is given up when three died of it at the same rows", async () => {
    const { id } = await prepareImport(deps, company, { name: "a.csv", bytes: long, actor: "cli" });
    let clock = now;
    for (let i = 0; i < 4; i++, clock = new Date(clock.getTime() + 61_000))
      expect(await claimImport(db.sql, company, id, null, clock)).not.toBeNull();
    expect(await claimImport(db.sql, company, id, null, clock)).toBeNull();
    expect(await takeUp(clock)).toBe(0);
    expect(await listImports(db.sql, vault, company, { id })).toMatchObject([{ state: "failed" }]);
  });
});

describe("a résumé file", () => {
  const take = (name: string, text: string, jobId: string | null = "job-1") => {
    const from = { jobId, channel: "boss", campaign: null, lawfulBasis: "applied" as const, actor: "cli" };
    const read = async () =>
      text === "" ? { refused: "no_text" as const, reason: { zh: "", en: "" } } : { text, flags: [] };
    return takeResumeFile({ ...deps, read }, company, { name, bytes: Buffer.from(text) }, from);
  };

  it("lets one person in, once for each job, and says whose it is or why it was not taken", async () => {
    const text = "姓名：王小雨\n性别：女\n电话：13812345678\n三年拼多多客服";
    expect(await take("a.pdf", text)).toMatchObject({ outcome: "created", number: expect.any(Number) });
    expect(await take("copy.pdf", text)).toMatchObject({ outcome: "repeated", number: expect.any(Number) });
    expect(await take("a.pdf", text, "job-2")).toMatchObject({ outcome: "joined" });
    expect(await take("b.pdf", "电话：13812345678，会京东")).toMatchObject({ outcome: "joined" });
    expect(await take("empty.pdf", "")).toHaveProperty("refused");
    expect(await take("c.pdf", "三年拼多多客服")).toMatchObject({ refused: { en: /whose résumé/ } });
    expect(await take("我叫李建国.pdf", "两年拼多多客服")).toMatchObject({ outcome: "created" });
    const rows = await db.sql`select body_sealed as sealed from resumes`;
    const bodies = rows.map(({ sealed }) => JSON.stringify(vault.open(sealed, `${company}:resumes`)));
    expect(bodies.join()).not.toMatch(/女|性别/);
  });
});

/** An archive of one entry. */
function zipOf(name: string, content: Uint8Array): Buffer {
  const packed = deflateRawSync(content);
  const file = Buffer.from(name);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(100, 18); // a lie
  fields.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from("504b0304", "hex"), fields, file, packed]);
  const central = Buffer.concat([Buffer.from("504b01021400", "hex"), fields, Buffer.alloc(14), file]);
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
