import type { Applicant } from "../core/intake/applicant.ts";
import type { ContactKind } from "../core/intake/contact-key.ts";
import type { Vault } from "../db/vault.ts";
import { deliveryKey } from "./delivery-key.ts";
import { contactsOf } from "./people.ts";

/** A value as it is kept: sealed, and the keyed hash it is found by. */
export type Kept = { sealed: Uint8Array; index: string };

/** An applicant with everything that is hashed and sealed before the database is asked anything. */
export type Prepared = {
  applicant: Applicant;
  /** The delivery as it is kept. */
  sourceIndex: string;
  /** The strongest first. */
  contacts: readonly (Kept & { kind: ContactKind })[];
  name: Kept | null;
  phone: Kept | null;
  /** What a résumé says, sealed; null = there is none. */
  resume: Uint8Array | null;
};

/** Makes an applicant ready. Outside the transaction, so that nobody waits for ciphers while the intake is held. */
export function prepare(vault: Vault, company: string, applicant: Applicant): Prepared {
  const contacts = contactsOf(vault, company, applicant);
  const name = applicant.name?.trim().slice(0, 100);
  const phone = contacts.find(({ kind }) => kind === "phone");
  return {
    applicant,
    sourceIndex: deliveryKey(vault, company, applicant).sourceIndex,
    contacts: contacts.map(({ kind, value, index }) => ({
      kind,
      index,
      sealed: vault.seal(value, `${company}:contacts`),
    })),
    name: name
      ? { sealed: vault.seal(name, `${company}:candidates`), index: vault.index(name, `${company}:name`) }
      : null,
    phone: phone ? { sealed: vault.seal(phone.value, `${company}:phone`), index: phone.index } : null,
    resume: applicant.resume && sealedResume(vault, company, applicant.resume),
  };
}

function sealedResume(
  vault: Vault,
  company: string,
  { text, evidence, model }: NonNullable<Applicant["resume"]>,
) {
  return vault.seal({ text, evidence, ...(model ? { model } : {}) }, `${company}:resumes`);
}
