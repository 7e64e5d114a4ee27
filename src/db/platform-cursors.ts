import type { Sql } from "./client.ts";
import type { Vault } from "./vault.ts";

/** Fetching that is ours until the lease ends; `cursor` "" = from the beginning. */
export type Fetching = { cursor: string; ticket: string | null; notice: string | null; lease: string };

/** How far messages were fetched, shared by all processes; one of them fetches at a time. */
export interface CursorStore {
  /** There is something to fetch; `ticket` goes with it. */
  note(ticket: string): Promise<void>;
  /** Takes the fetching when something is due, or `anyway`; null = nothing is, or somebody else is at it. */
  take(anyway: boolean): Promise<Fetching | null>;
  /** Everything up to `cursor` is stored. False = the lease went to somebody else. */
  save(fetching: Fetching, cursor: string): Promise<boolean>;
  /** Ends the fetching; `complete` = nothing is due any more, unless a notice came meanwhile. */
  end(fetching: Fetching, complete: boolean): Promise<void>;
}

const leaseSeconds = 30;

export function createCursorStore(
  sql: Sql,
  vault: Vault,
  of: { company: string; channel: string; account: string },
): CursorStore {
  const context = `${of.company}:${of.channel}:ticket`;
  const mine = sql`company_id = ${of.company} and channel = ${of.channel} and account = ${of.account}`;
  return {
    async note(ticket) {
      const sealed = vault.seal(ticket, context);
      await sql`
        insert into platform_cursors (company_id, channel, account, due, ticket_sealed, notice)
        values (${of.company}, ${of.channel}, ${of.account}, true, ${sealed}, gen_random_uuid())
        on conflict (company_id, channel, account) do update
          set due = true, ticket_sealed = excluded.ticket_sealed, notice = excluded.notice`;
    },
    async take(anyway) {
      if (anyway) {
        await sql`insert into platform_cursors (company_id, channel, account)
          values (${of.company}, ${of.channel}, ${of.account}) on conflict do nothing`;
      }
      const [row] = await sql<(Omit<Fetching, "ticket"> & { sealed: Uint8Array | null })[]>`
        update platform_cursors set lease = gen_random_uuid(),
          lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
        where ${mine} and (due or ${anyway}) and (lease_until is null or lease_until < clock_timestamp())
        returning cursor, ticket_sealed as sealed, notice, lease`;
      if (!row) return null;
      const { sealed, ...rest } = row;
      const ticket = sealed ? vault.open(sealed, context) : null;
      return { ...rest, ticket: typeof ticket === "string" ? ticket : null };
    },
    async save({ lease }, cursor) {
      const saved = await sql`
        update platform_cursors set cursor = ${cursor},
          lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
        where ${mine} and lease = ${lease}`;
      return saved.count === 1;
    },
    async end({ lease, notice }, complete) {
      await sql`
        update platform_cursors set lease = null, lease_until = null,
          due = due and not (${complete} and notice is not distinct from ${notice}::uuid)
        where ${mine} and lease = ${lease}`;
    },
  };
}
