import { createDeferredSender } from "../../src/recruiter/deferred.ts";
import { createRecruiterSender } from "../../src/recruiter/deliver.ts";
import type { RecruiterDeps, RecruiterSurface } from "../../src/recruiter/types.ts";
import type { Room } from "../conversation/room.ts";

const atOnce = { postMs: 0, callMs: 0, sleep: async () => {} };

/** Recruiters hear of the room's candidates as in production; what was shown to them, as JSON, is in the list. */
export function seat(room: Room): string[] {
  const { db, vault, library, clock, logger } = room.deps;
  const deps: RecruiterDeps = {
    ...{ db, vault, library, clock, logger, conversations: room.conversations },
    ...{ locale: "zh-CN", publicUrl: "https://hr.example.com", telegramBot: null },
  };
  const shown: string[] = [];
  const surface: RecruiterSurface = {
    post: async ({ place, view }) => {
      shown.push(JSON.stringify(view));
      return { place: place ?? "C1", ts: String(shown.length) };
    },
    update: async ({ view }) => void shown.push(JSON.stringify(view)),
    find: async () => null,
  };
  room.deps.senders.recruiters = createRecruiterSender(deps, surface, atOnce);
  room.deps.senders.deferred = createDeferredSender(deps);
  return shown;
}
