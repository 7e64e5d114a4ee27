import { resumeForModel } from "../core/resume/for-model.ts";
import { type SaidField, type SecondReader, withSecondReading } from "../core/resume/second-reading.ts";
import type { Resume } from "../core/resume/vocabulary.ts";

/** What a second reader said of a text, and what it was shown of it. */
export type SecondReading = { model: string; shown: string; said: readonly SaidField[] };

/** Asks the second reader, outside of any transaction; null = there is none, or it had nothing to say. */
export async function readAgain(
  reader: SecondReader | null | undefined,
  rules: Resume,
  text: string,
): Promise<SecondReading | null> {
  if (!reader || text.trim() === "") return null;
  const shown = resumeForModel(text, rules.name);
  const said = await reader.read(shown);
  return said ? { model: reader.name(), shown, said } : null;
}

/** The rules' reading, completed by what the second reader could prove; `model` = whose help it was, null = nobody's. */
export function completed(
  rules: Resume,
  second: SecondReading | null,
): { resume: Resume; model: string | null } {
  if (!second) return { resume: rules, model: null };
  return { resume: withSecondReading(rules, second.shown, second.said), model: second.model };
}
