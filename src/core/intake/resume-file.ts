import type { Day } from "../calendar-days.ts";
import type { Applicant } from "./applicant.ts";
import { type PersonRead, personOf } from "./reading.ts";

/** Names a file for a job for ever, whoever brings it and by which way. */
export const fileDelivery = (sha256: string, jobId: string | null): Applicant["source"] => ({
  kind: "upload",
  id: `file:${sha256}:${jobId ?? ""}`,
});

/**
 * Who a file is about: its words say so, and where they hold no name that of the file (`title` = its words) may. Null =
 * nobody can tell whose résumé it is.
 */
export function personInFile(
  { text, title }: { text: string; title: string },
  today: Day,
): PersonRead | null {
  const person = personOf(text, today);
  const name = person.name ?? personOf(title, today).name;
  return name === null && person.phone === null && person.email === null ? null : { ...person, name };
}
