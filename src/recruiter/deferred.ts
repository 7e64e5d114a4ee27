import { z } from "zod";
import type { Sender } from "../conversation/types.ts";
import { lockApplication, readNow } from "../db/decisions.ts";
import { HeldLetter, sendHeldLetter } from "./held-letter.ts";
import { endHold, HoldOver } from "./hold-over.ts";
import type { RecruiterDeps } from "./types.ts";

const Deferred = z.discriminatedUnion("kind", [HeldLetter, HoldOver]);

/**
 * The outbox sender of what recruiters put off. Nothing leaves the house here: in one transaction the row is settled
 * and what it stands for done, so that a process that dies in between has either done both or neither.
 */
export function createDeferredSender(deps: RecruiterDeps): Sender {
  return async ({ company, key, applicationId, body }) => {
    const parsed = Deferred.safeParse(body);
    if (!parsed.success || !applicationId) return { kind: "rejected", reason: "unreadable deferred row" };
    const woken = await deps.db.transact(async (tx) => {
      const application = await lockApplication(tx, company, applicationId);
      if (!application) return null;
      const of = { company, application, now: await readNow(tx, deps.clock()) };
      if (parsed.data.kind === "letter") await sendHeldLetter(deps, tx, of, key);
      else await endHold(deps, tx, of, { key, version: parsed.data.version });
      return application.conversationId;
    });
    if (woken) deps.conversations.wake(company, woken);
    const at = deps.clock()?.getTime() ?? Date.now();
    return { kind: "sent", externalId: "done", at };
  };
}
