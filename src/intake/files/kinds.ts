/** What bytes say they are; the file's name is only asked where bytes cannot tell. */
export type FileKind =
  | "pdf"
  | "zip"
  | "ole"
  | "picture"
  | "archive"
  | "html"
  | "mht"
  | "markup"
  | "rtf"
  | "text"
  | "binary";

/** Tells a file's kind by its first bytes. */
export function kindOf(bytes: Uint8Array): FileKind {
  const starts = (...head: number[]) => head.every((byte, i) => bytes[i] === byte);
  // "%PDF-" may come after some rubbish, as readers of PDF allow.
  if (latin(bytes.subarray(0, 1024)).includes("%PDF-")) return "pdf";
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6)) return "zip";
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return "ole";
  if (pictureHeads.some((head) => starts(...head)) || isWebp(bytes) || isHeif(bytes)) return "picture";
  if (archiveHeads.some((head) => starts(...head))) return "archive";
  if (starts(0x7b, 0x5c, 0x72, 0x74, 0x66)) return "rtf";
  if (isBinary(bytes)) return "binary";
  return textKind(latin(bytes.subarray(0, 4096)).replaceAll("\0", ""));
}

const pictureHeads = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x42, 0x4d],
  [0x49, 0x49, 0x2a, 0],
  [0x4d, 0x4d, 0, 0x2a],
];

const archiveHeads = [
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58],
];

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

const isWebp = (bytes: Uint8Array): boolean =>
  latin(bytes.subarray(0, 4)) === "RIFF" && latin(bytes.subarray(8, 12)) === "WEBP";

const isHeif = (bytes: Uint8Array): boolean =>
  /^ftyp(heic|heix|mif1|msf1|avif)/.test(latin(bytes.subarray(4, 12)));

/** Control characters no text has; UTF-16 with its mark has zero bytes and is text. */
function isBinary(bytes: Uint8Array): boolean {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) return false;
  return bytes.subarray(0, 65_536).some((byte) => byte < 32 && !(byte >= 7 && byte <= 13) && byte !== 27);
}

function textKind(head: string): FileKind {
  const body = head
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .replace(/^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)+/i, "");
  if (/^(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?Content-Type:\s*multipart\//i.test(body)) return "mht";
  if (
    /^<(?:!doctype\s+html|html|head|body|meta|title|style|script|table|div|p|span|h\d|ul|center|font|br)\b/i.test(
      body,
    )
  )
    return "html";
  return /^<[!?a-z]/i.test(body) ? "markup" : "text";
}
