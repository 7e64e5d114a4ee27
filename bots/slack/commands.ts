import type { RespondArguments } from "@slack/bolt";
import { speaking } from "../../src/recruiter/speaking.ts";
import { mrkdwn } from "../../src/recruiter/text.ts";
import type { ActionResult, View } from "../../src/recruiter/types.ts";
import { inTime, perform, type SlackContext } from "./context.ts";
import { openModal } from "./modal.ts";
import { sentence, tell } from "./reply.ts";
import { SlashCommand } from "./schema.ts";

type Ack = (response?: RespondArguments) => Promise<void>;

/** Answers a slash command to the person who typed it, in the acknowledgement itself when it is quick enough. */
export async function answerCommand(context: SlackContext, body: unknown, ack: Ack): Promise<void> {
  const parsed = SlashCommand.safeParse(body);
  if (!parsed.success) return await ack();
  const typed = parsed.data;
  const work = perform(
    context,
    { team: typed.team_id, user: typed.user_id, what: typed.command },
    async (who): Promise<ActionResult> => {
      const command = context.desk.commands.find(({ name }) => `/${name}` === typed.command);
      if (command) return await command.run(speaking(context.desk.deps, who), who, typed.text.trim());
      const known = context.desk.commands.map(({ usage }) => `\`${mrkdwn(usage, 200)}\``).join("  ");
      return {
        kind: "refused",
        notice: context.textsIn(who.locale).unknownCommand(`\`${mrkdwn(typed.command, 50)}\``, known),
      };
    },
  );
  const early = await inTime(work, context.patienceMs);
  // Pictures take longer than an acknowledgement may.
  const picturesFollow = early?.kind === "view" && (early.view.pictures ?? []).length > 0;
  if (early && early.kind !== "form" && early.kind !== "invalid" && !picturesFollow)
    return await ack(ephemeral(viewOf(early)));
  await ack(early ? undefined : ephemeral(sentence(context.texts.working)));
  const result = await work;
  const to = { user: typed.user_id, responseUrl: typed.response_url };
  if (result.kind !== "form" && result.kind !== "invalid") return await tell(context, to, viewOf(result));
  await openModal(context, { ...to, triggerId: typed.trigger_id, modal: result.modal });
}

const ephemeral = (view: View): RespondArguments => ({ response_type: "ephemeral", ...view });

const viewOf = (result: Exclude<ActionResult, { kind: "form" | "invalid" }>): View =>
  result.kind === "view" ? result.view : sentence(result.notice);
