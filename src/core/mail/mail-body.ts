import { z } from "zod";
import { lawfulBases } from "../intake/lawful-basis.ts";
import type { Resume } from "../resume/vocabulary.ts";

/**
 * What is kept of a mail until it is settled: enough for a person to decide and for the rules to read it again. What is
 * protected was taken out before, sex in "先生" and "女士" too, and addresses of senders are domains only.
 */
export const MailBody = z.object({
  subjects: z.array(z.string()).max(20),
  domain: z.string(),
  files: z.array(z.string()).max(20),
  /** Of the résumé: the file, else the mail itself. */
  text: z.string(),
  /** Where the text is from: a file's name, "" = the mail. */
  from: z.string(),
  /** Channels whose domains the receiving server confirmed. */
  confirmed: z.array(z.string()),
  /** Why the documents that came with it could not be read; null = they could, or there were none. */
  unread: z.string().nullable(),
  /** Why its data may be used, where somebody else brought it; absent = the person applied by this mail. */
  basis: z.enum(lawfulBases).optional(),
});
export type MailBody = z.infer<typeof MailBody>;

/** Why a mail waits for a person. */
export const openReasons = ["no_rule", "no_position", "no_job", "unreadable", "too_large", "broken"] as const;
export type OpenReason = (typeof openReasons)[number];

/** A title without the sex that boards write into hidden names. */
export const withoutTitles = (text: string): string => text.replace(/先生|女士|小姐/g, "某");

/** The person's name: boards hide it in subjects (王先生), the résumé often has it whole. null = only a family name. */
export function nameOf(byBoard: string | null, byResume: string | null): string | null {
  const board = byBoard === null ? null : withoutTitles(byBoard).replace(/某+$|\*+$|同学$/, "");
  const hidden = board !== byBoard || board === null || board === "";
  if (!hidden) return board;
  if (byResume !== null && (!board || byResume.startsWith(board))) return byResume;
  return board || byResume;
}

/** An address that is the person's own: boards and whoever passed the mail on leave theirs in it as well. */
export function ownEmail(email: string | null, foreign: readonly string[]): string | null {
  const domain = email?.split("@").at(-1)?.toLowerCase() ?? "";
  return foreign.some((one) => one !== "" && (domain === one || domain.endsWith(`.${one}`))) ? null : email;
}

/** Whether a mail that no rule reads looks like an application all the same; the rest are no business of ours. */
export function looksLikeApplication(
  body: Pick<MailBody, "subjects" | "files" | "unread">,
  resume: Resume,
): boolean {
  if (body.unread !== null) return true;
  if (body.files.some((name) => /\.(?:pdf|docx?|html?|mht|rtf|txt|wps)$/i.test(name))) {
    const titles = [...body.subjects, ...body.files].join("\n");
    if (/简历|履历|求职|应聘|投递|候选人|resume|\bcv\b|applica/i.test(titles)) return true;
  }
  const reachable = resume.phone !== null || resume.email !== null;
  const said = [resume.name, resume.years_experience, resume.city, resume.night_shift, resume.available_from];
  const fields =
    said.filter((value) => value !== null).length + resume.platforms.length + resume.skills.length;
  if (reachable && fields >= 3) return true;
  return body.subjects.some((subject) =>
    /应聘|求职|简历|投递|job application|applying for|\bresume\b/i.test(subject),
  );
}
