import { spendEntriesOf } from "../../db/spend.ts";
import { withRight } from "../access.ts";
import { listedEntries, spendList, spendSetCard } from "../cards/spend.ts";
import { withSpendButton } from "../cards/spend-button.ts";
import { measure } from "../measure.ts";
import { yuan } from "../numbers.ts";
import { enterSpend, readSpend } from "../spend.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { takePeriod, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

/** Enters what a channel cost, or lists it. */
export const spend: Command = {
  name: "spend",
  changes: true,
  usage: "/spend [CHANNEL AMOUNT 2026-11 | 2026-11-18 | 2026-11-01..2026-11-15]",
  description: {
    zh: "录入渠道花费（摊到每天，可改可撤销）；不写就看本月花费和最近的录入",
    en: "Enters what a channel cost, spread over the days; alone it lists this month and the last entries",
  },
  examples: [
    "/spend boss 3000 2026-11",
    "/spend 抖音 200 2026-11-18",
    "/spend 58 12000 2026-01-01..2026-12-31",
    "/spend",
    "/spend 上月",
  ],
  async run(deps, who, args) {
    const { locale, db } = deps;
    const words = wordsOf(args);
    const m = await measure(deps, who);
    const { period, rest } = takePeriod(words, m.today);
    if (rest.length === 0) {
      const { from, to } = period ?? { from: `${m.today.slice(0, 7)}-01`, to: m.today };
      const [rows, entries] = await Promise.all([
        m.rows({ metric: "cost", group_by: ["channel"], from, to, order: "desc" }),
        spendEntriesOf(db.sql, who.company, listedEntries),
      ]);
      const list = spendList(rows, entries, { from, to, timeZone: m.timeZone }, locale);
      return { kind: "view", view: withSpendButton(list, who, 1, locale) };
    }
    const read = await readSpend(deps, who.company, words, m.today);
    if ("problem" in read) return { kind: "view", view: sentence(read.problem) };
    const { input } = read;
    const change = { company: who.company, actor: who.id, now: m.now };
    const done = await withRight(deps, who, "command spend", null, (tx) => enterSpend(tx, input, change));
    if (done.kind === "refused") return { kind: "view", view: sentence(done.notice) };
    if (done.kind === "set") return { kind: "view", view: spendSetCard(input, done, m.today, locale) };
    const same = say(
      locale,
      `已经是 ${yuan(done.fen / 100)} 了，没有变化。`,
      `It is ${yuan(done.fen / 100)} already; nothing changed.`,
    );
    return { kind: "view", view: sentence(same) };
  },
};
