import type { Bilingual } from "../core/locale.ts";
import type { Cell } from "./cells.ts";
import type { Dimension, Group } from "./dimensions.ts";
import type { Scope } from "./scope.ts";

/** What `value` is measured in; rates are fractions. */
export type Unit = "count" | "rate" | "cny" | "score" | "days" | "seconds" | "ratio";

/** One question about numbers. */
export type Metric = {
  id: string;
  name: Bilingual;
  unit: Unit;
  /** In words, for whoever reads the number. */
  definition: Bilingual;
  /** What it can be grouped by; without "job" it cannot be asked for one job or shift either. */
  dimensions: readonly Dimension[];
  /** Grouped by these when nothing was said. */
  groups?: readonly Dimension[];
  /** Grouped by this whatever was said. */
  always?: Dimension;
  /** Where its facts stand: what "no data in this window" is about, and where all data begins. */
  facts: "pipeline" | "spend" | "staff";
  /** The answer of a group in which nothing happened, beside the answers of the others. */
  empty(others: Answered[]): Cell;
  /** Answers of the groups in which something happened; without dimensions of one group, {}. */
  read(scope: Scope, dims: readonly Dimension[]): Promise<Answered[]>;
};

export type Answered = { group: Group; cell: Cell };
