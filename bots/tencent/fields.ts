import { XMLParser, XMLValidator } from "fast-xml-parser";
import { z } from "zod";

/** The fields of a message and the format it came in. Numbers stay text: a MsgId is larger than a double can hold. */
export type Fields = { format: "xml" | "json"; fields: Record<string, unknown> };

const maxChars = 256 * 1024;
const maxDepth = 6;
const Outer = z.record(z.string(), z.unknown());

/** Reads XML or JSON; null = neither, or something no message holds (a document type, entities, great depth). */
export function readFields(text: string): Fields | null {
  if (text.length > maxChars) return null;
  const start = text.trimStart();
  if (start.startsWith("{")) {
    const fields = jsonFields(start);
    return fields && { format: "json", fields };
  }
  const fields = start.startsWith("<") ? xmlFields(start) : null;
  return fields && { format: "xml", fields };
}

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
});

function xmlFields(text: string): Record<string, unknown> | null {
  // What people write stands in CDATA sections and may look like anything.
  const bare = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, "");
  if (/<!|__proto__|constructor|prototype/i.test(bare) || depthOf(bare) > maxDepth) return null;
  if (XMLValidator.validate(text) !== true) return null;
  try {
    const { xml } = Outer.parse(parser.parse(text));
    const fields = Outer.safeParse(xml);
    return fields.success ? fields.data : null;
  } catch {
    return null;
  }
}

function depthOf(bare: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag] of bare.matchAll(/<\/?[A-Za-z][^>]*>/g)) {
    if (tag.startsWith("</")) depth -= 1;
    else if (!tag.endsWith("/>")) depth += 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function jsonFields(text: string): Record<string, unknown> | null {
  try {
    const fields = Outer.safeParse(JSON.parse(text, asWritten));
    return fields.success ? fields.data : null;
  } catch {
    return null;
  }
}

const asWritten = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === "number" ? (context?.source ?? String(value)) : value;

/** Text for a CDATA section: one that would end it is cut in two. */
export const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
