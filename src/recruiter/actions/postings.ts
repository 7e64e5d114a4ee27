import { z } from "zod";
import { postingText } from "../../core/adverts/posting-text.ts";
import { addressesOf } from "../../core/link-addresses.ts";
import { readAdvert } from "../../db/adverts.ts";
import { readNow } from "../../db/decisions.ts";
import { findJob } from "../../db/jobs.ts";
import { type PostingKind, postingsOf } from "../../db/postings.ts";
import { publisherOf } from "../../db/publisher.ts";
import { once, withRight } from "../access.ts";
import { postingTextCard } from "../cards/postings.ts";
import { boardView } from "../postings-view.ts";
import { markPosting } from "../publishing.ts";
import type { Action, ActionResult, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";
import { noSuchJob, readJob } from "./job.ts";
import { publish } from "./publish.ts";

/** Shows where a job is posted; one that has no advert yet gets it written first. */
export const postings: Action = {
  id: "postings",
  async run(deps, who, input) {
    const job = readJob(input.value);
    if (!job) return noSuchJob(deps);
    const view = await boardView(deps, who, job);
    return view ? { kind: "view", view } : noSuchJob(deps);
  },
};

const Target = z.strictObject({ job: z.string().max(64), channel: z.string().min(1).max(64) });

function readTarget(value: string): z.infer<typeof Target> | null {
  try {
    return Target.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

/** Shows what to paste on a board. */
export const postingTextAction: Action = {
  id: "posting_text",
  async run(deps, who, input) {
    const { db, locale } = deps;
    const target = readTarget(input.value);
    const job = target ? await findJob(db.orm, who.company, target.job) : null;
    if (!target || !job) return noSuchJob(deps);
    const now = await readNow(db.sql, deps.clock());
    const [advert, all, publisher] = await Promise.all([
      readAdvert(db.sql, who.company, job.id),
      postingsOf(db.sql, who.company, job.id, now),
      publisherOf(db.sql, who.company),
    ]);
    // Nothing to copy before it was written: that comes first.
    if (!advert)
      return await publish.run(deps, who, {
        value: JSON.stringify({ job: job.id }),
        deliveryId: input.deliveryId,
      });
    const posting = all.find(({ channel }) => channel === target.channel);
    if (!posting) return noSuchPosting(deps);
    const shown = { ...job, company: publisher.name, advert };
    const text = postingText(shown, target.channel, addressesOf(posting.code, deps));
    if (!text) return noSuchPosting(deps);
    return {
      kind: "view",
      view: postingTextCard({ job, channel: target.channel, text }, locale),
      beside: true,
    };
  },
};

const noSuchPosting = ({ locale }: RecruiterDeps): ActionResult => ({
  kind: "refused",
  notice: say(
    locale,
    "这个渠道还没有链接，请先在“改文案、加渠道”里选上它。",
    "This channel has no link yet; choose it under Edit, add channels.",
  ),
});

/** Notes that somebody posted the job on a board. */
export const postingPosted: Action = mark("posting_posted", "posted");

/** Notes that somebody refreshed the job on a board. */
export const postingRefreshed: Action = mark("posting_refreshed", "refreshed");

/** Takes the job off a channel that reads our feed, or notes that somebody took it down. */
export const postingClosed: Action = mark("posting_closed", "closed");

function mark(id: string, kind: PostingKind): Action {
  return {
    id,
    async run(deps, who, input) {
      const { db } = deps;
      const target = readTarget(input.value);
      const job = target ? await findJob(db.orm, who.company, target.job) : null;
      if (!target || !job) return noSuchJob(deps);
      const now = await readNow(db.sql, deps.clock());
      const known = await postingsOf(db.sql, who.company, job.id, now);
      if (!known.some(({ channel }) => channel === target.channel)) return noSuchPosting(deps);
      if (kind !== "closed" && !(await readAdvert(db.sql, who.company, job.id)))
        return await publish.run(deps, who, {
          value: JSON.stringify({ job: job.id }),
          deliveryId: input.deliveryId,
        });
      const done = await withRight(deps, who, `action ${id}`, { job: job.id }, (tx) =>
        once(deps, tx, who, input.deliveryId, now, async (): Promise<ActionResult> => {
          await markPosting(tx, job.id, target.channel, kind, { company: who.company, actor: who.id, now });
          return { kind: "done", notice: "" };
        }),
      );
      if (done.kind !== "done") return done;
      const view = await boardView(deps, who, job.id);
      return view ? { kind: "view", view } : noSuchJob(deps);
    },
  };
}
