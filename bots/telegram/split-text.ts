/**
 * Cuts a text into parts of at most `max` UTF-16 units, at a paragraph, line, sentence or word if one ends in the second
 * half, and never inside a character as people see it. The parts joined are the text.
 */
export function splitText(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const end = endOfPart(rest, max);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const goodEnds = ["\n\n", "\n", "。", "！", "？", ". ", " "];

function endOfPart(text: string, max: number): number {
  const part = text.slice(0, max);
  const characters = graphemes.segment(text);
  for (const mark of goodEnds) {
    const end = part.lastIndexOf(mark) + mark.length;
    if (end > max / 2 && startsCharacter(characters, end)) return end;
  }
  const start = characters.containing(max)?.index ?? max;
  if (start > 0) return start;
  // One single character longer than a whole part: only surrogate pairs can be kept together.
  return /[\uD800-\uDBFF]$/.test(part) && max > 1 ? max - 1 : max;
}

const startsCharacter = (characters: Intl.Segments, index: number): boolean =>
  characters.containing(index)?.index === index;
