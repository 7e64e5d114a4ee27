import { z } from "zod";
import { slackManifest } from "../../bots/slack/manifest.ts";
import { commands } from "../recruiter/commands/index.ts";
import { type CliCommand, parseArguments } from "./command.ts";

const Arguments = z.object({
  positionals: z.tuple([], "slack-manifest takes no argument"),
  locale: z.enum(["zh-CN", "en"], "--locale is zh-CN or en").default("zh-CN"),
});

export const slackManifestCommand: CliCommand = {
  name: "slack-manifest",
  summary: "print the manifest to create the Slack app from",
  usage: ["slack-manifest [--locale zh-CN|en]"],
  async run(args, io) {
    const { locale } = parseArguments(args, { locale: { type: "string" } }, Arguments);
    const publicUrl = io.config().PUBLIC_URL ?? null;
    io.print(JSON.stringify(slackManifest({ commands, publicUrl, locale }), null, 2));
    if (publicUrl === null)
      io.note("PUBLIC_URL is not set: this manifest is for socket mode (SLACK_APP_TOKEN)");
    return 0;
  },
};
