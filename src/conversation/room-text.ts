import type { Script } from "../core/content/script.ts";
import type { State } from "../core/dialogue/state.ts";

/** A sentence of the room itself (`room.<name>` in prompts/texts), in the conversation's language. */
export function roomText(script: Script, state: State, name: "trouble" | "slow_down"): string {
  const locale = "locale" in state ? state.locale : "zh-CN";
  const found = script.texts[locale].room?.[name];
  if (typeof found !== "string")
    throw new Error(`prompts/texts/${locale}.yaml lacks room.${name}: add that sentence`);
  return found;
}
