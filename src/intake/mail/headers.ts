/**
 * The same message with the headers that carry names and titles spelt so that any parser reads them right: encoded words
 * that were cut in the middle of a character are put together, and bytes that were not encoded at all are read as UTF-8
 * or else as GB18030 (which holds GBK and GB2312). Everything else stays byte by byte.
 */
export function plainHeaders(raw: Uint8Array): Uint8Array {
  const source = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1");
  const spelt = source.replace(header, (whole, name: string, value: string) => {
    if (value.length > longest || !/=\?|[\x80-\xff]/.test(value)) return whole;
    return `${name}:${respell(value.replace(/\r?\n[ \t]+/g, " "), /subject/i.test(name))}`;
  });
  return spelt === source ? raw : Buffer.from(spelt, "latin1");
}

/** Longer ones are nobody's name or title, and are left alone. */
const longest = 8000;

/** A header with its folded lines; lengths are bounded by lines, so the search stays linear. */
const header = /^(subject|from|content-type|content-disposition):([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)/gim;

const words =
  /=\?[\w-]{2,30}(?:\*[\w-]+)?\?[bq]\?[^?\s]*\?=(?:\s*=\?[\w-]{2,30}(?:\*[\w-]+)?\?[bq]\?[^?\s]*\?=)*/gi;

function respell(value: string, whole: boolean): string {
  const joined = value.replace(words, (run) => encode(decodeRun(run)));
  const bare = whole ? /[^\s=][^=]*[\x80-\xff][^=]*/g : /[^"=;\r\n<>]*[\x80-\xff][^"=;\r\n<>]*/g;
  return joined.replace(bare, (part) =>
    /[\x80-\xff]/.test(part) ? encode(readBytes(Buffer.from(part, "latin1"))) : part,
  );
}

const encode = (text: string): string => `=?utf-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`;

/** Neighbours of one character set are one row of bytes: mail programs cut where a line is full. */
function decodeRun(run: string): string {
  const pieces: { charset: string; bytes: Buffer[] }[] = [];
  for (const [, charset = "", how = "", text = ""] of run.matchAll(
    /=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?\s]*)\?=/gi,
  )) {
    const bytes = /b/i.test(how) ? Buffer.from(text, "base64") : quotedPrintable(text);
    const last = pieces.at(-1);
    if (last?.charset === charset.toLowerCase()) last.bytes.push(bytes);
    else pieces.push({ charset: charset.toLowerCase(), bytes: [bytes] });
  }
  return pieces.map(({ charset, bytes }) => decodeAs(charset, Buffer.concat(bytes))).join("");
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll("_", " ")
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

/** Bytes in the named character set; one that is not known, or that does not fit, is guessed. */
function decodeAs(charset: string, bytes: Uint8Array): string {
  try {
    // GB18030 holds GB2312 and GBK; mails say the smaller and use the larger.
    const name = /^(?:gb2312|gbk|gb_?2312-80|cp936|x-gbk|hz-gb-2312)$/.test(charset) ? "gb18030" : charset;
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return readBytes(bytes);
  }
}

/** Bytes of an unknown character set: UTF-8 when they are that without a mistake, else GB18030. */
export function readBytes(bytes: Uint8Array): string {
  for (const [name, fits] of [
    ["utf-8", /^[^\u0080-\u04ff]*$/],
    ["gb18030", /./s],
  ] as const) {
    try {
      const text = new TextDecoder(name, { fatal: true }).decode(bytes);
      // Two GBK letters can look like Cyrillic or accents in UTF-8, which Chinese names are not.
      if (fits.test(text)) return text;
    } catch {}
  }
  return new TextDecoder("utf-8").decode(bytes);
}
