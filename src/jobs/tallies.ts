import { z } from "zod";
import { companiesToMerge, mergeTallies } from "../db/timelines.ts";
import type { Job } from "./job.ts";

const Payload = z.strictObject({});

/** Adds up what has changed in the counts behind the metrics, so that questions stay quick; the numbers stay the same. */
export const tallies: Job<z.infer<typeof Payload>> = {
  name: "tallies",
  cron: "*/10 * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run({ db }, _payload, signal) {
    for (const company of await companiesToMerge(db.sql)) {
      if (signal.aborted) return;
      await mergeTallies(db.sql, company);
    }
  },
};
