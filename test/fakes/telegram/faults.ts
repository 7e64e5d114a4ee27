import { z } from "zod";
import { createDice } from "./dice.ts";

/** What goes wrong with a call of the bot. */
export const FaultKind = z.discriminatedUnion("kind", [
  /** Refused before it took effect: 429 (with retryAfter, s), 500, 403, 400 … */
  z.strictObject({
    kind: z.literal("refuse"),
    code: z.int(),
    description: z.string(),
    retryAfter: z.int().optional(),
  }),
  /** A proxy's HTML page instead of JSON, before it took effect. */
  z.strictObject({ kind: z.literal("page"), code: z.int().default(502) }),
  /** The connection breaks, before or after it took effect. */
  z.strictObject({ kind: z.literal("drop"), accepted: z.boolean() }),
  /** No answer for `ms`, then the connection breaks. */
  z.strictObject({ kind: z.literal("hang"), accepted: z.boolean(), ms: z.int().default(60_000) }),
  /** Takes effect and answers, but only after `ms`. */
  z.strictObject({ kind: z.literal("delay"), ms: z.int() }),
]);
export type FaultKind = z.infer<typeof FaultKind>;

/** When a fault is played: on calls of this method (and chat), with this chance, so many times (null = always). */
export const FaultRule = z.strictObject({
  fault: FaultKind,
  method: z.string().default("sendMessage"),
  chat: z.int().optional(),
  times: z.int().positive().nullable().default(1),
  /** So many matching calls pass first. */
  after: z.int().default(0),
  chance: z.number().min(0).max(1).default(1),
  seed: z.int().default(1),
});
export type FaultRule = z.infer<typeof FaultRule>;

type Armed = FaultRule & { left: number; roll: () => number };

/** The faults that are armed; the first that fits a call is played. */
export function createFaults() {
  let armed: Armed[] = [];
  return {
    arm(rule: FaultRule): void {
      armed.push({ ...rule, left: rule.times ?? Number.POSITIVE_INFINITY, roll: createDice(rule.seed) });
    },
    disarm(): void {
      armed = [];
    },
    pick(method: string, chat: number | null): FaultKind | null {
      for (const rule of armed) {
        if (rule.method !== method || (rule.chat !== undefined && rule.chat !== chat)) continue;
        if (rule.after > 0) {
          rule.after -= 1;
          continue;
        }
        if (rule.roll() >= rule.chance) continue;
        rule.left -= 1;
        if (rule.left <= 0) armed = armed.filter((other) => other !== rule);
        return rule.fault;
      }
      return null;
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
