import { inLocale } from "../../core/locale.ts";
import { reachOf } from "../../core/rights.ts";
import { mrkdwnText, plainText } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";

/** Help over those of these commands that the person may use; whatever is typed after `/qinpin`, it answers with what there is. */
export function createHelp(commands: readonly Command[]): Command {
  const help: Command = {
    name: "qinpin",
    usage: "/qinpin help",
    description: { zh: "这份帮助", en: "This help" },
    async run({ locale }, who) {
      const theirs = [...commands, help].filter(({ name }) => reachOf(who.role, `command ${name}`) !== "no");
      const lines = theirs.map(
        ({ usage, description }) =>
          `\`${usage.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}\`\n${inLocale(description, locale)}`,
      );
      const title = say(locale, "亲聘能做什么", "What Qinpin can do");
      const how = say(
        locale,
        "每位候选人测评完都会有一张卡片：邀请、暂缓、婉拒或追问，点了才会发给候选人。在卡片的回复里写的话，会直接到候选人的聊天里。分数由规则计算，最后由您决定。",
        "Every finished screening brings a card: invite, hold, decline or ask. Nothing reaches the candidate before your click. What you write in a card's thread goes to the candidate's chat. Scores are computed by rules; you decide.",
      );
      const view = {
        text: title,
        blocks: [
          { type: "header" as const, text: plainText(title, 150) },
          { type: "section" as const, text: mrkdwnText(lines.join("\n\n")) },
          { type: "context" as const, elements: [plainText(how, 1000)] },
        ],
      };
      return { kind: "view", view };
    },
  };
  return help;
}
