import type { Day } from "../calendar-days.ts";
import { matchesOf } from "./matches.ts";
import { linesOf } from "./pairs.ts";
import type { Span } from "./vocabulary.ts";

/** A time somebody spent somewhere: months since year 0, end exclusive, and what the text says about it. */
export type Spell = { from: number; to: number; span: Span; heading: string; block: string };

const monthWords = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const word = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\\.?";
const date = `(?:(?:19|20)\\d{2} ?(?:年 ?(?:(?:0?[1-9]|1[0-2])(?!\\d) ?月?份?(?:\\d{1,2}[日号])?)?|[.\\-/] ?(?:0[1-9]|1[0-2]|[1-9])(?!\\d)(?:[.\\-/]\\d{1,2}(?!\\d))?月?)?|(?:0?[1-9]|1[0-2])[/.](?:19|20)\\d{2}|(?<![a-z])${word},? ?(?:19|20)\\d{2})`;
const now = "(?:至今|今(?!年)|现在|目前|如今|迄今|present|now|current(?:ly)?|today|to date|date)";
const between =
  "(?: ?(?:-+|~+|—+|→|/(?= )|至|到|\\bto\\b|\\buntil\\b|\\btill?\\b|\\bthrough\\b|\\bsince\\b) ?){1,2}";
const spell = new RegExp(`(?<!\\d)(${date})(?:${between}(${date}|${now})| ?(至今|迄今|以来至今))`, "gi");

const relative = "(?:(?:今年|去年|前年|上个?月|本月)(?:\\d{1,2}月)?)";
const told = new RegExp(
  `(?<!\\d)(${date}|${relative})(?:[^。;\\n]{0,60}?)(?:干到了?|做到了?|工作到|待到|呆到|直到|一直到|到|至)(${date}|${relative}|${now})`,
  "gi",
);
const then = new RegExp(
  `(?:随后|之后|后来|接着|再后来)[^。;\\n]{0,40}?(?:至|到)(${date}|${relative}|${now})`,
  "gi",
);

/** Spells told in a sentence: 「2019年10月进入…，一直干到2022年10月；随后加入…至今年9月」. */
function toldSpells(text: string, today: Day): Spell[] {
  const spells: Spell[] = [];
  const add = (match: RegExpExecArray | RegExpMatchArray, from: number | null, to: number | null) => {
    const start = match.index ?? 0;
    if (from === null || to === null || to <= from || to - from > 600) return;
    spells.push({
      from,
      to,
      span: { start, end: start + match[0].length },
      heading: `${tail(text.slice(Math.max(0, start - 40), start))}${match[0]}`,
      block: match[0],
    });
  };
  for (const match of matchesOf(told, text))
    add(match, monthOf(match[1] ?? "", today), monthOf(match[2] ?? "", today));
  for (const match of matchesOf(then, text)) {
    const before = spells.filter(({ span }) => span.end <= match.index).at(-1);
    if (before) add(match, before.to, monthOf(match[1] ?? "", today));
  }
  return spells;
}

/** Every "from … to …" of the text with its heading and block; `today` is what 至今 means. */
export function spellsIn(text: string, today: Day): Spell[] {
  const matches = matchesOf(spell, text).slice(0, 60);
  const lines = linesOf(text);
  const lineAt = (at: number) => lines.findIndex((line) => at >= line.start && at <= line.end);
  if (matches.length === 0) return toldSpells(text, today);
  return matches.flatMap((match, i): Spell[] => {
    const from = monthOf(match[1] ?? "", today);
    const to = monthOf(match[2] ?? "至今", today);
    if (from === null || to === null || to < from || to - from > 600) return [];
    const start = match.index;
    const end = start + match[0].length;
    const n = lineAt(start);
    const line = lines[n];
    if (!line) return [];
    const previous = matches[i - 1];
    const following = matches[i + 1];
    const before = Math.max(line.start, previous ? previous.index + previous[0].length : 0);
    const lone = line.text.replace(match[0], "").replace(/[^\p{Script=Han}A-Za-z]/gu, "").length < 2;
    const sameLine = (other: RegExpMatchArray | undefined) =>
      other !== undefined && lineAt(other.index ?? 0) === n;
    const inBrackets = /[(（【[]\s*$/.test(text.slice(before, start));
    let heading: string;
    if (lone) {
      // Only dates in this line: the job is named above, or below when nothing fitting is above.
      const above = (lines[n - 1]?.text ?? "").trim();
      const over = (lines[n - 2]?.text ?? "").trim();
      heading =
        above !== "" && !/[:：]$/.test(above) && above.length < 90
          ? `${over.length < 60 && !spell.test(over) ? over : ""} ${above}`
          : (lines[n + 1]?.text ?? "");
      spell.lastIndex = 0;
    } else if (sameLine(previous) || sameLine(following)) {
      const stop = following && sameLine(following) ? following.index : line.end;
      let ahead = text.slice(end, stop);
      // What stands before the next bracketed date belongs to the next.
      if (following && sameLine(following) && inBrackets)
        ahead = ahead.slice(
          0,
          Math.max(0, Math.max(ahead.lastIndexOf(","), ahead.lastIndexOf("。"), ahead.lastIndexOf(";"))),
        );
      heading = (inBrackets ? tail(text.slice(before, start)) : "") + ahead;
    } else heading = line.text;
    const blockEnd = blockStop(
      text,
      end,
      following ? (lines[lineAt(following.index)]?.start ?? text.length) : text.length,
    );
    return [
      {
        from,
        to,
        span: { start, end },
        heading,
        block: text.slice(lone ? start : line.start, Math.max(end, blockEnd)),
      },
    ];
  });
}

/** The last part of what stands before a bracket. */
const tail = (text: string): string => text.split(/[。;\n]/).at(-1) ?? "";

const section =
  /\n\s*(?:\n|[【[#◆■*]{0,2}\s*(?:教育|学历|技能|自我|其他|个人|求职|期望|语言|证书|培训经历|项目|备注|特长|爱好|education|skills?|languages?|additional|expect|personal|certificat|interests|summary|tools)\S{0,8})/i;

function blockStop(text: string, from: number, most: number): number {
  const rest = text.slice(from, Math.min(most, from + 1200));
  const stop = section.exec(rest);
  return from + (stop ? stop.index : rest.length);
}

/** Months of all spells, each month once. */
export function monthsOf(spells: readonly { from: number; to: number }[]): number {
  let total = 0;
  let reached = 0;
  for (const { from, to } of [...spells].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}

/** Months since year 0 of a written date; a year alone is its January. */
export function monthOf(written: string, today: Day): number | null {
  const year = /(?:19|20)\d{2}/.exec(written);
  if (!year) {
    const [y = 0, m = 1] = today.split("-").map(Number);
    if (/上个?月/.test(written)) return y * 12 + m - 2;
    const ago = /去年/.test(written) ? 1 : /前年/.test(written) ? 2 : 0;
    const month = Number(/(\d{1,2})月/.exec(written)?.[1] ?? (ago > 0 ? 1 : m));
    return (y - ago) * 12 + month - 1;
  }
  const rest = written.replace(year[0], " ");
  const name = /[a-z]{3}/i.exec(rest);
  const month = name ? monthWords.indexOf(name[0].toLowerCase()) + 1 : Number(/\d{1,2}/.exec(rest)?.[0] ?? 1);
  if (month < 1 || month > 12) return null;
  return Number(year[0]) * 12 + month - 1;
}
