import { escapeHtml } from "../../src/recruiter/mail/html.ts";

/** Finished markup. Made only by `html`, so whatever is inside has been escaped. */
export type Html = { readonly markup: string };

type Part = Html | string | number | null | false | readonly Html[];

/** Markup from a template; every inserted text is escaped, also inside quoted attributes. null and false give nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = strings[0] ?? "";
  parts.forEach((part, i) => {
    markup += insert(part) + (strings[i + 1] ?? "");
  });
  return { markup };
}

function insert(part: Part): string {
  if (part === null || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if ("markup" in part) return part.markup;
  return part.map((one) => one.markup).join("");
}
