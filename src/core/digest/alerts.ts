import { z } from "zod";

/** Something a person should know when it begins and when it is over. Of reviews that wait the reminders tell. */
export const Alert = z.discriminatedUnion("type", [
  /** An open job to which nobody came for `days` days. */
  z.object({ type: z.literal("job_silent"), job: z.string(), title: z.string(), days: z.int() }),
  /** Rule cards that rest from the day `on` unless somebody confirms them; `resting` = by now they do. */
  z.object({
    type: z.literal("cards_expiring"),
    cards: z.array(z.string()),
    on: z.iso.date(),
    resting: z.boolean(),
  }),
]);
export type Alert = z.infer<typeof Alert>;

/** What makes two alerts the same one: a condition that goes on is not told again, however its numbers move. */
export function alertKey(alert: Alert): string {
  switch (alert.type) {
    case "job_silent":
      return `job_silent:${alert.job}`;
    case "cards_expiring":
      return `cards_expiring:${alert.on}`;
    default:
      return alert satisfies never;
  }
}

/** What has to be told: conditions that began since, and those that are over. */
export function alertChanges(
  open: readonly Alert[],
  now: readonly Alert[],
): { began: Alert[]; ended: Alert[] } {
  const keysOf = (alerts: readonly Alert[]) => new Set(alerts.map(alertKey));
  const [openKeys, nowKeys] = [keysOf(open), keysOf(now)];
  const began = now.filter((alert) => !openKeys.has(alertKey(alert)));
  return {
    began: [...new Map(began.map((alert) => [alertKey(alert), alert])).values()],
    ended: open.filter((alert) => !nowKeys.has(alertKey(alert))),
  };
}
