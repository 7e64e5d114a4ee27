import { channels as command } from "../commands/channels.ts";
import type { Action } from "../types.ts";
import { markWhole } from "../whole-company.ts";

/** What each channel brought this month, as a picture and in words. */
export const channels: Action = {
  id: "channels",
  async run(deps, who) {
    const reply = await command.run(deps, who, "");
    if (reply.kind !== "view") return reply;
    return { kind: "view", view: markWhole(reply.view, who, deps.locale), beside: true };
  },
};
