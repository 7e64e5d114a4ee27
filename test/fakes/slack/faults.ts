import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

/** Something to go wrong with the next calls of a method ("*" = any). */
export const Fault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rateLimit"), retryAfter: z.number() }),
  /** Slack answers ok:false with this error; nothing happened. */
  z.strictObject({ kind: z.literal("refuse"), error: z.string() }),
  /** 500 before anything happened. */
  z.strictObject({ kind: z.literal("error500") }),
  /** It happened, and the answer got lost. */
  z.strictObject({ kind: z.literal("acceptThenDrop") }),
  z.strictObject({ kind: z.literal("delay"), ms: z.number() }),
  /** Nothing happens and no answer ever comes. */
  z.strictObject({ kind: z.literal("hang") }),
]);
export type Fault = z.infer<typeof Fault>;

export type Faults = {
  plan(method: string, fault: Fault, times: number): void;
  /** The fault for this call, if one is due; a delay has passed when it returns. */
  take(method: string): Promise<Fault | null>;
  clear(): void;
};

/** A script of faults, each used up in order. */
export function createFaults(): Faults {
  let planned: { method: string; fault: Fault; left: number }[] = [];
  return {
    plan: (method, fault, times) => void planned.push({ method, fault, left: times }),
    async take(method) {
      const next = planned.find(
        (entry) => entry.left > 0 && (entry.method === "*" || entry.method === method),
      );
      if (!next) return null;
      next.left -= 1;
      if (next.fault.kind === "delay") await delay(next.fault.ms);
      return next.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}
