import { inLocale, type Locale } from "../../src/core/locale.ts";
import type { Command } from "../../src/recruiter/types.ts";

/**
 * The manifest a workspace administrator pastes into "Create an app": commands from the registry, the scopes we use
 * and no others, and either the public address of this installation (`publicUrl`) or socket mode (null).
 */
export function slackManifest(options: {
  commands: readonly Pick<Command, "name" | "usage" | "description">[];
  publicUrl: string | null;
  locale: Locale;
}) {
  const url = options.publicUrl === null ? null : `${options.publicUrl.replace(/\/+$/, "")}/slack/events`;
  return {
    display_information: {
      name: options.locale === "en" ? "Qinpin" : "亲聘 Qinpin",
      description: inLocale(
        {
          zh: "客服候选人的初筛结果送到 Slack，由你们决定邀请、保留还是婉拒。",
          en: "Screened customer-service candidates arrive in Slack; your team invites, holds or declines.",
        },
        options.locale,
      ),
      background_color: "#1f5f4a",
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        // Questions about numbers are asked there, and answers that fit nowhere else come there.
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: "qinpin", always_online: true },
      slash_commands: options.commands.map((command) => ({
        command: `/${command.name}`,
        description: inLocale(command.description, options.locale),
        ...usageHint(command),
        should_escape: false,
        ...(url === null ? {} : { url }),
      })),
    },
    oauth_config: {
      scopes: {
        bot: [
          "commands",
          "chat:write",
          // Charts in posts.
          "files:write",
          // Tables and résumés that recruiters put into a form.
          "files:read",
          // Lines under a card reach the candidate; what was posted before is looked up after a crash.
          "channels:history",
          "groups:history",
          // Digests by direct message, and looking them up.
          "im:write",
          "im:history",
          "metadata.message:read",
          // Questions about numbers, by mention or in the bot's own chat.
          "app_mentions:read",
          // The names of administrators listed in SLACK_ADMINS.
          "users:read",
        ],
      },
    },
    settings: {
      event_subscriptions: {
        ...(url === null ? {} : { request_url: url }),
        bot_events: ["app_home_opened", "message.channels", "message.groups", "message.im", "app_mention"],
      },
      interactivity: { is_enabled: true, ...(url === null ? {} : { request_url: url }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}

/** The part of a usage line behind the command; Slack refuses an empty hint. */
function usageHint(command: Pick<Command, "name" | "usage">): { usage_hint?: string } {
  const hint = command.usage.replace(`/${command.name}`, "").trim();
  return hint === "" ? {} : { usage_hint: hint };
}
