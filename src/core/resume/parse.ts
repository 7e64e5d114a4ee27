import type { Day } from "../calendar-days.ts";
import { findAvailable } from "./available.ts";
import { findCity } from "./city.ts";
import { findEmail, findPhone } from "./contact.ts";
import { quoteOf } from "./fold.ts";
import { findName } from "./name.ts";
import { hidden } from "./protected.ts";
import { type Reading, readResume } from "./reading.ts";
import { findPay } from "./salary.ts";
import { findNight, findSingleRest } from "./stance.ts";
import { tagsOf } from "./tags.ts";
import { findLanguages, findPlatforms, findSkills } from "./terms.ts";
import { findTyping } from "./typing.ts";
import type { Resume, Span } from "./vocabulary.ts";
import { blotted, type CleanText } from "./without-protected.ts";
import { findExperience } from "./years.ts";

/**
 * Reads a résumé or a self-introduction, Chinese or English, by rules alone: the same text and day always give the
 * same fields, each with the words that say so. What the text does not say is null; protected information is named by
 * its kind, and neither its values nor words around them are in the result.
 */
export const parseResume = (original: string, today: Day): Resume => parsed(readResume(original, today));

/** The same with the text as it may be kept, for one reading. */
export function parseAndClean(original: string, today: Day): { resume: Resume; text: CleanText } {
  const reading = readResume(original, today);
  return { resume: parsed(reading), text: blotted(original, reading.folded, reading.guarded) };
}

function parsed(reading: Reading): Resume {
  const name = findName(reading);
  const phone = findPhone(reading);
  const email = findEmail(reading);
  const experience = findExperience(reading);
  const pay = findPay(reading);
  const city = findCity(reading);
  const night = findNight(reading);
  const rest = findSingleRest(reading);
  const available = findAvailable(reading);
  const typing = findTyping(reading);
  const platforms = findPlatforms(reading);
  const skills = findSkills(reading);
  const languages = findLanguages(reading);
  const fields = {
    name: name && asWritten(reading, name.value, name.span),
    phone: phone?.value ?? null,
    email: email?.value ?? null,
    years_experience: experience.years?.value ?? null,
    expected_salary_min: pay?.min ?? null,
    expected_salary_max: pay?.max ?? null,
    city: city?.value ?? null,
    platforms: platforms.map(({ value }) => value),
    night_shift: night?.value ?? null,
    single_rest_ok: rest?.value ?? null,
    available_from: available?.value ?? null,
    typing_cpm: typing?.value ?? null,
    skills: skills.map(({ value }) => value),
    languages: languages.map(({ value }) => value),
    protected_info_present: [...reading.kinds],
  };
  const said: Record<string, Span | undefined> = {
    name: name?.span,
    phone: phone?.span,
    email: email?.span,
    years_experience: experience.years?.span,
    expected_salary_min: pay?.min === null ? undefined : pay?.span,
    expected_salary_max: pay?.max === null ? undefined : pay?.span,
    city: city?.span,
    platforms: platforms[0]?.span,
    night_shift: night?.span,
    single_rest_ok: rest?.span,
    available_from: available?.span,
    typing_cpm: typing?.span,
    skills: skills[0]?.span,
    languages: languages[0]?.span,
  };
  const evidence = Object.fromEntries(
    Object.entries(said).flatMap(([field, span]) => {
      const quote = span ? shown(reading, span) : "";
      return quote === "" ? [] : [[field, quote]];
    }),
  );
  return { ...fields, tags: tagsOf(reading, fields, experience), evidence };
}

/** The name in the person's own characters: folding may have simplified them. */
function asWritten({ original, folded }: Reading, name: string, { start, end }: Span): string {
  const quote = quoteOf(original, folded, start, end).replace(/\s/g, "");
  return /^[\p{Script=Han}·•]+$/u.test(quote) ? quote : name;
}

/** The longest part of a place that hides nothing, in the original's words. */
function shown({ original, folded, text }: Reading, { start, end }: Span): string {
  let best = { start, end: start };
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && text[at] !== hidden) continue;
    if (at - from > best.end - best.start) best = { start: from, end: at };
    from = at + 1;
  }
  return quoteOf(original, folded, best.start, best.end).trim();
}
