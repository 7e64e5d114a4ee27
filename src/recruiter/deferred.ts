import { z } from "zod";
import type { Sender } from "../conversation/types.ts";
import type { Tx } from "../db/client.ts";
import { type LockedApplication, lockApplication, readNow } from "../db/decisions.ts";
import { HeldLetter, sendHeldLetter } from "./held-letter.ts";
import { endHold, HoldOver } from "./hold-over.ts";
import { leaveSlot, SlotOff } from "./interviews/slot-off.ts";
import { PoolOffer, sendOffer } from "./pool.ts";
import type { RecruiterDeps } from "./types.ts";

const Deferred = z.discriminatedUnion("kind", [HeldLetter, HoldOver, PoolOffer, SlotOff]);

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
      await carryOut(deps, tx, of, key, parsed.data);
      return application.conversationId;
    });
    if (woken) deps.conversations.wake(company, woken);
    const at = deps.clock()?.getTime() ?? Date.now();
    return { kind: "sent", externalId: "done", at };
  };
}

function carryOut(
  deps: RecruiterDeps,
  tx: Tx,
  of: { company: string; application: LockedApplication; now: Date },
  key: string,
  what: z.infer<typeof Deferred>,
): Promise<void> {
  switch (what.kind) {
    case "letter":
      return sendHeldLetter(deps, tx, of, key);
    case "hold_over":
      return endHold(deps, tx, of, { key, version: what.version });
    case "pool":
      return sendOffer(deps, tx, of, key, what);
    case "slot_off":
      return leaveSlot(deps, tx, of, what);
    default:
      return what satisfies never;
  }
}
