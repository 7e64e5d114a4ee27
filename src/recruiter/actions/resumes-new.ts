import { createHash } from "node:crypto";
import { dayIn } from "../../core/calendar-days.ts";
import type { LawfulBasis } from "../../core/intake/lawful-basis.ts";
import { fileDelivery, personInFile } from "../../core/intake/resume-file.ts";
import { reachOf } from "../../core/rights.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import type { Tx } from "../../db/client.ts";
import { companyTimeZone } from "../../db/companies.ts";
import { byNameChoice, resumeFiles, resumesForm } from "../cards/candidate-forms.ts";
import { type LetIn, letInList } from "../cards/let-in.ts";
import { changing } from "../changing.ts";
import { takeGiven } from "../given-file.ts";
import { broughtBy, letInResult, placesFor, readPlace } from "../let-in.ts";
import type { PeopleDoor } from "../people-door.ts";
import type { Action, GivenFile, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const fileBytes = 10 * 1024 * 1024;

type Read = { file: string } & (
  | { text: string; title: string; sha: string }
  | { is: "unread"; reason: string }
);

/** Takes résumé files, each once whatever happens; they are read apart and not kept. */
export const resumesNew: Action = {
  id: "resumes_new",
  async run(deps, who, input) {
    const { locale, peopleDoor: door } = deps;
    const { company } = who;
    const places = await placesFor(deps, who, "action resumes_new");
    const byName = places.everywhere && reachOf(who.role, "action mail_assign") !== "no";
    const { form, files = [] } = input;
    const modal = resumesForm({ ...places, byName }, form ?? {}, locale);
    if (!door || (places.jobs.length === 0 && !byName))
      return {
        kind: "refused",
        notice: say(locale, "没有您负责的在招岗位。", "There is no open job of yours."),
      };
    if (!form) return { kind: "form", modal };
    const place = readPlace(form, places, byName ? byNameChoice : null, locale);
    const few = files.length === 0 || files.length > resumeFiles;
    const count = say(
      locale,
      `请选 1 到 ${resumeFiles} 个文件。`,
      `Please choose 1 to ${resumeFiles} files.`,
    );
    if ("errors" in place || few) {
      const errors = { ...("errors" in place ? place.errors : {}), ...(few ? { files: count } : {}) };
      return { kind: "invalid", errors, modal };
    }
    const read: Read[] = [];
    for (const file of files) read.push(await readOne(deps, door, file));
    const results: LetIn[] = [];
    const click = {
      right: "action resumes_new" as const,
      subject: place.jobId === null ? null : { job: place.jobId },
      deliveryId: input.deliveryId,
    };
    const result = await changing(deps, who, click, async (tx, now) => {
      for (const one of read) {
        const { jobId } = place;
        if ("is" in one) results.push(one);
        else if (jobId === null) results.push(await named(deps, door, tx, who, one, place));
        else results.push(await forJob(deps, door, tx, who, one, { ...place, jobId }, now));
      }
      const counts = { files: read.length, in: results.filter(({ is }) => is === "in").length };
      await noteAudit(
        tx,
        company,
        { actor: who.id, action: "resumes_uploaded", subject: place.jobId ?? "–", after: counts },
        now,
      );
      return { kind: "done", notice: "" };
    });
    if (result.kind !== "done") return result;
    const mail = reachOf(who.role, "action mail") !== "no";
    return { kind: "view", view: letInList(results, mail, locale), beside: true };
  },
};

async function readOne({ locale }: RecruiterDeps, door: PeopleDoor, given: GivenFile): Promise<Read> {
  const name = given.name.slice(-200);
  const unread = (reason: string): Read => ({ file: name, is: "unread", reason });
  const taken = await takeGiven(given, fileBytes, locale);
  if ("problem" in taken) return unread(taken.problem);
  const found = await door.readFile({ name, bytes: taken.bytes });
  if ("reason" in found) return unread(say(locale, found.reason.zh, found.reason.en));
  return {
    file: name,
    text: found.text,
    title: found.title,
    sha: createHash("sha256").update(taken.bytes).digest("base64url"),
  };
}

type Words = { file: string; text: string; title: string; sha: string };

async function named(
  deps: RecruiterDeps,
  door: PeopleDoor,
  tx: Tx,
  who: Recruiter,
  { file, text, sha }: Words,
  { channel, lawfulBasis }: { channel: string; lawfulBasis: LawfulBasis },
): Promise<LetIn> {
  const given = { name: file, text, sha, channel, lawfulBasis };
  const done = await door.letInByName(tx, who.company, given, who.id);
  if (done.is !== "in") return { file, is: done.is };
  const outcome = done.repeated
    ? ("repeated" as const)
    : done.isNew
      ? ("created" as const)
      : ("joined" as const);
  return await letInResult(tx, deps, who.company, { outcome, applicationId: done.applicationId }, file);
}

async function forJob(
  deps: RecruiterDeps,
  door: PeopleDoor,
  tx: Tx,
  who: Recruiter,
  { file, text, title, sha }: Words,
  place: { jobId: string; channel: string; lawfulBasis: LawfulBasis },
  now: Date,
): Promise<LetIn> {
  const { company } = who;
  const today = dayIn(await companyTimeZone(tx, company), now);
  const said = personInFile({ text, title }, today);
  if (!said) return { file, is: "nobody" };
  const { name, phone, email, resume } = said;
  const person = broughtBy(
    who,
    {
      source: fileDelivery(sha, place.jobId),
      ...place,
      name,
      contacts: { phone, email, openid: null },
      resume,
    },
    now,
  );
  return await letInResult(tx, deps, company, await door.letIn(tx, company, person), file);
}
