import { z } from "zod";
import type { Tx } from "../db/client.ts";
import { companiesNow } from "../db/digests.ts";
import { enqueue } from "../db/outbox.ts";
import { claimReminders, lastReminders, leadIds, lockReminders, type ReminderClaim } from "../db/reviews.ts";
import { earned, readReviews } from "../recruiter/reviews.ts";
import type { Job, JobDeps } from "./job.ts";

const Payload = z.strictObject({});

/** Nobody hears more often than this; what is due meanwhile comes together in the next message. */
const apartMs = 60 * 60_000;

/**
 * Reminds people of reviews that wait: after 4 working hours whoever has it or its job (else the digest channel), after 8 those
 * who lead. Once each, one message a person, in working time only; the reminders given are rows with unique keys.
 */
export const reviewReminders: Job<z.infer<typeof Payload>> = {
  name: "review-reminders",
  cron: "*/10 * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run(deps, _payload, signal) {
    for (const { id: company, timeZone, now } of await companiesNow(deps.db.sql, deps.clock())) {
      if (signal.aborted) return;
      const messages = await deps.db
        .transact((tx) => remind(deps, tx, company, now))
        .catch((error: unknown) => {
          // A company with a time zone nobody knows gets no reminders; the others do.
          if (!(error instanceof RangeError)) throw error;
          deps.logger.error({ company, timeZone, reason: "unknown time zone" }, "reminders_skipped");
          return 0;
        });
      if (messages > 0) deps.logger.info({ company, messages }, "reviews_reminded");
    }
  },
};

async function remind({ vault }: JobDeps, tx: Tx, company: string, now: number): Promise<number> {
  await lockReminders(tx, company);
  const at = new Date(now);
  const queue = await readReviews(tx, company, at);
  if (!queue.clock.isOpen(now)) return 0;
  const due = queue.reviews.filter((review) => earned(review).length > 0);
  if (due.length === 0) return 0;
  const leads = await leadIds(tx, company);
  const wanted = due.flatMap((review): ReminderClaim[] =>
    earned(review).flatMap((level) => {
      const owners = review.owner ? [review.owner] : review.jobOwners;
      const wanted = level === "owner" ? owners : leads;
      const people = wanted.length > 0 ? wanted : [""];
      return people.map((person) => ({ applicationId: review.id, since: review.since, level, person }));
    }),
  );
  const last = await lastReminders(tx, company);
  const ready = wanted.filter(({ person }) => now - (last.get(person) ?? 0) >= apartMs);
  const claimed = await claimReminders(tx, company, ready, at);
  const byPerson = Map.groupBy(claimed, ({ person }) => person);
  for (const [person, claims] of byPerson) {
    const level = claims.some((claim) => claim.level === "lead") ? "lead" : "owner";
    const ids = [...new Set(claims.map(({ applicationId }) => applicationId))];
    const body = { kind: "reviews", person, level, ids };
    const row = {
      company,
      lane: `r:reviews:${person}`,
      key: `reviews:${person}:${now}`,
      channel: "recruiters",
      conversationId: null,
      applicationId: null,
      bodySealed: vault.seal(body, `${company}:outbox`),
      tracked: false,
    };
    await enqueue(tx, row, now);
  }
  return byPerson.size;
}
