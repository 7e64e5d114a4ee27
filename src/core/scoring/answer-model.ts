import { z } from "zod";
import { answerFeatures } from "./answer-features.ts";

/** One test of a tree: left when the feature is at most `at`; a number is a leaf, in hundred-thousandths of the score. */
type Node = number | { f: number; at: number; left: Node; right: Node };

const Node: z.ZodType<Node> = z.lazy(() =>
  z.union([
    z.int(),
    z.strictObject({
      f: z
        .int()
        .min(0)
        .max(answerFeatures.length - 1),
      at: z.int(),
      left: Node,
      right: Node,
    }),
  ]),
);

/**
 * Trained trees that turn features into a score (src/training/README.md says how they are made). Whole numbers only, so
 * that every machine adds up the same score; no tree falls where a feature that may only raise the score rises.
 */
export const AnswerModel = z.strictObject({
  version: z.int().min(1),
  provenance: z.string(),
  features: z
    .array(z.string())
    .refine((names) => names.join() === answerFeatures.map(([name]) => name).join(), {
      message: "these weights belong to other features; train them again with npm run train:answer",
    }),
  base: z.int(),
  trees: z.array(Node),
});
export type AnswerModel = z.infer<typeof AnswerModel>;

/** Sum of the trees, in hundred-thousandths. */
export function runTrees({ base, trees }: AnswerModel, features: readonly number[]): number {
  let total = base;
  for (const tree of trees) total += leafOf(tree, features);
  return total;
}

function leafOf(tree: Node, features: readonly number[]): number {
  let node = tree;
  while (typeof node !== "number") node = (features[node.f] ?? 0) <= node.at ? node.left : node.right;
  return node;
}
