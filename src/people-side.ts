import type { Logger } from "./conversation/types.ts";
import type { MailBoards } from "./core/mail/rules.ts";
import type { Database } from "./db/client.ts";
import type { Vault } from "./db/vault.ts";
import { createPeopleDoor } from "./intake/people-door.ts";
import { tellProgress } from "./recruiter/import-notice.ts";
import type { PeopleDoor } from "./recruiter/people-door.ts";

type Parts = { db: Database; vault: Vault; logger: Logger };

/** The door by which recruiters bring people in: the intake room's work behind the recruiter room's words. */
export function openPeopleDoor({ db, vault, logger }: Parts, boards: MailBoards): PeopleDoor {
  const clock = () => null;
  return createPeopleDoor({
    sql: db.sql,
    transact: db.transact,
    vault,
    clock,
    boards,
    told: (company, id) => tellProgress({ db, vault, clock }, company, id),
    failed: (company, importId, err) => logger.error({ company, importId, err }, "import_failed"),
  });
}
