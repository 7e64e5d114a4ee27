import { z } from "zod";
import { clearDeadRows } from "../db/dead-rows.ts";
import { forgetRows, forgetScores, forgetTranscripts } from "../db/retention.ts";
import type { Job } from "./job.ts";

const Payload = z.strictObject({});

/** Conversations per transaction: short enough to hold up nobody. */
const batch = 100;

/**
 * Forgets what the consent screen promises to forget, when core/privacy/kept says so: words, scores, the pool, traces.
 * Then frees what this and erasures of the day have deleted.
 */
export const retention: Job<z.infer<typeof Payload>> = {
  name: "retention",
  cron: "20 3 * * *",
  timeZone: "Asia/Shanghai",
  payload: Payload,
  async run({ db, vault, clock, logger }, _payload, signal) {
    let transcripts = 0;
    for (let found = batch; found === batch && !signal.aborted; ) {
      found = await forgetTranscripts(db.transact, vault, batch, clock());
      transcripts += found;
    }
    const rows = (await forgetScores(db.transact, clock())) + (await forgetRows(db.sql, clock()));
    await clearDeadRows(db.sql);
    logger.info({ count: transcripts + rows }, "retention_done");
  },
};
