import type { Applicant } from "../core/intake/applicant.ts";
import { type ContactKind, contactKey } from "../core/intake/contact-key.ts";
import type { Tx } from "../db/client.ts";
import { applicationsOf, contactOwners, type KnownPerson, lockCandidates } from "../db/intake-lookup.ts";
import type { Vault } from "../db/vault.ts";

/** A contact in its one spelling, and the keyed hash it is found by. */
export type Contact = { kind: ContactKind; value: string; index: string };

/** Who is known of a batch. Whatever the batch adds is put in here too, so that its later ones see its earlier ones. */
export type People = {
  /** `kind:index` -> candidate. */
  owners: Map<string, string>;
  /** `kind:index` -> what was sent until then is about somebody who had themselves erased. */
  barred: ReadonlyMap<string, Date>;
  persons: Map<string, KnownPerson>;
  /** `candidate job` -> application. */
  applications: Map<string, string>;
};

/** The strongest first: an openid is one account, a phone is mostly one person's, an address is sometimes shared. */
const order: readonly ContactKind[] = ["openid", "phone", "email"];

/** An applicant's contacts, the strongest first; what is none is left out. */
export const contactsOf = (vault: Vault, company: string, { contacts }: Applicant): Contact[] =>
  order.flatMap((kind) => {
    const value = contactKey(kind, contacts[kind]);
    return value === null ? [] : [{ kind, value, index: contactIndex(vault, company, kind, value) }];
  });

/** The hash of a contact; phones have the same one as in candidates.phone_index. */
export const contactIndex = (vault: Vault, company: string, kind: ContactKind, value: string): string =>
  kind === "openid"
    ? vault.index(Buffer.from(value).toString("hex"), `${company}:openid`)
    : vault.index(kind === "phone" ? value.replace("+", "") : value, `${company}:${kind}`);

/** Looks up everybody these contacts may be of, and locks them. */
export async function peopleFor(
  tx: Tx,
  company: string,
  contacts: readonly Pick<Contact, "kind" | "index">[],
): Promise<People> {
  const owners = contacts.length > 0 ? await contactOwners(tx, company, contacts) : [];
  const ids = [...new Set(owners.map(({ candidateId }) => candidateId))];
  const [persons, applications] =
    ids.length > 0
      ? await Promise.all([lockCandidates(tx, company, ids), applicationsOf(tx, company, ids)])
      : [[], []];
  return {
    owners: new Map(owners.map(({ kind, index, candidateId }) => [`${kind}:${index}`, candidateId])),
    barred: new Map(
      owners.flatMap(({ kind, index, notBefore }) =>
        notBefore ? [[`${kind}:${index}`, notBefore] as const] : [],
      ),
    ),
    persons: new Map(persons.map((person) => [person.id, person])),
    applications: new Map(applications.map((a) => [`${a.candidateId} ${a.jobId}`, a.id])),
  };
}
