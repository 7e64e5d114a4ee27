import { createInflateRaw } from "node:zlib";

const limits = { entries: 2000, inflated: 300 * 1024 * 1024, ratio: 200 } as const;

/** The file is no archive that may be opened; the message says why. */
export class UnsafeArchive extends Error {
  override name = "UnsafeArchive";
}

type Entry = { offset: number; packed: number; method: number };

/**
 * Inflates every entry of a ZIP archive once without keeping anything, and throws UnsafeArchive when there are more than
 * 2,000 of them, when they are larger than 300 MB together or one grows more than 200-fold: what an entry says of its
 * own size proves nothing.
 */
export async function checkArchive(bytes: Uint8Array): Promise<void> {
  let inflated = 0;
  for (const entry of entriesOf(bytes)) {
    const packed = bytes.subarray(entry.offset, entry.offset + entry.packed);
    if (entry.method === 0) inflated += packed.length;
    else if (entry.method === 8) inflated += await inflatedSize(packed, limits.inflated - inflated);
    else throw new UnsafeArchive("the file is packed in a way we do not open");
    if (inflated > limits.inflated) throw new UnsafeArchive("the file is too large when unpacked");
  }
}

function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) throw new UnsafeArchive("the file holds too many parts");
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw new UnsafeArchive("the file is damaged");
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50)
      throw new UnsafeArchive("the file is damaged");
    const offset = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const packed = view.getUint32(at + 20, true);
    if (offset + packed > bytes.length) throw new UnsafeArchive("the file is damaged");
    entries.push({ offset, packed, method: view.getUint16(at + 10, true) });
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endOfDirectory(view: DataView): number {
  const from = view.byteLength - 22;
  for (let at = from; at >= Math.max(0, from - 65_535); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new UnsafeArchive("the file is no Excel workbook, or it is damaged");
}

function inflatedSize(packed: Uint8Array, most: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const inflate = createInflateRaw();
    let size = 0;
    const stop = (reason: string) => {
      inflate.destroy();
      reject(new UnsafeArchive(reason));
    };
    inflate.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      if (size > most) stop("the file is too large when unpacked");
      else if (size > 1024 * 1024 && size > packed.length * limits.ratio)
        stop("a part of the file grows more than 200-fold when unpacked");
    });
    inflate.on("end", () => resolve(size));
    inflate.on("error", () => reject(new UnsafeArchive("the file is damaged")));
    inflate.end(packed);
  });
}
