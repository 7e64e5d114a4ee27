import { z } from "zod";
import { stalledImports } from "../db/import-desk.ts";
import { runStarted } from "../intake/run-started.ts";
import { tellProgress } from "../recruiter/import-notice.ts";
import type { Job } from "./job.ts";

const Payload = z.strictObject({});

/**
 * Takes up imports whose runner died, or that were started by a process that did. What came in before stays and comes in
 * once; two processes never run one at the same time (`claimImport`).
 */
export const imports: Job<z.infer<typeof Payload>> = {
  name: "imports",
  cron: "* * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run({ db, vault, clock, logger }, _payload, signal) {
    const deps = { sql: db.sql, transact: db.transact, vault, clock };
    for (const { company, id, actor } of await stalledImports(db.sql)) {
      if (signal.aborted) return;
      await runStarted(deps, company, { id, actor }, () =>
        tellProgress({ db, vault, clock }, company, id),
      ).catch((error: unknown) => logger.error({ company, importId: id, err: error }, "import_failed"));
    }
  },
};
