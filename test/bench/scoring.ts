import { loadContent } from "../../src/content.ts";
import { scoreComplaint } from "../../src/core/scoring/complaint.ts";
import { transcripts, turnsOf } from "../core/scoring/labelled.ts";
import { median } from "./load.ts";

/** Speed of scoring by rules alone; `floorRatio` = its time over that of searching the same texts for 400 plain words. */
export function scoringSpeed(): { sessionMs: number; repliesPerSecond: number; floorRatio: number } {
  const content = loadContent();
  const config = content.config.value;
  const sessions = [...transcripts("tuning"), ...transcripts("held-out")].flatMap((one) => {
    const scenario = content.scenarios[one.scenario]?.value;
    return scenario ? [{ scenario, turns: turnsOf(one) }] : [];
  });
  const context = { typingCpm: null, locale: "zh-CN", version: "v" } as const;
  const texts = sessions.flatMap(({ turns }) =>
    turns.flatMap(({ from, text }) => (from === "candidate" ? [text] : [])),
  );
  const words = Array.from({ length: 400 }, (_, i) => String.fromCharCode(0x4e00 + 37 * i, 0x4e10 + 29 * i));
  const milliseconds = (work: () => void): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const each: number[] = [];
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < 25; round++) {
    const times = sessions.map(({ scenario, turns }) =>
      milliseconds(() => scoreComplaint(scenario, config, turns, context)),
    );
    let hits = 0;
    const bare = milliseconds(() => {
      for (const text of texts) {
        const plain = text.normalize("NFKC").toLowerCase();
        for (const word of words) if (plain.includes(word)) hits++;
      }
    });
    if (hits > texts.length * words.length || round < 5) continue; // the first rounds warm up
    each.push(...times);
    ours.push(times.reduce((sum, time) => sum + time, 0));
    floor.push(bare);
  }
  return {
    sessionMs: median(each),
    repliesPerSecond: (1000 * texts.length) / median(ours),
    floorRatio: median(ours.map((time, i) => time / (floor[i] ?? 1))),
  };
}
