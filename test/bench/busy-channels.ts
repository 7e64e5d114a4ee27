import { addDays } from "../../src/core/calendar-days.ts";
import { type Random, seededRandom } from "../../src/core/random.ts";
import { watchChannel } from "../../src/core/statistics/channel-watch.ts";
import { drawGamma, drawPoisson } from "../../src/core/statistics/draws.ts";
import { firstMonday, meanOf } from "../core/statistics/poisson.ts";

/** Counts whose mean varies from day to day by `spread` (standard deviation over mean); from `at` on `rest` of it. */
export const busySeries = (
  days: number,
  perDay: number,
  spread: number,
  random: Random,
  at = days,
  rest = 1,
) =>
  Array.from({ length: days }, (_, t) => {
    const shape = 1 / spread ** 2;
    const mean =
      meanOf(perDay, t) * (t >= at ? rest : 1) * (spread > 0 ? drawGamma(shape, random) / shape : 1);
    return { date: addDays(firstMonday, t), count: drawPoisson(mean, random) };
  });

/** The watch over a busy channel: days per false alarm, share of falls by 70 % found within 28 days, days until then. */
export function busyChannel(perDay: number, spread: number, runs: number, seed: number) {
  const random = seededRandom(seed);
  let alarms = 0;
  const delays: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    alarms += watchChannel(busySeries(1056, perDay, spread, random)).alarms.length;
    const at = 200 + (run % 7);
    const fallen = watchChannel(busySeries(at + 28, perDay, spread, random, at, 0.3));
    const found = fallen.days.findIndex(({ date }) =>
      fallen.alarms.some((alarm) => alarm.date === date && date >= addDays(firstMonday, at)),
    );
    if (found >= 0) delays.push(found - at + 1);
  }
  return {
    spacing: (runs * 1000) / Math.max(1, alarms),
    found: delays.length / runs,
    delay: delays.reduce((sum, delay) => sum + delay, 0) / delays.length,
  };
}
