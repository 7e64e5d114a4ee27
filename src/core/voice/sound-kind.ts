/** Formats of voice messages we can turn into sound: Telegram's, and what WeChat and WeCom hand over. */
export type SoundKind = "ogg" | "amr" | "silk";

/** Tells a voice file's format by its first bytes, whatever it was announced as; null = one we cannot read. */
export function soundKindOf(bytes: Uint8Array): SoundKind | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith("OggS")) return "ogg";
  // The wide-band form says "#!AMR-WB\n", and no library that fits reads it.
  if (head.startsWith("#!AMR\n")) return "amr";
  // Tencent puts one byte before the head.
  return /^\u0002?#!SILK_V3/.test(head) ? "silk" : null;
}
