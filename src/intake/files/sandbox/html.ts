import { Parser } from "htmlparser2";
import { limits } from "../limits.ts";
import { Refused } from "../refused.ts";
import type { Found } from "./answer.ts";
import { type Colour, colourOf, sameToTheEye, white } from "./colour.ts";
import { type Declarations, declarationsOf, type Rules, rulesOf, type Styled } from "./css.ts";

type Element = Styled & {
  hidden: boolean;
  silent: boolean;
  colour: Colour;
  ground: Colour | "unknown";
  size: number;
};

const outermost: Element = {
  name: "",
  id: "",
  classes: [],
  hidden: false,
  silent: false,
  colour: [0, 0, 0],
  ground: white,
  size: 16,
};

/** The words of a page that can be seen. Nothing is run and nothing is fetched. */
export function readHtml(page: string): Found {
  const rules = rulesOf(sheetsOf(page));
  const elements: Element[] = [];
  let text = "";
  let hidden = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (elements.length > 2000) throw new Refused("too_much");
        const element = elementOf(name, attributes, elements, rules);
        elements.push(element);
        if (element.silent || element.hidden) return;
        if (blocks.has(name) || name === "br") text += "\n";
        if (name === "li") text += "- ";
        if (name === "input" && attributes["type"] !== "hidden") text += attributes["value"] ?? "";
      },
      onclosetag: (name) => {
        const element = elements.pop();
        if (!element || element.silent || element.hidden) return;
        if (name === "td" || name === "th") text += "\t";
        else if (blocks.has(name)) text += "\n";
      },
      ontext: (words) => {
        const element = elements.at(-1) ?? outermost;
        if (element.silent || text.length > limits.textChars * 2) return;
        if (!element.hidden) text += words.replace(/[ \t\r\n]+/g, " ");
        else hidden ||= words.trim() !== "";
      },
    },
    { decodeEntities: true },
  );
  parser.end(page);
  return { text: text.replace(/\t+\n/g, "\n").replace(/\n +/g, "\n"), flags: hidden ? ["hidden_text"] : [] };
}

const blocks = new Set(
  "p div section article header footer main table tr ul ol li dl dt dd h1 h2 h3 h4 h5 h6 pre blockquote form fieldset hr title".split(
    " ",
  ),
);

/** What is no text for anybody: not hidden, just not words. */
const silent = new Set(
  "script style template noscript head object embed iframe svg math audio video select".split(" "),
);

const sheetsOf = (page: string): string =>
  [...page.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style/gi)].map((match) => match[1] ?? "").join("\n");

function elementOf(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ancestors: readonly Element[],
  rules: Rules,
): Element {
  const parent = ancestors.at(-1) ?? outermost;
  const styled = {
    name,
    id: attributes["id"] ?? "",
    classes: (attributes["class"] ?? "").split(/\s+/).slice(0, 20),
  };
  if (parent.silent || silent.has(name)) return { ...parent, ...styled, silent: true };
  const style = new Map([...rules.of(styled, ancestors), ...declarationsOf(attributes["style"] ?? "")]);
  const size = sizeOf(style.get("font-size"), parent.size) ?? sizeOf(fontSizes[attributes["size"] ?? ""], 16);
  const look = {
    colour: colourOf(style.get("color") ?? attributes["color"] ?? "") ?? parent.colour,
    ground: groundOf(style, attributes) ?? parent.ground,
    size: size ?? parent.size,
  };
  const hidden =
    parent.hidden ||
    "hidden" in attributes ||
    unseen(style) ||
    look.size < 4 ||
    (look.ground !== "unknown" && sameToTheEye(look.colour, look.ground));
  return { ...styled, ...look, silent: false, hidden };
}

const fontSizes: Readonly<Record<string, string>> = { 1: "10px", 2: "13px", 3: "16px", 4: "18px", 5: "24px" };

function groundOf(
  style: Declarations,
  attributes: Readonly<Record<string, string>>,
): Colour | "unknown" | undefined {
  const painted = style.get("background-color") ?? style.get("background") ?? attributes["bgcolor"];
  if (/url\(|gradient\(/.test(`${painted} ${style.get("background-image")}`)) return "unknown";
  if (painted === undefined || /^(?:none|transparent|inherit|initial|unset)\b/.test(painted))
    return undefined;
  return (
    colourOf(painted) ??
    painted
      .split(/\s+(?![^(]*\))/)
      .map(colourOf)
      .find(Boolean) ??
    "unknown"
  );
}

function sizeOf(written: string | undefined, parent: number): number | undefined {
  const match = /^([\d.]+)(px|pt|em|rem|%)?/.exec(written ?? "");
  const value = Number(match?.[1]);
  if (!match || Number.isNaN(value)) return undefined;
  switch (match[2]) {
    case "pt":
      return (value * 4) / 3;
    case "em":
      return value * parent;
    case "rem":
      return value * 16;
    case "%":
      return (value / 100) * parent;
    default:
      return value;
  }
}

/** Ways of a style to keep words off the screen. */
function unseen(style: Declarations): boolean {
  const is = (property: string, pattern: RegExp) => pattern.test(style.get(property) ?? "");
  const px = (property: string) => Number.parseFloat(style.get(property) ?? "0");
  const clipped = is("overflow", /hidden|clip/) || is("position", /absolute|fixed/);
  return (
    is("display", /^none/) ||
    is("mso-hide", /^all/) ||
    is("visibility", /^(?:hidden|collapse)/) ||
    is("opacity", /^(?:0?\.0\d*|0(?:\.0\d*)?%?)$/) ||
    is("color", /^transparent|rgba\([^)]*,\s*0?\.?0\d?\s*\)|#[0-9a-f]{6}0[0-9a-f]$/) ||
    is("text-indent", /^-\d{3,}/) ||
    is("clip", /rect\(\s*[01](?:px)?[,\s]+[01](?:px)?[,\s]+[01](?:px)?/) ||
    is("clip-path", /inset\(\s*(?:50|100)%/) ||
    is("transform", /scale[xy]?\(\s*0(?:\.0\d*)?\s*[,)]|translate[xy]?\(\s*-\d{3,}/) ||
    (clipped &&
      (is("width", /^[01](?:px|pt)?$/) || is("height", /^[01](?:px|pt)?$/) || is("max-height", /^0/))) ||
    (is("position", /absolute|fixed|relative/) &&
      (["left", "top", "right", "bottom", "margin-left"].some((side) => px(side) <= -300) ||
        ["left", "top"].some((side) => px(side) >= 20_000)))
  );
}
