import type { KnownBlock } from "@slack/types";
import { altText } from "../core/charts/alt.ts";
import type { Chart } from "../core/charts/chart.ts";
import { plainText } from "./text.ts";
import type { View } from "./types.ts";

/** A chart in a view: in front of the block with this index; beyond the last one = at the end. */
export type PlacedChart = { chart: Chart; before: number };

/** The blocks with a block for each picture in its place. */
export function withPictures(
  { blocks, pictures = [] }: View,
  of: (chart: Chart) => KnownBlock,
): KnownBlock[] {
  const placed = (from: number, to: number) =>
    pictures.filter(({ before }) => before >= from && before < to).map(({ chart }) => of(chart));
  return [
    ...blocks.flatMap((block, i) => [...placed(i === 0 ? -Infinity : i, i + 1), block]),
    ...placed(blocks.length === 0 ? -Infinity : blocks.length, Infinity),
  ];
}

/** The view without pictures: what each of them shows, in words. */
export const inWords = (view: View): View => ({
  text: view.text,
  blocks: withPictures(view, (chart) => ({ type: "section", text: plainText(altText(chart), 2900) })),
});

/** The view with one more picture, in front of the block with this index; nothing to draw changes nothing. */
export const withChart = (view: View, chart: Chart | null, before: number): View =>
  chart ? { ...view, pictures: [...(view.pictures ?? []), { chart, before }] } : view;
