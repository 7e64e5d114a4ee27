import type { Locale } from "../../core/locale.ts";
import { scoreKappa } from "../../core/statistics/agreement.ts";
import {
  brierScore,
  calibrationError,
  type Forecast,
  reliabilityBins,
} from "../../core/statistics/calibration.ts";
import { mean, meanAbsoluteError } from "../../core/statistics/description.ts";
import { correlation } from "../../core/statistics/discrimination.ts";
import { type Column, figure, percent, type Section, type Table } from "../report/model.ts";

/** A right-aligned column. */
export const right = (label: string): Column => ({ label, align: "right" });

/** Chinese or English. */
export const chooser =
  (locale: Locale) =>
  (zh: string, en: string): string =>
    locale === "en" ? en : zh;

/** How two lists of points agree; pairs are (expected, computed), 0..100. */
export function agreementTable(pairs: readonly (readonly [number, number])[], locale: Locale): Table {
  const t = chooser(locale);
  const near = (points: number) => mean(pairs.map(([a, b]) => Number(Math.abs(a - b) <= points + 1e-9)));
  return {
    columns: [
      right("n"),
      right("MAE"),
      right(t("偏差", "bias")),
      right("QWK"),
      right("Pearson"),
      right(t("相差 ≤5", "within 5")),
      right(t("相差 ≤10", "within 10")),
    ],
    rows: [
      [
        String(pairs.length),
        figure(meanAbsoluteError(pairs)),
        figure(mean(pairs.map(([a, b]) => b - a))),
        figure(scoreKappa(pairs), 3),
        figure(correlation(pairs), 3),
        percent(near(5)),
        percent(near(10)),
      ],
    ],
  };
}

/** Reliability table and plot with Brier score and calibration error. */
export function calibrationSection(forecasts: readonly Forecast[], says: string, locale: Locale): Section {
  const t = chooser(locale);
  const bins = reliabilityBins(forecasts);
  return {
    title: t("校准", "Calibration"),
    notes: [
      says,
      t(
        "Brier 越低越好（总说 50% 得 0.25）；ECE 是预测与实际的平均差距。点应落在对角线上，点的大小是场次。",
        "Brier: lower is better, always saying 50 % scores 0.25. ECE: mean distance between forecast and share. Points belong on the diagonal; their size is the number of cases.",
      ),
    ],
    plots: [
      {
        kind: "square",
        label: t("可靠性图", "Reliability"),
        x: t("预测概率 →", "forecast →"),
        y: t("实际比例", "share that came true"),
        most: 1,
        points: bins.map(({ forecast, happened, count }) => ({
          x: forecast,
          y: happened,
          size: count,
          label: `${percent(forecast)} → ${percent(happened)} (n = ${count})`,
        })),
      },
    ],
    tables: [
      {
        columns: [right("n"), right("Brier"), right("ECE")],
        rows: [
          [String(forecasts.length), figure(brierScore(forecasts), 4), figure(calibrationError(bins), 4)],
        ],
      },
      {
        columns: [
          { label: t("预测", "forecast") },
          right("n"),
          right(t("平均预测", "mean forecast")),
          right(t("实际", "came true")),
        ],
        rows: bins.map(({ from, to, count, forecast, happened }) => [
          `${percent(from)}–${percent(to)}`,
          String(count),
          figure(forecast),
          figure(happened),
        ]),
      },
    ],
  };
}
