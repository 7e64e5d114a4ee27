import type { Day } from "../calendar-days.ts";
import { parseResume } from "../resume/parse.ts";
import type { ReadResume } from "./applicant.ts";

/** A text read as a résumé, in the form in which the door takes it: name and contacts go their own way. */
export function readingOf(text: string, today: Day): ReadResume {
  const {
    name: _n,
    phone: _p,
    email: _e,
    evidence,
    protected_info_present: _i,
    ...fields
  } = parseResume(text, today);
  return { fields, evidence, text };
}
