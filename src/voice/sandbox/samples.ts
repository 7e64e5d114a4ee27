import { sampleRate, voiceLimits } from "../../core/voice/limits.ts";
import { soundKindOf } from "../../core/voice/sound-kind.ts";

const mostSamples = voiceLimits.seconds * sampleRate;

/** The samples of a voice file, or why there are none. Decoders are loaded for those who need them. */
export async function samplesOf(bytes: Buffer): Promise<Int16Array | "format" | "too_long" | "damaged"> {
  const kind = soundKindOf(bytes);
  if (kind === null) return "format";
  const samples = await decoded(kind, bytes);
  if (samples.length === 0) return "damaged";
  return samples.length > mostSamples ? "too_long" : samples;
}

async function decoded(kind: "ogg" | "amr" | "silk", bytes: Buffer): Promise<Int16Array> {
  switch (kind) {
    case "ogg":
      return await (await import("./opus.ts")).opusSamples(bytes, mostSamples + 1);
    case "amr": {
      const { AMR } = await import("web-amr/dist/vendor/amrnb.js");
      return doubled(AMR._decode(new Uint8Array(bytes)) ?? new Int16Array());
    }
    case "silk": {
      const { decode } = await import("silk-wasm");
      const { data } = await decode(bytes, sampleRate);
      return new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + (data.byteLength & ~1)));
    }
    default:
      return kind satisfies never;
  }
}

/** From 8 to 16 kHz: a sample between each two. */
function doubled(samples: Int16Array): Int16Array {
  // What is cut off here would be refused as too long anyway.
  const length = Math.min(samples.length, mostSamples);
  const out = new Int16Array(length * 2);
  for (let i = 0; i < length; i += 1) {
    const here = samples[i] ?? 0;
    out[2 * i] = here;
    out[2 * i + 1] = (here + (samples[i + 1] ?? here)) >> 1;
  }
  return out;
}
