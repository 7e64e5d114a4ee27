import { PgBoss } from "pg-boss";
import { alerts } from "./alerts.ts";
import { channelHealthAlerts } from "./channel-health.ts";
import { digestEdits, digests } from "./digests.ts";
import { imports } from "./imports.ts";
import type { Job, JobDeps } from "./job.ts";
import { judgements } from "./judgements.ts";
import { profiles } from "./profiles.ts";
import { retention } from "./retention.ts";
import { reviewReminders } from "./review-reminders.ts";
import { tallies } from "./tallies.ts";

/** Every job; a new one is a file beside this and a line here. */
const jobs: readonly Job[] = [
  channelHealthAlerts,
  digests,
  digestEdits,
  alerts,
  imports,
  judgements,
  profiles,
  retention,
  reviewReminders,
  tallies,
];

export type Jobs = {
  /** Resolves when the schedules run; rejects only when stopped before that. */
  ready: Promise<void>;
  /** Lets running jobs finish, at most 10 s. */
  stop(): Promise<void>;
};

const retryMs = 30_000;
const stopWithinMs = 10_000;

/**
 * Starts the background work on pg-boss (schema `pgboss`, connections of its own) and returns at once: nothing else
 * waits for it, and while it cannot start it tries again every 30 s. Any number of processes may run it on one database.
 */
export function startJobs(deps: JobDeps, options: { pollSeconds?: number } = {}): Jobs {
  const { logger } = deps;
  const stopping = new AbortController();
  let boss: PgBoss | null = null;

  const begin = async () => {
    while (!stopping.signal.aborted) {
      const next = createBoss(deps);
      try {
        await next.start();
        for (const job of jobs) await attach(next, job, deps, stopping.signal, options.pollSeconds ?? 10);
        boss = next;
        return;
      } catch (error) {
        logger.error({ err: error }, "jobs_not_started");
        await next.stop({ graceful: false }).catch(() => {});
        await pause(retryMs, stopping.signal);
      }
    }
    throw new Error("stopped before the jobs had started");
  };
  const ready = begin();
  ready.catch(() => {});

  return {
    ready,
    async stop() {
      stopping.abort();
      await ready.catch(() => {});
      await boss?.stop({ graceful: true, timeout: stopWithinMs });
    },
  };
}

function createBoss({ db, logger }: JobDeps): PgBoss {
  const boss = new PgBoss({
    connectionString: db.url,
    application_name: "qinpin jobs",
    schema: "pgboss",
    max: 2,
  });
  // Lost connections and the like; pg-boss goes on by itself.
  boss.on("error", (error: unknown) => logger.warn({ err: error }, "jobs_error"));
  return boss;
}

async function attach(
  boss: PgBoss,
  job: Job,
  deps: JobDeps,
  stopping: AbortSignal,
  pollSeconds: number,
): Promise<void> {
  await boss.createQueue(job.name, { retryLimit: 3, retryDelay: 30, retryBackoff: true });
  await boss.schedule(job.name, job.cron, {}, { tz: job.timeZone });
  await boss.work(job.name, { pollingIntervalSeconds: pollSeconds }, async (taken) => {
    for (const { data, signal } of taken) {
      try {
        await job.run(deps, job.payload.parse(data ?? {}), AbortSignal.any([signal, stopping]));
      } catch (error) {
        deps.logger.error({ job: job.name, err: error }, "job_failed");
        throw error;
      }
    }
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
