import type { ViewResponseAction } from "@slack/bolt";
import { speaking } from "../../src/recruiter/speaking.ts";
import { mrkdwn } from "../../src/recruiter/text.ts";
import type { ActionResult } from "../../src/recruiter/types.ts";
import { inTime, perform, type SlackContext } from "./context.ts";
import { refreshHome } from "./home.ts";
import { showModal } from "./modal.ts";
import { sentence, tell } from "./reply.ts";
import { filesOf, formOf, Submission } from "./schema.ts";

type Ack = (response?: ViewResponseAction) => Promise<void>;

/**
 * Runs the action a submitted form belongs to, with rights looked up again. Done closes the form; mistakes are shown at
 * their fields; a refusal, another form or a view replaces it. When it takes too long the form closes and the result follows as a message.
 */
export async function answerSubmission(context: SlackContext, body: unknown, ack: Ack): Promise<void> {
  const parsed = Submission.safeParse(body);
  if (!parsed.success) return await ack();
  const submission = parsed.data;
  const { user, view } = submission;
  const team = user.team_id ?? submission.team.id;
  const memory = context.seal.open(view.private_metadata, view.callback_id, user.id);
  let texts = context.texts;
  const work = perform(
    context,
    { team, user: user.id, what: view.callback_id },
    async (who): Promise<ActionResult> => {
      texts = context.textsIn(who.locale);
      const action = context.desk.actions.find(({ id }) => id === view.callback_id);
      if (!action || !memory) return { kind: "refused", notice: texts.staleForm };
      const deliveryId = ["submit", team, user.id, view.id, view.hash].join(":");
      return await action.run(speaking(context.desk.deps, who), who, {
        value: memory.value,
        form: formOf(submission),
        files: filesOf(submission).map(context.given),
        deliveryId,
      });
    },
  );
  const to = { user: user.id, responseUrl: memory?.responseUrl };
  const early = await inTime(work, context.patienceMs);
  if (early?.kind === "invalid") return await ack({ response_action: "errors", errors: early.errors });
  await ack(early && early.kind !== "done" ? { response_action: "update", view: modalOf(early) } : undefined);
  const result = await work;
  if (result.kind === "done" || result.kind === "view") await refreshHome(context, { team, user: user.id });
  if (early && early.kind !== "done") return;
  // A form that came too late has nothing left to replace: its sentence is all that can be shown.
  const shown =
    result.kind === "view"
      ? result.view
      : sentence(
          "notice" in result
            ? result.notice
            : result.kind === "invalid"
              ? Object.values(result.errors)
                  .map((error) => mrkdwn(error, 300))
                  .join("\n")
              : texts.staleForm,
        );
  await tell(context, to, shown);

  function modalOf(result: Exclude<ActionResult, { kind: "done" | "invalid" }>) {
    if (result.kind === "form") return context.seal.close(result.modal, user.id, memory?.responseUrl ?? null);
    return showModal(result.kind === "view" ? result.view : sentence(result.notice), texts);
  }
}
