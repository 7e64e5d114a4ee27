import type { Chart, Picture } from "../core/charts/chart.ts";

/** What the drawing thread is asked and answers. */
export type Asked = { id: number; chart: Chart; fonts: readonly string[] };
export type Answered = { id: number; picture: Picture } | { id: number; failure: string };
