/** How far a model's evidence may move a total, in points of 100, whatever it says. */
export const furthest = 20;

/** The score with its total at most 20 points from what rules alone give. */
export const bounded = <T extends { total: number }>(rulesOnly: { total: number }, judged: T): T => ({
  ...judged,
  total: Math.min(rulesOnly.total + furthest, Math.max(rulesOnly.total - furthest, judged.total)),
});
