import type { Day } from "../../core/calendar-days.ts";
import type { ReadResume } from "../../core/intake/applicant.ts";
import { readingOf } from "../../core/intake/reading.ts";
import { joinClean } from "../../core/resume/without-protected.ts";

/** Cells kept, and of what length at most: what is longer is hardly written twice. */
const most = 10_000;
const longest = 60;

/**
 * Reads the cells of a row like the lines of a résumé's form, each by itself: most of them stand in many rows, and the
 * same words are read once. Of two cells that say the same the first counts.
 */
export function createWordsReader(today: Day): (lines: readonly string[]) => ReadResume | null {
  const known = new Map<string, ReadResume>();
  const read = (line: string): ReadResume => {
    const before = known.get(line);
    if (before) return before;
    const reading = readingOf(line, today);
    if (line.length > longest) return reading;
    if (known.size >= most) known.clear();
    known.set(line, reading);
    return reading;
  };
  return (lines) => {
    const readings = lines.map(read);
    if (readings.length === 0) return null;
    const text = joinClean(readings.flatMap(({ text }) => text ?? []));
    return { ...readings.reduce(joined), text };
  };
}

function joined(a: ReadResume, b: ReadResume): ReadResume {
  const both = <T>(one: T[], two: T[]): T[] =>
    two.length === 0 ? one : one.length === 0 ? two : [...new Set([...one, ...two])];
  const paid = a.fields.expected_salary_min !== null || a.fields.expected_salary_max !== null;
  return {
    fields: {
      years_experience: a.fields.years_experience ?? b.fields.years_experience,
      expected_salary_min: paid ? a.fields.expected_salary_min : b.fields.expected_salary_min,
      expected_salary_max: paid ? a.fields.expected_salary_max : b.fields.expected_salary_max,
      city: a.fields.city ?? b.fields.city,
      platforms: both(a.fields.platforms, b.fields.platforms),
      night_shift: a.fields.night_shift ?? b.fields.night_shift,
      single_rest_ok: a.fields.single_rest_ok ?? b.fields.single_rest_ok,
      available_from: a.fields.available_from ?? b.fields.available_from,
      typing_cpm: a.fields.typing_cpm ?? b.fields.typing_cpm,
      skills: both(a.fields.skills, b.fields.skills),
      languages: both(a.fields.languages, b.fields.languages),
      tags: both(a.fields.tags, b.fields.tags),
    },
    evidence: { ...b.evidence, ...a.evidence },
    text: a.text,
  };
}
