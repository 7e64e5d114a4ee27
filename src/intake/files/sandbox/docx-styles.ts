import { type Colour, colourOf, isDark, white } from "./colour.ts";
import { walkXml } from "./xml.ts";

/** How words look; what is not said is inherited. */
export type Look = {
  vanish?: boolean;
  /** Half points. */
  size?: number;
  /** `auto` is always readable. */
  colour?: Colour | "auto";
  ground?: Colour;
  /** Percent of the usual width of letters. */
  stretch?: number;
};

/** Looks by style id, and whether a table style paints dark cells. */
export type Styles = {
  defaults: Look;
  look: (id: string | undefined) => Look;
  paintsDark: (id: string) => boolean;
};

/** Reads `word/styles.xml`; without it everything has its plain look. */
export function readStyles(bytes: Buffer | undefined): Styles {
  const own = new Map<string, Look & { basedOn?: string; dark?: boolean }>();
  const defaults: Look = {};
  let current: (Look & { basedOn?: string; dark?: boolean }) | undefined;
  if (bytes)
    walkXml(bytes, {
      open: (name, attributes) => {
        const value = attributes["w:val"] ?? "";
        if (name === "w:style") {
          current = {};
          own.set(attributes["w:styleId"] ?? "", current);
        } else if (name === "w:rPrDefault") current = defaults;
        else if (name === "w:basedOn" && current) current.basedOn = value;
        else if (current) {
          Object.assign(current, lookOf(name, attributes));
          if (current.ground && isDark(current.ground)) current.dark = true;
        }
      },
      close: (name) => {
        if (name === "w:style" || name === "w:rPrDefault") current = undefined;
      },
      text: () => undefined,
    });
  const look = (id: string | undefined, depth = 0): Look => {
    const style = own.get(id ?? "");
    if (!style || depth > 12) return {};
    const { basedOn, dark, ...rest } = style;
    return basedOn === undefined ? rest : { ...look(basedOn, depth + 1), ...rest };
  };
  return { defaults, look: (id) => look(id), paintsDark: (id) => own.get(id)?.dark ?? false };
}

/** What one property of a run, paragraph or cell says about the look of its words. */
export function lookOf(name: string, attributes: Readonly<Record<string, string>>): Look {
  const value = attributes["w:val"] ?? "";
  switch (name) {
    case "w:vanish":
    case "w:specVanish":
      return { vanish: !/^(?:0|false|off|none)$/.test(value) };
    case "w:sz":
      return Number.isFinite(Number(value)) && value !== "" ? { size: Number(value) } : {};
    case "w:w":
      return value === "" ? {} : { stretch: Number.parseFloat(value) };
    case "w:color": {
      if (
        /^(?:background1|light1|bg1|lt1)$/.test(attributes["w:themeColor"] ?? "") &&
        !attributes["w:themeShade"]
      )
        return { colour: white };
      return { colour: colourOf(value) ?? "auto" };
    }
    case "w:shd": {
      const ground = colourOf(attributes["w:fill"] ?? "");
      return ground ? { ground } : {};
    }
    case "w:highlight": {
      const ground = value === "none" ? undefined : (colourOf(value) ?? [128, 128, 128]);
      return ground ? { ground } : {};
    }
    default:
      return {};
  }
}
