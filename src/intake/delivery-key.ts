import type { Applicant } from "../core/intake/applicant.ts";
import type { Vault } from "../db/vault.ts";

/** The key of a delivery as it is kept: a source's own id may name a person, upper and lower case differ. */
export const deliveryKey = (vault: Vault, company: string, { source }: Pick<Applicant, "source">) => ({
  kind: source.kind,
  sourceIndex: vault.index(Buffer.from(source.id).toString("hex"), `${company}:intake`),
});
