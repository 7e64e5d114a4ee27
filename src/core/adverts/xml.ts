/** Characters that may not stand in XML 1.0 at all, escaped or not. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const allowed = (text: string): string => text.toWellFormed().replace(forbidden, "");

/** Text between tags or in a quoted attribute. */
export const xmlText = (text: string): string =>
  allowed(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** `<name><![CDATA[text]]></name>`; an end mark inside is split over two sections. */
export const cdata = (name: string, text: string): string =>
  `<${name}><![CDATA[${allowed(text).replaceAll("]]>", "]]]]><![CDATA[>")}]]></${name}>`;

/** Paragraphs and line breaks of a text as HTML, everything else escaped. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== "")
    .map((part) => `<p>${xmlText(part.trim()).replaceAll("\n", "<br/>")}</p>`)
    .join("");
