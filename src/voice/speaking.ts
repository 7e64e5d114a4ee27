import fvad, { type Fvad } from "@echogarden/fvad-wasm";
import { sampleRate } from "../core/voice/limits.ts";

/** Length of a frame, s. */
export const frameSeconds = 0.02;
const frameSamples = sampleRate * frameSeconds;
/** The strictest: breath and rustling are not taken for speech. */
const mode = 3;

let library: Promise<Fvad> | undefined;

/** Which frames hold speech, by WebRTC's voice activity detection. */
export async function speakingIn(samples: Int16Array): Promise<boolean[]> {
  library ??= fvad();
  const vad = await library;
  const detector = vad._fvad_new();
  const frame = vad._malloc(frameSamples * 2);
  try {
    vad._fvad_set_sample_rate(detector, sampleRate);
    vad._fvad_set_mode(detector, mode);
    const speaking: boolean[] = [];
    for (let at = 0; at + frameSamples <= samples.length; at += frameSamples) {
      vad.HEAP16.set(samples.subarray(at, at + frameSamples), frame / 2);
      speaking.push(vad._fvad_process(detector, frame, frameSamples) === 1);
    }
    return speaking;
  } finally {
    vad._free(frame);
    vad._fvad_free(detector);
  }
}
