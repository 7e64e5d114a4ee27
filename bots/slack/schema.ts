import { z } from "zod";

/** A slash command, as Slack posts it. */
export const SlashCommand = z.object({
  command: z.string().startsWith("/"),
  text: z.string().default(""),
  team_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});
export type SlashCommand = z.infer<typeof SlashCommand>;

/** One click on one button. In a modal there is no channel and no response_url, but a view. */
export const Click = z.object({
  trigger_id: z.string(),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string() }).optional(),
  container: z.object({ message_ts: z.string().optional() }).optional(),
  view: z
    .object({ id: z.string(), hash: z.string(), type: z.enum(["home", "modal"]).catch("modal") })
    .optional(),
  response_url: z.string().optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
        url: z.string().optional(),
      }),
    )
    .min(1),
});
export type Click = z.infer<typeof Click>;

const File = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});

const Field = z.object({
  files: z.array(File).nullish(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
});
type Field = z.infer<typeof Field>;

/** A submitted modal. */
export const Submission = z.object({
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  view: z.object({
    id: z.string(),
    hash: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Field)) }),
  }),
});
export type Submission = z.infer<typeof Submission>;

const asked = {
  subtype: z.undefined().optional(),
  bot_id: z.undefined().optional(),
  channel: z.string(),
  user: z.string(),
  user_team: z.string().optional(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
};

/** Something a person wrote under one of our messages. Edits, joins, files alone and bots have other shapes. */
export const ThreadMessage = z.object({
  event_id: z.string(),
  team_id: z.string(),
  event: z.object({
    type: z.literal("message"),
    subtype: z.literal("thread_broadcast").optional(),
    bot_id: z.undefined().optional(),
    channel: z.string(),
    user: z.string(),
    user_team: z.string().optional(),
    text: z.string().min(1),
    ts: z.string(),
    thread_ts: z.string(),
  }),
});
export type ThreadMessage = z.infer<typeof ThreadMessage>;

/** A mention of the bot, or a line in its own chat with somebody; edits and bots have other shapes. */
export const AskedMessage = z.object({
  event_id: z.string(),
  team_id: z.string(),
  event: z.discriminatedUnion("type", [
    z.object({ type: z.literal("app_mention"), ...asked }),
    z.object({ type: z.literal("message"), channel_type: z.literal("im"), ...asked }),
  ]),
});

/** Somebody opened our app's page in Slack. */
export const HomeOpened = z.object({
  team_id: z.string(),
  event: z.object({ type: z.literal("app_home_opened"), user: z.string(), tab: z.string() }),
});
export type HomeOpened = z.infer<typeof HomeOpened>;

/** The files of a submitted modal, wherever they stand in it. */
export const filesOf = (submission: Submission): z.infer<typeof File>[] =>
  Object.values(submission.view.state.values).flatMap((block) =>
    Object.values(block).flatMap(({ files }) => files ?? []),
  );

/** The submitted fields by action id; fields left empty are absent, several choices are joined by commas. */
export function formOf(submission: Submission): Record<string, string> {
  const form: Record<string, string> = {};
  for (const block of Object.values(submission.view.state.values)) {
    for (const [actionId, field] of Object.entries(block)) {
      const value = enteredIn(field);
      if (value) form[actionId] = value;
    }
  }
  return form;
}

function enteredIn(field: Field): string | null | undefined {
  if (field.selected_options) return field.selected_options.map((option) => option.value).join(",");
  return (
    field.value ??
    field.selected_option?.value ??
    field.selected_user ??
    field.selected_date ??
    field.selected_time
  );
}
