import type { Applicant } from "../core/intake/applicant.ts";
import type { Vault } from "../db/vault.ts";

/** The key of each delivery as it is kept: a source's own id may name a person, upper and lower case differ. */
export const deliveryKeys = (
  vault: Vault,
  company: string,
  applicants: readonly Pick<Applicant, "source">[],
) =>
  applicants.map(({ source }) => ({
    kind: source.kind,
    sourceIndex: vault.index(Buffer.from(source.id).toString("hex"), `${company}:intake`),
  }));
