import type { Pins } from "../dialogue/event.ts";
import type { Locale } from "../locale.ts";
import type { ScoringConfig } from "./config.ts";
import type { Explained } from "./explained.ts";
import type { ShortItems } from "./rule.ts";
import type { Scenario } from "./scenario.ts";
import type { Texts } from "./texts.ts";

/** Everything a conversation speaks and is scored by, at the versions it is pinned to. */
export type Script = {
  pins: Pins;
  scenario: Scenario;
  rule: Explained;
  /** Where the job has several: an attempt draws its scenario and its explanation from these, see `scriptFor`. */
  choice?: { scenarios: readonly Scenario[]; rules: readonly Explained[] } | undefined;
  shortItems: ShortItems;
  config: ScoringConfig;
  /** Fixed sentences are not pinned: they carry no score. */
  texts: Record<Locale, Texts>;
};
