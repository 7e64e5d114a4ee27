import type { ModalView } from "@slack/types";
import { speaking } from "../../src/recruiter/speaking.ts";
import type { ActionResult } from "../../src/recruiter/types.ts";
import { inTime, perform, type SlackContext } from "./context.ts";
import { refreshHome } from "./home.ts";
import { openModal, openShow, showModal } from "./modal.ts";
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
  let own = context;
  const work = perform(
    context,
    { team, user: click.user.id, what: pressed.action_id },
    async (who): Promise<ActionResult> => {
      own = { ...context, texts: context.textsIn(who.locale) };
      const action = context.desk.actions.find(({ id }) => id === pressed.action_id);
      if (!action) return { kind: "refused", notice: own.texts.unknownButton };
      const value = pressed.value ?? pressed.selected_option?.value ?? "";
      return await action.run(speaking(context.desk.deps, who), who, { value, deliveryId });
    },
  );
  await inTime(work, context.patienceMs);
  await ack();
  const result = await work;
  await show(own, click, result);
  if (click.view?.type === "home") await refreshHome(context, { team, user: click.user.id });
}

async function show(context: SlackContext, click: Click, result: ActionResult): Promise<void> {
  const { client, pictures, texts } = context;
  const to = { user: click.user.id, responseUrl: click.response_url, channel: click.channel?.id };
  const { view: on, trigger_id: triggerId } = click;
  if (result.kind === "form" || result.kind === "invalid") {
    // A modal becomes the form; Slack opens no second one over it.
    if (on?.type === "modal") return await become(context.seal.close(result.modal, click.user.id, null));
    return await openModal(context, { ...to, triggerId, modal: result.modal });
  }
  const shown = result.kind === "view" ? result.view : sentence(result.notice);
  if (on?.type === "modal") return await become(showModal(shown, texts));
  if (on) return await openShow(context, { ...to, triggerId, view: shown });
  const address = click.response_url;
  if (result.kind === "view" && address) {
    const options = { replaceOriginal: result.beside !== true };
    return await pictures.show(shown, (view) => respond(address, view, options));
  }
  await tell(context, to, shown);

  async function become(view: ModalView): Promise<void> {
    await client.views.update({ view_id: on?.id ?? "", hash: on?.hash ?? "", view });
  }
}
