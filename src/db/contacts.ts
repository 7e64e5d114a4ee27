import { z } from "zod";
import { contactsIn, type FoundContact } from "../core/masking.ts";
import type { Sql, Tx } from "./client.ts";
import type { Vault } from "./vault.ts";

/** How a candidate can be reached outside the chat: the stored phone, and what else their résumé or their own words say. */
export type Contact = { phone: string | null; said: FoundContact[] };

const Written = z.object({ kind: z.enum(["phone", "email"]), sealed: z.instanceof(Uint8Array) });
const Body = z.object({ text: z.string().catch("") });
const most = 10;

/** A candidate's contact details, opened. Whoever calls this notes it in the audit trail. */
export async function contactOf(
  sql: Sql | Tx,
  vault: Vault,
  company: string,
  applicationId: string,
): Promise<Contact> {
  const [person] = await sql<{ phoneSealed: Uint8Array | null }[]>`
    select c.phone_sealed as "phoneSealed" from applications a
    join candidates c on c.company_id = a.company_id and c.id = a.candidate_id
    where a.company_id = ${company} and a.id = ${applicationId} and c.erased_at is null`;
  const written = await sql`
    select k.kind, k.value_sealed as sealed from applications a
    join candidate_contacts k on k.company_id = a.company_id and k.candidate_id = a.candidate_id
    where a.company_id = ${company} and a.id = ${applicationId} and k.kind in ('phone', 'email')
      and k.value_sealed is not null
    order by k.created_at, k.kind desc`;
  const lines = await sql<{ bodySealed: Uint8Array | null }[]>`
    select m.body_sealed as "bodySealed" from messages m
    join conversations v on v.company_id = m.company_id and v.id = m.conversation_id
    where m.company_id = ${company} and v.application_id = ${applicationId} and m.author = 'candidate'
    order by v.created_at, m.n`;
  const said = new Map<string, FoundContact>();
  const phone = person?.phoneSealed
    ? z.string().parse(vault.open(person.phoneSealed, `${company}:phone`))
    : null;
  for (const row of written) {
    const { kind, sealed } = Written.parse(row);
    const text = z.string().parse(vault.open(sealed, `${company}:contacts`));
    if (text !== phone) said.set(`${kind}:${text}`, { kind, text });
  }
  for (const { bodySealed } of lines) {
    if (!bodySealed || said.size >= most) continue;
    const { text } = Body.parse(vault.open(bodySealed, `${company}:messages`));
    for (const found of contactsIn(text)) said.set(`${found.kind}:${found.text}`, found);
  }
  return { phone, said: [...said.values()].slice(0, most) };
}
