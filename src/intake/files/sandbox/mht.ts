import { limits } from "../limits.ts";
import { Refused } from "../refused.ts";
import type { Found } from "./answer.ts";
import { readHtml } from "./html.ts";
import { decodeText } from "./plain.ts";

type Part = {
  type: string;
  charset: string | undefined;
  encoding: string;
  body: Buffer;
  boundary: string | undefined;
};

/** Reads a saved page (mht): its first part of HTML, else its first part of plain text. Other parts are left alone. */
export function readMht(bytes: Buffer): Found {
  const parts = partsOf(partOf(bytes), 0);
  const page = parts.find((part) => part.type === "text/html");
  if (page) return readHtml(decodeText(decoded(page), page.charset));
  const plain = parts.find((part) => part.type === "text/plain");
  if (!plain) throw new Refused("no_text");
  return { text: decodeText(decoded(plain), plain.charset), flags: [] };
}

/** Head and body of a part. */
function partOf(bytes: Buffer): Part {
  const end = /\r?\n\r?\n/.exec(bytes.subarray(0, 65_536).toString("latin1"));
  const split = end ? end.index + end[0].length : bytes.length;
  const heads = bytes
    .subarray(0, split)
    .toString("latin1")
    .replace(/\r?\n[ \t]+/g, " ");
  const type = /^content-type:\s*([^\r\n]*)/im.exec(heads)?.[1] ?? "text/plain";
  const named = (name: string) => new RegExp(`${name}="?([^";\\s]+)`, "i").exec(type)?.[1];
  return {
    type: type.split(";")[0]?.trim().toLowerCase() ?? "",
    charset: named("charset"),
    boundary: /boundary="([^"]+)"/i.exec(type)?.[1] ?? named("boundary"),
    encoding: /^content-transfer-encoding:\s*(\S+)/im.exec(heads)?.[1]?.toLowerCase() ?? "",
    body: bytes.subarray(split),
  };
}

function partsOf(part: Part, depth: number): Part[] {
  if (!part.type.startsWith("multipart/") || part.boundary === undefined || depth > 4) return [part];
  const mark = Buffer.from(`--${part.boundary}`, "latin1");
  const parts: Part[] = [];
  for (let at = part.body.indexOf(mark); at >= 0 && parts.length < limits.zipEntries; ) {
    const next = part.body.indexOf(mark, at + mark.length);
    const inside = part.body.subarray(at + mark.length, next < 0 ? undefined : next);
    const line = inside.indexOf("\n");
    if (line >= 0) parts.push(...partsOf(partOf(inside.subarray(line + 1)), depth + 1));
    at = next;
  }
  return parts;
}

function decoded({ encoding, body }: Part): Buffer {
  switch (encoding) {
    case "base64":
      return Buffer.from(body.toString("latin1"), "base64");
    case "quoted-printable":
      return Buffer.from(
        body
          .toString("latin1")
          .replace(/=[ \t]*\r?\n/g, "")
          .replace(/=([0-9a-f]{2})/gi, (_, digits: string) =>
            String.fromCharCode(Number.parseInt(digits, 16)),
          ),
        "latin1",
      );
    default:
      return body;
  }
}
