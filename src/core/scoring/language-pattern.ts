import { normalise, plainForm, quietForm } from "./language-text.ts";

/** Values of a scenario's slots that patterns may name as `{slot}`: every spelling that counts. */
export type SlotValues = Readonly<Record<string, readonly string[]>>;

/** A comparison a number in a match must satisfy, e.g. `#>20`; `group` is the capture group's name. */
export type NumberCheck = { group: string; compare: ">" | ">=" | "<" | "<="; than: number };

/** Of each list at least one word stands in every text the pattern matches (stand-ins written as plain negators). */
export type Needs = readonly (readonly string[])[];

export type CompiledPattern = { source: string; checks: NumberCheck[]; needs: Needs };

/** Gap widths of one pattern multiplied; bounds the work of a match to this many steps per character of text. */
const maxWork = 1500;
const maxGap = 40;
/** A gap never crosses the end of a sentence nor a negation: `照片{4}发` must not match 照片不用发. */
const gapUnit = "(?:(?!n't|not[ ,]|never )[^。!?;\\n不没别未无勿甭])";
/** `{4!}`: a gap that may cross a negation, not the end of a sentence. */
const bridgeUnit = "[^。!?;\\n]";
const numerals =
  "[0-9]{1,7}(?:\\.[0-9]{1,2})?(?:[-~到至][0-9]{1,7})?|[零一二两俩三四五六七八九十百千万半几]{1,6}";

/**
 * Compiles a pattern of the content files (see prompts/README.md) to the source of a regular expression whose work is
 * bounded: no repetition except gaps of fixed width. Throws an Error that shows the pattern and what to change.
 * `prefix` makes capture groups unique within a concept.
 */
export function compilePattern(pattern: string, slots: SlotValues, prefix: string): CompiledPattern {
  const reader = new Reader(pattern, slots, prefix);
  const { source, work, needs } = reader.sequence("");
  if (work > maxWork) {
    throw reader.error(
      `its gaps multiply to ${work} (at most ${maxWork})`,
      "use narrower gaps, or two patterns",
    );
  }
  if (new RegExp(source, "u").test(""))
    throw reader.error("it matches nothing at all", "give it at least one word");
  // The shortest list first: it is the likeliest to rule a text out.
  return { source, checks: reader.checks, needs: needs.sort((a, b) => a.length - b.length) };
}

/** `work`: how many steps a match may take per character of text. */
type Part = { source: string; work: number; needs: string[][] };

class Reader {
  #pattern: string;
  #slots: SlotValues;
  #prefix: string;
  #at = 0;
  checks: NumberCheck[] = [];

  constructor(pattern: string, slots: SlotValues, prefix: string) {
    this.#pattern = pattern;
    this.#slots = slots;
    this.#prefix = prefix;
  }

  error(problem: string, next: string): Error {
    return new Error(`pattern "${this.#pattern}": ${problem}; ${next}`);
  }

  /** Reads alternatives up to `close` ("" = end of the pattern). Gaps in a row multiply the work, alternatives add it up. */
  sequence(close: string): Part {
    const alternatives: Part[] = [];
    let source = "";
    let work = 1;
    let literal = "";
    let needs: string[][] = [];
    const flush = (open = false) => {
      source += literalSource(literal, open);
      const word = plainForm(normalise(literal.trim()).text);
      if (word !== "") needs.push([word]);
      literal = "";
    };
    for (;;) {
      const char = this.#pattern[this.#at];
      if (char === undefined) {
        if (close !== "") throw this.error(`"${close}" is missing`, "close every bracket");
        break;
      }
      this.#at++;
      if (char === close) break;
      if (char === "\\") {
        flush();
        source += escapeChar(this.#pattern[this.#at++] ?? "");
      } else if (char === "(" || char === "[") {
        flush();
        const inner = this.sequence(char === "(" ? ")" : "]");
        source += char === "(" ? `(?:${inner.source})` : `(?:${inner.source})?`;
        work *= inner.work;
        if (char === "(") needs.push(...inner.needs);
      } else if (char === "{") {
        flush();
        const braces = this.#braces();
        source += braces.source;
        work *= braces.work;
        needs.push(...braces.needs);
      } else if (char === "#") {
        flush();
        source += this.#number();
      } else if (char === "*") {
        if (!/[a-z]$/i.test(literal))
          throw this.error('"*" stands after an English word only', "write word*");
        flush(true);
      } else if (char === "|") {
        flush();
        alternatives.push({ source, work, needs });
        source = "";
        work = 1;
        needs = [];
      } else if (char === "?" && /[)\]}]/.test(this.#pattern[this.#at - 2] ?? "")) {
        throw this.error('"?" is an ordinary character here', "write [word] for what may be left out");
      } else if (char === ")" || char === "]" || char === "}") {
        throw this.error(`"${char}" has no partner`, "remove it or write \\ before it");
      } else {
        literal += char;
      }
    }
    flush();
    if (alternatives.length === 0) return { source, work, needs };
    alternatives.push({ source, work, needs });
    return {
      source: `(?:${alternatives.map((part) => part.source).join("|")})`,
      // Alternatives without a gap fail at their first letter and are not counted.
      work: Math.max(
        1,
        alternatives.reduce((sum, part) => sum + (part.work > 1 ? part.work : 0), 0),
      ),
      needs: eitherNeeds(alternatives),
    };
  }

  #braces(): Part {
    const end = this.#pattern.indexOf("}", this.#at);
    if (end < 0) throw this.error('"}" is missing', "write {4} for a gap or {slot} for a slot");
    const body = this.#pattern.slice(this.#at, end);
    this.#at = end + 1;
    const gap = /^(?:(\d{1,2}),)?(\d{1,2})(!?)$/.exec(body);
    if (gap) {
      const least = Number(gap[1] ?? 0);
      const most = Number(gap[2]);
      if (most > maxGap || least > most)
        throw this.error(`{${body}} is no gap`, `use {n} or {m,n} up to ${maxGap}`);
      const unit = gap[3] === "!" ? bridgeUnit : gapUnit;
      return { source: `${unit}{${least},${most}}?`, work: most - least + 1, needs: [] };
    }
    const values = this.#slots[body];
    if (!values)
      throw this.error(`there is no slot "${body}"`, "name a slot of this file, or write {4} for a gap");
    return {
      source: `(?:${values.map((value) => literalSource(value)).join("|")})`,
      work: 1,
      needs: [values.map((value) => plainForm(normalise(value).text))],
    };
  }

  #number(): string {
    const rest = /^(>=|<=|>|<)(\d{1,7})/.exec(this.#pattern.slice(this.#at));
    if (!rest) return `(?<![0-9.])(?:${numerals})`;
    this.#at += rest[0].length;
    const group = `${this.#prefix}n${this.checks.length}`;
    const compare = rest[1];
    if (compare !== ">" && compare !== ">=" && compare !== "<" && compare !== "<=")
      throw this.error("bad number", "");
    this.checks.push({ group, compare, than: Number(rest[2]) });
    return `(?<![0-9.])(?<${group}>${numerals})(?![0-9])`;
  }
}

/** What every text needs that one of the alternatives matches: a word of each; nothing where one needs nothing. */
function eitherNeeds(alternatives: readonly Part[]): string[][] {
  const words: string[] = [];
  for (const { needs } of alternatives) {
    const [first, ...rest] = needs;
    if (!first) return [];
    words.push(...rest.reduce((best, list) => (list.length < best.length ? list : best), first));
  }
  return [[...new Set(words)]];
}

/** Literal text: normalised like messages; English words and numbers match whole only (`open` = any ending). */
function literalSource(literal: string, open = false): string {
  const lead = /^\s/.test(literal) ? " ?" : "";
  const trail = literal.trim() !== "" && /\s$/.test(literal) ? " ?" : "";
  const text = normalise(literal.trim()).text;
  if (text === "") return lead;
  let source = "";
  for (const char of text) {
    // A negator alone in an alternative is meant as one; within a word (对不起) it may be its stand-in.
    const quiet = text.length === 1 ? "" : (quietForm(char) ?? "");
    source += quiet === "" ? escapeChar(char) : `[${char}${quiet}]`;
  }
  const start = /^[a-z]/.test(text) ? "(?<![a-z])" : /^[0-9]/.test(text) ? "(?<![0-9.])" : "";
  const end = open
    ? "[a-z]{0,8}(?![a-z])"
    : /[a-z]$/.test(text)
      ? "(?![a-z])"
      : /[0-9]$/.test(text)
        ? "(?![0-9])"
        : "";
  return `${lead}${start}${source}${end}${trail}`;
}

function escapeChar(char: string): string {
  const code = char.charCodeAt(0);
  // A stand-in written by `normalise` itself ("对不起" in a pattern) also matches the plain negator.
  if (code >= 0xe000 && code < 0xe005) return `[${"不没别未无"[code - 0xe000]}${char}]`;
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}
