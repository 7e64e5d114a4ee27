import type { Locale } from "../core/locale.ts";
import { plainText } from "./text.ts";
import type { Command, Recruiter, View } from "./types.ts";
import { say } from "./words.ts";

/** Says below numbers of the whole company that they are, to whoever otherwise sees only their own jobs. */
export function markWhole(view: View, { role }: Pick<Recruiter, "role">, locale: Locale): View {
  if (role !== "recruiter") return view;
  const words = say(
    locale,
    "ℹ️ 以上是全公司的数字，不只是您负责的岗位。",
    "ℹ️ These are the whole company's numbers, not only those of your jobs.",
  );
  return { ...view, blocks: [...view.blocks, { type: "context", elements: [plainText(words, 200)] }] };
}

/** A command whose numbers are the whole company's for everybody. */
export const ofWholeCompany = (command: Command): Command => ({
  ...command,
  async run(deps, who, args) {
    const reply = await command.run(deps, who, args);
    return reply.kind === "view" ? { kind: "view", view: markWhole(reply.view, who, deps.locale) } : reply;
  },
});
