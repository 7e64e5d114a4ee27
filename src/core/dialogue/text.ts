import type { Script } from "../content/script.ts";
import type { Locale } from "../locale.ts";

export type Params = Record<string, string | number>;

/**
 * The sentence `group.key` of prompts/texts in `locale`, with `{name}` replaced; throws on an unknown key, a missing
 * parameter, or a key that is a list.
 */
export function text(script: Script, locale: Locale, key: string, params: Params = {}): string {
  const found = lookUp(script, locale, key);
  if (typeof found !== "string") throw new Error(`prompts/texts/${locale}.yaml: ${key} must be one sentence`);
  return fill(found, params, key);
}

/** The same for a key that may be a sequence of bubbles. */
export function texts(script: Script, locale: Locale, key: string, params: Params = {}): string[] {
  const found = lookUp(script, locale, key);
  return (typeof found === "string" ? [found] : found).map((one) => fill(one, params, key));
}

function lookUp(script: Script, locale: Locale, key: string): string | string[] {
  const [group = "", name = ""] = key.split(".");
  const found = script.texts[locale][group]?.[name];
  if (found === undefined) throw new Error(`prompts/texts/${locale}.yaml lacks ${key}: add that sentence`);
  return found;
}

function fill(sentence: string, params: Params, key: string): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the text ${key} needs a value for {${name}}`);
    return String(value);
  });
}
