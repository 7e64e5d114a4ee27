import { z } from "zod";
import { channelName } from "../../core/channel-names.ts";
import { claimDelivery, readNow } from "../../db/decisions.ts";
import { undoSpend } from "../../db/spend.ts";
import { askRight } from "../access.ts";
import { twice } from "../notices.ts";
import { yuan } from "../numbers.ts";
import { mrkdwn } from "../text.ts";
import type { Action, ActionResult } from "../types.ts";
import { say } from "../words.ts";

const Target = z.strictObject({ entry: z.uuid() });

/** Puts back what was there before an entry of spend. */
export const spendUndo: Action = {
  id: "spend_undo",
  async run(deps, who, input) {
    const { locale, db } = deps;
    const refuse = (zh: string, en: string): ActionResult => ({
      kind: "refused",
      notice: say(locale, zh, en),
    });
    const target = readTarget(input.value);
    if (!target) return refuse("没有这条花费记录，用 /spend 看看。", "There is no such entry; see /spend.");
    return await db.transact(async (tx): Promise<ActionResult> => {
      const now = await readNow(tx, deps.clock());
      if (!(await claimDelivery(tx, who.company, input.deliveryId, now)))
        return { kind: "refused", notice: twice(locale) };
      const may = await askRight(deps, tx, who, "action spend_undo", null, true);
      if ("kind" in may) return may;
      const done = await undoSpend(tx, { company: who.company, id: target.entry, actor: who.id, now });
      if (done.kind === "undone") {
        const name = mrkdwn(channelName(done.channel, locale), 60);
        const back = done.fen === null ? say(locale, "没有记录", "not recorded") : yuan(done.fen / 100);
        return {
          kind: "done",
          notice: say(locale, `已撤销，${name} 回到：${back}。`, `Undone; ${name} is back to: ${back}.`),
        };
      }
      switch (done.because) {
        case "unknown":
          return refuse("没有这条花费记录，用 /spend 看看。", "There is no such entry; see /spend.");
        case "undone":
          return refuse("这条已经撤销过了。", "This entry was undone before.");
        case "changed":
          return refuse(
            "之后有人改过这些天的花费，不能直接撤销；请用 /spend 重新录入正确的金额。",
            "Some of these days were changed since, so it cannot be undone; enter the right amount with /spend.",
          );
        default:
          return done.because satisfies never;
      }
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
