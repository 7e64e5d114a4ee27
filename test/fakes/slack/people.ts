import { z } from "zod";
import type { Delivered, Kind } from "./deliver.ts";
import { shareFiles, unshowable } from "./files.ts";
import { violationsOfErrors, violationsOfModal, violationsOfReply } from "./rules.ts";
import { type Blocks, ids, type Message, type OpenView, type Workspace } from "./workspace.ts";

type Deliver = (kind: Kind, payload: Record<string, unknown>) => Promise<Delivered>;

export type Click = {
  user: string;
  team: string;
  actionId: string;
  channel?: string | undefined;
  ts?: string | undefined;
  value?: string | undefined;
};
export type Submit = { user: string; team: string; values: Record<string, string> };
export type Say = {
  user: string;
  team: string;
  channel: string;
  threadTs?: string | undefined;
  text: string;
  /** Other fields of the event: subtype, bot_id, user_team … */
  extra: Record<string, unknown>;
};

/** What people do in the invented workspace, as the deliveries Slack makes of it. */
export function createPeople(workspace: Workspace, deliver: Deliver, base: () => string) {
  let events = 0;
  const reply = (kind: string, body: unknown): Record<string, unknown> | null => {
    const parsed = z.record(z.string(), z.unknown()).safeParse(body);
    if (!parsed.success || Object.keys(parsed.data).length === 0) return null;
    workspace.violations.push(...violationsOfReply(parsed.data).map((line) => `${kind}: ${line}`));
    return parsed.data;
  };

  return {
    async command(typed: { user: string; team: string; channel: string; command: string; text: string }) {
      const delivered = await deliver("slash_commands", {
        token: "legacy",
        team_id: typed.team,
        team_domain: "fake",
        channel_id: typed.channel,
        channel_name: "hiring",
        user_id: typed.user,
        user_name: typed.user.toLowerCase(),
        command: typed.command,
        text: typed.text,
        api_app_id: ids.app,
        is_enterprise_install: "false",
        response_url: workspace.newResponseUrl(base(), {
          user: typed.user,
          channel: typed.channel,
          ts: null,
        }),
        trigger_id: workspace.newTrigger(typed.user),
      });
      const shown = delivered.status === 200 ? reply("ack of a command", delivered.body) : null;
      if (shown)
        workspace.post({
          ...contentOf(shown),
          channel: typed.channel,
          bot_id: ids.bot,
          ephemeralFor: typed.user,
        });
      return delivered;
    },

    /** One press of a button; with `times` > 1 the very same delivery arrives that often at once. */
    async click(click: Click, times: number): Promise<Delivered[]> {
      const found = buttonFor(workspace, click);
      if (!found) throw new Error(`nobody can see a button ${click.actionId}: look at /_control/messages`);
      const { message, element, blockId } = found;
      const to = { user: click.user, channel: message.channel, ts: message.ts };
      const payload = {
        type: "block_actions",
        api_app_id: ids.app,
        team: { id: ids.team, domain: "fake" },
        user: {
          id: click.user,
          username: click.user.toLowerCase(),
          name: click.user.toLowerCase(),
          team_id: click.team,
        },
        trigger_id: workspace.newTrigger(click.user),
        container: {
          type: "message",
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: message.ephemeralFor !== undefined,
        },
        channel: { id: message.channel, name: "hiring" },
        ...(message.ephemeralFor ? {} : { message: { type: "message", ts: message.ts, text: message.text } }),
        response_url: workspace.newResponseUrl(base(), to),
        is_enterprise_install: false,
        actions: [{ ...element, block_id: blockId, action_ts: workspace.nextTs() }],
      };
      return await Promise.all(Array.from({ length: times }, () => deliver("interactive", payload)));
    },

    /** Fills in and submits the newest open modal of a person. */
    async submit(submit: Submit) {
      const open = workspace.views.findLast(({ user, open }) => open && user === submit.user);
      if (!open) throw new Error(`${submit.user} has no open modal: look at /_control/views`);
      const delivered = await deliver("interactive", {
        type: "view_submission",
        api_app_id: ids.app,
        team: { id: ids.team, domain: "fake" },
        user: {
          id: submit.user,
          username: submit.user.toLowerCase(),
          name: submit.user.toLowerCase(),
          team_id: submit.team,
        },
        trigger_id: workspace.newTrigger(submit.user),
        is_enterprise_install: false,
        view: {
          ...open.view,
          id: open.id,
          hash: open.hash,
          team_id: ids.team,
          state: { values: stateOf(open, submit.values, (given) => shareFiles(workspace, base(), given)) },
        },
        response_urls: [],
      });
      if (delivered.status === 200) answered(open, delivered.body);
      return { ...delivered, view: open.open ? open.view : null };
    },

    /** Opens our app's page; `tab` "messages" is its other one. */
    async openHome(who: { user: string; team: string; tab: string }): Promise<Delivered> {
      events += 1;
      const home = workspace.homes.get(who.user);
      return await deliver("events_api", {
        token: "legacy",
        type: "event_callback",
        team_id: who.team,
        api_app_id: ids.app,
        event_id: `Ev${String(events).padStart(8, "0")}`,
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          { team_id: ids.team, user_id: ids.botUser, is_bot: true, is_enterprise_install: false },
        ],
        event: {
          type: "app_home_opened",
          user: who.user,
          channel: `D${who.user}`,
          tab: who.tab,
          event_ts: workspace.nextTs(),
          ...(home ? { view: { ...home.view, id: home.id, hash: home.hash, team_id: ids.team } } : {}),
        },
      });
    },

    /** Presses a button in the newest open modal of a person, else in their Home. */
    async clickView(click: {
      user: string;
      team: string;
      actionId: string;
      on: "home" | "modal";
      value?: string | undefined;
    }): Promise<Delivered> {
      const view =
        click.on === "home"
          ? workspace.homes.get(click.user)
          : workspace.views.findLast(({ user, open }) => open && user === click.user);
      const blocks = z.array(z.record(z.string(), z.unknown())).catch([]).parse(view?.view.blocks);
      const [found] = blocks.flatMap((block, i) =>
        elementsOf(block)
          .filter(
            ({ action_id, value }) =>
              action_id === click.actionId && (click.value === undefined || click.value === value),
          )
          .map((element) => ({
            element,
            blockId: typeof block.block_id === "string" ? block.block_id : `b${i}`,
          })),
      );
      if (!view || !found)
        throw new Error(`${click.user} sees no button ${click.actionId} on their ${click.on}`);
      return await deliver("interactive", {
        type: "block_actions",
        api_app_id: ids.app,
        team: { id: ids.team, domain: "fake" },
        user: {
          id: click.user,
          username: click.user.toLowerCase(),
          name: click.user.toLowerCase(),
          team_id: click.team,
        },
        trigger_id: workspace.newTrigger(click.user),
        container: { type: "view", view_id: view.id },
        view: { ...view.view, id: view.id, hash: view.hash, team_id: ids.team, state: { values: {} } },
        is_enterprise_install: false,
        actions: [{ ...found.element, block_id: found.blockId, action_ts: workspace.nextTs() }],
      });
    },

    async say(said: Say, times: number) {
      const message = workspace.post({
        channel: said.channel,
        user: said.user,
        text: said.text,
        blocks: [],
        ...(said.threadTs ? { thread_ts: said.threadTs } : {}),
      });
      events += 1;
      const payload = {
        token: "legacy",
        type: "event_callback",
        team_id: ids.team,
        api_app_id: ids.app,
        event_id: `Ev${String(events).padStart(8, "0")}`,
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [
          { team_id: ids.team, user_id: ids.botUser, is_bot: true, is_enterprise_install: false },
        ],
        event: {
          type: "message",
          channel: said.channel,
          channel_type: "channel",
          user: said.user,
          team: said.team,
          text: said.text,
          ts: message.ts,
          event_ts: message.ts,
          ...(said.threadTs ? { thread_ts: said.threadTs } : {}),
          ...said.extra,
        },
      };
      return await Promise.all(Array.from({ length: times }, () => deliver("events_api", payload)));
    },

    /** A post of ours to a response_url; false = Slack would answer 404. */
    respond(id: string, body: Record<string, unknown>): boolean {
      const to = workspace.responseUrls.get(id);
      if (!to || to.uses >= 5 || to.until < Date.now()) return false;
      to.uses += 1;
      workspace.violations.push(...violationsOfReply(body).map((line) => `response_url: ${line}`));
      if (unshowable(workspace, contentOf(body).blocks)) return false;
      const original = to.ts === null ? undefined : workspace.find(to.channel, to.ts);
      if (body.replace_original === true && original) Object.assign(original, contentOf(body));
      else
        workspace.post({ ...contentOf(body), channel: to.channel, bot_id: ids.bot, ephemeralFor: to.user });
      return true;
    },
  };

  function answered(open: OpenView, body: unknown): void {
    const parsed = z.record(z.string(), z.unknown()).safeParse(body);
    const action = parsed.success ? parsed.data.response_action : undefined;
    if (action === undefined || action === "clear") {
      open.open = false;
      return;
    }
    if (action === "errors" && parsed.success) {
      workspace.violations.push(
        ...violationsOfErrors(parsed.data.errors, open.view).map((line) => `ack of a submission: ${line}`),
      );
      open.errors = z.record(z.string(), z.string()).catch({}).parse(parsed.data.errors);
      return;
    }
    if (action !== "update" || !parsed.success) {
      workspace.violations.push(`ack of a submission: response_action ${String(action)} is not used here`);
      return;
    }
    workspace.violations.push(
      ...violationsOfModal(parsed.data.view).map((line) => `ack of a submission: ${line}`),
    );
    open.view = z.record(z.string(), z.unknown()).parse(parsed.data.view);
    open.hash = workspace.nextTs();
  }
}

const contentOf = (body: Record<string, unknown>): { text: string; blocks: Blocks } => ({
  text: typeof body.text === "string" ? body.text : "",
  blocks: z.array(z.record(z.string(), z.unknown())).catch([]).parse(body.blocks),
});

type Element = Record<string, unknown>;

/** The newest message this person can see with such a button (or exactly the one named). */
function buttonFor(
  workspace: Workspace,
  click: Click,
): { message: Message; element: Element; blockId: string } | null {
  for (const message of workspace.messages.toReversed()) {
    if (message.ephemeralFor && message.ephemeralFor !== click.user) continue;
    if (click.channel && message.channel !== click.channel) continue;
    if (click.ts && message.ts !== click.ts) continue;
    for (const [i, block] of message.blocks.entries()) {
      const element = elementsOf(block).find(
        ({ action_id, value }) =>
          action_id === click.actionId && (click.value === undefined || click.value === value),
      );
      if (element)
        return { message, element, blockId: typeof block.block_id === "string" ? block.block_id : `b${i}` };
    }
  }
  return null;
}

function elementsOf(block: Element): Element[] {
  const list = z.array(z.record(z.string(), z.unknown()));
  return [...list.catch([]).parse(block.elements), ...list.catch([]).parse([block.accessory])];
}

/** `view.state.values`, filled by action id; choices must exist in the modal. */
function stateOf(
  open: OpenView,
  values: Record<string, string>,
  share: (given: string) => unknown[],
): Record<string, Record<string, unknown>> {
  const blocks = z.array(z.record(z.string(), z.unknown())).catch([]).parse(open.view.blocks);
  const state: Record<string, Record<string, unknown>> = {};
  for (const [i, block] of blocks.entries()) {
    const element = z.record(z.string(), z.unknown()).safeParse(block.element).data;
    if (block.type !== "input" || !element || typeof element.action_id !== "string") continue;
    const blockId = typeof block.block_id === "string" ? block.block_id : `b${i}`;
    const value = values[element.action_id];
    state[blockId] = {
      [element.action_id]:
        element.type === "file_input"
          ? { type: element.type, files: value === undefined ? [] : share(value) }
          : entered(element, value),
    };
  }
  return state;
}

function entered(element: Element, value: string | undefined): Record<string, unknown> {
  if (element.type === "plain_text_input" || element.type === "number_input")
    return { type: element.type, value: value ?? element.initial_value ?? null };
  if (element.type === "users_select")
    return { type: element.type, selected_user: value ?? element.initial_user ?? null };
  const options = z
    .array(z.looseObject({ value: z.string() }))
    .catch([])
    .parse(element.options);
  if (element.type === "multi_static_select") {
    const wanted = value === undefined ? element.initial_options : value.split(",").filter(Boolean);
    const several = z
      .array(z.union([z.string(), z.looseObject({ value: z.string() })]))
      .catch([])
      .parse(wanted);
    const values = several.map((one) => (typeof one === "string" ? one : one.value));
    const missing = values.filter((one) => !options.some((option) => option.value === one));
    if (missing.length > 0)
      throw new Error(`the modal does not offer ${missing.join()} for ${String(element.action_id)}`);
    return {
      type: element.type,
      selected_options: options.filter((option) => values.includes(option.value)),
    };
  }
  const initial = z.looseObject({ value: z.string() }).safeParse(element.initial_option).data;
  const chosen = options.find((option) => option.value === (value ?? initial?.value)) ?? null;
  if (value !== undefined && !chosen)
    throw new Error(`the modal does not offer ${value} for ${String(element.action_id)}`);
  return { type: element.type, selected_option: chosen };
}
