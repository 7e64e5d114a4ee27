/**
 * Bytes as text: by their mark, by `declared` when that fits, as UTF-8 when they are valid UTF-8, else as GB18030, which
 * holds GB2312 and GBK.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, "utf-16le") ?? "";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, "utf-16be") ?? "";
  const named = declared === undefined ? undefined : decode(bytes, declared, true);
  return named ?? decode(bytes, "utf-8", true) ?? decode(bytes, "gb18030") ?? "";
}

/** Nothing when the name is unknown or, with `strictly`, when the bytes do not fit. */
function decode(bytes: Uint8Array, charset: string, strictly = false): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: strictly }).decode(bytes);
  } catch {
    return undefined;
  }
}
