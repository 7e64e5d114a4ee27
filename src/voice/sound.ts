import { join } from "node:path";
import { sampleRate, voiceLimits } from "../core/voice/limits.ts";
import { soundKindOf } from "../core/voice/sound-kind.ts";
import { type Cell, openCell } from "../intake/files/cage.ts";

/** Samples at 16 kHz, or why there are none; `busy` = not now. */
export type Sound = { samples: Int16Array } | { refused: "format" | "too_long" | "busy" };

/** Turns a voice file into sound. */
export type MakeSound = (bytes: Uint8Array) => Promise<Sound>;

/** Decodes voice files (Ogg Opus, AMR, SILK) in a process of their own, without network, environment or rights. */
export function createSound(cell: Cell = theCell()): MakeSound {
  return async (bytes) => {
    // What nobody can read needs no process.
    if (soundKindOf(bytes) === null) return { refused: "format" };
    if (bytes.length > voiceLimits.bytes) return { refused: "too_long" };
    const heard = await cell(bytes);
    if ("refused" in heard) return { refused: heard.refused === "busy" ? "busy" : "format" };
    const { said } = heard;
    if (said[0] !== 0x50) return { refused: said.toString("latin1") === "Rtoo_long" ? "too_long" : "format" };
    return { samples: new Int16Array(new Uint8Array(said.subarray(1, 1 + ((said.length - 1) & ~1))).buffer) };
  };
}

const theCell = (): Cell =>
  openCell({
    program: join(import.meta.dirname, "sandbox/main.ts"),
    mostSaid: (voiceLimits.seconds + 1) * sampleRate * 2,
    // The SILK library builds its bindings from text.
    evaluates: true,
  });
