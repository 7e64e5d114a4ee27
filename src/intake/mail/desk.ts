import { dayIn } from "../../core/calendar-days.ts";
import { positionKey } from "../../core/mail/job-of.ts";
import { nameOf } from "../../core/mail/mail-body.ts";
import type { Tx } from "../../db/client.ts";
import { readNow } from "../../db/decisions.ts";
import { holdIntake } from "../../db/intake-lookup.ts";
import { sayPosition } from "../../db/mail-rules.ts";
import { lockMail, settleMail, type WaitingMail, waitingMails } from "../../db/mails.ts";
import { decideMail } from "./decide.ts";
import { resumeOf } from "./read-application.ts";
import { foreignDomains, knowledgeOf, letIn, type TakeDeps } from "./take-mail.ts";

/** What became of a mail that somebody settled. */
export type Settled = "in" | "gone" | "erased" | "no job";

/** Mails read again in one go; the rest stay as they are until the next. */
const mostAgain = 200;

/** What people do with mails that wait; the tables are the only state, so any process can do it. */
export function createMailDesk(deps: TakeDeps) {
  const today = (now: Date) => dayIn("Asia/Shanghai", now);
  const foreign = foreignDomains(deps.boards);
  return {
    rules: deps.boards.rules,

    /** What the rules of now say of a mail, for whoever has to decide. */
    async suggest(tx: Tx, company: string, mail: WaitingMail) {
      if (!mail.body) return null;
      const resume = resumeOf(mail.body, foreign, today(mail.receivedAt));
      const { said, channel } = decideMail(mail.body, resume, await knowledgeOf(tx, company, deps.boards));
      const name = nameOf(said?.fields.name ?? null, resume.name);
      return { name, phone: resume.phone, channel, position: said?.fields.position ?? null };
    },

    /** Lets the person of a mail in for this job; with `remember`, the same position means this job from now on. */
    async assign(
      tx: Tx,
      company: string,
      id: string,
      to: { jobId: string; channel: string; remember: boolean },
      by: string,
    ): Promise<Settled> {
      await holdIntake(tx, company);
      const mail = await lockMail(tx, deps.vault, company, id);
      if (!mail?.body) return "gone";
      const now = await readNow(tx, deps.clock());
      const resume = resumeOf(mail.body, foreign, today(now));
      const { said } = decideMail(mail.body, resume, await knowledgeOf(tx, company, deps.boards));
      const source = { id: mail.digestIndex, body: mail.body, resume, receivedAt: mail.receivedAt };
      const done = await letIn(deps, tx, company, source, { ...to, said }, by);
      if (done.reason === "unknown_job") return "no job";
      const settled = { ...done, state: "accepted" as const, channel: to.channel, rule: said?.rule ?? null };
      await settleMail(tx, company, id, settled, by, now);
      const { position } = said?.fields ?? {};
      if (to.remember && position) await sayPosition(tx, company, positionKey(position), to.jobId, by, now);
      return done.reason === "erased" ? "erased" : "in";
    },

    /** Says that a mail is no application. */
    async ignore(tx: Tx, company: string, id: string, by: string): Promise<boolean> {
      const mail = await lockMail(tx, deps.vault, company, id);
      if (!mail) return false;
      const { channel, jobId } = mail;
      const to = {
        state: "ignored" as const,
        reason: "person",
        channel,
        rule: null,
        jobId,
        candidateId: null,
        applicationId: null,
      };
      await settleMail(tx, company, id, to, by, await readNow(tx, deps.clock()));
      return true;
    },

    /** Reads waiting mails again by the rules and jobs of now. Returns how many were let in and how many still wait. */
    async readAgain(tx: Tx, company: string, by: string): Promise<{ read: number; left: number }> {
      await holdIntake(tx, company);
      const now = await readNow(tx, deps.clock());
      const known = await knowledgeOf(tx, company, deps.boards);
      let read = 0;
      const waiting = await waitingMails(tx, deps.vault, company, "open", mostAgain);
      for (const { id } of waiting) {
        const mail = await lockMail(tx, deps.vault, company, id);
        if (!mail?.body || mail.state !== "open" || mail.reason === "broken" || mail.reason === "too_large")
          continue;
        const resume = resumeOf(mail.body, foreign, today(now));
        const verdict = decideMail(mail.body, resume, known);
        const { channel, rule } = verdict;
        if (verdict.is === "application") {
          const source = { id: mail.digestIndex, body: mail.body, resume, receivedAt: mail.receivedAt };
          const done = await letIn(deps, tx, company, source, verdict, by);
          await settleMail(tx, company, id, { ...done, state: "accepted", channel, rule }, by, now);
          read += 1;
        } else if (verdict.is === "open" && verdict.reason !== mail.reason) {
          const nobody = { candidateId: null, applicationId: null, jobId: null };
          await settleMail(
            tx,
            company,
            id,
            { ...nobody, state: "open", reason: verdict.reason, channel, rule },
            by,
            now,
          );
        }
      }
      return { read, left: waiting.length - read };
    },
  };
}
