/**
 * The text of a file whose encoding nobody says: UTF-8 or UTF-16 by their mark, UTF-16 without one by its zero bytes,
 * else UTF-8 when every byte fits, else GB18030, which is what Chinese spreadsheets save.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = detect(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

function detect(bytes: Uint8Array): Encoding {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 4096);
  const zeros = (odd: 0 | 1) => head.filter((byte, i) => i % 2 === odd && byte === 0).length;
  // Commas, digits and line ends are in every table: in UTF-16 half of each of them is a zero.
  if (zeros(1) > head.length / 40 && zeros(0) === 0) return "utf-16le";
  if (zeros(0) > head.length / 40 && zeros(1) === 0) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "gb18030";
  }
}
