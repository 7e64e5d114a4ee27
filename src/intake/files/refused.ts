import type { Refusal } from "./outcome.ts";

/** A file that is not read, and why; thrown inside the reading process only. */
export class Refused extends Error {
  override name = "Refused";
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}
