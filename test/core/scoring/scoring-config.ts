import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { ScoringConfig } from "../../../src/core/content/config.ts";

/** The shipped `prompts/scoring.yaml`. */
export const scoringConfig: ScoringConfig = ScoringConfig.parse(
  parse(readFileSync(new URL("../../../prompts/scoring.yaml", import.meta.url), "utf8")),
);
