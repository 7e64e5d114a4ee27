import { answerQuestion } from "../ask.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { sentence } from "./sentence.ts";

/** Numbers by asking in words, Chinese or English. */
export const ask: Command = {
  name: "ask",
  changes: true,
  usage: "/ask <上周各渠道简历量 | cost per hire by channel this month>",
  description: {
    zh: "用一句话问招聘数字：简历、转化率、花费、留存……可以接着追问",
    en: "Ask for recruiting numbers in words: résumés, conversion, cost, retention; follow-ups work",
  },
  async run(deps, who, args) {
    if (args.trim() === "") {
      const how = say(
        deps.locale,
        "请写一个问题，例如 `/ask 上周各渠道简历量`，再接着问 `/ask 那转化率呢`。",
        "Give a question, e.g. `/ask résumés by channel last week`, then `/ask and the conversion rate?`.",
      );
      return { kind: "view", view: sentence(how) };
    }
    return { kind: "view", view: (await answerQuestion(deps, who, "command", args)).view };
  },
};
