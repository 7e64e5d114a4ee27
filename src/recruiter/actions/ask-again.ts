import { z } from "zod";
import { answerQuestion } from "../ask.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";

const Value = z.strictObject({ q: z.string().min(1).max(300), place: z.string().max(200) });

/** Buttons under a question that was asked back; ids are unique within a block of buttons. */
export const askAgain: readonly Action[] = [1, 2, 3, 4, 5].map((number) => ({
  id: `ask_again_${number}`,
  async run(deps, who, { value }) {
    const parsed = read(value);
    if (!parsed)
      return {
        kind: "refused",
        notice: say(
          deps.locale,
          "这个按钮已经失效，请重新提问。",
          "This button has expired; please ask again.",
        ),
      };
    const answer = await answerQuestion(deps, who, parsed.place, parsed.q);
    return { kind: "view", view: answer.view, beside: true };
  },
}));

function read(value: string): z.infer<typeof Value> | null {
  try {
    return Value.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
