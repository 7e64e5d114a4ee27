import { join } from "node:path";
import { parseArgs } from "node:util";
import { type PlantedBug, plantedBugs, withPlanted } from "./planted.ts";
import { type Play, play } from "./play.ts";
import { killWhileWaiting } from "./waiting.ts";

// npm run chaos                      both modes in full
// npm run chaos -- --planted         does the checker catch planted bugs?
// npm run chaos -- --mode embedded --kills 10 --seed 7
// npm run chaos -- --mode waiting    killed while an endpoint is waited for

const { values } = parseArgs({
  options: {
    mode: { type: "string" },
    kills: { type: "string" },
    // Pause between kills, ms: by default they come all the while people are talking (they need four minutes).
    calm: { type: "string" },
    telegram: { type: "string", default: "100" },
    web: { type: "string", default: "8" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    planted: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

const say = (line: string) => void process.stdout.write(`${line}\n`);
const root = join(import.meta.dirname, "../..");
const base: Omit<Play, "mode" | "kills" | "databaseRestarts"> = {
  servers: 3,
  telegram: Number(values.telegram),
  web: Number(values.web),
  freezes: 0,
  seed: Number(values.seed),
  root,
  withinMs: 300_000,
  calmMs: 400,
  say,
};
/** Our own source under the same blows: whatever is noticed there proves nothing about a bug. */
const control: PlantedBug = { name: "nothing (control)", changes: [], kills: 8, freezes: 3 };

let failed = false;
say(`seed ${values.seed}`);
if (values.planted) await catchPlanted();
else if (values.mode === "waiting") await waiting();
else {
  if (values.mode === undefined) await waiting();
  if (values.mode !== "embedded")
    await run({
      ...base,
      mode: "external",
      kills: Number(values.kills ?? 20),
      databaseRestarts: 2,
      calmMs: Number(values.calm ?? 8000),
    });
  if (values.mode !== "external")
    await run({
      ...base,
      mode: "embedded",
      kills: Number(values.kills ?? 50),
      databaseRestarts: 0,
      calmMs: Number(values.calm ?? 3500),
    });
}
process.exitCode = failed ? 1 : 0;

async function waiting(): Promise<void> {
  const problems = await killWhileWaiting(say);
  for (const problem of problems) say(`  ${problem}`);
  say(problems.length === 0 ? "ok: everything was answered, once" : `FAIL: ${problems.length} problems`);
  failed ||= problems.length > 0;
}

async function run(options: Play): Promise<void> {
  say(
    `${options.mode}: ${options.telegram} Telegram and ${options.web} web conversations, ${options.kills} kills, ${options.databaseRestarts} database restarts, 25 % duplicated deliveries`,
  );
  const { problems, seconds, summary } = await play(options);
  say(`${summary}, ${seconds.toFixed(0)} s`);
  for (const problem of problems.slice(0, 30)) say(`  ${problem.kind}: ${problem.detail}`);
  say(problems.length === 0 ? "ok: nothing lost, nothing doubled" : `FAIL: ${problems.length} problems`);
  failed ||= problems.length > 0;
}

/** A check that cannot fail proves nothing: each of these bugs has to be noticed, and nothing where there is none. */
async function catchPlanted(): Promise<void> {
  for (const bug of [control, ...plantedBugs].filter((one) => !values.only || one.name === values.only)) {
    const { problems } = await withPlanted(root, bug, (copy) =>
      play({
        ...base,
        root: copy,
        mode: "external",
        telegram: 40,
        web: 4,
        kills: bug.kills,
        freezes: bug.freezes,
        databaseRestarts: 1,
        withinMs: 60_000,
        say: () => {},
      }),
    );
    // Nobody gets through in the minute they are given here, with or without a bug.
    const kinds = [...new Set(problems.map((problem) => problem.kind))].filter((kind) => kind !== "stuck");
    const right = kinds.length > 0 === (bug !== control);
    const verdict = kinds.length > 0 ? "caught" : "clean ";
    say(`${right ? "ok  " : "FAIL"} ${verdict} ${bug.name}: ${kinds.join(", ")}`);
    if (!right) for (const problem of problems.slice(0, 10)) say(`       ${problem.kind}: ${problem.detail}`);
    failed ||= !right;
  }
}
