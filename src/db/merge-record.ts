import { z } from "zod";

const Touch = z.object({ at: z.coerce.date(), job_id: z.string(), channel: z.string() });
const Stage = z.object({ job_id: z.string(), stage: z.string(), at: z.coerce.date() });
const Score = z.object({ job_id: z.string(), at: z.coerce.date(), score: z.number() });
const Bytes = z.string().nullable();

/** What stood where before two persons became one; with it they can be told apart again to the byte. */
export const MergeRecord = z.object({
  applications: z.array(z.uuid()),
  contacts: z.array(z.object({ kind: z.string(), value_index: z.string() })),
  resumes: z.array(z.uuid()),
  intakes: z.array(z.uuid()),
  employees: z.array(z.object({ key: z.string(), job_id: z.string() })),
  /** Both persons' own, as they were. */
  kept: z.object({ touches: z.array(Touch), stages: z.array(Stage), scores: z.array(Score) }),
  gone: z.object({ touches: z.array(Touch), stages: z.array(Stage), scores: z.array(Score) }),
  /** Base64 of the sealed columns, as they stood in the rows. */
  person: z.object({ name: Bytes, nameIndex: Bytes, phone: Bytes, phoneIndex: Bytes }),
  gaveName: z.boolean(),
  gavePhone: z.boolean(),
  /** Tags noted about the one who goes, invitations of theirs, by job, and a wish to get none, that moved. */
  notes: z.array(z.string()).default([]),
  invitations: z.array(z.string()).default([]),
  gaveOptOut: z.boolean().default(false),
});
export type MergeRecord = z.infer<typeof MergeRecord>;
