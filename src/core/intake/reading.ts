import type { Day } from "../calendar-days.ts";
import { parseAndClean } from "../resume/parse.ts";
import type { ReadResume } from "./applicant.ts";

/** Who a résumé is of, as far as it says, and what it says; the latter names nobody and holds nothing protected. */
export type PersonRead = {
  name: string | null;
  phone: string | null;
  email: string | null;
  resume: ReadResume;
};

/** A text read as a résumé, in the form in which the door takes it: name and contacts go their own way. */
export function personOf(original: string, today: Day): PersonRead {
  const { resume, text } = parseAndClean(original, today);
  const { name, phone, email, evidence, protected_info_present: _, ...fields } = resume;
  return { name, phone, email, resume: { fields, evidence, text } };
}

/** The same without who it is. */
export const readingOf = (text: string, today: Day): ReadResume => personOf(text, today).resume;
