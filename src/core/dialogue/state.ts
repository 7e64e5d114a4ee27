import type { Locale } from "../locale.ts";
import type { Pins } from "./event.ts";

// Placeholder of the shape until the dialogue is written; owned by core/dialogue.
export type State = { status: "new" } | { status: "open"; locale: Locale; pins: Pins };

// Also exported by the dialogue: `sectionOf(state): Section` (effect.ts), what a message received in this state belongs to.
