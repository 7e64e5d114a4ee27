import type { Sql } from "./client.ts";
import type { Vault } from "./vault.ts";

/** Whether words hold the name of one of the company's candidates; a Latin one only with two words or more of it. */
export async function namesCandidate(
  sql: Sql,
  vault: Vault,
  company: string,
  words: string,
): Promise<boolean> {
  const indexes = [...new Set(namesIn(words))].map((name) => vault.index(name, `${company}:name`));
  const rows = await sql`
    select 1 from candidates where company_id = ${company} and name_index = any(${indexes}::text[]) limit 1`;
  return rows.length > 0;
}

/** Everything in the words that could be a name: two to four Chinese characters, two or three Latin words. */
function namesIn(words: string): string[] {
  const said = words.normalize("NFKC").slice(0, 1000);
  const chinese = (said.match(/\p{Script=Han}+/gu) ?? []).flatMap((run) =>
    windows([...run], [2, 3, 4]).map((some) => some.join("")),
  );
  const latin = windows(said.match(/\p{Script=Latin}+/gu) ?? [], [2, 3]).map((some) => some.join(" "));
  return [...chinese, ...latin];
}

const windows = (all: readonly string[], sizes: readonly number[]): string[][] =>
  sizes.flatMap((size) =>
    Array.from({ length: Math.max(0, all.length - size + 1) }, (_, at) => all.slice(at, at + size)),
  );
