import type { Logger } from "./types.ts";

/** Work that is done again whenever there is some, at the latest every poll interval. */
export interface Loop {
  start(): void;
  /** Do it now rather than at the next poll. */
  wake(): void;
  /** Takes no new work and waits for what is under way. */
  stop(): Promise<void>;
  /** When it last came round, ms of the process clock; for /readyz. */
  lastTick(): number;
}

/** A loop around `run`, which says how much it did: more than nothing = look again at once. */
export function createLoop(options: {
  name: string;
  pollMs: number;
  logger: Logger;
  run: () => Promise<number>;
}): Loop {
  let stopping = false;
  let running: Promise<void> | null = null;
  let woken = false;
  let timer: NodeJS.Timeout | null = null;
  let tick = performance.now();
  let failures = 0;

  const cycle = async () => {
    while (!stopping) {
      woken = false;
      let done = 0;
      try {
        done = await options.run();
        failures = 0;
      } catch (error) {
        // The database is away or restarting: the next poll tries again, slower each time up to 2 s.
        failures += 1;
        if (failures === 1)
          options.logger.warn({ loop: options.name, error: describe(error) }, "loop_failed");
      }
      tick = performance.now();
      if (done === 0 && !woken) return;
    }
  };
  const go = () => {
    if (stopping || running) return;
    if (timer) clearTimeout(timer);
    running = cycle().finally(() => {
      running = null;
      if (stopping) return;
      if (woken) go();
      else timer = setTimeout(go, Math.min(2000, options.pollMs * (1 + failures)));
    });
  };
  return {
    start: go,
    wake() {
      woken = true;
      go();
    },
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      await running;
    },
    lastTick: () => tick,
  };
}

const describe = (error: unknown): string =>
  error instanceof Error ? ("code" in error ? String(error.code) : error.name) : "unknown";
