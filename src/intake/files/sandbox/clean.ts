/**
 * Takes out what no reader sees: zero-width, direction-changing and tag characters, controls, lone halves. `changed` when
 * there were any but those that writing programs leave (a mark at the very start, soft hyphens, joiners inside emoji).
 */
export function clean(raw: string): { text: string; changed: boolean } {
  const harmless = raw
    .replace(/^\ufeff/, "")
    .replaceAll("\u00ad", "")
    .replace(
      /(\p{Extended_Pictographic}(?:\ufe0f|[\u{1f3fb}-\u{1f3ff}])?)\u200d(?=\p{Extended_Pictographic})/gu,
      "$1",
    )
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]|\ufe0e|\ufe0f/g, "");
  const seen = harmless.replace(new RegExp(unseen, "gu"), "").toWellFormed();
  const text = seen
    .replace(/\r\n?|[\u000b\u000c\u2028\u2029]/g, "\n")
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f]/g, " ")
    .replace(/ {5,}/g, "    ")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return { text, changed: unseen.test(harmless) };
}

const unseen =
  /\u034f|\u17b4|\u17b5|[\u180b-\u180f]|[\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]/u;
