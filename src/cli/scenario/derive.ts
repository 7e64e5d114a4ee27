import type { Locale } from "../../core/locale.ts";
import { pick, type Random } from "../../core/random.ts";
import { conceptsOf, type Expression } from "../../core/scoring/language-expression.ts";

/**
 * One text that a pattern of the content files describes: an alternative drawn, optional parts in or out, gaps closed,
 * numbers filled in; `{slot}` stays. It is a telegram more than a sentence. Patterns have passed the check before.
 */
export const textOfPattern = (pattern: string, random: Random): string =>
  new Reader(pattern, random).sequence("").replace(/\s+/g, " ").trim();

/** Whether a text is in this language: Chinese has a Chinese character, English has letters and none. */
export const isIn = (locale: Locale, text: string): boolean => {
  const chinese = /\p{Script=Han}/u.test(text);
  return locale === "en" ? !chinese && /[a-z]/i.test(text.replace(/\{\w+\}/g, "")) : chinese;
};

/** Concepts that together make the expression true, drawn among the ways there are; those behind a `!` are left out. */
export function conceptsFor(expression: Expression, random: Random): string[] {
  switch (expression.kind) {
    case "said":
      return [expression.concept];
    case "not":
      return [];
    case "and":
      return expression.of.flatMap((part) => conceptsFor(part, random));
    case "or":
      return conceptsFor(
        pick(
          random,
          expression.of.filter((part) => conceptsOf(part, true).length > 0),
        ),
        random,
      );
    case "atLeast": {
      const rest = [...expression.of];
      const chosen: Expression[] = [];
      while (chosen.length < expression.count && rest.length > 0)
        chosen.push(...rest.splice(Math.floor(random() * rest.length), 1));
      return chosen.flatMap((part) => conceptsFor(part, random));
    }
    default:
      return expression satisfies never;
  }
}

class Reader {
  #pattern: string;
  #random: Random;
  #at = 0;

  constructor(pattern: string, random: Random) {
    this.#pattern = pattern;
    this.#random = random;
  }

  sequence(close: string): string {
    const alternatives: string[] = [];
    let text = "";
    for (;;) {
      const char = this.#pattern[this.#at++];
      if (char === undefined || char === close) break;
      if (char === "\\") text += this.#pattern[this.#at++] ?? "";
      else if (char === "(") text += this.sequence(")");
      else if (char === "[") {
        const inner = this.sequence("]");
        if (this.#random() < 0.4) text += inner;
      } else if (char === "{") text += this.#braces();
      else if (char === "#") text += this.#number();
      else if (char === "|") {
        alternatives.push(text);
        text = "";
      } else if (char !== "*") text += char;
    }
    return pick(this.#random, [...alternatives, text]);
  }

  #braces(): string {
    const end = this.#pattern.indexOf("}", this.#at);
    const body = this.#pattern.slice(this.#at, end);
    this.#at = end + 1;
    if (!/^[\d,]+$/.test(body)) return `{${body}}`;
    // A gap of at least so many characters needs something in it.
    const least = body.includes(",") ? Number(body.split(",")[0]) : 0;
    return "这边".repeat(Math.ceil(least / 2)).slice(0, least);
  }

  #number(): string {
    const compare = /^(>=|<=|>|<)(\d{1,7})/.exec(this.#pattern.slice(this.#at));
    if (!compare) return pick(this.#random, ["2", "24", "3"]);
    this.#at += compare[0].length;
    const than = Number(compare[2]);
    return String(compare[1]?.startsWith(">") ? than + 50 : Math.max(1, than - 1));
  }
}
