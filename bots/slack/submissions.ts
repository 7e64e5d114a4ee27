import type { ViewResponseAction } from "@slack/bolt";
import type { ActionResult } from "../../src/recruiter/types.ts";
import { inTime, perform, type SlackContext } from "./context.ts";
import { showModal } from "./modal.ts";
import { sentence, tell } from "./reply.ts";
import { formOf, Submission } from "./schema.ts";

type Ack = (response?: ViewResponseAction) => Promise<void>;

/**
 * Runs the action a submitted form belongs to, with rights looked up again. Done closes the form; a refusal, another
 * form or a view replaces it. When it takes too long the form closes and the result follows as a message.
 */
export async function answerSubmission(context: SlackContext, body: unknown, ack: Ack): Promise<void> {
  const parsed = Submission.safeParse(body);
  if (!parsed.success) return await ack();
  const submission = parsed.data;
  const { user, view } = submission;
  const team = user.team_id ?? submission.team.id;
  const memory = context.seal.open(view.private_metadata, view.callback_id, user.id);
  const work = perform(
    context,
    { team, user: user.id, what: view.callback_id },
    async (who): Promise<ActionResult> => {
      const action = context.desk.actions.find(({ id }) => id === view.callback_id);
      if (!action || !memory) return { kind: "refused", notice: context.texts.staleForm };
      const deliveryId = ["submit", team, user.id, view.id, view.hash].join(":");
      return await action.run(context.desk.deps, who, {
        value: memory.value,
        form: formOf(submission),
        deliveryId,
      });
    },
  );
  const to = { user: user.id, responseUrl: memory?.responseUrl };
  const early = await inTime(work, context.patienceMs);
  if (early && early.kind !== "done") return await ack({ response_action: "update", view: modalOf(early) });
  await ack();
  const result = await work;
  // A form that came too late has nothing left to replace: its sentence is all that can be shown.
  const shown =
    result.kind === "view"
      ? result.view
      : sentence(result.kind === "form" ? context.texts.staleForm : result.notice);
  await tell(context, to, shown);

  function modalOf(result: Exclude<ActionResult, { kind: "done" }>) {
    if (result.kind === "form") return context.seal.close(result.modal, user.id, memory?.responseUrl ?? null);
    return showModal(result.kind === "view" ? result.view : sentence(result.notice), context.texts);
  }
}
