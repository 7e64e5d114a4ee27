import type { ActionResult } from "../../src/recruiter/types.ts";
import { inTime, perform, type SlackContext } from "./context.ts";
import { openModal, showModal } from "./modal.ts";
import { respond, sentence, tell } from "./reply.ts";
import { Click } from "./schema.ts";

/** Runs the action of a clicked button, at most once per click, and tells the result to the person who clicked. */
export async function answerClick(
  context: SlackContext,
  body: unknown,
  ack: () => Promise<void>,
): Promise<void> {
  const parsed = Click.safeParse(body);
  const [pressed] = parsed.data?.actions ?? [];
  // A link button opens its address by itself.
  if (!parsed.data || !pressed || pressed.url !== undefined) return await ack();
  const click = parsed.data;
  const team = click.user.team_id ?? click.team.id;
  const messageTs = click.message?.ts ?? click.container?.message_ts ?? click.view?.id ?? "";
  const deliveryId = ["click", team, click.user.id, messageTs, pressed.action_id, pressed.action_ts].join(
    ":",
  );
  const work = perform(
    context,
    { team, user: click.user.id, what: pressed.action_id },
    async (who): Promise<ActionResult> => {
      const action = context.desk.actions.find(({ id }) => id === pressed.action_id);
      if (!action) return { kind: "refused", notice: context.texts.unknownButton };
      const value = pressed.value ?? pressed.selected_option?.value ?? "";
      return await action.run(context.desk.deps, who, { value, deliveryId });
    },
  );
  await inTime(work, context.patienceMs);
  await ack();
  await show(context, click, await work);
}

async function show(context: SlackContext, click: Click, result: ActionResult): Promise<void> {
  const { client, pictures, texts } = context;
  const to = { user: click.user.id, responseUrl: click.response_url, channel: click.channel?.id };
  if (result.kind === "form") {
    return await openModal(context, { ...to, triggerId: click.trigger_id, modal: result.modal });
  }
  if (click.view) {
    const view = result.kind === "view" ? result.view : sentence(result.notice);
    await client.views.update({
      view_id: click.view.id,
      hash: click.view.hash,
      view: showModal(view, texts),
    });
    return;
  }
  if (result.kind !== "view") return await tell(context, to, sentence(result.notice));
  const address = click.response_url;
  if (address) {
    const options = { replaceOriginal: result.beside !== true };
    return await pictures.show(result.view, (shown) => respond(address, shown, options));
  }
  await tell(context, to, result.view);
}
