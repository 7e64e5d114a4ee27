import { createHash } from "node:crypto";
import type { Database } from "../../db/client.ts";
import type { Person } from "./person.ts";

/** One line of the score table: who, where they ended, what they scored. */
export type ScoreRow = {
  index: number;
  skill: string;
  temperament: string;
  locale: string;
  stage: string;
  attempt: number | null;
  total: number | null;
  band: string | null;
};

/** The score table in the order of the people. */
export async function scoreTable(
  db: Database,
  company: string,
  people: Person[],
  idOf: (person: Person) => string,
): Promise<ScoreRow[]> {
  const rows = await db.sql<
    { id: string; stage: string; attempt: number | null; total: number | null; band: string | null }[]
  >`
    select c.id, a.stage, s.attempt, s.total, s.band
    from conversations c join applications a on a.company_id = c.company_id and a.id = c.application_id
    left join lateral (
      select attempt, total, band from assessments s where s.company_id = c.company_id and s.conversation_id = c.id
      order by attempt desc limit 1) s on true
    where c.company_id = ${company}`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return people.map((person) => {
    const row = byId.get(idOf(person));
    const { index, skill, temperament, locale } = person;
    return {
      index,
      skill,
      temperament,
      locale,
      stage: row?.stage ?? "none",
      attempt: row?.attempt ?? null,
      total: row?.total ?? null,
      band: row?.band ?? null,
    };
  });
}

const columns = ["index", "skill", "temperament", "locale", "stage", "attempt", "total", "band"] as const;

/** The table as CSV, one line a person; equal runs give equal bytes. */
export const asCsv = (rows: ScoreRow[]): string =>
  [columns.join(","), ...rows.map((row) => columns.map((column) => row[column] ?? "").join(","))].join("\n");

/** Lines for people: by skill how many finished, the mean and spread of T, the bands, and the table's fingerprint. */
export function summary(rows: ScoreRow[]): string[] {
  const lines = ["skill      people  assessed  mean T   sd   advance  review  below"];
  for (const skill of ["expert", "good", "average", "polite", "blunt"]) {
    const group = rows.filter((row) => row.skill === skill);
    const totals = group.flatMap((row) => (row.total === null ? [] : [row.total]));
    const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length;
    const variance = totals.reduce((sum, total) => sum + (total - mean) ** 2, 0) / totals.length;
    const band = (name: string) => String(group.filter((row) => row.band === name).length);
    lines.push(
      [
        skill.padEnd(10),
        String(group.length).padStart(7),
        String(totals.length).padStart(9),
        (totals.length ? mean.toFixed(1) : "-").padStart(8),
        (totals.length ? Math.sqrt(variance).toFixed(1) : "-").padStart(5),
        band("advance").padStart(9),
        band("review").padStart(7),
        band("decline_proposed").padStart(6),
      ].join(" "),
    );
  }
  const stages = new Map<string, number>();
  for (const row of rows) stages.set(row.stage, (stages.get(row.stage) ?? 0) + 1);
  lines.push(
    `stages: ${[...stages]
      .sort()
      .map(([stage, count]) => `${stage} ${count}`)
      .join(", ")}`,
  );
  lines.push(`score table sha256: ${createHash("sha256").update(asCsv(rows)).digest("hex")}`);
  return lines;
}
