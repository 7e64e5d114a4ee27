import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { CliCommand, CliIo } from "../../src/cli/command.ts";
import { jobCommand } from "../../src/cli/job.ts";
import { linkCommand } from "../../src/cli/link.ts";
import { migrateCommand } from "../../src/cli/migrate.ts";
import { recruiterCommand } from "../../src/cli/recruiter.ts";
import { runCommand } from "../../src/cli/run.ts";
import { seedCommand } from "../../src/cli/seed.ts";

const commands = [migrateCommand, seedCommand, recruiterCommand, jobCommand, linkCommand];

/** Runs a command that must not get as far as its configuration. */
async function run(
  argv: string[],
  known: readonly CliCommand[] = commands,
  interrupted = new AbortController().signal,
) {
  const said = { out: "", err: "" };
  const io: CliIo = {
    config: () => {
      throw new Error("the configuration was read");
    },
    input: Readable.from([]),
    print: (line) => {
      said.out += `${line}\n`;
    },
    note: (line) => {
      said.err += `${line}\n`;
    },
    interrupted,
  };
  return { code: await runCommand(known, argv, io), ...said };
}

describe("a command typed wrongly", () => {
  it.each<[string[], RegExp]>([
    [["job"], /^job: job needs one of add, list, close, templates\nusage: .* job add TITLE/],
    [["job", "open"], /not open\n/],
    [["job", "add"], /give one title/],
    [["job", "add", " "], /the title is empty/],
    [["job", "add", "x".repeat(81)], /more than 80/],
    [["job", "add", "x", "--scenario", "../../etc"], /--scenario is an id like S01/],
    [["job", "list", "x"], /job list takes no argument/],
    [["link", "job-sample"], /--channel is missing/],
    [["link", "job-sample", "--channel", "Boss 直聘"], /--channel is up to 32/],
    [["link", "job-sample", "--chanel", "boss"], /Unknown option '--chanel'/],
    [["link", "job-sample", "--channel"], /argument missing|needs|ambiguous/],
    [["link", "--channel", "boss"], /name one job/],
    [["recruiter", "add", "alice"], /WHO is a Slack user id/],
    [["recruiter", "add", "slack:T1"], /WHO is a Slack user id/],
    [["recruiter", "add", "U0123ABC", "console:mei"], /name one person/],
    [["recruiter", "add", "U0123ABC", "--name", ""], /--name is empty/],
    [["seed", "now"], /seed takes no argument/],
    [["migrate", "--force"], /Unknown option '--force'/],
  ])("%j shows its usage and exits with 2", async (argv, message) => {
    const { code, out, err } = await run(argv);
    expect(err).toMatch(message);
    expect(err).toMatch(new RegExp(`^usage: npm run --silent cli -- ${argv[0]}`, "m"));
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

describe("help", () => {
  it.each([[[]], [["help"]], [["--help"]]])("%j lists every command and exits with 0", async (argv) => {
    const { code, out, err } = await run(argv);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const { name, summary } of commands)
      expect(out).toMatch(new RegExp(`^ {2}${name} +${summary.slice(0, 20)}`, "m"));
  });

  it("of each command shows every form of it", async () => {
    for (const { name, usage } of commands) {
      const { code, out } = await run([name, "--help"]);
      expect(code).toBe(0);
      for (const form of usage) expect(out).toContain(`npm run --silent cli -- ${form}\n`);
    }
  });
});

describe("a command that fails", () => {
  const failing: CliCommand = {
    name: "fail",
    summary: "fails",
    usage: ["fail"],
    run: async () => {
      throw new Error("the disk is full: free some space");
    },
  };

  it("says why in one line and exits with 1", async () => {
    expect(await run(["fail"], [failing])).toEqual({
      code: 1,
      out: "",
      err: "fail: the disk is full: free some space\n",
    });
  });

  it("is called interrupted after Ctrl-C", async () => {
    expect((await run(["fail"], [failing], AbortSignal.abort())).err).toBe("fail: interrupted\n");
  });
});
