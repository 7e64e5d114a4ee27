import type { AdvertProblem } from "./lint-words.ts";

/** A wording that may not stand in an advert, unless the piece of text around it says otherwise. */
export type LintRule = {
  problem: AdvertProblem;
  say: RegExp;
  /** Makes it harmless when found in the same clause: what is sold, what customers do, what is expressly not asked. */
  unless?: RegExp;
};
