import { z } from "zod";
import { silentImports } from "../db/imports.ts";
import { runImport } from "../intake/table/import.ts";
import { undoImport } from "../intake/table/undo-import.ts";
import type { Job } from "./job.ts";

const Payload = z.strictObject({});

/** Goes on with imports, and with taking them back, where the process that did it died, behind what was settled last. */
export const imports: Job<z.infer<typeof Payload>> = {
  name: "imports",
  cron: "* * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run({ db, vault, clock, logger }, _payload, signal) {
    const deps = { sql: db.sql, transact: db.transact, vault, clock };
    for (const { company, id, state, by } of await silentImports(db.sql, clock())) {
      if (signal.aborted) return;
      try {
        const done =
          state === "undone"
            ? await undoImport(deps, company, id, by, signal)
            : await runImport(deps, company, { id, plan: null, actor: by }, undefined, signal);
        if (done) logger.info({ company, key: id, kind: state }, "import_taken_up");
      } catch (error) {
        if (signal.aborted) return;
        // This one is marked as failed and may be run again by hand; the others go on.
        logger.error({ company, key: id, kind: state, err: error }, "import_failed");
      }
    }
  },
};
