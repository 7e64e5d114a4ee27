import { expect, test } from "vitest";
import { joinPieces } from "../../src/core/voice/join.ts";
import { paceOf, unitsOf } from "../../src/core/voice/pace.ts";
import { piecesOf } from "../../src/core/voice/pieces.ts";
import { soundKindOf } from "../../src/core/voice/sound-kind.ts";
import { wavOf } from "../../src/core/voice/wav.ts";

test("long sound is cut where it is quiet, into pieces that fit and together are the whole", () => {
  const rate = 16_000;
  // Loud all the time, but for a pause of 0.3 s every 2 s.
  const samples = Int16Array.from({ length: rate * 14 }, (_, i) => ((i / rate) % 2 < 0.3 ? 5 : 8000));
  const pieces = piecesOf(samples, 6);
  expect(pieces.length).toBeGreaterThan(2);
  expect(
    Buffer.concat(pieces.map((piece) => Buffer.from(piece.slice().buffer))).equals(
      Buffer.from(samples.buffer),
    ),
  ).toBe(true);
  let at = 0;
  for (const piece of pieces) {
    expect(piece.length).toBeLessThanOrEqual(6 * rate);
    at += piece.length;
    if (at < samples.length) expect((at / rate) % 2).toBeLessThan(0.3);
  }
  expect(piecesOf(samples.subarray(0, 6 * rate), 6)).toHaveLength(1);
});

test("a WAV file says what it holds", () => {
  const wav = Buffer.from(wavOf(Int16Array.of(1, -2, 32_767)));
  expect(wav.length).toBe(50);
  expect([
    wav.toString("latin1", 0, 4),
    wav.readUInt32LE(4),
    wav.readUInt32LE(24),
    wav.readUInt32LE(40),
  ]).toEqual(["RIFF", 42, 16_000, 6]);
  expect([wav.readInt16LE(44), wav.readInt16LE(46), wav.readInt16LE(48)]).toEqual([1, -2, 32_767]);
});

test("a format is told by its first bytes, and one that nobody here reads is none", () => {
  const kind = (head: string) => soundKindOf(Buffer.from(`${head}${"x".repeat(20)}`, "latin1"));
  expect(["OggS", "#!AMR\n", "\u0002#!SILK_V3", "#!SILK_V3"].map(kind)).toEqual([
    "ogg",
    "amr",
    "silk",
    "silk",
  ]);
  expect(["#!AMR-WB\n", "Speex   1.2", "RIFF", "ID3", ""].map(kind)).toEqual([null, null, null, null, null]);
});

test("texts of pieces are joined as each language writes", () => {
  expect(joinPieces(["先说第一点，", "再说第二点。"])).toBe("先说第一点，再说第二点。");
  expect(joinPieces(["I am sorry.", "", "We pay."])).toBe("I am sorry. We pay.");
});

test("pace counts characters and words, and only silences between speech as pauses", () => {
  expect(unitsOf("您好，order 已收到 OK吗")).toBe(8);
  const frames = (text: string) => [...text].map((frame) => frame === "#");
  // Frames of 0.1 s: silence, speech, a pause of 0.3 s, speech, a breath of 0.1 s, speech, silence.
  expect(paceOf(frames("..####...##.##...."), 0.1, "您好")).toEqual({
    units: 2,
    speech: expect.closeTo(0.8, 5),
    pauses: 1,
    longest: expect.closeTo(0.3, 5),
  });
  expect(paceOf([], 0.1, "")).toEqual({ units: 0, speech: 0, pauses: 0, longest: 0 });
});
