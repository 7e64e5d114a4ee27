/** The part of a question that nobody has read yet; what is taken leaves a gap that no pattern can reach across. */
export type Rest = { text: string };

const gap = "▮";

/** The first match of `pattern`, taken out of the rest; null when there is none. */
export function take(rest: Rest, pattern: RegExp): RegExpExecArray | null {
  const found = new RegExp(pattern.source, pattern.flags.replace("g", "")).exec(rest.text);
  if (found) cut(rest, found.index, found.index + found[0].length);
  return found;
}

/** Whether `pattern` is there; every match is taken out. */
export function takeAll(rest: Rest, pattern: RegExp): boolean {
  const all = new RegExp(pattern.source, pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`);
  const before = rest.text;
  rest.text = before.replace(all, (match) => gap.repeat(match.length));
  return rest.text !== before;
}

/** Takes out the units from `from` to `to`; the others keep their places. */
export function cut(rest: Rest, from: number, to: number): void {
  rest.text = rest.text.slice(0, from) + gap.repeat(to - from) + rest.text.slice(to);
}
