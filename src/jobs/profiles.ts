import { z } from "zod";
import { foldProfiles } from "../db/profile-fold.ts";
import { markDue, markedCompanies } from "../db/profile-marks.ts";
import type { Job } from "./job.ts";

const Payload = z.strictObject({});

/** People per transaction: short enough that nobody who writes a fact about one of them notices. */
const batch = 200;

/** Keeps tags and their index up to date with the facts: whoever was marked by a write, and whose day has come. */
export const profiles: Job<z.infer<typeof Payload>> = {
  name: "profiles",
  cron: "* * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run({ db, vault, clock, logger }, _payload, signal) {
    await markDue(db.sql, clock());
    let count = 0;
    for (const company of await markedCompanies(db.sql))
      for (let found = batch; found === batch && !signal.aborted; ) {
        found = await foldProfiles(db.transact, vault, company, batch, clock());
        count += found;
      }
    if (count > 0) logger.info({ count }, "profiles_derived");
  },
};
