const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
const goodEnds = ["\n\n", "\n", "。", "！", "？", ". ", " "];

/** Bytes in UTF-8. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/**
 * Cuts a text into parts of at most `max` bytes, at a paragraph, line, sentence or word if one ends in the second half,
 * and never inside a character as people see it (only one longer than a whole part is cut, between its code points).
 * The parts joined are the text.
 */
export function splitBytes(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text.toWellFormed();
  while (bytesOf(rest) > max) {
    const end = endOfPart(rest, max);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

function endOfPart(text: string, max: number): number {
  const hard = longest(text, max);
  const part = text.slice(0, hard);
  for (const mark of goodEnds) {
    const end = part.lastIndexOf(mark) + mark.length;
    if (end > part.length / 2 && end <= part.length && startsCharacter(text, end)) return end;
  }
  return hard;
}

const startsCharacter = (text: string, index: number): boolean =>
  graphemes.segment(text).containing(index)?.index === index;

/** The longest run of whole characters that fits, at least one code point. */
function longest(text: string, max: number): number {
  let end = 0;
  let bytes = 0;
  // A part of `max` bytes has at most so many units.
  for (const { segment } of graphemes.segment(text.slice(0, max + 64))) {
    bytes += bytesOf(segment);
    if (bytes > max) break;
    end += segment.length;
  }
  if (end > 0) return end;
  for (const point of text) {
    if (bytesOf(text.slice(0, end + point.length)) > max) break;
    end += point.length;
  }
  return Math.max(end, 1);
}
