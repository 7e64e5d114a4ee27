const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };
const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const english =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(" ");

/** What counts as a number in a sentence: 12, 3.5, 十三, 两, two. */
export const numberPattern =
  "(?:\\d{1,6}(?:\\.\\d{1,2})?|[零一二两三四五六七八九十百千万]{1,7}|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen)(?![a-z]))";

/** The value of a number in digits, Chinese or English words; NaN for anything else. 五千五 is 5500, 一万二 12000. */
export function numberOf(written: string): number {
  const text = written.trim().toLowerCase();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const word = english.indexOf(text);
  if (word >= 0) return word;
  if (text === "" || !/^[零〇一二两俩三四五六七八九十百千万]+$/.test(text)) return Number.NaN;
  // 七八十 is seventy to eighty; the lower counts.
  const rough = /^([一二三四五六七八])[二三四五六七八九]([十百])$/.exec(text);
  if (rough) return numberOf(`${rough[1]}${rough[2]}`);
  let total = 0;
  let digit = 0;
  let last = 10;
  for (const char of text) {
    const unit = units[char];
    if (unit === undefined) {
      digit = digits[char] ?? 0;
      if (char === "零") last = 10;
    } else if (unit === 10_000) {
      total = (total + digit || 1) * unit;
      digit = 0;
      last = unit;
    } else {
      total += (digit || 1) * unit;
      digit = 0;
      last = unit;
    }
  }
  return total + (digit > 0 && last > 10 ? digit * (last / 10) : digit);
}
