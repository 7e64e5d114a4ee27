/** Width x height that a picture claims in its first bytes; 0 where they do not tell. Nothing is decoded. */
export function pixelsOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = bytes.length;
  if (long >= 24 && view.getUint32(0) === 0x89504e47) return view.getUint32(16) * view.getUint32(20);
  if (long >= 10 && view.getUint32(0) === 0x47494638)
    return view.getUint16(6, true) * view.getUint16(8, true);
  if (long >= 26 && view.getUint16(0) === 0x424d)
    return Math.abs(view.getInt32(18, true)) * Math.abs(view.getInt32(22, true));
  return long >= 4 && view.getUint16(0) === 0xffd8 ? pixelsOfJpeg(view) : 0;
}

/** Walks the segments to the frame header. */
function pixelsOfJpeg(view: DataView): number {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return 0;
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return 0;
}
