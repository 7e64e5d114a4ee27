import { describe, expect, it } from "vitest";
import { slackManifest } from "../../../bots/slack/manifest.ts";
import { commands } from "../../../src/recruiter/commands/index.ts";
import { createSchemaCheck, readSchema } from "../../fakes/schema-check.ts";

const check = createSchemaCheck(readSchema("slack-manifest.2.0.0.json"));

describe("the Slack manifest", () => {
  it.each([
    { publicUrl: "https://hr.example.com", locale: "zh-CN" as const },
    { publicUrl: null, locale: "en" as const },
  ])("is valid by Slack's own schema ($publicUrl, $locale)", (options) => {
    expect(check("#", slackManifest({ commands, ...options }))).toEqual([]);
  });

  it("is found invalid by that schema when something is wrong with it", () => {
    const manifest = slackManifest({ commands, publicUrl: null, locale: "en" });
    expect(
      check("#", { ...manifest, features: { slash_commands: [{ command: "candidates" }] } }),
    ).not.toEqual([]);
  });

  it("points commands, events and buttons to the one public address", () => {
    const manifest = slackManifest({ commands, publicUrl: "https://hr.example.com/", locale: "en" });
    const url = "https://hr.example.com/slack/events";
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(
      commands.map(({ name }) => `/${name}`),
    );
    expect(manifest.features.slash_commands.every((command) => command.url === url)).toBe(true);
    expect(manifest.settings).toMatchObject({
      event_subscriptions: { request_url: url },
      interactivity: { request_url: url },
      socket_mode_enabled: false,
    });
  });

  it("switches socket mode on and names no address without a public one", () => {
    const manifest = slackManifest({ commands, publicUrl: null, locale: "en" });
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(manifest)).not.toContain("http");
  });
});
