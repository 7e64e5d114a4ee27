/** A subject or file name as rules compare it: the same length as the original, so that places stay. */
export const alike = (text: string): string =>
  [...text.slice(0, mostRead)].map((char) => (char.length > 1 ? char : foldUnit(char))).join("");

/** Longer subjects and file names are cut: none of a board's is. */
const mostRead = 300;

function foldUnit(unit: string): string {
  if (dashes.includes(unit)) return "-";
  if (/\s/.test(unit)) return " ";
  const code = unit.charCodeAt(0);
  const half = code > 0xff00 && code < 0xff5f ? String.fromCharCode(code - 0xfee0) : unit;
  const lower = half.toLowerCase();
  return lower.length === 1 ? lower : half;
}

const dashes = "‐‑‒–—―−－─━";

/** A subject without what mail programs put in front of a forwarded one, however often, and whether there was any. */
export function unwrapSubject(subject: string): { subject: string; forwarded: boolean } {
  let rest = subject.slice(0, mostRead).trim();
  let forwarded = false;
  for (let times = 0; times < 12; times++) {
    const front = wrapped.exec(rest);
    if (!front) break;
    if (!/re|回复|答复/i.test(front[1] ?? "")) forwarded = true;
    rest = rest.slice(front[0].length).trim();
  }
  return { subject: rest, forwarded };
}

/** “Fw:”, “转发：”, also behind the name of a company or a department. */
const wrapped = /^(?:[^:：|【(（]{0,20}?[\s_-])?(fwd?|转发|轉發|转寄|re|回复|答复)\s*[:：]/i;
