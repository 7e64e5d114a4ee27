import { Pace } from "../../core/voice/pace.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import { readNow } from "../../db/decisions.ts";
import { voiceToken } from "../../db/voice-links.ts";
import { keptVoices } from "../../db/voices.ts";
import { withRight } from "../access.ts";
import { loadCandidate } from "../candidate.ts";
import { readTarget } from "../cards/buttons.ts";
import { voicesCard } from "../cards/voices.ts";
import { unknownCandidate } from "../notices.ts";
import type { Action, ActionResult } from "../types.ts";
import { caseNumber } from "../words.ts";

const linkMinutes = 10;

/** Links to a candidate's voice messages, to the one who clicked and nobody else; noted before they are shown. */
export const voices: Action = {
  id: "voices",
  async run(deps, who, input) {
    const refused = { kind: "refused" as const, notice: unknownCandidate(deps.locale) };
    const target = readTarget(input.value);
    if (!target) return refused;
    const { a } = target;
    return await withRight(
      deps,
      who,
      "action voices",
      { application: a },
      async (tx): Promise<ActionResult> => {
        const candidate = await loadCandidate(deps, who.company, a);
        if (!candidate || candidate.application.erased) return refused;
        const now = await readNow(tx, deps.clock());
        const entry = {
          actor: who.id,
          action: "voice_listened",
          subject: caseNumber(candidate.application.number),
        };
        await noteAudit(tx, who.company, entry, now);
        const until = new Date(now.getTime() + linkMinutes * 60_000);
        const kept = (await keptVoices(tx, who.company, a)).map(({ id, at, audio, paceSealed }) => ({
          at,
          address: audio
            ? `${deps.publicUrl}/voices/${voiceToken(deps.vault, who.company, id, until)}`
            : null,
          pace: paceSealed && Pace.parse(deps.vault.open(paceSealed, `${who.company}:voices`)),
        }));
        return { kind: "view", view: voicesCard(candidate, kept, linkMinutes, deps.locale), beside: true };
      },
    );
  },
};
