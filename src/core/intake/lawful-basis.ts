/**
 * Why a person's data may be kept: applied = they sent it to us for a job; consent = they agreed elsewhere and whoever
 * enters them can show it; public = they published it themselves for being found (PIPL article 13 (2), (1), (6)).
 */
export const lawfulBases = ["applied", "consent", "public"] as const;
export type LawfulBasis = (typeof lawfulBases)[number];
