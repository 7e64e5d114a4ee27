import { z } from "zod";
import { noteAudit } from "../../db/audit-trail.ts";
import { readNow } from "../../db/decisions.ts";
import { optOutByHand } from "../../db/hand-invitations.ts";
import { once, withRight } from "../access.ts";
import { unknownCandidate } from "../notices.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";
import { noSuchJob } from "./job.ts";

const Target = z.strictObject({ job: z.string().max(64), who: z.uuid() });

/** Notes that somebody who was written to by hand wants no invitations any more; it holds for every later job. */
export const matchOptout: Action = {
  id: "match_optout",
  async run(deps, who, input) {
    const target = readTarget(input.value);
    if (!target) return noSuchJob(deps);
    const { locale } = deps;
    return await withRight(deps, who, "action match_optout", { job: target.job }, async (tx) => {
      const now = await readNow(tx, deps.clock());
      return await once(deps, tx, who, input.deliveryId, now, async () => {
        if (!(await optOutByHand(tx, who.company, target.who, now)))
          return { kind: "refused", notice: unknownCandidate(locale) };
        await noteAudit(tx, who.company, { actor: who.id, action: "pool_optout", subject: target.who }, now);
        return {
          kind: "done",
          notice: say(locale, "记下了，以后不再邀请这个人。", "Noted; they will not be invited again."),
        };
      });
    });
  },
};

function readTarget(value: string): z.infer<typeof Target> | null {
  try {
    return Target.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
