import type { Picture } from "../core/charts/chart.ts";
import type { Drawing } from "../core/charts/sheet.ts";

/** What the drawing thread is asked and answers. */
export type Asked = { id: number; chart: Drawing; fonts: readonly string[] };
export type Answered = { id: number; picture: Picture } | { id: number; failure: string };
