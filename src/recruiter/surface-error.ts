import type { SendResult } from "../core/channel.ts";

type Refusal = Extract<SendResult, { kind: "retry" | "rejected" }>;

/**
 * A surface says for certain that nothing was posted: `result` tells the sender when to try again (`retry`)
 * or that it never will be taken (`rejected`). Any other error thrown by a surface means "unknown whether it arrived".
 */
export class SurfaceError extends Error {
  override readonly name = "SurfaceError";
  readonly result: Refusal;
  /** Somebody has to mend something, which may be wrong with this message alone. */
  readonly toMend: boolean;

  constructor(result: Refusal, options?: ErrorOptions & { toMend?: boolean }) {
    super(result.reason, options);
    this.result = result;
    this.toMend = options?.toMend ?? false;
  }
}
