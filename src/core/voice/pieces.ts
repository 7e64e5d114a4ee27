import { sampleRate } from "./limits.ts";

/** Speech is cut where nobody speaks: the quietest window of this length is looked for. */
const windowSamples = sampleRate / 5;
const stepSamples = sampleRate / 20;

/**
 * Cuts samples into pieces of at most `mostSeconds`, each at the quietest place in the last third of what fits, so that no
 * word is torn; what fits whole stays whole. The pieces together are exactly the samples.
 */
export function piecesOf(samples: Int16Array, mostSeconds: number): Int16Array[] {
  const most = Math.floor(mostSeconds * sampleRate);
  const pieces: Int16Array[] = [];
  let from = 0;
  while (samples.length - from > most) {
    const cut = quietest(samples, from + Math.ceil((most * 2) / 3), from + most);
    pieces.push(samples.subarray(from, cut));
    from = cut;
  }
  if (from < samples.length || pieces.length === 0) pieces.push(samples.subarray(from));
  return pieces;
}

/** The middle of the window with the least energy between two places; of equals the last one. */
function quietest(samples: Int16Array, from: number, to: number): number {
  let best = to;
  let least = Number.POSITIVE_INFINITY;
  for (let start = from; start + windowSamples <= to; start += stepSamples) {
    let energy = 0;
    for (let i = start; i < start + windowSamples; i += 1) energy += (samples[i] ?? 0) ** 2;
    if (energy <= least) {
      least = energy;
      best = start + windowSamples / 2;
    }
  }
  return best;
}
