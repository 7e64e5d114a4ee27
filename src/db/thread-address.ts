import type { Tx } from "./client.ts";

type Of = { company: string; id: string };

/** Removes a person's address on a platform; the keyed hash that knows them again stays. */
export function forgetThread(tx: Tx, { company, id }: Of): PromiseLike<unknown> {
  return tx`update conversations set thread_sealed = null where company_id = ${company} and id = ${id}`;
}

/** Notes it again for somebody who came back. */
export function restoreThread(tx: Tx, { company, id }: Of, threadSealed: Uint8Array): PromiseLike<unknown> {
  return tx`update conversations set thread_sealed = ${threadSealed} where company_id = ${company} and id = ${id}`;
}
