import { sampleRate } from "./limits.ts";

const headBytes = 44;

/** Samples (16 bit, one channel, 16 kHz) as a WAV file, the one format every transcription endpoint takes. */
export function wavOf(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(headBytes + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => {
    for (const [i, char] of [...text].entries()) bytes[at + i] = char.charCodeAt(0);
  };
  word(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, samples.length * 2, true);
  for (const [i, sample] of samples.entries()) view.setInt16(headBytes + i * 2, sample, true);
  return bytes;
}
