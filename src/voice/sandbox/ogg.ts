/** Packets of one stream may be so many; beyond it no recording of ours goes. */
const mostPackets = 120_000;

/**
 * The packets of the first stream of an Ogg file (RFC 3533): pages of up to 255 segments; a segment of 255 bytes goes on in
 * the next one, also over pages. Throws on anything else.
 */
export function oggPackets(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let serial: number | null = null;
  for (let at = 0; at + 27 <= bytes.length; ) {
    if (view.getUint32(at) !== 0x4f676753) throw new Error("no Ogg page");
    const own = view.getUint32(at + 14, true);
    const segments = bytes.subarray(at + 27, at + 27 + view.getUint8(at + 26));
    let from = at + 27 + segments.length;
    serial ??= own;
    for (const size of segments) {
      if (own === serial) {
        open.push(bytes.subarray(from, from + size));
        if (size < 255) {
          packets.push(joined(open));
          open = [];
          if (packets.length > mostPackets) throw new Error("too many packets");
        }
      }
      from += size;
    }
    at = from;
  }
  return packets;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  return new Uint8Array(Buffer.concat(parts));
}
