import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { RuleCard, ShortItems } from "../../../src/core/content/rule.ts";

const readYaml = (path: string): unknown =>
  parse(readFileSync(new URL(`../../../prompts/${path}`, import.meta.url), "utf8"));

/** The shipped `prompts/rules/short-items.yaml`. */
export const shortItems: ShortItems = ShortItems.parse(readYaml("rules/short-items.yaml"));

/** The shipped rule cards, by the file they stand in. */
export const cardFiles: ReadonlyMap<string, RuleCard[]> = new Map(
  ["pdd", "tmall", "douyin", "jd", "law", "all"].map((platform) => [
    platform,
    z.array(RuleCard).parse(readYaml(`rules/${platform}.yaml`)),
  ]),
);
