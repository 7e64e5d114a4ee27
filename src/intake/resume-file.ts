import { createHash } from "node:crypto";
import { dayIn } from "../core/calendar-days.ts";
import type { Accepted, Applicant } from "../core/intake/applicant.ts";
import { fileDelivery, personInFile } from "../core/intake/resume-file.ts";
import type { Bilingual } from "../core/locale.ts";
import type { Sql } from "../db/client.ts";
import { companyTimeZone } from "../db/companies.ts";
import { readNow } from "../db/decisions.ts";
import { knownDeliveries } from "../db/intake-lookup.ts";
import { type AcceptDeps, acceptApplicant } from "./accept.ts";
import { deliveryKey } from "./delivery-key.ts";
import { wordsOfName } from "./files/image-name.ts";
import type { FileFlag } from "./files/outcome.ts";
import type { IncomingFile, ResumeFile } from "./files/read-resume-file.ts";

export type ResumeFileDeps = AcceptDeps & { sql: Sql; read(file: IncomingFile): Promise<ResumeFile> };

/** For which job and from where somebody's file is, and who brings it. */
export type FileOrigin = Pick<Applicant, "jobId" | "channel" | "campaign" | "lawfulBasis" | "actor">;

/** What became of a file; `number` is of the application (C1042), null = there is none. */
export type TakenFile =
  | { outcome: Accepted["outcome"]; number: number | null; flags: readonly FileFlag[] }
  | { refused: Bilingual };

/**
 * Lets the person in whose résumé a file is, for one job or none: by the common door, so that the same phone or e-mail
 * address is the same person, and the same file for the same job again changes nothing and is not even opened.
 */
export async function takeResumeFile(
  deps: ResumeFileDeps,
  company: string,
  file: IncomingFile,
  from: FileOrigin,
): Promise<TakenFile> {
  const { sql, vault } = deps;
  const sha256 = createHash("sha256").update(file.bytes).digest("base64url");
  const source = fileDelivery(sha256, from.jobId);
  const [before] = await knownDeliveries(sql, company, [deliveryKey(vault, company, { source })]);
  if (before?.erased) return { outcome: "erased", number: null, flags: [] };
  if (before)
    return { outcome: "repeated", number: await numberOf(sql, company, before.applicationId), flags: [] };
  const read = await deps.read(file);
  if ("refused" in read) return { refused: read.reason };
  const now = await readNow(sql, deps.clock());
  const today = dayIn(await companyTimeZone(sql, company), now);
  const person = personInFile({ text: read.text, title: wordsOfName(file.name) }, today);
  if (!person) return { refused: nobody };
  const { name, phone, email, resume } = person;
  const { outcome, applicationId } = await acceptApplicant(deps, company, {
    ...from,
    source,
    consentPool: null,
    name,
    contacts: { phone, email, openid: null },
    resume,
    receivedAt: now,
    locale: /\p{Script=Han}/u.test(read.text) ? "zh-CN" : "en",
    importId: null,
  });
  return { outcome, number: await numberOf(sql, company, applicationId), flags: read.flags };
}

const nobody: Bilingual = {
  zh: "读到了文字，但没有姓名、手机号或邮箱，不知道是谁的简历。请把姓名写进文件名，或补上联系方式。",
  en: "There are words in it, but no name, phone or e-mail address, so nobody can tell whose résumé this is. Put the name into the file's name, or add a contact.",
};

async function numberOf(sql: Sql, company: string, id: string | null): Promise<number | null> {
  const [row] = await sql<{ number: number }[]>`
    select number from applications where company_id = ${company} and id = ${id}`;
  return row?.number ?? null;
}
