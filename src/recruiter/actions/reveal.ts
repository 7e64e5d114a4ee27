import { noteAudit } from "../../db/audit-trail.ts";
import { contactOf } from "../../db/contacts.ts";
import { readNow } from "../../db/decisions.ts";
import { withRight } from "../access.ts";
import { loadCandidate } from "../candidate.ts";
import { readTarget } from "../cards/buttons.ts";
import { contactCard } from "../cards/contact.ts";
import { unknownCandidate } from "../notices.ts";
import type { Action, ActionResult } from "../types.ts";
import { caseNumber } from "../words.ts";

/**
 * Shows a candidate's phone and what they wrote of e-mail and accounts, to the one who clicked and nobody else. Every look
 * is in the audit trail before anything is shown.
 */
export const reveal: Action = {
  id: "reveal",
  async run(deps, who, input) {
    const refused = { kind: "refused" as const, notice: unknownCandidate(deps.locale) };
    const target = readTarget(input.value);
    if (!target) return refused;
    return await withRight(
      deps,
      who,
      "action reveal",
      { application: target.a },
      async (tx): Promise<ActionResult> => {
        const candidate = await loadCandidate(deps, who.company, target.a);
        if (!candidate || candidate.application.erased) return refused;
        const { application } = candidate;
        const subject = caseNumber(application.number);
        const entry = { actor: who.id, action: "contact_revealed", subject };
        await noteAudit(tx, who.company, entry, await readNow(tx, deps.clock()));
        const contact = await contactOf(tx, deps.vault, who.company, application.id);
        return { kind: "view", view: contactCard(application, contact, deps.locale), beside: true };
      },
    );
  },
};
