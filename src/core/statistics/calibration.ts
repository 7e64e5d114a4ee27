import { mean } from "./description.ts";

/** A forecast (0..1) and whether it came true. */
export type Forecast = readonly [probability: number, happened: boolean];

/** One bin of a reliability table: `from` included, `to` excluded (the last bin includes 1). */
export type ReliabilityBin = { from: number; to: number; count: number; forecast: number; happened: number };

/** Mean squared error of probabilities (Brier 1950): 0 perfect, .25 what "half" scores; NaN of nothing. */
export const brierScore = (forecasts: readonly Forecast[]): number =>
  mean(forecasts.map(([probability, happened]) => (probability - Number(happened)) ** 2));

/** Mean forecast and share that happened, in `bins` equal steps of probability; bins without a forecast are left out. */
export function reliabilityBins(forecasts: readonly Forecast[], bins = 10): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, i) => i).flatMap((i) => {
    const inside = forecasts.filter(([p]) => Math.min(bins - 1, Math.floor(p * bins)) === i);
    if (inside.length === 0) return [];
    return [
      {
        from: i / bins,
        to: (i + 1) / bins,
        count: inside.length,
        forecast: mean(inside.map(([p]) => p)),
        happened: mean(inside.map(([, happened]) => Number(happened))),
      },
    ];
  });
}

/** Expected calibration error: distance of forecast and share, weighted by the bins' counts; NaN of nothing. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  const all = bins.reduce((total, { count }) => total + count, 0);
  return (
    bins.reduce((total, bin) => total + (bin.count / all) * Math.abs(bin.forecast - bin.happened), 0) /
    (all === 0 ? Number.NaN : 1)
  );
}
