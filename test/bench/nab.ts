import { surprises, surpriseThreshold } from "../../src/core/statistics/stream-detector.ts";
import { readNab } from "./nab-data.ts";
import { type NabResult, nabScore } from "./nab-score.ts";
import { rollingZ } from "./rolling-z.ts";

// The general detector on series labelled by the Numenta Anomaly Benchmark, standard profile:
// npm run bench -- nab DIR, with windows.json and the CSV files in DIR.

const target = 50;
const folder = process.argv.at(-1);
if (!folder || folder === "nab") throw new Error("say where the series are: npm run bench -- nab DIR");

const data = readNab(folder);
const windows = data.reduce((sum, series) => sum + series.windows.length, 0);
say(`${data.length} series, ${windows} windows; scores 0 (no alarm at all) to 100 (perfect)`);

const ours = data.map((series) => ({ series, scores: surprises(series.values) }));
const best = nabScore(ours);
line("general detector, threshold by the benchmark's procedure (best over these series)", best);
line("general detector, threshold as shipped", nabScore(ours, surpriseThreshold));
const zs = data.map((series) => ({ series, scores: rollingZ(series.values) }));
line("rolling z-score of 1,000 points, threshold by the same procedure", nabScore(zs));
for (const one of ours) line(`  ${one.series.name}`, nabScore([one], best.threshold));
say(
  `${best.score >= target ? "ok  " : "FAIL"} NAB standard profile: ${best.score.toFixed(1)} (>= ${target})`,
);
process.exitCode = best.score >= target ? 0 : 1;

function line(name: string, { score, found, windows, alarms, threshold }: NabResult): void {
  const shown = Number.isNaN(score) ? "no window" : score.toFixed(1);
  say(
    `${name}: ${shown} (${found} of ${windows} windows, ${alarms} alarms, threshold ${threshold.toFixed(2)})`,
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
