import { z } from "zod";
import { readNow } from "../../db/decisions.ts";
import { jobProfile } from "../../db/job-profiles.ts";
import { ensureLink } from "../../db/links.ts";
import { publisherOf } from "../../db/publisher.ts";
import { once, withRight } from "../access.ts";
import { handOutCard, mostHandedOut } from "../cards/hand-out.ts";
import { handOut } from "../hand-invite.ts";
import { invitedNotice, inviteToJob } from "../pool.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";
import { noSuchJob } from "./job.ts";

const Invited = z.strictObject({ job: z.string().max(64), who: z.array(z.uuid()).min(1).max(20) });

/** One tap invites people of the talent pool to a job; what comes of it is counted under the channel `pool`. */
export const matchInvite: Action = {
  id: "match_invite",
  async run(deps, who, input) {
    const target = readInvited(input.value);
    const job = target && (await jobProfile(deps.db.sql, who.company, target.job));
    if (!target || !job) return noSuchJob(deps);
    if (job.status !== "open")
      return {
        kind: "refused",
        notice: say(deps.locale, "这个岗位已关闭，没有邀请。", "This job is closed; nobody was invited."),
      };
    const link = { companyId: who.company, jobId: job.id, source: "pool", campaign: null, createdBy: who.id };
    // Before anything is sent: whoever says yes is counted under it.
    await ensureLink(deps.db.orm, link);
    return await withRight(deps, who, "action match_invite", { job: job.id }, async (tx) => {
      const now = await readNow(tx, deps.clock());
      return await once(deps, tx, who, input.deliveryId, now, async () => {
        const results = await inviteToJob(deps, tx, who, job.id, target.who, now);
        // Whom no chat reaches, a person can.
        const chatless = target.who.filter((_, at) => results[at] === "gone").slice(0, mostHandedOut);
        const hand = await handOut(deps, tx, who, job.id, chatless, now);
        const handed = hand.filter((one) => typeof one !== "string");
        const others = results.filter((one) => one !== "gone");
        const rest = results.length - others.length - hand.length;
        const all = [
          ...others,
          ...hand.map((one) => (typeof one === "string" ? one : ("handed" as const))),
          ...Array<"gone">(rest).fill("gone"),
        ];
        const notice = invitedNotice(all, deps.locale);
        if (handed.length === 0) return { kind: "done", notice };
        const { name } = await publisherOf(tx, who.company);
        const of = { company: name, job, carriers: deps, notice };
        return { kind: "view", view: handOutCard(of, handed, deps.locale), beside: true };
      });
    });
  },
};

function readInvited(value: string): z.infer<typeof Invited> | null {
  try {
    return Invited.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
