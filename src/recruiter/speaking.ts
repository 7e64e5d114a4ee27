import type { Recruiter, RecruiterDeps } from "./types.ts";

/** The recruiter room in the language this person chose, else in that of the installation. */
export const speaking = (deps: RecruiterDeps, who: Pick<Recruiter, "locale">): RecruiterDeps =>
  who.locale ? { ...deps, locale: who.locale } : deps;
