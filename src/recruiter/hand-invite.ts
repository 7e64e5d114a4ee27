import { daysBetweenInvitations } from "../core/profile/contact-window.ts";
import { noteAudit } from "../db/audit-trail.ts";
import type { Tx } from "../db/client.ts";
import { type HandReach, handReach, noteHandOut } from "../db/hand-invitations.ts";
import type { NotInvited } from "./pool.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";

/** A link to send by hand, and to whom. */
export type HandedOut = { person: HandReach; code: string };

/** What speaks against inviting somebody by hand. */
function against(person: HandReach, now: Date): NotInvited | null {
  if (person.optedOut) return "opted_out";
  if (!person.pooled) return "consent";
  if (person.applied) return "applied";
  if (person.state !== null && person.state !== "linked") return "again";
  if (person.phone === null && person.email === null) return "no_contact";
  // One that was handed out before may be looked at again.
  if (person.state === "linked") return null;
  const since = person.lastInvited && now.getTime() - person.lastInvited.getTime();
  return since !== null && since < daysBetweenInvitations * 86_400_000 ? "recently" : null;
}

/**
 * Gives a recruiter personal links for people whom no chat reaches, in the caller's transaction: once per person and job,
 * with the contacts they were entered with, which is in the audit trail. Gives for each the link, or why not.
 */
export async function handOut(
  deps: Pick<RecruiterDeps, "vault">,
  tx: Tx,
  who: Recruiter,
  job: string,
  candidates: readonly string[],
  now: Date,
): Promise<(HandedOut | NotInvited)[]> {
  const { company } = who;
  if (candidates.length === 0) return [];
  const people = new Map(
    (await handReach(tx, deps.vault, company, job, candidates, now)).map((one) => [one.candidateId, one]),
  );
  const results: (HandedOut | NotInvited)[] = [];
  for (const candidateId of candidates) {
    const person = people.get(candidateId);
    const no = person ? against(person, now) : "gone";
    if (no !== null || !person) {
      results.push(no ?? "gone");
      continue;
    }
    const code =
      person.code ?? (await noteHandOut(tx, company, { jobId: job, candidateId, by: who.id, now }));
    if (code === null) {
      results.push("again");
      continue;
    }
    const entry = { actor: who.id, action: "invite_link", subject: candidateId, after: { job } };
    await noteAudit(tx, company, entry, now);
    results.push({ person, code });
  }
  return results;
}
