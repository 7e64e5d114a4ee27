import { OpusDecoder } from "opus-decoder";
import { sampleRate } from "../../core/voice/limits.ts";
import { oggPackets } from "./ogg.ts";

/** Frames decoded at once: about four seconds. */
const batch = 200;

/** The samples of an Ogg Opus file at 16 kHz, channels mixed into one; no more than `most`. */
export async function opusSamples(bytes: Uint8Array, most: number): Promise<Int16Array> {
  const [head, , ...frames] = oggPackets(bytes);
  if (!head || Buffer.from(head.subarray(0, 8)).toString("latin1") !== "OpusHead") throw new Error("no Opus");
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const channels = view.getUint8(9);
  // Family 0 is what phones record: one or two channels, one stream.
  if (view.getUint8(18) !== 0 || channels < 1 || channels > 2) throw new Error("too many channels");
  const decoder = new OpusDecoder({
    sampleRate,
    channels,
    streamCount: 1,
    coupledStreamCount: channels - 1,
    channelMappingTable: channels === 1 ? [0] : [0, 1],
  });
  await decoder.ready;
  const samples = new Int16Array(most);
  let filled = 0;
  for (let at = 0; at < frames.length && filled < most; at += batch) {
    const { channelData, samplesDecoded } = decoder.decodeFrames(frames.slice(at, at + batch));
    const count = Math.min(samplesDecoded, most - filled);
    for (let i = 0; i < count; i += 1) {
      let sum = 0;
      for (const channel of channelData) sum += channel[i] ?? 0;
      const mixed = Math.max(-1, Math.min(1, sum / channelData.length));
      samples[filled + i] = Math.round(mixed * 32_767);
    }
    filled += count;
  }
  decoder.free();
  // What the encoder needed to get going is no sound; it is counted at 48 kHz.
  const skip = Math.min(filled, Math.round(view.getUint16(10, true) / (48_000 / sampleRate)));
  return samples.subarray(skip, filled);
}
