import { reminderBehind } from "../db/interview-reminders.ts";
import { type ClaimedRow, enqueue } from "../db/outbox.ts";
import type { ConversationDeps, RecruiterOutbound } from "./types.ts";

/**
 * A platform's limits hold a message back until the candidate writes again. Where that is the reminder of an interview,
 * recruiters hear of it, once: they may have another way to remind.
 */
export async function tellOfParkedReminder(deps: ConversationDeps, row: ClaimedRow): Promise<void> {
  const { company, conversationId, key } = row;
  if (!conversationId) return;
  const reminder = await reminderBehind(deps.db.sql, company, conversationId, key);
  if (!reminder) return;
  const { applicationId, startsAt } = reminder;
  const notice = { kind: "interview" as const, what: "not_reminded" as const, at: startsAt.getTime() };
  const body: RecruiterOutbound = { kind: "notice", notice };
  const at = deps.clock()?.getTime() ?? Date.now();
  await deps.db.transact(async (tx, last) => {
    last.push(
      enqueue(
        tx,
        {
          ...{ company, lane: `r:${applicationId}`, key: `${conversationId}:unreminded:${key}` },
          ...{ channel: "recruiters", conversationId, applicationId, tracked: false },
          bodySealed: deps.vault.seal(body, `${company}:outbox`),
        },
        at,
      ),
    );
  });
  deps.wakes.outbox();
}
