import { z } from "zod";
import { fieldsOf, type MailFields, matchPattern, type Pattern, readPattern } from "./pattern.ts";
import { unwrapSubject } from "./spelling.ts";

/** How a board writes its subjects or names its files. The first rule that fits counts. */
export const MailRule = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
  channel: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/),
  of: z.enum(["subject", "file"]),
  pattern: z.string().min(3).max(200),
});
export type MailRule = z.infer<typeof MailRule>;

/** The boards there are: their rules, the domains they send from; a file of `prompts`. */
export const MailBoards = z.strictObject({
  senders: z.record(z.string(), z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)).min(1)),
  rules: z.array(MailRule.extend({ example: z.string().min(3).max(200) })).min(1),
});
export type MailBoards = z.infer<typeof MailBoards>;

/** Rules ready to be matched. */
export type ReadyRules = readonly { rule: MailRule; pattern: Pattern }[];

/** What the subject and the names of the attachments say. `forwarded` = a person passed it on. */
export type MailSaid = { channel: string; rule: string; fields: MailFields; forwarded: boolean };

/** Compiles rules; those that cannot be read are left out (they are refused where they are written). */
export const readyRules = (rules: readonly MailRule[]): ReadyRules =>
  rules.flatMap((rule) => {
    const read = readPattern(rule.pattern);
    return "pattern" in read ? [{ rule, pattern: read.pattern }] : [];
  });

/** What one subject or file name says by the first rule that fits; null = none does. */
export function readTitle(rules: ReadyRules, of: MailRule["of"], title: string): MailSaid | null {
  const { subject, forwarded } = of === "subject" ? unwrapSubject(title) : plainFile(title);
  for (const { rule, pattern } of rules) {
    const fields = rule.of === of ? matchPattern(pattern, subject) : null;
    if (fields) return { channel: rule.channel, rule: rule.id, fields: named(fields), forwarded };
  }
  return null;
}

/** What a mail says by its subject and, for what the subject leaves open, by the file names of the same board. */
export function readMail(
  rules: ReadyRules,
  mail: { subject: string; files: readonly string[] },
): MailSaid | null {
  const bySubject = readTitle(rules, "subject", mail.subject);
  const byFile = mail.files
    .map((name) => readTitle(rules, "file", name))
    .find((said) => said && (!bySubject || said.channel === bySubject.channel));
  if (!bySubject || !byFile) {
    const only = bySubject ?? byFile ?? null;
    return only && { ...only, forwarded: unwrapSubject(mail.subject).forwarded };
  }
  return { ...bySubject, fields: { ...byFile.fields, ...bySubject.fields } };
}

/** A hidden name is a name all the same. */
const named = ({ masked, ...fields }: MailFields): MailFields =>
  masked === undefined ? fields : { ...fields, name: masked };

const plainFile = (name: string) => ({
  subject: name.replace(/\.[A-Za-z0-9]{2,5}$/, ""),
  forwarded: false,
});

/** What is wrong with a file of boards although every value fits. */
export function checkMailBoards({ rules, senders }: MailBoards): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  const ready = readyRules(rules);
  for (const { id, pattern, of, example } of rules) {
    if (seen.has(id)) problems.push(`rule ${id}: it is there twice; rename or remove one`);
    seen.add(id);
    const read = readPattern(pattern);
    if ("problem" in read) {
      problems.push(`rule ${id}: ${patternProblems[read.problem]} (at “${read.at}”)`);
      continue;
    }
    const said = readTitle(ready, of, example);
    if (said?.rule !== id)
      problems.push(
        `rule ${id}: its example is read by ${said?.rule ?? "no rule"}; change one of them, or their order`,
      );
    if (!fieldsOf(read.pattern).some((field) => field === "name" || field === "masked"))
      problems.push(`rule ${id}: it reads no {name}`);
  }
  for (const channel of Object.keys(senders))
    if (!rules.some((rule) => rule.channel === channel))
      problems.push(`senders ${channel}: there is no rule of this channel`);
  return problems;
}

const patternProblems = {
  brackets: "a bracket [ ] is not closed or not opened; write \\[ for the character itself",
  field: "there is no such field in { }",
  empty: "it needs a field and some fixed words, or it would fit everything",
  long: "it is longer than 200 characters",
} as const;
