import { altOfCostCurve, altOfCostOverTime } from "./alt-cost.ts";
import { altOfSeries } from "./alt-series.ts";
import type { ArrivalsChart, ChannelsChart, Chart, DropChart, FunnelChart } from "./chart.ts";
import { biggestLoss, clearBest, lastWeek, peakOf } from "./findings.ts";
import { figure, forOrientation, percent, periodWords, range, say, tooFew } from "./words.ts";

/** Slack takes 2,000 UTF-16 units of alternative text. */
const longest = 1900;
const rowsSaid = 12;

/** The picture in words, for whoever cannot see it: what it shows and what follows from it. At most 1,900 UTF-16 units. */
export function altText(chart: Chart): string {
  const stop = say(chart.locale, "。", ". ");
  const parts = [`${chart.title} (${periodWords(chart)})`, finding(chart), chart.caveat ?? ""];
  const text = parts
    .filter((part) => part !== "")
    .map((part) => part.replace(/[。.]\s*$/, ""))
    .join(stop)
    .concat(stop.trim());
  return clip(text);
}

/** What follows from a chart, without its title. */
export function finding(chart: Chart): string {
  switch (chart.kind) {
    case "funnel":
      return altOfFunnel(chart);
    case "channels":
      return altOfChannels(chart);
    case "arrivals":
      return altOfArrivals(chart);
    case "drop":
      return altOfDrop(chart);
    case "cost_curve":
      return altOfCostCurve(chart);
    case "cost_over_time":
      return altOfCostOverTime(chart);
    case "series":
      return altOfSeries(chart);
    default:
      return chart satisfies never;
  }
}

function altOfFunnel({ steps, locale }: FunnelChart): string {
  const said = steps.map(({ name, count }, i) => {
    const before = steps[i - 1]?.count ?? 0;
    return before > 0 ? `${name} ${figure(count)} (${percent(count / before)})` : `${name} ${figure(count)}`;
  });
  const loss = biggestLoss(steps);
  if (!loss) return said.join(" → ");
  const most = say(
    locale,
    `流失最多的一步是“${loss.from}→${loss.to}”，流失 ${figure(loss.lost)} 人 (${percent(loss.share)})`,
    `The biggest loss is ${loss.from} → ${loss.to}: ${figure(loss.lost)} people (${percent(loss.share)})`,
  );
  return say(locale, `${said.join(" → ")}。${most}`, `${said.join(" → ")}. ${most}`);
}

function altOfChannels(chart: ChannelsChart): string {
  const { rows, locale, measure } = chart;
  const join = say(locale, "；", "; ");
  const enough = rows.filter(({ share }) => share !== null);
  const few = rows.filter(({ share }) => share === null);
  const said = enough.slice(0, rowsSaid).map(({ name, hits, n, share, interval }) => {
    const sure = interval
      ? say(locale, `，95% 区间 ${range(interval)}`, `, 95% interval ${range(interval)}`)
      : "";
    const small = n < 20 ? say(locale, `，${forOrientation(locale)}`, `, ${forOrientation(locale)}`) : "";
    return `${name} ${figure(hits)}/${figure(n)} (${percent(share ?? 0)}${sure}${small})`;
  });
  if (enough.length > rowsSaid)
    said.push(
      say(locale, `另有 ${enough.length - rowsSaid} 个渠道`, `${enough.length - rowsSaid} more channels`),
    );
  const counted = few.slice(0, rowsSaid).map(({ name, hits, n }) => `${name} ${figure(hits)}/${figure(n)}`);
  if (counted.length > 0)
    said.push(`${tooFew(locale)}${say(locale, "：", ": ")}${counted.join(say(locale, "、", ", "))}`);
  const best = clearBest(chart);
  const verdict = best
    ? say(
        locale,
        `${best.name} 最好的概率为 ${percent(best.probability)}`,
        `${best.name} is the best with a probability of ${percent(best.probability)}`,
      )
    : say(locale, "数据不足以给渠道排名", "The data do not suffice to rank the channels");
  return [`${measure}${say(locale, "：", ": ")}${said.join(join)}`, verdict].join(say(locale, "。", ". "));
}

function altOfArrivals({ cells, locale }: ArrivalsChart): string {
  const peak = peakOf(cells);
  if (!peak) return say(locale, "没有简历到达", "No résumé arrived");
  const hours = `${peak.from}:00–${peak.from + 2}:00`;
  const share = `${figure(peak.count)}/${figure(peak.total)}, ${percent(peak.count / peak.total)}`;
  const when = say(
    locale,
    `一天中到达最多的是 ${hours} (${share})`,
    `The busiest two hours are ${hours} (${share})`,
  );
  const sure = peak.clear
    ? ""
    : say(locale, "，但数据不足以确定高峰", ", but the data do not suffice to call it a peak");
  const week = say(
    locale,
    `周一到周五共 ${figure(peak.workdays)} 份，周末共 ${figure(peak.weekend)} 份`,
    `Monday to Friday ${figure(peak.workdays)} in all, weekends ${figure(peak.weekend)}`,
  );
  return [when + sure, week].join(say(locale, "。", ". "));
}

function altOfDrop({ days, alarms, daysBetweenFalseAlarms, locale }: DropChart): string {
  const { observed, expected } = lastWeek(days);
  const recent =
    expected === null
      ? say(
          locale,
          `最近 7 天 ${figure(observed)} 份，历史太短，还没有预期`,
          `${figure(observed)} in the last 7 days; too short a history for an expectation`,
        )
      : say(
          locale,
          `最近 7 天 ${figure(observed)} 份，预期 ${figure(expected)} 份`,
          `${figure(observed)} in the last 7 days, ${figure(expected)} expected`,
        );
  const last = alarms.at(-1);
  const alarm = last
    ? say(
        locale,
        `${alarms.length} 次骤降报警，最近一次 ${last.date}：7 天 ${figure(last.observed)} 份，预期 ${figure(last.expected)} 份`,
        `${alarms.length} drop ${alarms.length === 1 ? "alarm" : "alarms"}, the latest on ${last.date}: ${figure(last.observed)} in 7 days, ${figure(last.expected)} expected`,
      )
    : say(locale, "没有骤降报警", "No drop alarm");
  const honest =
    daysBetweenFalseAlarms === null
      ? ""
      : say(
          locale,
          `误报约每 ${Math.round(daysBetweenFalseAlarms)} 天 1 次`,
          `About one false alarm every ${Math.round(daysBetweenFalseAlarms)} days`,
        );
  const masked = days.filter((day) => day.masked).length;
  const shaded =
    masked === 0
      ? ""
      : say(locale, `${masked} 天因节假日或大促不计`, `${masked} holiday or sale days are left out`);
  return [alarm, recent, honest, shaded].filter((part) => part !== "").join(say(locale, "。", ". "));
}

function clip(text: string): string {
  if (text.length <= longest) return text;
  let cut = "";
  for (const character of text) {
    if (cut.length + character.length > longest - 1) break;
    cut += character;
  }
  return `${cut}…`;
}
