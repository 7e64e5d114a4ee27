import { z } from "zod";
import { columnKinds } from "./columns.ts";
import { lawfulBases } from "./lawful-basis.ts";

/** How a table is imported: what its columns hold, and what holds for rows that do not say it themselves. */
export const ImportPlan = z.object({
  columns: z.array(z.enum(columnKinds)).max(200),
  jobId: z.string().nullable(),
  channel: z.string(),
  campaign: z.string().nullable(),
  lawfulBasis: z.enum(lawfulBases),
});
export type ImportPlan = z.infer<typeof ImportPlan>;
