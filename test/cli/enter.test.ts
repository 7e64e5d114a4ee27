import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outcomeCommand, spendCommand } from "../../src/cli/enter.ts";
import { exportCommand } from "../../src/cli/export.ts";
import { metricCommand } from "../../src/cli/metric.ts";
import { runCommand } from "../../src/cli/run.ts";
import { tokenCommand } from "../../src/cli/token.ts";
import { loadConfig } from "../../src/config.ts";
import { holderOfToken } from "../../src/db/api-tokens.ts";
import { defaultCompany } from "../../src/db/companies.ts";
import { addApplicant, createWorld, type World } from "../recruiter/world.ts";

let world: World;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
  folder = mkdtempSync(join(tmpdir(), "enter-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await world.close();
});

const commands = [spendCommand, outcomeCommand, exportCommand, tokenCommand, metricCommand];
const key = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * i * 37 + 11 * i + 200) % 256)).toString(
  "base64",
);

async function cli(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(commands, argv, {
    config: () => loadConfig({ DATABASE_URL: world.db.url, SECRET_KEY: key }),
    input: Readable.from([]),
    print: (line) => out.push(line),
    note: (line) => err.push(line),
    interrupted: new AbortController().signal,
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const file = (name: string, ...lines: string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};
const value = async (metric: string) =>
  JSON.parse((await cli("metric", metric, "--json")).out).rows[0]?.value;

describe("facts from CSV files", () => {
  it("of spend move the metric, twice are once, and bad rows are named with their line", async () => {
    const path = file(
      "spend.csv",
      "channel,date,amount_cny",
      "BOSS直聘,2020-11,3000",
      "douyin,2020-11-03,120.50",
      "our-fair,2020-11-01..2020-11-02,10",
      "No Such,2020-11,5",
      "boss,some day,5",
      "boss,2020-11-30,a lot",
    );
    expect(await cli("spend", "import", path)).toMatchObject({
      code: 1,
      out: "3 entered, 0 there already, 3 bad",
      err: expect.stringMatching(
        /spend.csv:5: channel: .*\nspend.csv:6: date: .*\nspend.csv:7: amount_cny: /,
      ),
    });
    expect(await value("cost")).toBe(3130.5);
    expect((await cli("spend", "import", path)).out).toBe("0 entered, 3 there already, 3 bad");
    expect(await value("cost")).toBe(3130.5);
  });

  it("of outcomes move the metric, twice are once, and what cannot be is named with its line", async () => {
    const { id, number } = await addApplicant(world, { stage: "invited" });
    const path = file(
      "outcomes.csv",
      "candidate,outcome,date,reason",
      `C${number},已面试,2020-11-10,`,
      `${id},hired,2020-11-12,`,
      `C${number},离职,2020-11-30,薪资`,
      "C999999,hired,2020-11-12,",
      `C${number},promoted,2020-11-12,`,
      `C${number},left,2020-12-01,bored`,
    );
    const first = await cli("outcome", "import", path);
    expect(first).toMatchObject({ code: 1, out: "3 entered, 0 there already, 3 bad" });
    expect(first.err).toMatch(
      /outcomes.csv:5: candidate: .*\noutcomes.csv:6: outcome: .*\noutcomes.csv:7: reason: /,
    );
    expect(await value("hires")).toBe(1);
    expect((await cli("outcome", "import", path)).out).toBe("0 entered, 3 there already, 3 bad");
    const [actor] = await world.db
      .sql`select distinct actor from application_events where key like 'outcome:%'`;
    expect(actor?.actor).toBe("cli");
  });

  it("may not be left out, nor be something else", async () => {
    expect(await cli("spend", "import")).toMatchObject({
      code: 2,
      err: expect.stringContaining("name one CSV file"),
    });
    expect(await cli("outcome", "list")).toMatchObject({ code: 2, err: expect.stringContaining("not list") });
    const path = file("wrong.csv", "channel,amount_cny", "boss,3");
    expect(await cli("spend", "import", path)).toMatchObject({ code: 1, err: "wrong.csv:1: no column date" });
  });
});

describe("export", () => {
  it("writes each format without a name, and is noted", async () => {
    await addApplicant(world, { name: "秘密名字" });
    const csv = await cli("export", "--format", "csv", "--en");
    expect(csv.out).toContain("Number,Job,Stage");
    expect(csv.out).not.toContain("秘密名字");
    const { out } = await cli("export", "--format", "jsonl", "--job", "淘宝");
    expect(JSON.parse(out.split("\n")[0] ?? "")).toMatchObject({
      job: "淘宝售后客服",
      hired_on: "2020-11-12",
    });
    const path = join(folder, "a.xlsx");
    expect((await cli("export", "--format", "xlsx", "--out", path)).code).toBe(0);
    expect(readFileSync(path).subarray(0, 2).toString()).toBe("PK");
    const [noted] = await world.db
      .sql`select count(*)::int as n from exports_made where actor = 'cli' and rows = 2`;
    expect(noted?.n).toBe(3);
  });

  it("names what it needs", async () => {
    expect((await cli("export", "--format", "pdf")).err).toContain("csv, xlsx, jsonl");
    expect((await cli("export", "--format", "xlsx")).err).toContain("--out");
    expect((await cli("export", "--format", "csv", "--job", "淘宝售后顾问")).err).toContain("Did you mean");
    expect((await cli("export", "--format", "csv", "--period", "soon")).err).toContain("--period");
  });
});

describe("token", () => {
  it("is shown once, works until it is revoked, and is kept as a hash only", async () => {
    const { out: token } = await cli("token", "add", "erp");
    expect(await holderOfToken(world.db.sql, token)).toEqual({ company: defaultCompany, name: "erp" });
    const { out } = await cli("token", "list");
    expect(out).toMatch(/^erp {2}made .* used /);
    expect(out).not.toContain(token);
    expect((await cli("token", "revoke", "erp")).code).toBe(0);
    expect(await holderOfToken(world.db.sql, token)).toBeNull();
    expect((await cli("token", "revoke", "erp")).err).toContain("there is no token");
  });
});
