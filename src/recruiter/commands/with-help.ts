import { inLocale } from "../../core/locale.ts";
import { mrkdwnText } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";

const asksHelp = /^\s*(help|帮助|怎么用|[?？]|--help)\s*$/i;

/** The same command, which answers `help` with how it is written and lines to copy. */
export const withHelp = (command: Command): Command => ({
  ...command,
  async run(deps, who, args) {
    if (!asksHelp.test(args)) return await command.run(deps, who, args);
    const { locale } = deps;
    const { name, usage, description, examples = [] } = command;
    const lines = [
      `*/${name}*: ${inLocale(description, locale)}`,
      `${say(locale, "写法", "Usage")}: ${typed(usage)}`,
      ...(examples.length > 0
        ? [`${say(locale, "例如", "For example")}:`, ...examples.map((line) => `• ${typed(line)}`)]
        : []),
    ];
    const text = lines.join("\n");
    return { kind: "view", view: { text, blocks: [{ type: "section", text: mrkdwnText(text) }] } };
  },
});

/** Our own words as they are to be typed. */
const typed = (line: string): string =>
  `\`${line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}\``;
