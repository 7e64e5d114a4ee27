import { type ClaimedRow, claimOutbox, release, settleAndNext } from "../db/outbox.ts";
import { claimPlaces } from "../db/posting-places.ts";
import { type Attempt, attempt, finishOrBury, nameOf, note, type SendingDeps } from "./attempt.ts";
import { createLoop, type Loop } from "./loop.ts";
import { channelOf, sendTogether } from "./together.ts";

/** Per channel: while Slack hangs, candidates must not wait for it. */
const maxInFlight = 32;

export type OutboxDeps = SendingDeps & {
  /** Recruiters are written to place by place, one row at a time, because their platform limits each place. */
  paced?: boolean;
};

const recruiters = "recruiters";

const claim = (deps: OutboxDeps, channel: string, limit: number): Promise<ClaimedRow[]> =>
  deps.paced && channel === recruiters
    ? claimPlaces(deps.db.sql, limit, deps.clock())
    : claimOutbox(deps.db.sql, [channel], limit, deps.clock());

/** Sends what is queued, in order within a lane, until stopped. */
export function createOutboxWorker(deps: OutboxDeps, options: { pollMs?: number } = {}): Loop {
  const underWay = new Map(Object.keys(deps.senders).map((channel) => [channel, new Set<Promise<void>>()]));
  let stopping = false;
  const loop = createLoop({
    name: "outbox",
    pollMs: options.pollMs ?? 1000,
    logger: deps.logger,
    async run() {
      // Side by side: a candidate's reply must not wait until the recruiters' queue was looked at.
      const taken = await Promise.all([...underWay].map(([channel, lanes]) => take(channel, lanes)));
      return taken.reduce((sum, count) => sum + count, 0);
    },
  });
  const take = async (channel: string, lanes: Set<Promise<void>>): Promise<number> => {
    // A lane that ends wakes the loop.
    if (lanes.size >= maxInFlight) return 0;
    const rows = await claim(deps, channel, maxInFlight - lanes.size);
    for (const row of rows) {
      if (stopping) {
        await release(deps.db.sql, row);
        continue;
      }
      const lane = sendLane(deps, row, () => stopping)
        .catch((error) => deps.logger.warn({ lane: row.lane, error: nameOf(error) }, "lane_failed"))
        .finally(() => {
          lanes.delete(lane);
          loop.wake();
        });
      lanes.add(lane);
    }
    return rows.length;
  };
  return {
    ...loop,
    async stop() {
      stopping = true;
      await loop.stop();
      await Promise.all([...underWay.values()].flatMap((lanes) => [...lanes]));
    },
  };
}

/** Sends everything that is due now and waits for it; for simulations and tests. Returns how many attempts it made. */
export async function drainOutbox(deps: OutboxDeps): Promise<number> {
  let attempts = 0;
  for (;;) {
    const taken = Object.keys(deps.senders).map((channel) => claim(deps, channel, maxInFlight));
    const rows = (await Promise.all(taken)).flat();
    if (rows.length === 0) return attempts;
    attempts += rows.length;
    await Promise.all(rows.map((row) => sendLane(deps, row, () => false)));
  }
}

/** Sends a row and, as long as all goes well, the following ones of its lane. */
async function sendLane(deps: OutboxDeps, first: ClaimedRow, stopping: () => boolean): Promise<void> {
  const channel = channelOf(deps, first);
  if (channel?.allowance) return await sendTogether(deps, first, channel.allowance);
  let row: ClaimedRow | null = first;
  while (row) {
    const current: ClaimedRow = row;
    const result: Attempt = await attempt(deps, current);
    deps.meter.count("sends_total", { channel: current.channel, result: result.kind });
    const alone = deps.paced === true && current.channel === recruiters;
    if (result.kind === "sent" && !current.tracked && !alone && !stopping()) {
      const { externalId } = result;
      const settled = await note(() => settleAndNext(deps.db.sql, current, externalId, deps.clock()));
      if (!settled.settled) deps.meter.count("lease_lost_total");
      row = settled.next;
      continue;
    }
    await finishOrBury(deps, current, result);
    row = null;
  }
}
