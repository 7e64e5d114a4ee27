import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "./client.ts";
import type { Vault } from "./vault.ts";

/** An access token of a platform, shared by all processes. */
export interface TokenStore {
  /**
   * The token that is valid now. `stale` = one that the platform refused: it is not given again. When there is none,
   * one process calls `fetchNew` and the others wait for its result; rejects with the error of `fetchNew`.
   */
  token(fetchNew: () => Promise<{ token: string; expiresInMs: number }>, stale?: string): Promise<string>;
}

const leaseMs = 10_000;
const waitStepMs = 40;
const waitMs = 12_000;
/** A token is not used in the last minutes of its life: calls take time, and clocks differ. */
const marginMs = 300_000;

/** The database row of (company, channel, account) as the one place of its token; no transaction spans the fetching. */
export function createTokenStore(
  sql: Sql,
  vault: Vault,
  of: { company: string; channel: string; account: string },
): TokenStore {
  const context = `${of.company}:${of.channel}:token`;
  const mine = sql`company_id = ${of.company} and channel = ${of.channel} and account = ${of.account}`;
  let underWay: Promise<string> | null = null;
  let cached: { token: string; until: number } | null = null;

  async function stored(stale: string | undefined): Promise<string | null> {
    const [row] = await sql<{ sealed: Uint8Array; leftMs: number }[]>`
      select token_sealed as sealed, (extract(epoch from expires_at - clock_timestamp()) * 1000)::float8 as "leftMs"
      from platform_tokens where ${mine} and token_sealed is not null and expires_at > clock_timestamp()`;
    if (!row) return null;
    const token = vault.open(row.sealed, context);
    if (typeof token !== "string" || token === stale) return null;
    cached = { token, until: performance.now() + row.leftMs };
    return token;
  }

  async function shared(fetchNew: Parameters<TokenStore["token"]>[0], stale?: string): Promise<string> {
    const deadline = performance.now() + waitMs;
    for (;;) {
      const token = await stored(stale);
      if (token !== null) return token;
      const [lease] = await sql<{ lease: string }[]>`
        insert into platform_tokens (company_id, channel, account, lease, lease_until)
        values (${of.company}, ${of.channel}, ${of.account}, gen_random_uuid(),
          clock_timestamp() + make_interval(secs => ${leaseMs / 1000}))
        on conflict (company_id, channel, account) do update
          set lease = excluded.lease, lease_until = excluded.lease_until
          where platform_tokens.lease_until is null or platform_tokens.lease_until < clock_timestamp()
        returning lease`;
      if (lease) {
        // Somebody else may have finished between the two looks.
        const newer = await stored(stale);
        if (newer !== null) {
          await sql`update platform_tokens set lease_until = null where ${mine} and lease = ${lease.lease}`;
          return newer;
        }
        return await refresh(fetchNew, lease.lease);
      }
      if (performance.now() > deadline) throw new Error("nobody brought a new access token in time");
      await sleep(waitStepMs);
    }
  }

  async function refresh(fetchNew: Parameters<TokenStore["token"]>[0], lease: string): Promise<string> {
    try {
      const { token, expiresInMs } = await fetchNew();
      const left = Math.max(expiresInMs / 2, expiresInMs - marginMs);
      await sql`
        update platform_tokens set token_sealed = ${vault.seal(token, context)}, lease_until = null,
          expires_at = clock_timestamp() + make_interval(secs => ${left / 1000})
        where ${mine} and lease = ${lease}`;
      cached = { token, until: performance.now() + left };
      return token;
    } catch (error) {
      await sql`update platform_tokens set lease_until = null where ${mine} and lease = ${lease}`;
      throw error;
    }
  }

  return {
    async token(fetchNew, stale) {
      if (cached && cached.token !== stale && performance.now() < cached.until) return cached.token;
      const begin = () => {
        underWay ??= shared(fetchNew, stale).finally(() => {
          underWay = null;
        });
        return underWay;
      };
      const token = await begin();
      // Whoever began it may not have known yet that this one is refused.
      return token === stale ? await begin() : token;
    },
  };
}
