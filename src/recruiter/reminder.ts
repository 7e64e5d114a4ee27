import type { SendResult } from "../core/channel.ts";
import { readNow } from "../db/decisions.ts";
import { newestDigest } from "../db/recruiter-posts.ts";
import { reminderCard } from "./cards/reviews.ts";
import type { Poster } from "./post.ts";
import { earned, readReviews } from "./reviews.ts";
import type { RecruiterDeps } from "./types.ts";

export type Reminder = { person: string; level: "owner" | "lead"; ids: string[] };

/**
 * Posts a reminder as things stand now: what was done meanwhile is left out, and what could not be sent in working
 * time waits for the next. People without Slack see the queue in the console; the digest channel hears for them.
 */
export async function postReminder(
  deps: RecruiterDeps,
  poster: Poster,
  company: string,
  key: string,
  { person, level, ids }: Reminder,
): Promise<SendResult> {
  const { sql } = deps.db;
  const now = await readNow(sql, deps.clock());
  const at = now.getTime();
  const noted = await poster.find(key);
  if (noted) return { kind: "sent", externalId: noted.ts, at };
  const queue = await readReviews(sql, company, now);
  if (!queue.clock.isOpen(at)) {
    const opens = queue.clock.nextOpen(at);
    // Longer than a row is kept (a holiday): the queue tells then.
    if (opens === null || opens - at > 20 * 3_600_000)
      return { kind: "rejected", reason: "no working time in reach" };
    return { kind: "retry", afterMs: opens - at, reason: "outside working time" };
  }
  const reviews = queue.reviews.filter((review) => ids.includes(review.id) && earned(review).length > 0);
  if (reviews.length === 0) return { kind: "sent", externalId: "done meanwhile", at };
  const user = /^slack:[^:]+:(\w+)$/.exec(person)?.[1] ?? null;
  const digest = user ? null : await newestDigest(sql, company);
  const { ts } = await poster.post({
    key,
    kind: "reminder",
    applicationId: null,
    place: user ?? digest?.place ?? null,
    threadTs: digest?.ts ?? null,
    view: reminderCard(reviews, level, deps.locale),
  });
  return { kind: "sent", externalId: ts, at };
}
