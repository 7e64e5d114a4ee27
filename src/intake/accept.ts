import type { Accepted, Applicant } from "../core/intake/applicant.ts";
import type { Tx } from "../db/client.ts";
import { readNow } from "../db/decisions.ts";
import { holdIntake, jobsFor, knownDeliveries } from "../db/intake-lookup.ts";
import { completePerson, insertIntake } from "../db/intake-rows.ts";
import { markProfiles } from "../db/profile-marks.ts";
import { refreshTimelines } from "../db/timelines-once.ts";
import type { Transact } from "../db/transact.ts";
import type { Vault } from "../db/vault.ts";
import { peopleFor } from "./people.ts";
import { type Plan, type Planned, planRows } from "./plan-rows.ts";
import { type Prepared, prepare } from "./prepare.ts";

export type AcceptDeps = {
  transact: Transact;
  vault: Vault;
  /** null = the database's time. */
  clock(): Date | null;
};

/**
 * The one door through which people come in other than by a chat: mail, tables, webhooks, files, forms. One transaction,
 * and the same delivery again changes nothing. Whoever has the same phone, e-mail address or openid is the same person,
 * names decide nothing. Nothing of an erased person is kept, and nothing that is protected.
 */
export async function acceptApplicant(
  deps: AcceptDeps,
  company: string,
  applicant: Applicant,
): Promise<Accepted> {
  const [accepted] = await acceptApplicants(deps, company, [applicant]);
  if (!accepted) throw new Error("an applicant was neither accepted nor refused");
  return accepted;
}

/** Several at once, in order, in one transaction; at most a few hundred, because later ones wait for it. */
export const acceptApplicants = (
  deps: AcceptDeps,
  company: string,
  applicants: readonly Applicant[],
): Promise<Accepted[]> => {
  const prepared = applicants.map((one) => prepare(deps.vault, company, one));
  return deps.transact((tx) => acceptPrepared(deps, tx, company, prepared));
};

/** The same inside a transaction of the caller's, who thereby commits a cursor or a file with it. */
export const acceptIn = (
  deps: Pick<AcceptDeps, "vault" | "clock">,
  tx: Tx,
  company: string,
  applicants: readonly Applicant[],
): Promise<Accepted[]> =>
  acceptPrepared(
    deps,
    tx,
    company,
    applicants.map((one) => prepare(deps.vault, company, one)),
  );

/** The same for applicants who are ready. */
export async function acceptPrepared(
  deps: Pick<AcceptDeps, "clock">,
  tx: Tx,
  company: string,
  applicants: readonly Prepared[],
): Promise<Accepted[]> {
  const keys = applicants.map(({ applicant, sourceIndex }) => ({ kind: applicant.source.kind, sourceIndex }));
  const wanted = [...new Set(applicants.flatMap(({ applicant }) => applicant.jobId ?? []))];
  // One round trip: the others run on the same connection behind it, and see what was committed until then.
  const held = holdIntake(tx, company).execute();
  const [now, known, jobs] = await Promise.all([
    readNow(tx, deps.clock()),
    knownDeliveries(tx, company, keys),
    jobsFor(tx, company, wanted),
    held,
  ]);
  const before = new Map(known.map((one) => [`${one.kind}:${one.sourceIndex}`, one]));
  const results: Accepted[] = [];
  const fresh: { at: number; one: Prepared }[] = [];
  const again: { at: number; first: number }[] = [];
  const first = new Map<string, number>();
  applicants.forEach((one, at) => {
    const { applicant, sourceIndex } = one;
    const key = `${applicant.source.kind}:${sourceIndex}`;
    const seen = before.get(key);
    const earlier = first.get(key);
    if (earlier !== undefined) again.push({ at, first: earlier });
    else if (seen) results[at] = seen.erased ? nothing("erased") : { ...idsOf(seen), outcome: "repeated" };
    else if (applicant.jobId !== null && !jobs.has(applicant.jobId)) results[at] = nothing("unknown_job");
    else {
      first.set(key, at);
      fresh.push({ at, one });
    }
  });
  const people = await peopleFor(
    tx,
    company,
    fresh.flatMap(({ one }) => one.contacts),
  );
  const plan = await planRows(
    { tx, company, now, jobs, people },
    fresh.map(({ one }) => one),
  );
  await Promise.all([
    insertIntake(tx, plan.rows),
    ...plan.completions.map(({ id, ...given }) => completePerson(tx, company, id, given)),
    ...noteChanged(tx, company, plan),
  ]);
  fresh.forEach(({ at }, i) => {
    results[at] = resultOf(plan.planned[i]);
  });
  for (const { at, first: one } of again) {
    const { outcome, ...ids } = results[one] ?? nothing("erased");
    results[at] = { outcome: outcome === "erased" ? outcome : "repeated", ...ids };
  }
  return results;
}

/** What is derived of the people who came in, last: whoever notes a fact about one of them waits from here on. */
function noteChanged(tx: Tx, company: string, { rows, counted }: Plan): PromiseLike<unknown>[] {
  const people = rows.intakes.map(({ candidate_id }) => candidate_id);
  if (people.length === 0) return [];
  return [
    ...(counted.length > 0 ? [refreshTimelines(tx, company, counted)] : []),
    markProfiles(tx, company, tx`select unnest(${people}::uuid[])`),
  ];
}

const nothing = (outcome: "erased" | "unknown_job"): Accepted => ({
  outcome,
  candidateId: null,
  applicationId: null,
});

const idsOf = ({ candidateId, applicationId }: { candidateId: string; applicationId: string | null }) => ({
  candidateId,
  applicationId,
});

const resultOf = (planned: Planned | undefined): Accepted =>
  planned === undefined || planned.outcome === "erased"
    ? nothing("erased")
    : { outcome: planned.outcome, ...idsOf(planned) };
