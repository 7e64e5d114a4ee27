import { describe, expect, it } from "vitest";
import { renderBlocks } from "../../bots/console/render/blocks.ts";
import { linkCard } from "../../src/recruiter/cards/jobs.ts";
import { violationsOfCall, violationsOfHome, violationsOfModal } from "../fakes/slack/rules.ts";
import { hostileTexts } from "./hostile.ts";
import { locales } from "./locales.ts";
import { roomForms, roomViews } from "./room-views.ts";

/** Enough of them: names and answers go through the same two functions everywhere. */
const some = hostileTexts.filter((_, i) => i % 40 === 0 || i < 12);
const ground = { delivery: "d", back: "/console", linkOf: () => null, words: { cancel: "x" } };

describe("forms", () => {
  it("are modals Slack takes, whatever was entered and in both languages", () => {
    const bad = some.flatMap((text, i) =>
      roomForms(text, locales[i % 2] ?? "en").flatMap((modal) =>
        violationsOfModal(modal).map(
          (line) => `${modal.callback_id} ${JSON.stringify(text.slice(0, 30))}: ${line}`,
        ),
      ),
    );
    expect(bad).toEqual([]);
  });

  it("offer no more than Slack takes, however many jobs and people there are", () => {
    expect(roomForms("某岗位", "zh-CN", 130).flatMap(violationsOfModal)).toEqual([]);
  });

  it("speak the language they are asked for", () => {
    for (const modal of roomForms("x", "en"))
      expect(
        JSON.stringify({ ...modal, blocks: modal.blocks.filter(({ block_id }) => block_id !== "locale") }),
      ).not.toMatch(/\p{Script=Han}/u);
    for (const modal of roomForms("x", "zh-CN")) expect(modal.title.text).toMatch(/\p{Script=Han}/u);
  });

  it("have a label on every control of the console, tied to its hint and its mistake", () => {
    for (const modal of roomForms("x", "zh-CN")) {
      const ids = modal.blocks.flatMap((block) => (block.type === "input" ? [block.block_id ?? ""] : []));
      const errors = Object.fromEntries(ids.map((id) => [id, `wrong ${id}`]));
      const { markup } = renderBlocks(modal.blocks, { ...ground, errors });
      expect(markup).not.toContain("b-unsupported");
      for (const id of ids) {
        const control = new RegExp(`<(?:input|select|textarea|fieldset)[^>]* id="field.${id}"[^>]*>`).exec(
          markup,
        )?.[0];
        expect(control, `${modal.callback_id} ${id}`).toContain(`aria-describedby="field.${id}-error`);
        expect(control).toContain('aria-invalid="true"');
        expect(markup).toContain(`id="field.${id}-error">wrong ${id}<`);
        if (!control?.startsWith("<fieldset")) expect(markup).toContain(`<label for="field.${id}">`);
      }
      const described = [...markup.matchAll(/aria-describedby="([^"]+)"/g)].flatMap(
        ([, list]) => list?.split(" ") ?? [],
      );
      for (const id of described) expect(markup).toContain(`id="${id}"`);
    }
  });
});

describe("the other views", () => {
  it("give only blocks Slack takes, mention nobody and link nowhere, whatever names and answers are", () => {
    const bad = some.flatMap((text, i) =>
      roomViews(text, locales[i % 2] ?? "en").flatMap((view) => {
        const raw = JSON.stringify(view, (key, value) => (key === "value" ? undefined : value));
        const marked = [...JSON.stringify(view).matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g)];
        const lively = [
          ...(/<[!@#]|<https?:|<mailto:|<javascript:/i.test(raw) ? [raw] : []),
          ...marked.flatMap(([, words = ""]) =>
            /[<>]|@(channel|here|everyone)|:[a-z_]+:/i.test(words) ? [words] : [],
          ),
        ];
        const message = { channel: "C1", ...view, unfurl_links: false, unfurl_media: false };
        return [...lively, ...violationsOfCall("chat.postMessage", message)];
      }),
    );
    expect(bad).toEqual([]);
  });
});

describe("the Home", () => {
  it("is a view Slack takes, however much is waiting", () => {
    const bad = some.flatMap((text, i) => {
      const [home] = roomViews(text, locales[i % 2] ?? "en");
      return violationsOfHome({ type: "home", blocks: home?.blocks });
    });
    expect(bad).toEqual([]);
  });

  it("and all other views stay within the limits when there is very much of everything", () => {
    const [home, ...others] = roomViews("某".repeat(60), "zh-CN", 130);
    expect(violationsOfHome({ type: "home", blocks: home?.blocks })).toEqual([]);
    const bad = others.flatMap((view) =>
      violationsOfCall("chat.postMessage", {
        channel: "C1",
        ...view,
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
    expect(bad).toEqual([]);
  });

  it("speaks English to those who chose it", () => {
    for (const { blocks } of roomViews("x", "en"))
      expect(JSON.stringify(blocks)).not.toMatch(/\p{Script=Han}/u);
  });
});

it("shows a link per channel that can be copied, for every platform that is connected", () => {
  const links = ["boss", "douyin"].map((source) => ({ source, code: `code-${source}` }));
  const addresses = {
    publicUrl: "https://hr.example.com",
    telegramBot: "qinpin_bot",
    wechat: true,
    wecom: "https://work.example.com/kfid/k?enc_scene=s",
  };
  const view = linkCard({ job: "job-3f7k", title: "淘宝售后 <!channel>", links }, addresses, "zh-CN");
  const text = JSON.stringify(view);
  for (const { code } of links) {
    expect(text).toContain(`<https://hr.example.com/c/${code}>`);
    expect(text).toContain(`<https://t.me/qinpin_bot?start=${code}>`);
    expect(text).toContain(`<https://hr.example.com/j/${code}/qr-wechat.png|`);
    expect(text).toContain(`<https://work.example.com/kfid/k?enc_scene=s&amp;scene_param=${code}>`);
    expect(text).toContain(`<https://hr.example.com/j/${code}/poster-wecom.png|`);
  }
  expect(
    violationsOfCall("chat.postMessage", {
      channel: "C1",
      ...view,
      unfurl_links: false,
      unfurl_media: false,
    }),
  ).toEqual([]);
});
