import type { Sql } from "./client.ts";

const grown = [
  "candidates",
  "applications",
  "application_events",
  "touches",
  "milestones",
  "candidate_contacts",
  "resumes",
  "intakes",
  "timelines",
  "profile_marks",
] as const;

/** From here on what the database knows is near enough, and its own clerk keeps it so. */
const known = 10_000;

/**
 * Lets the database look at the tables people come into, where it last saw them small: of one that it takes for empty it
 * reads a company's every row in each batch, and looks by itself a minute later only.
 */
export async function learnTableSizes(sql: Sql): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class where relname = any(${[...grown]}::text[]) and relkind = 'r'
      and relnamespace = current_schema()::regnamespace and reltuples < ${known}`;
  const small = grown.filter((table) => rows.some(({ name }) => name === table));
  if (small.length > 0) await sql.unsafe(`analyze ${small.join(", ")}`);
}
