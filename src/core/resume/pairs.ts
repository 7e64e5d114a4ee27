import { type LabelField, labelField } from "./labels.ts";
import { matchesOf } from "./matches.ts";
import type { Span } from "./vocabulary.ts";

/** A label of a form and its answer. */
export type Pair = { field: LabelField; label: Span; value: Span };

type Cell = Span & { text: string };

/** Labels with their answers: 「姓名：…」, cells side by side, a column under its heading, or one line under the other. */
export function pairsOf(text: string): Pair[] {
  const lines = linesOf(text);
  const found: Pair[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.text.trim() === "") continue;
    const under = columns(lines, i);
    if (under) {
      found.push(...under.pairs);
      i = under.last;
      continue;
    }
    found.push(...inLine(line, lines[i + 1]));
  }
  return found;
}

/** The lines of a text with their places. */
export function linesOf(text: string): Cell[] {
  let at = 0;
  return text.split("\n").map((line) => {
    const cell = { text: line, start: at, end: at + line.length };
    at += line.length + 1;
    return cell;
  });
}

/** The parts of a line between tabs, bars, wide gaps (or commas); empty ones only where tabs or bars bound them. */
function cellsOf(line: Cell, between = /[|\t]/.test(line.text) ? /[|\t]/g : / {2,}/g): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  const add = (end: number) => {
    const raw = line.text.slice(from, end);
    const lead = raw.length - raw.trimStart().length;
    const text = raw.trim();
    cells.push({ text, start: line.start + from + lead, end: line.start + from + lead + text.length });
  };
  for (const gap of matchesOf(between, line.text)) {
    add(gap.index);
    from = gap.index + gap[0].length;
  }
  add(line.text.length);
  return cells;
}

const ruled = /^[\s|+\-:=_]*$/;

/** A row of headings over a row of answers. */
function columns(lines: readonly Cell[], at: number): { pairs: Pair[]; last: number } | null {
  const line = lines[at];
  if (!line || line.text.length > 400) return null;
  const between = /[|\t]/.test(line.text) ? /[|\t]/g : /,/.test(line.text) ? /,/g : / {2,}/g;
  const heads = cellsOf(line, between);
  const named = heads.filter(({ text }) => text !== "");
  const known = named.filter(({ text }) => labelField(text) !== null).length;
  if (named.length < 3 || known < 0.7 * named.length) return null;
  let next = at + 1;
  while (lines[next] && ruled.test(lines[next]?.text ?? "")) next++;
  const row = lines[next];
  if (!row) return null;
  const cells = cellsOf(row, between);
  if (cells.length !== heads.length) return null;
  if (cells.filter(({ text }) => labelField(text) !== null).length > 1) return null;
  const pairs = heads.flatMap((head, i): Pair[] => {
    const field = labelField(head.text);
    const value = cells[i];
    return field && value && value.text !== "" ? [{ field, label: head, value }] : [];
  });
  return { pairs, last: next };
}

const colon =
  /([\p{Script=Han}A-Za-z][\p{Script=Han}A-Za-z.'/-]{0,14}(?: {1,4}[\p{Script=Han}A-Za-z.'/-]{1,14}){0,4} ?(?:\([^()\n]{1,16}\))?) ?[:=] ?/gu;

function inLine(line: Cell, next: Cell | undefined): Pair[] {
  const cells = cellsOf(line).filter(({ text }) => text !== "");
  const pairs: Pair[] = [];
  // 「标签：值」, several in a row; the answer ends at the next label or cell.
  const heads = matchesOf(colon, line.text.slice(0, 4000)).flatMap((match) => {
    const words = match[1] ?? "";
    const cut = longestLabel(words);
    return cut === null
      ? []
      : [
          {
            field: cut.field,
            start: match.index + cut.from,
            stop: match.index + words.length,
            end: match.index + match[0].length,
          },
        ];
  });
  heads.forEach((head, i) => {
    const rest = line.text.slice(head.end, heads[i + 1]?.start ?? line.text.length);
    const lead = rest.length - rest.trimStart().length;
    const cell = /[|\t]| {2,}/.exec(rest.slice(lead));
    const text = rest.slice(lead, cell ? lead + cell.index : rest.length).replace(/[\s;,、/·]+$/, "");
    if (text === "") return;
    const start = line.start + head.end + lead;
    pairs.push({
      field: head.field,
      label: { start: line.start + head.start, end: line.start + head.stop },
      value: { start, end: start + text.length },
    });
  });
  // Cells side by side.
  for (let i = 0; i + 1 < cells.length; i++) {
    const [cell, value] = [cells[i], cells[i + 1]];
    if (!cell || !value) continue;
    const field = labelField(cell.text);
    if (
      field === null ||
      (labelField(value.text) !== null && !/^(单休|双休|单双休|大小周)$/.test(value.text))
    )
      continue;
    pairs.push({ field, label: cell, value });
    i++;
  }
  const [only] = cells;
  if (cells.length !== 1 || !only || pairs.length > 0) return pairs;
  // A label by itself over its answer.
  const alone = labelField(only.text);
  if (alone !== null) {
    const text = next?.text.trim() ?? "";
    if (!next || text === "" || text.length > 60 || labelField(text) !== null || /[:|\t]/.test(text))
      return pairs;
    const start = next.start + next.text.indexOf(text);
    return [{ field: alone, label: only, value: { start, end: start + text.length } }];
  }
  // A label, a blank, the answer.
  const spaced = /^([\p{Script=Han}]{2,8}|[A-Za-z]{1,12}(?: [A-Za-z]{1,12}){0,2}) (.+)$/u.exec(only.text);
  const field = spaced ? labelField(spaced[1] ?? "") : null;
  if (spaced && field !== null) {
    const start = only.start + (spaced[1] ?? "").length + 1;
    return [{ field, label: { start: only.start, end: start - 1 }, value: { start, end: only.end } }];
  }
  return pairs;
}

/** The longest ending of the words before a colon that is a label: "good health. Night shift" -> Night shift. */
function longestLabel(words: string): { field: LabelField; from: number } | null {
  const whole = labelField(words);
  if (whole !== null) return { field: whole, from: 0 };
  for (const gap of words.matchAll(/[ /.]+/g)) {
    const from = gap.index + gap[0].length;
    const field = labelField(words.slice(from));
    if (field !== null) return { field, from };
  }
  return null;
}
