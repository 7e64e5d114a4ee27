import { z } from "zod";
import type { Tx } from "./client.ts";

const Touch = z.object({ candidate_id: z.uuid(), at: z.date(), job_id: z.string(), channel: z.string() });
export type Touch = z.infer<typeof Touch>;

/** A touch as one string. */
export const touchKey = ({ candidate_id, at, job_id, channel }: Touch): string =>
  `${candidate_id} ${at.getTime()} ${job_id} ${channel}`;

/** Adds touches; returns the keys of those that were not there. */
export async function addTouches(tx: Tx, company: string, touches: readonly Touch[]): Promise<Set<string>> {
  if (touches.length === 0) return new Set();
  const rows = touches.map((touch) => ({ company_id: company, ...touch }));
  const made = await tx`
    insert into touches ${tx(rows)} on conflict do nothing returning candidate_id, at, job_id, channel`;
  return new Set(made.map((row) => touchKey(Touch.parse(row))));
}
