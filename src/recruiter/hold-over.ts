import { z } from "zod";
import type { Tx } from "../db/client.ts";
import type { LockedApplication } from "../db/decisions.ts";
import { deferredChannel, holdLane, localMoment, settleDeferred } from "../db/deferred.ts";
import { enqueue } from "../db/outbox.ts";
import { insertFact } from "../db/outcomes.ts";
import { companyTimeZone } from "./candidate.ts";
import { noteInThread, refreshCard } from "./queue.ts";
import type { RecruiterDeps } from "./types.ts";
import { caseNumber, say } from "./words.ts";

/** The end of a hold as it waits in the outbox; `version` is that of the application while it is held. */
export const HoldOver = z.strictObject({ kind: z.literal("hold_over"), version: z.int() });
export type HoldOver = z.infer<typeof HoldOver>;

type Of = { company: string; application: LockedApplication; now: Date };

/**
 * Plans the end of a hold for an application that was just moved to it: 9 in the morning of its day, in the company's
 * time; at once where that has passed.
 */
export async function planHoldEnd(deps: RecruiterDeps, tx: Tx, of: Of, until: string): Promise<void> {
  const { company, application, now } = of;
  const zone = await companyTimeZone(tx, company);
  const body: HoldOver = { kind: "hold_over", version: application.version + 1 };
  await enqueue(
    tx,
    {
      company,
      lane: holdLane(application.id),
      key: `hold:${application.version}`,
      channel: deferredChannel,
      conversationId: application.conversationId,
      applicationId: application.id,
      bodySealed: deps.vault.seal(body, `${company}:outbox`),
      tracked: false,
      notBefore: (await localMoment(tx, zone, until, 9)).getTime(),
    },
    now.getTime(),
  );
}

/**
 * The day until which a candidate was on hold has come: people are reminded, nothing is decided and nothing is said to
 * the candidate. Nothing when somebody decided meanwhile.
 */
export async function endHold(
  deps: RecruiterDeps,
  tx: Tx,
  of: Of,
  row: { key: string; version: number },
): Promise<void> {
  const { company, application, now } = of;
  const { locale } = deps;
  await settleDeferred(tx, { company, lane: holdLane(application.id), key: row.key }, { state: "sent" }, now);
  if (application.stage !== "held" || application.version !== row.version) return;
  await insertFact(tx, {
    company,
    applicationId: application.id,
    key: `over:${row.key}`,
    name: "hold_over",
    actor: "system",
    data: null,
    at: now.getTime(),
  });
  const text = say(
    locale,
    `⏰ ${caseNumber(application.number)} 的暂缓到期了，请决定：邀请、婉拒，或再暂缓。`,
    `⏰ ${caseNumber(application.number)}: the hold is over. Please decide: invite, decline, or hold again.`,
  );
  await noteInThread(deps, tx, of, row.key, text, now);
  await refreshCard(deps, tx, of, row.key, now);
}
