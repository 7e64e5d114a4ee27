import { z } from "zod";
import { silentImports } from "../db/imports.ts";
import { runStarted } from "../intake/run-started.ts";
import { undoImport } from "../intake/table/undo-import.ts";
import { tellProgress } from "../recruiter/import-notice.ts";
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
      const tell = () => tellProgress({ db, vault, clock }, company, id);
      try {
        const done =
          state === "undone"
            ? await undoImport(deps, company, id, by, signal)
            : await runStarted(deps, company, { id, actor: by }, tell, signal);
        if (!done) continue;
        logger.info({ company, key: id, kind: state }, "import_taken_up");
        if (state === "undone") await tell();
      } catch (error) {
        if (signal.aborted) return;
        // This one is marked as failed and may be run again by hand; the others go on.
        logger.error({ company, key: id, kind: state, err: error }, "import_failed");
      }
    }
  },
};
