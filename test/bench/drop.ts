import { busyChannel } from "./busy-channels.ts";
import { detections, type Estimate, falseAlarms, knownMean } from "./drop-simulation.ts";

// The drop detector of channel health on simulated series, seeds fixed. Gates are the planning table's figures.

const table = [
  { perDay: 1.5, spacing: 243, overdispersed: 99, drop: 8, outage: [4, 5] },
  { perDay: 3.5, spacing: 184, overdispersed: 70, drop: 3.7, outage: [2, 2] },
  { perDay: 8, spacing: 248, overdispersed: 76, drop: 2.2, outage: [1, 1] },
] as const;

let failed = false;

say("mean of every day known; 20,000 series each (standard error in brackets)");
for (const { perDay, spacing, overdispersed, drop, outage } of table) {
  const [low, high] = outage;
  const seed = Math.round(100 * perDay);
  say(`${perDay} a day`);
  near("  days between false alarms", knownMean(perDay, 1, 20_000, seed + 1), spacing);
  near("  the same, variance 1.5 x the mean", knownMean(perDay, 1, 20_000, seed + 2, 1.5), overdispersed);
  near("  days to see a fall by 70 %", knownMean(perDay, 0.3, 20_000, seed + 3), drop);
  const whole = knownMean(perDay, 0, 20_000, seed + 4);
  const said = low === high ? `${low}` : `${low}-${high}`;
  // The table has whole days here, so it is asked whether the figure rounds to them.
  gate(
    `  days to see nothing arrive: ${shown(whole)}, table ${said}`,
    inside(whole.mean, low - 0.5, high + 0.5),
  );
}

say("base and weekdays learnt by the shipped detector; 400 quiet series of 1,000 watched days, 2,000 falls");
for (const { perDay } of table) {
  const seed = Math.round(100 * perDay);
  say(`${perDay} a day`);
  const quiet = falseAlarms(perDay, 400, seed + 5);
  gate(`  days between false alarms: ${shown(quiet)}, at least 100`, quiet.mean >= 100);
  const { found, delay } = detections(perDay, 0.3, 2000, seed + 6);
  const share = `${(100 * found.mean).toFixed(1)} % (±${(100 * found.error).toFixed(1)})`;
  gate(`  falls by 70 % found within 28 days: ${share}, at least 90 %`, found.mean >= 0.9);
  say(`       found after ${shown(delay)} days on average`);
}

say("busy channels by the general detector, the mean varying from day to day; 100 series each");
for (const perDay of [40, 120]) {
  for (const spread of [0, 0.2, 0.35]) {
    const { spacing, found, delay } = busyChannel(perDay, spread, 100, Math.round(perDay + 100 * spread));
    const about = `  ${perDay} a day ±${100 * spread} %: ${spacing.toFixed(0)} days between false alarms`;
    const seen = `falls by 70 % found: ${(100 * found).toFixed(0)} %, after ${delay.toFixed(1)} days`;
    gate(`${about} (at least 100), ${seen} (at least 90 %)`, spacing >= 100 && found >= 0.9);
  }
}
process.exitCode = failed ? 1 : 0;

function near(what: string, { mean, error }: Estimate, bound: number): void {
  const off = mean / bound - 1;
  const percent = `${off < 0 ? "" : "+"}${(100 * off).toFixed(0)} %`;
  gate(`${what}: ${shown({ mean, error })}, table ${bound} (${percent})`, Math.abs(off) <= 0.2);
}

function gate(line: string, ok: boolean): void {
  failed ||= !ok;
  say(`${ok ? "ok  " : "FAIL"} ${line}`);
}

function shown({ mean, error }: Estimate): string {
  const digits = mean >= 20 ? 0 : 2;
  return `${mean.toFixed(digits)} (±${error.toFixed(digits)})`;
}

function inside(value: number, low: number, high: number): boolean {
  return value >= low && value < high;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
