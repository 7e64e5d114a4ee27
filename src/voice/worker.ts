import { createLoop, type Loop } from "../conversation/loop.ts";
import { claimVoice } from "../db/voices.ts";
import { type VoiceDeps, workOnVoice } from "./work.ts";

/** Voices worked on at the same time: people wait for them, and decoding is one after the other anyway. */
const maxUnderWay = 4;

/** Works on voice messages as they come, until stopped; what is under way then goes back untouched. */
export function createVoiceWorker(deps: VoiceDeps, options: { pollMs?: number } = {}): Loop {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  const loop = createLoop({
    name: "voices",
    pollMs: options.pollMs ?? 1_000,
    logger: deps.logger,
    async run() {
      if (underWay.size >= maxUnderWay) return 0;
      const claimed = await claimVoice(deps.db.sql, Object.keys(deps.fetchers), deps.clock());
      if (!claimed) return 0;
      const work = workOnVoice(deps, claimed, stopping.signal)
        .catch((error: unknown) => {
          const name = error instanceof Error ? error.name : "unknown";
          deps.logger.warn({ conversationId: claimed.conversationId, error: name }, "voice_failed");
        })
        .finally(() => {
          underWay.delete(work);
          loop.wake();
        });
      underWay.add(work);
      return 1;
    },
  });
  return {
    ...loop,
    async stop() {
      stopping.abort();
      await loop.stop();
      await Promise.all(underWay);
    },
  };
}

/** Works on everything that is due now; for tests. Returns how many attempts there were. */
export async function drainVoices(deps: VoiceDeps): Promise<number> {
  for (let attempts = 0; ; attempts += 1) {
    const claimed = await claimVoice(deps.db.sql, Object.keys(deps.fetchers), deps.clock());
    if (!claimed) return attempts;
    await workOnVoice(deps, claimed, new AbortController().signal);
  }
}
