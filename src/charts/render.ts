import { Resvg } from "@resvg/resvg-js";
import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import {
  GraphicComponent,
  GridComponent,
  LegendComponent,
  MarkPointComponent,
  TitleComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { altText } from "../core/charts/alt.ts";
import type { Chart, Picture } from "../core/charts/chart.ts";
import { type Drawing, isSheet } from "../core/charts/sheet.ts";
import { fontFamily, frame, width } from "./look.ts";
import { drawingOf } from "./options/index.ts";
import { drawSheet } from "./sheet.ts";

use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GraphicComponent,
  GridComponent,
  LegendComponent,
  MarkPointComponent,
  TitleComponent,
  VisualMapComponent,
  SVGRenderer,
]);

/** Pixels per unit of the drawing. */
const scale = 2;

/**
 * Draws a chart, a code or a poster; the same chart always gives the same bytes. Takes some tenths of a second of processor, so not on the
 * main thread.
 */
export function renderNow(drawing: Drawing, fonts: readonly string[]): Picture {
  const { svg, pixels, alt } = isSheet(drawing)
    ? drawSheet(drawable(drawing))
    : { svg: svgOf(drawing), pixels: width * scale, alt: altText(drawing) };
  const image = new Resvg(svg, {
    fitTo: { mode: "width", value: pixels },
    font: {
      fontFiles: [...fonts],
      loadSystemFonts: false,
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  return { svg, png: image.render().asPng(), alt };
}

/** The drawing itself. */
export function svgOf(chart: Chart): string {
  const shown = drawable(chart);
  const { height, foot, option } = drawingOf(shown);
  const canvas = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    canvas.setOption({ ...frame(shown, height, foot), ...option });
    return renumbered(canvas.renderToSVGString());
  } finally {
    // Otherwise its timers keep the process alive.
    canvas.dispose();
  }
}

/** Ids are numbered through the life of a process; here each picture counts from 0. */
function renumbered(svg: string): string {
  const numbers = new Map<string, number>();
  return svg.replace(/\bzr\d+-[a-z]+-?\d+/g, (id) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return `zr-${number}`;
  });
}

/** Without characters that may not stand in XML, that turn the line around, or that the font does not have. */
const drawable = <T extends Drawing>(drawing: T): T =>
  JSON.parse(JSON.stringify(drawing), (_key, value: unknown) =>
    typeof value === "string"
      ? value
          .toWellFormed()
          .replace(
            /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffc-\uffff]|\ufe0f|\p{Extended_Pictographic}/gu,
            "",
          )
      : value,
  );
