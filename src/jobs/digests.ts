import { z } from "zod";
import { dueSlot } from "../core/digest/slots.ts";
import { companiesNow, queueDigest } from "../db/digests.ts";
import type { Job, JobDeps } from "./job.ts";

const Payload = z.strictObject({});

/**
 * Queues each company's digest at 09:30 and 17:30 of its own time zone, once. It looks every quarter of an hour, which
 * is when 09:30 and 17:30 fall in every time zone; so new companies, changed time zones and a late start need nothing.
 */
export const digests: Job<z.infer<typeof Payload>> = {
  name: "digests",
  cron: "*/15 * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run(deps) {
    for (const { id: company, timeZone, now } of await companiesNow(deps.db.sql, deps.clock())) {
      const slot = slotOf(deps, company, timeZone, now);
      if (!slot) continue;
      const result = await queueDigest(deps.db.sql, deps.vault, { company, slot, now });
      if (result === "queued") deps.logger.info({ company, slot }, "digest_queued");
    }
  },
};

/** A company with a time zone nobody knows gets no digest; the others do. */
function slotOf(deps: JobDeps, company: string, timeZone: string, now: number): string | null {
  try {
    return dueSlot(now, timeZone);
  } catch {
    deps.logger.error({ company, reason: "unknown time zone: correct it in companies" }, "digest_skipped");
    return null;
  }
}
