import { xmlText } from "./adverts/xml.ts";

/** Finished markup. Made only by `markup`, so whatever is inside has been escaped. */
export type Markup = { readonly safe: string };

/** Markup from a template; every inserted text is escaped, also inside quoted attributes. null and false give nothing. */
export function markup(
  strings: TemplateStringsArray,
  ...parts: (Markup | string | number | null | false | readonly Markup[])[]
): Markup {
  const insert = (part: (typeof parts)[number]): string => {
    if (part === null || part === false) return "";
    if (typeof part === "string" || typeof part === "number") return xmlText(String(part));
    return "safe" in part ? part.safe : part.map(({ safe }) => safe).join("");
  };
  return { safe: strings.reduce((out, text, i) => out + insert(parts[i - 1] ?? null) + text) };
}
