import type { Run } from "./pdf-canvas.ts";

/**
 * Runs of words as lines of text, in the order the page sets them (columns stay together): a gap becomes a space, a wide
 * one a tab, another height a new line.
 */
export function linesOf(runs: readonly Run[]): string {
  let text = "";
  let last: Run | undefined;
  for (const run of runs) {
    if (last) text += between(last, run);
    text += run.text;
    last = run;
  }
  return text
    .replace(/[\u2f00-\u2fdf\ufb00-\ufb06]/g, (one) => one.normalize("NFKC"))
    .replace(radicals, plain);
}

function between(last: Run, run: Run): string {
  const size = Math.max(last.size, run.size);
  const gap = run.x - last.endX;
  if (Math.abs(run.y - last.y) > size * 0.5 || gap < -size) return "\n";
  if (gap > size * 2) return "\t";
  return gap > size * 0.2 && !/\s$/.test(last.text) && !/^\s/.test(run.text) ? " " : "";
}

/** Radicals that some programs write for the character of the same look. */
const pairs =
  "⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻰龙⻳龟";
const characters = new Map(
  Array.from({ length: pairs.length / 2 }, (_, i) => [pairs[i * 2] ?? "", pairs[i * 2 + 1] ?? ""]),
);
const radicals = /[\u2e80-\u2eff]/g;
const plain = (radical: string): string => characters.get(radical) ?? radical;
