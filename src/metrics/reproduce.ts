import type { MetricQuery } from "./query.ts";

/** The command line that asks `query` again as of `now`. */
export function reproduce(query: MetricQuery, now: Date): string {
  const { group_by, filters, from, to, compare, limit, order } = query;
  const options: [string, string | number | null][] = [
    ["--group-by", group_by.join(",") || null],
    ["--channel", filters.channel?.join(",") || null],
    ["--job", filters.job],
    ["--shift", filters.shift],
    ["--from", from],
    ["--to", to],
    ["--compare", compare],
    ["--order", order],
    ["--limit", limit],
    ["--now", now.toISOString()],
  ];
  const said = options.flatMap(([name, value]) => (value === null ? [] : [name, quoted(String(value))]));
  return ["npm run --silent cli -- metric", query.metric, ...said].join(" ");
}

const quoted = (word: string): string =>
  /^[\w.,:@%+=/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
