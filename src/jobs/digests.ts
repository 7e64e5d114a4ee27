import { z } from "zod";
import { dueSlots, type Slot } from "../core/digest/schedule.ts";
import { digestTimes } from "../db/company-settings.ts";
import { directRecruiters, placeOf } from "../db/digest-audience.ts";
import { companiesNow, everybody, queueDigest, queueShowing, staleDigests } from "../db/digests.ts";
import type { Job, JobDeps } from "./job.ts";

const Payload = z.strictObject({});

/**
 * Queues what is due by each company's own clocks, once: matched candidates for everybody in the digest channel and for
 * each recruiter with jobs of their own, and the channels' week. It looks every five minutes and for as long as a digest
 * is worth sending; so new companies, changed time zones and a late start need nothing.
 */
export const digests: Job<z.infer<typeof Payload>> = {
  name: "digests",
  cron: "*/5 * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run(deps) {
    for (const { id: company, timeZone, now } of await companiesNow(deps.db.sql, deps.clock())) {
      for (const slot of await slotsOf(deps, company, timeZone, now)) await queue(deps, company, slot, now);
    }
  },
};

/** Shows digests anew in which somebody was decided on since, changes of a short while together. */
export const digestEdits: Job<z.infer<typeof Payload>> = {
  name: "digest_edits",
  cron: "* * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run({ db, vault, clock }) {
    const [now] = await companiesNow(db.sql, clock());
    for (const { company, id, audience, changedAt } of await staleDigests(db.sql, quietSeconds, clock())) {
      const key = `show:${id}:${changedAt.getTime()}`;
      await queueShowing(db.sql, vault, {
        company,
        id,
        key,
        place: placeOf(audience),
        now: now?.now ?? changedAt.getTime(),
      });
    }
  },
};

/** So long nobody must have decided on anything more. */
const quietSeconds = 20;

async function queue(deps: JobDeps, company: string, slot: Slot, now: number): Promise<void> {
  const { kind, name, at } = slot;
  const people = kind === "matched" ? await directRecruiters(deps.db.sql, company) : [];
  const audiences = [{ id: everybody, place: "" }, ...people];
  for (const { id: audience, place } of audiences) {
    const due = { company, kind, slot: name, at, audience, place, now };
    const result = await queueDigest(deps.db.sql, deps.vault, due);
    if (result === "queued") deps.logger.info({ company, slot: name, kind }, "digest_queued");
  }
}

/** A company with a time zone nobody knows gets no digest; the others do. */
async function slotsOf(deps: JobDeps, company: string, timeZone: string, now: number): Promise<Slot[]> {
  const times = await digestTimes(deps.db.sql, company);
  try {
    return dueSlots(now, timeZone, times);
  } catch {
    deps.logger.error({ company, reason: "unknown time zone: correct it in companies" }, "digest_skipped");
    return [];
  }
}
