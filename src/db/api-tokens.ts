import { createHash, randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Sql } from "./client.ts";

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Makes a token for a program; it is shown this once, only its hash is kept. */
export async function addApiToken(sql: Sql, company: string, name: string): Promise<string> {
  const token = `qp_${randomBytes(32).toString("base64url")}`;
  await sql`
    insert into api_tokens (company_id, id, name, token_hash) values (${company}, ${randomUUID()}, ${name}, ${hashOf(token)})`;
  return token;
}

const Holder = z.object({ company: z.string(), name: z.string() });

/** Whose token it is; null = unknown or revoked. Notes when it was used. */
export async function holderOfToken(sql: Sql, token: string): Promise<z.infer<typeof Holder> | null> {
  const [row] = await sql`
    update api_tokens set used_at = now() where token_hash = ${hashOf(token)} and revoked_at is null
    returning company_id as company, name`;
  return row ? Holder.parse(row) : null;
}

const Listed = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.date(),
  usedAt: z.date().nullable(),
});

/** Tokens that work now, the oldest first. */
export async function listApiTokens(sql: Sql, company: string): Promise<z.infer<typeof Listed>[]> {
  const rows = await sql`
    select id, name, created_at as "createdAt", used_at as "usedAt" from api_tokens
    where company_id = ${company} and revoked_at is null order by created_at, id`;
  return rows.map((row) => Listed.parse(row));
}

/** Ends all tokens of this name; returns how many there were. */
export async function revokeApiTokens(sql: Sql, company: string, name: string): Promise<number> {
  const result = await sql`
    update api_tokens set revoked_at = now() where company_id = ${company} and name = ${name} and revoked_at is null`;
  return result.count;
}
