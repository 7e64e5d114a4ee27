import type { z } from "zod";

/** What a button carries (JSON); null when it is not of this shape. */
export function readValue<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
