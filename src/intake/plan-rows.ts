import { randomUUID } from "node:crypto";
import type { Applicant } from "../core/intake/applicant.ts";
import type { Tx } from "../db/client.ts";
import { type IntakeRows, takeNumbers } from "../db/intake-rows.ts";
import { addApplied, addTouches, appliedKey, type Touch, touchKey } from "../db/intake-touches.ts";
import { holdTimelines } from "../db/timelines-once.ts";
import type { Vault } from "../db/vault.ts";
import type { Contact, People } from "./people.ts";

type Planning = {
  tx: Tx;
  vault: Vault;
  company: string;
  now: Date;
  jobs: ReadonlyMap<string, { practice: boolean }>;
  people: People;
};

type Fresh = { applicant: Applicant; sourceIndex: string; contacts: readonly Contact[] };

/** What becomes of one applicant. */
export type Planned =
  | { outcome: "created" | "joined"; candidateId: string; applicationId: string | null }
  | { outcome: "erased" };

type Completion = {
  id: string;
  name?: { sealed: Uint8Array; index: string };
  phone?: { sealed: Uint8Array; index: string };
};

export type Plan = {
  rows: IntakeRows;
  planned: Planned[];
  completions: Completion[];
  /** Whose touches or milestones were added: their timelines wait to be computed (db/timelines-once.ts). */
  counted: string[];
};

/** Turns applicants into rows, in order; a later one may be the same person as an earlier one. */
export async function planRows(p: Planning, fresh: readonly Fresh[]): Promise<Plan> {
  const { company, now } = p;
  const rows: IntakeRows = {
    candidates: [],
    applications: [],
    facts: [],
    contacts: [],
    resumes: [],
    intakes: [],
  };
  const completions: Completion[] = [];
  const touched: { touch: Touch; intake: IntakeRows["intakes"][number] }[] = [];
  const applied: typeof touched = [];
  const planned = fresh.map(({ applicant: a, sourceIndex, contacts }): Planned => {
    const owners = contacts.flatMap(({ kind, index }) => p.people.owners.get(`${kind}:${index}`) ?? []);
    // Somebody who had themselves erased is not brought back by a contact that two persons share, either.
    if (owners.some((id) => p.people.persons.get(id)?.erased)) return { outcome: "erased" };
    const [known] = owners;
    const id = randomUUID();
    const candidateId = known ?? randomUUID();
    const at = new Date(Math.min(a.receivedAt.getTime(), now.getTime()));
    const given = identity(p, a, contacts);
    const { gaveName, gavePhone } = known
      ? complete(p, known, given, completions)
      : addPerson(p, rows, candidateId, a, given);
    for (const { kind, value, index } of contacts) {
      if (p.people.owners.has(`${kind}:${index}`)) continue;
      p.people.owners.set(`${kind}:${index}`, candidateId);
      rows.contacts.push({
        company_id: company,
        kind,
        value_index: index,
        candidate_id: candidateId,
        value_sealed: p.vault.seal(value, `${company}:contacts`),
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
    if (a.resume) {
      const { text, evidence } = a.resume;
      rows.resumes.push({
        company_id: company,
        id: randomUUID(),
        candidate_id: candidateId,
        application_id: applicationId,
        intake_id: id,
        fields: a.resume.fields,
        body_sealed: p.vault.seal({ text, evidence }, `${company}:resumes`),
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

type Identity = Omit<Completion, "id">;

function identity({ vault, company }: Planning, a: Applicant, contacts: readonly Contact[]): Identity {
  const name = a.name?.trim().slice(0, 100);
  const phone = contacts.find(({ kind }) => kind === "phone");
  return {
    ...(name
      ? {
          name: {
            sealed: vault.seal(name, `${company}:candidates`),
            index: vault.index(name, `${company}:name`),
          },
        }
      : {}),
    ...(phone ? { phone: { sealed: vault.seal(phone.value, `${company}:phone`), index: phone.index } } : {}),
  };
}

function complete({ people }: Planning, id: string, given: Identity, completions: Completion[]) {
  const person = people.persons.get(id);
  const gaveName = person !== undefined && !person.named && given.name !== undefined;
  const gavePhone = person !== undefined && !person.phoned && given.phone !== undefined;
  if (gaveName || gavePhone) {
    completions.push({
      id,
      ...(gaveName && given.name ? { name: given.name } : {}),
      ...(gavePhone && given.phone ? { phone: given.phone } : {}),
    });
    people.persons.set(id, {
      ...person,
      named: person.named || gaveName,
      phoned: person.phoned || gavePhone,
    });
  }
  return { gaveName, gavePhone };
}

function addPerson(p: Planning, rows: IntakeRows, id: string, a: Applicant, given: Identity) {
  rows.candidates.push({
    company_id: p.company,
    id,
    name_sealed: given.name?.sealed ?? null,
    name_index: given.name?.index ?? null,
    phone_sealed: given.phone?.sealed ?? null,
    phone_index: given.phone?.index ?? null,
    locale: a.locale,
    consent_pool: a.consentPool,
    created_at: p.now,
  });
  p.people.persons.set(id, {
    id,
    erased: false,
    named: given.name !== undefined,
    phoned: given.phone !== undefined,
  });
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
