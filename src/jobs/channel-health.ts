import { z } from "zod";
import { addDays, dayIn } from "../core/calendar-days.ts";
import { channelChanges } from "../core/statistics/channel-changes.ts";
import { isMasked } from "../core/statistics/masked-days.ts";
import { channelChecks, openAlerts, tellChanges } from "../db/channel-alerts.ts";
import { channelDays } from "../metrics/channel-days.ts";
import type { Job, JobDeps } from "./job.ts";

const Payload = z.strictObject({});

/**
 * Looks at every company's channels as soon as its local day has ended, and tells recruiters about falls that began or
 * ended. It asks every minute whether a day has ended, which is one query; a day is looked at once.
 */
export const channelHealthAlerts: Job<z.infer<typeof Payload>> = {
  name: "channel-health",
  cron: "* * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run(deps, _payload, signal) {
    for (const check of await channelChecks(deps.db.sql, deps.clock())) {
      if (signal.aborted) return;
      try {
        await look(deps, check);
      } catch (error) {
        deps.logger.error({ company: check.company, err: error }, "channel_health_failed");
      }
    }
  },
};

type Check = Awaited<ReturnType<typeof channelChecks>>[number];

async function look(deps: JobDeps, { company, timeZone, now, checked }: Check): Promise<void> {
  const { sql, transact } = deps.db;
  const until = addDays(dayIn(timeZone, new Date(now)), -1);
  if (checked !== null && checked >= until) return;
  const [series, open] = await Promise.all([
    channelDays({ sql, company, timeZone, now: new Date(now) }, until),
    openAlerts(sql, company),
  ]);
  const changes = channelChanges(series, open, { checked, until, masked: isMasked });
  const told = await transact((tx) => tellChanges(tx, deps.vault, { company, checked, until, now, changes }));
  for (const { channel, change } of told)
    deps.logger.info({ company, channel, result: change }, "channel_alert_queued");
}
