import type { Chart } from "../../../src/core/charts/chart.ts";

/** What a button needs of the page it stands on. */
export type Ground = {
  /** Makes a click have one effect, however often its form is submitted. */
  delivery: string;
  /** Where to go after it. */
  back: string;
  /** Address of a button that only shows something; null = it acts. */
  linkOf(actionId: string, value: string): string | null;
  /** Address of a chart's picture; null = it is shown in words. */
  pictureOf?(chart: Chart): string | null;
  words: { cancel: string };
  /** Mistakes in the form that is shown again, by action id of the field. */
  errors?: Record<string, string>;
};
