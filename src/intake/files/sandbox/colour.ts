/** Red, green, blue, 0-255 each. */
export type Colour = readonly [number, number, number];

export const white: Colour = [255, 255, 255];

/** Whether words of colour `a` on ground `b` cannot be told from it: no channel differs by more than a tenth. */
export function sameToTheEye(a: Colour, b: Colour): boolean {
  return a.every((value, channel) => Math.abs(value - (b[channel] ?? 0)) <= 25);
}

/** Whether white words are meant to be read on it. */
export const isDark = (colour: Colour): boolean => !sameToTheEye(colour, white);

/** Colours as documents and pages write them: RRGGBB, #rgb, #rrggbb, rgb(…), a few names; nothing for any other. */
export function colourOf(written: string): Colour | undefined {
  const word = written.trim().toLowerCase();
  const known = names.get(word);
  if (known) return known;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(word);
  if (short) return triple(short.slice(1).map((digit) => Number.parseInt(digit + digit, 16)));
  const long = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:[0-9a-f]{2})?$/.exec(word);
  if (long) return triple(long.slice(1).map((digits) => Number.parseInt(digits, 16)));
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})/.exec(word);
  return rgb ? triple(rgb.slice(1).map(Number)) : undefined;
}

const triple = ([red = 0, green = 0, blue = 0]: number[]): Colour => [red, green, blue];

const names = new Map<string, Colour>([
  ["white", white],
  ["snow", [255, 250, 250]],
  ["ivory", [255, 255, 240]],
  ["ghostwhite", [248, 248, 255]],
  ["whitesmoke", [245, 245, 245]],
  ["floralwhite", [255, 250, 240]],
  ["black", [0, 0, 0]],
  ["gray", [128, 128, 128]],
  ["grey", [128, 128, 128]],
  ["red", [255, 0, 0]],
  ["green", [0, 128, 0]],
  ["blue", [0, 0, 255]],
  ["navy", [0, 0, 128]],
  ["yellow", [255, 255, 0]],
  ["darkblue", [0, 0, 139]],
  ["darkred", [139, 0, 0]],
  ["darkgray", [169, 169, 169]],
  ["lightgray", [211, 211, 211]],
]);
