/** What a style says about one element: property -> value, both in lower case. */
export type Declarations = ReadonlyMap<string, string>;

/** An element as selectors see it. */
export type Styled = { name: string; id: string; classes: readonly string[] };

/** Reads `property: value; …`; later ones win, and important ones over all. */
export function declarationsOf(text: string): Declarations {
  const found = new Map<string, string>();
  const firm = new Set<string>();
  for (const part of text.split(";")) {
    const colon = part.indexOf(":");
    if (colon < 0) continue;
    const property = part.slice(0, colon).trim().toLowerCase();
    const written = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const value = written.replace(/\s*!\s*important$/, "");
    const important = value !== written;
    if (firm.has(property) && !important) continue;
    if (important) firm.add(property);
    found.set(property, value);
  }
  return found;
}

/** The rules of a style sheet that apply on screens; what depends on the device is left out. */
export type Rules = { of: (element: Styled, ancestors: readonly Styled[]) => Declarations };

/** Reads style sheets: selectors of names, classes and ids, also below one another. */
export function rulesOf(sheet: string): Rules {
  const rules: { compounds: Compound[]; declarations: Declarations }[] = [];
  for (const [selectors, body] of blocks(sheet.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, " ").slice(0, 200_000)))
    for (const selector of selectors.split(",").slice(0, 20)) {
      const compounds = compoundsOf(selector);
      if (compounds.length > 0 && rules.length < 500)
        rules.push({ compounds, declarations: declarationsOf(body) });
    }
  return {
    of: (element, ancestors) => {
      const found = new Map<string, string>();
      for (const { compounds, declarations } of rules)
        if (reaches(compounds, element, ancestors))
          for (const [property, value] of declarations) found.set(property, value);
      return found;
    },
  };
}

/** Selector and body of each plain rule; blocks that begin with @ are stepped over whole, but those for screens. */
function* blocks(sheet: string): Generator<[string, string]> {
  for (let at = 0; at < sheet.length; ) {
    const open = sheet.indexOf("{", at);
    if (open < 0) return;
    const selector = sheet.slice(at, open).split(/[;}]/).at(-1)?.trim() ?? "";
    if (selector.startsWith("@")) {
      const screen =
        /^@media\s+(?:screen|all|only screen)?\s*$/i.test(selector) || /^@supports/i.test(selector);
      at = screen ? open + 1 : endOf(sheet, open);
      continue;
    }
    const close = sheet.indexOf("}", open);
    if (close < 0) return;
    yield [selector, sheet.slice(open + 1, close)];
    at = close + 1;
  }
}

function endOf(sheet: string, open: number): number {
  let depth = 0;
  for (let at = open; at < sheet.length; at += 1) {
    if (sheet[at] === "{") depth += 1;
    else if (sheet[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return sheet.length;
}

type Compound = { name: string; id: string; classes: string[] };

/** Nothing for what this does not know (states, attributes, neighbours): such a rule is not applied. */
function compoundsOf(selector: string): Compound[] {
  const words = selector
    .trim()
    .replace(/\s*>\s*/g, " ")
    .split(/\s+/);
  if (!words.every((word) => /^(?:\*|[\w-]+)?(?:[.#][\w-]+)*$/.test(word) && word !== "")) return [];
  return words.map((word) => ({
    name: /^[\w-]+/.exec(word)?.[0].toLowerCase() ?? "",
    id: /#([\w-]+)/.exec(word)?.[1] ?? "",
    classes: [...word.matchAll(/\.([\w-]+)/g)].map((match) => match[1] ?? ""),
  }));
}

const fits = (compound: Compound, element: Styled): boolean =>
  (compound.name === "" || compound.name === element.name) &&
  (compound.id === "" || compound.id === element.id) &&
  compound.classes.every((one) => element.classes.includes(one));

function reaches(compounds: readonly Compound[], element: Styled, ancestors: readonly Styled[]): boolean {
  const last = compounds.at(-1);
  if (!last || !fits(last, element)) return false;
  let wanted = compounds.length - 2;
  for (let at = ancestors.length - 1; at >= 0 && wanted >= 0; at -= 1) {
    const compound = compounds[wanted];
    const ancestor = ancestors[at];
    if (compound && ancestor && fits(compound, ancestor)) wanted -= 1;
  }
  return wanted < 0;
}
