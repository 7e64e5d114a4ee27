const digits = "零一二三四五六七八九";
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** `text` with Chinese numerals up to 99,999 written as digits: "五千到七千" = "5000到7000", "一万二" = "12000". */
export function arabic(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[两俩]/g, "二")
    .replace(/〇/g, "零")
    .replace(/(?<![\d.])[零一二三四五六七八九十百千万]+/g, (run) => String(numberOf(run) ?? run));
}

function numberOf(run: string): number | null {
  const [high = "", low = "", ...more] = run.split("万");
  if (more.length > 0) return null;
  if (!run.includes("万")) return below(run);
  if (high === "") return null;
  const thousands = below(high);
  // "一万二" leaves the unit out: two thousand.
  const rest =
    low.length === 1 && digits.includes(low) ? digits.indexOf(low) * 1000 : low === "" ? 0 : below(low);
  return thousands === null || rest === null ? null : thousands * 10_000 + rest;
}

function below(run: string): number | null {
  if (/^[零一二三四五六七八九]+$/.test(run)) {
    return Number(Array.from(run, (char) => digits.indexOf(char)).join(""));
  }
  let total = 0;
  let current = 0;
  let lastUnit = 1;
  for (const char of run) {
    const unit = units[char];
    if (unit !== undefined) {
      total += (current === 0 ? 1 : current) * unit;
      current = 0;
      lastUnit = unit;
    } else if (digits.includes(char)) {
      current = digits.indexOf(char);
      if (char === "零") lastUnit = 10;
    } else return null;
  }
  // "五千五" leaves the unit out: five hundred.
  return (
    total + (current > 0 && lastUnit >= 100 && !run.includes("零") ? current * (lastUnit / 10) : current)
  );
}
