import type { KnownBlock } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import { reachOf } from "../../core/rights.ts";
import type { Recruiter, View } from "../types.ts";
import { say } from "../words.ts";
import { button } from "./buttons.ts";

/** The view with the button to enter spend in front of the block with this index, for whoever may. */
export function withSpendButton(
  view: View,
  { role }: Pick<Recruiter, "role">,
  before: number,
  locale: Locale,
): View {
  if (reachOf(role, "action spend_new") === "no") return view;
  const enter = button("spend_new", say(locale, "录入花费", "Enter spend"), "{}");
  const row: KnownBlock = { type: "actions", elements: [enter] };
  const pictures = (view.pictures ?? []).map((one) =>
    one.before > before ? { ...one, before: one.before + 1 } : one,
  );
  return {
    ...view,
    blocks: [...view.blocks.slice(0, before), row, ...view.blocks.slice(before)],
    ...(pictures.length > 0 ? { pictures } : {}),
  };
}
