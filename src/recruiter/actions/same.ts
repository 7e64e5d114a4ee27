import { z } from "zod";
import { noteAudit } from "../../db/audit-trail.ts";
import type { Tx } from "../../db/client.ts";
import { holdIntake } from "../../db/intake-lookup.ts";
import { mergeCandidates, splitCandidates } from "../../db/merges.ts";
import {
  cardedApplications,
  comparedPeople,
  isProposed,
  keepApart,
  type Pair,
  pairOf,
  standingMerges,
} from "../../db/same-people.ts";
import { changing } from "../changing.ts";
import { refreshCard } from "../queue.ts";
import { readValue } from "../read-value.ts";
import { older, sameView } from "../same-view.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const Both = z.object({ a: z.uuid(), b: z.uuid() });
const Merge = z.object({ merge: z.uuid() });

/** Entries that may be one person. */
export const same: Action = {
  id: "same",
  run: async (deps, who) => ({ kind: "view", view: await sameView(deps, who), beside: true }),
};

/** Makes one person of two entries. */
export const sameMerge: Action = {
  id: "same_merge",
  async run(deps, who, input) {
    const both = readValue(Both, input.value);
    if (!both) return settled(deps);
    const click = { right: "action same_merge" as const, deliveryId: input.deliveryId };
    const result = await changing(deps, who, click, async (tx, now) => {
      const pair = pairOf(both.a, both.b);
      if (!(await stillOpen(tx, who, pair))) return settled(deps);
      const people = await comparedPeople(tx, deps.vault, who.company, [pair.a, pair.b]);
      const [a, b] = [people.get(pair.a), people.get(pair.b)];
      if (!a || !b) return settled(deps);
      const [kept, gone] = older(a, b) ? [a.id, b.id] : [b.id, a.id];
      const merged = await mergeCandidates(
        tx,
        deps.vault,
        who.company,
        { kept, gone },
        { actor: who.id, now },
      );
      if (merged === "both_hired")
        return refused(
          deps,
          "两份资料都登记了同一岗位的入职，不能合并。请先更正入职记录。",
          "Both are recorded as hired for the same job, so they cannot be merged; correct that first.",
        );
      if (typeof merged === "string") return settled(deps);
      await drawAnew(deps, tx, who, [kept], input.deliveryId, now);
      return done;
    });
    return await shown(deps, who, result);
  },
};

/** Says that two entries are two persons. */
export const sameApart: Action = {
  id: "same_apart",
  async run(deps, who, input) {
    const both = readValue(Both, input.value);
    if (!both) return settled(deps);
    const click = { right: "action same_apart" as const, deliveryId: input.deliveryId };
    const result = await changing(deps, who, click, async (tx, now) => {
      const pair = pairOf(both.a, both.b);
      if (!(await stillOpen(tx, who, pair))) return settled(deps);
      await apart(tx, who, pair, now);
      return done;
    });
    return await shown(deps, who, result);
  },
};

/** Makes two persons again of one that was put together. */
export const sameSplit: Action = {
  id: "same_split",
  async run(deps, who, input) {
    const id = readValue(Merge, input.value)?.merge;
    if (!id) return settled(deps);
    const click = { right: "action same_split" as const, deliveryId: input.deliveryId };
    const result = await changing(deps, who, click, async (tx, now) => {
      await holdIntake(tx, who.company);
      const [merge] = await standingMerges(tx, who.company, { id });
      const split =
        merge && (await splitCandidates(tx, deps.vault, who.company, merge.kept, { actor: who.id, now }));
      if (!merge || !split) return settled(deps);
      await apart(tx, who, pairOf(merge.kept, split.gone), now);
      await drawAnew(deps, tx, who, [merge.kept, split.gone], input.deliveryId, now);
      return done;
    });
    return await shown(deps, who, result);
  },
};

/** Stands for a change that was made; the list is drawn after the commit. */
const done: ActionResult = { kind: "done", notice: "" };

const shown = async (deps: RecruiterDeps, who: Recruiter, result: ActionResult): Promise<ActionResult> =>
  result === done ? { kind: "view", view: await sameView(deps, who) } : result;

/** Nobody lets people in or merges meanwhile, so what is open now is open until the end. */
async function stillOpen(tx: Tx, { company }: Recruiter, pair: Pair): Promise<boolean> {
  await holdIntake(tx, company);
  return await isProposed(tx, company, pair);
}

async function apart(tx: Tx, who: Recruiter, pair: Pair, now: Date): Promise<void> {
  if (!(await keepApart(tx, who.company, pair, who.id, now))) return;
  const entry = { actor: who.id, action: "candidates_kept_apart", subject: pair.a, after: pair.b };
  await noteAudit(tx, who.company, entry, now);
}

/** Cards that stand somewhere show the name of whoever they belong to now. */
async function drawAnew(
  deps: RecruiterDeps,
  tx: Tx,
  { company }: Recruiter,
  people: readonly string[],
  key: string,
  now: Date,
): Promise<void> {
  for (const application of await cardedApplications(tx, company, people))
    await refreshCard(deps, tx, { company, application }, `${key}:${application.id}`, now);
}

const refused = ({ locale }: RecruiterDeps, zh: string, en: string): ActionResult => ({
  kind: "refused",
  notice: say(locale, zh, en),
});

const settled = (deps: RecruiterDeps): ActionResult =>
  refused(
    deps,
    "已经有人处理过了，没有重复执行。用 /people same 看看现在的情况。",
    "Somebody has settled this already; nothing was done twice. See /people same for how it stands.",
  );
