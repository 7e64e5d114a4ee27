import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importCommand } from "../../src/cli/import.ts";
import { metricCommand } from "../../src/cli/metric.ts";
import { runCommand } from "../../src/cli/run.ts";
import { loadConfig } from "../../src/config.ts";
import type { Database } from "../../src/db/client.ts";
import { createTestDatabase } from "../setup/database.ts";

let db: Database;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const key = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * i * 37 + 11 * i + 200) % 256)).toString(
  "base64",
);
const history = fileURLToPath(new URL("../fixtures/history", import.meta.url));
const now = ["--now", "2026-11-18T18:00:00+08:00"];

async function cli(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand([importCommand, metricCommand], argv, {
    config: () => loadConfig({ DATABASE_URL: db.url, SECRET_KEY: key }),
    input: Readable.from([]),
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    interrupted: new AbortController().signal,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

describe("import history and metric", () => {
  it("need no company: an answer before any history says that there is no data, and importing makes one", async () => {
    await db.sql`delete from companies`;
    expect((await cli("metric", "resumes", ...now)).out).toContain("没有数据 no data");
    const imported = await cli("import", "history", history);
    expect(imported).toMatchObject({ code: 0, err: "" });
    expect(imported.out).toContain("stages.csv      1601 rows read");
    expect((await cli("import", "history", history)).out).toContain(
      "stages.csv      1601 rows read, 0 new or changed",
    );
  });

  it("give JSON that the command they name gives again", async () => {
    const asked = [
      "metric",
      "assessment_pass_rate",
      "--group-by",
      "channel",
      "--shift",
      "day",
      ...now,
      "--json",
    ];
    const { out } = await cli(...asked);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ window: { from: null, to: null }, compare: null });
    const again = answer.reproduce.replace("npm run --silent cli -- ", "").split(" ");
    expect(JSON.parse((await cli(...again, "--json")).out).rows).toEqual(answer.rows);
  });

  it("show a table in words: shares with interval and n, small samples marked, hidden ones without a percentage", async () => {
    const { out } = await cli("metric", "interview_pass_rate", "--group-by", "week", ...now);
    expect(out).toMatch(/\d+\.\d %\s+\d+\/\d+\s+95 % 区间 [\d.]+–[\d.]+ %\s+n=\d+\s+仅供参考/);
    const hidden = out.split("\n").filter((line) => line.includes("样本太少"));
    expect(hidden.length).toBeGreaterThan(0);
    for (const line of hidden) expect(line).not.toMatch(/\d %/);
    expect(out).toContain("口径 期间内参加面试的投递中");
    expect(out).toContain("npm run --silent cli -- metric interview_pass_rate --group-by week");
  });

  it("show what changed against another period, and no change against one without data", async () => {
    const asked = ["metric", "resumes", "--from", "2026-11-01", "--to", "2026-11-18", ...now];
    const month = (await cli(...asked, "--compare", "previous_period")).out;
    expect(month).toContain("对比 compared with 2026-10-01 – 2026-10-18");
    expect(month).toMatch(/69 {2}75 → -6 \(-8\.0 %\)/);
    const year = (await cli(...asked, "--compare", "same_period_last_year")).out;
    expect(year).toContain("对比期 before: 没有数据 no data");
    expect(year).not.toContain("100 %");
  });

  it("say that a channel has no figure yet instead of printing 0", async () => {
    const { out } = await cli("metric", "cost_per_resume", "--group-by", "channel", ...now);
    expect(out).toMatch(/referral\s+没有数据 no data/);
    expect(out).toMatch(/boss\s+¥\d+\.\d\d\s+\d+\/176/);
    expect((await cli("metric", "time_to_fill", ...now)).out).toMatch(/还没招满 not filled yet\s+13\/15/);
  });

  it("import resumes tells what became of each file, and again changes nothing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "resumes-"));
    const picture = join(folder, "姓名：王小雨 电话：13812345678.png");
    writeFileSync(picture, Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010802000000", "hex"));
    const missing = join(folder, "missing.pdf");
    const first = await cli("import", "resumes", picture, missing, "--channel", "BOSS直聘");
    expect(first.code).toBe(1);
    expect(first.out.split("\n")).toEqual([
      `${picture}: new (name only)`,
      `${missing}: not taken. There is no such file.`,
    ]);
    expect(first.err).toBe("1 of 2 files were not taken");
    expect(await cli("import", "resumes", picture)).toEqual({
      code: 0,
      out: `${picture}: there already`,
      err: "",
    });
    rmSync(folder, { recursive: true });
  });

  it.each([
    [["metric"], "name one metric"],
    [["metric", "headcount"], "use one of resumes, assessments_started"],
    [["metric", "resumes", "--group-by", "colour"], "--group-by takes channel, job, day"],
    [["metric", "resumes", "--group-by", "channel,job,day"], "at most two"],
    [["metric", "resumes", "--group-by", "channel,channel"], "the two dimensions are the same"],
    [["metric", "resumes", "--group-by", "reason"], "use channel, job, day"],
    [["metric", "resumes", "--channel", "boos"], "use one of boss, zhilian"],
    [["metric", "resumes", "--job", "客服"], "use one of 天猫售前客服"],
    [["metric", "resumes", "--shift", "evening"], "--shift is one of day, night, rotating"],
    [["metric", "resumes", "--from", "1 November"], "--from is a date like"],
    [["metric", "resumes", "--from", "2026-11-02", "--to", "2026-11-01"], "from lies after to"],
    [["metric", "resumes", "--compare", "last_year"], "previous_period, same_period_last_year"],
    [["metric", "resumes", "--limit", "0"], "--limit is a whole number above 0"],
    [["metric", "resumes", "--limit", "many"], "--limit is a number"],
    [["metric", "resumes", "--order", "down"], "--order is one of asc, desc"],
    [["metric", "resumes", "--now", "noon"], "--now is a time with zone"],
    [["metric", "resumes", "--sex", "f"], "Unknown option '--sex'"],
    [["import", "people"], "candidates, resumes, undo or history, not people"],
    [["import", "resumes"], "name one résumé file or more"],
    [["import", "resumes", "a.pdf", "--channel", "boos"], "--channel boos is no channel we know"],
    [["import", "history"], "name one folder"],
  ])("answer %j with what can be typed", async (argv, message) => {
    const { code, err } = await cli(...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain("usage: npm run --silent cli -- ");
  });
});
