import { randomUUID } from "node:crypto";
import type { Tx } from "../db/client.ts";
import { type IntakeRows, takeNumbers } from "../db/intake-rows.ts";
import { addApplied, addTouches, appliedKey, type Touch, touchKey } from "../db/intake-touches.ts";
import { holdTimelines } from "../db/timelines-once.ts";
import type { People } from "./people.ts";
import type { Kept, Prepared } from "./prepare.ts";

type Planning = {
  tx: Tx;
  company: string;
  now: Date;
  jobs: ReadonlyMap<string, { practice: boolean }>;
  people: People;
};

/** What becomes of one applicant. */
export type Planned =
  | { outcome: "created" | "joined"; candidateId: string; applicationId: string | null }
  | { outcome: "erased" };

type Completion = {
  id: string;
  name?: Kept;
  phone?: Kept;
};

export type Plan = {
  rows: IntakeRows;
  planned: Planned[];
  completions: Completion[];
  /** Whose touches or milestones were added: their timelines wait to be computed (db/timelines-once.ts). */
  counted: string[];
};

/** Turns applicants into rows, in order; a later one may be the same person as an earlier one. */
export async function planRows(p: Planning, fresh: readonly Prepared[]): Promise<Plan> {
  const { company, now } = p;
  const rows: IntakeRows = {
    candidates: [],
    applications: [],
    facts: [],
    contacts: [],
    taken: [],
    resumes: [],
    intakes: [],
  };
  const completions: Completion[] = [];
  const touched: { touch: Touch; intake: IntakeRows["intakes"][number] }[] = [];
  const applied: typeof touched = [];
  const planned = fresh.map((one): Planned => {
    const { applicant: a, sourceIndex, contacts } = one;
    const everybody = contacts.flatMap(({ kind, index }) => p.people.owners.get(`${kind}:${index}`) ?? []);
    const owners = everybody.filter((id) => !p.people.persons.get(id)?.erased);
    const at = new Date(Math.min(a.receivedAt.getTime(), now.getTime()));
    // Somebody who had themselves erased is not brought back by a contact that two persons share, either; only by what
    // they sent themselves since.
    const late = contacts.some(({ kind, index }) => {
      const until = p.people.barred.get(`${kind}:${index}`);
      return until !== undefined && at <= until;
    });
    if (late || (owners.length < everybody.length && !a.own)) return { outcome: "erased" };
    const [known] = owners;
    const id = randomUUID();
    const candidateId = known ?? randomUUID();
    const { gaveName, gavePhone } = known
      ? complete(p, known, one, completions)
      : addPerson(p, rows, candidateId, one);
    for (const { kind, sealed, index } of contacts) {
      const owner = p.people.owners.get(`${kind}:${index}`);
      if (owner !== undefined && !p.people.persons.get(owner)?.erased) continue;
      p.people.owners.set(`${kind}:${index}`, candidateId);
      (owner === undefined ? rows.contacts : rows.taken).push({
        company_id: company,
        kind,
        value_index: index,
        candidate_id: candidateId,
        value_sealed: sealed,
        intake_id: id,
        created_at: now,
      });
    }
    const job = a.jobId === null ? null : { id: a.jobId, practice: p.jobs.get(a.jobId)?.practice ?? false };
    const before = job && p.people.applications.get(`${candidateId} ${job.id}`);
    const applicationId = job && (before ?? randomUUID());
    if (job && applicationId) {
      const fact = before ? "applied_again" : "applied";
      if (!before) addApplication(p, rows, { candidateId, applicationId, job, at });
      rows.facts.push({
        company_id: company,
        application_id: applicationId,
        key: `intake:${id}`,
        name: fact,
        actor: a.actor,
        data: { source: a.source.kind, channel: a.channel },
        at,
      });
    }
    if (a.resume && one.resume) {
      rows.resumes.push({
        company_id: company,
        id: randomUUID(),
        candidate_id: candidateId,
        application_id: applicationId,
        intake_id: id,
        fields: a.resume.fields,
        body_sealed: one.resume,
        received_at: at,
        created_at: now,
      });
    }
    const intake = {
      company_id: company,
      id,
      kind: a.source.kind,
      source_index: sourceIndex,
      candidate_id: candidateId,
      application_id: applicationId,
      import_id: a.importId,
      made_candidate: !known,
      made_application: Boolean(job && !before),
      made_touch: false,
      made_milestone: false,
      gave_name: gaveName,
      gave_phone: gavePhone,
      also_candidate_id: owners.find((other) => other !== candidateId) ?? null,
      channel: a.channel,
      campaign: a.campaign,
      lawful_basis: a.lawfulBasis,
      actor: a.actor,
      received_at: at,
      created_at: now,
    };
    rows.intakes.push(intake);
    // Practice is no recruiting: it leaves no fact that a number could be computed from.
    if (job && !job.practice) {
      const touch = { candidate_id: candidateId, at, job_id: job.id, channel: a.channel };
      touched.push({ intake, touch });
      if (!before) applied.push({ intake, touch });
    }
    return { outcome: known ? "joined" : "created", candidateId, applicationId };
  });
  const counted = touched.map(({ touch }) => touch.candidate_id);
  // Started by itself, so that it runs before the others on this connection.
  const held = counted.length > 0 ? holdTimelines(p.tx).execute() : null;
  await Promise.all([held, number(p, rows), touch(p, touched), apply(p, applied)]);
  return { rows, planned, completions, counted };
}

function complete({ people }: Planning, id: string, { name, phone }: Prepared, completions: Completion[]) {
  const person = people.persons.get(id);
  const gaveName = person !== undefined && !person.named && name !== null;
  const gavePhone = person !== undefined && !person.phoned && phone !== null;
  if (gaveName || gavePhone) {
    completions.push({ id, ...(gaveName ? { name } : {}), ...(gavePhone ? { phone } : {}) });
    people.persons.set(id, {
      ...person,
      named: person.named || gaveName,
      phoned: person.phoned || gavePhone,
    });
  }
  return { gaveName, gavePhone };
}

function addPerson(p: Planning, rows: IntakeRows, id: string, { applicant: a, name, phone }: Prepared) {
  rows.candidates.push({
    company_id: p.company,
    id,
    name_sealed: name?.sealed ?? null,
    name_index: name?.index ?? null,
    phone_sealed: phone?.sealed ?? null,
    phone_index: phone?.index ?? null,
    locale: a.locale,
    consent_pool: a.consentPool,
    created_at: p.now,
  });
  p.people.persons.set(id, { id, erased: false, named: name !== null, phoned: phone !== null });
  return { gaveName: false, gavePhone: false };
}

function addApplication(
  p: Planning,
  rows: IntakeRows,
  a: { candidateId: string; applicationId: string; job: { id: string; practice: boolean }; at: Date },
): void {
  p.people.applications.set(`${a.candidateId} ${a.job.id}`, a.applicationId);
  rows.applications.push({
    company_id: p.company,
    id: a.applicationId,
    number: 0,
    candidate_id: a.candidateId,
    job_id: a.job.id,
    stage: "started",
    created_at: a.at,
    // What is kept for how long counts from when it came here, not from when it was written elsewhere.
    stage_at: p.now,
  });
}

async function number({ tx, company }: Planning, { applications }: IntakeRows): Promise<void> {
  if (applications.length === 0) return;
  const first = await takeNumbers(tx, company, applications.length);
  applications.forEach((application, i) => {
    application.number = first + i;
  });
}

/** Touches first, so that each delivery knows whether it was the one that left it. */
async function touch(
  { tx, company }: Planning,
  touched: readonly { touch: Touch; intake: IntakeRows["intakes"][number] }[],
): Promise<void> {
  const made = await addTouches(
    tx,
    company,
    touched.map((one) => one.touch),
  );
  for (const { touch, intake } of touched) intake.made_touch = made.delete(touchKey(touch));
}

async function apply(
  { tx, company }: Planning,
  applied: readonly { touch: Touch; intake: IntakeRows["intakes"][number] }[],
): Promise<void> {
  const rows = applied.map(({ touch: { candidate_id, job_id, at } }) => ({ candidate_id, job_id, at }));
  const made = await addApplied(tx, company, rows);
  for (const { touch, intake } of applied) intake.made_milestone = made.delete(appliedKey(touch));
}
