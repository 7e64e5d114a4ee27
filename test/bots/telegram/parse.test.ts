import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { usedData, writeButton } from "../../../bots/telegram/button-data.ts";
import { parseUpdate } from "../../../bots/telegram/parse.ts";
import { limits } from "../../../src/core/channel.ts";
import { recordedUpdates } from "./workbench.ts";

const owner = { company: "acme", account: "123456" };
const bodyOf = (raw: unknown) => {
  const parsed = parseUpdate(raw, owner);
  return parsed.kind === "message" ? parsed.message.body : parsed.reason;
};
const zhang = { id: 7, is_bot: false, first_name: "三", last_name: "张", language_code: "zh-hans" };
const message = (content: Record<string, unknown>, from: Record<string, unknown> = zhang) => ({
  update_id: 5,
  message: { message_id: 9, date: 1_700_000_000, chat: { id: 7, type: "private" }, from, ...content },
});

describe("recorded payloads", () => {
  const expected: Record<string, unknown> = {
    "start with payload": { kind: "start", code: "job_17-ch_wx", locale: "zh-CN", name: "张三" },
    text: { kind: "text", messageId: "1111111:2", text: "我有三年Java经验" },
    voice: {
      kind: "media",
      messageId: "1111111:3",
      media: "voice",
      voice: { file: "AwACAgUAAxkBAAI", seconds: 7, bytes: 28431 },
    },
    document: { kind: "media", messageId: "1111111:4", media: "file" },
    contact: { kind: "media", messageId: "1111111:5", media: "contact" },
    callback: {
      kind: "text",
      messageId: "1111111:press:4382bfdwdsb323b2d9",
      text: "q:12:yes",
      choice: "q:12:yes",
    },
    blocked: { kind: "blocked" },
    edited: { kind: "edited", messageId: "1111111:2", text: "我有四年Java经验" },
    photo: { kind: "media", messageId: "1111111:8", media: "photo" },
    "group message (must be ignored)": "not_private",
  };

  test("all ten have an expectation here", () => {
    expect([...recordedUpdates.keys()].sort()).toEqual(Object.keys(expected).sort());
  });

  test.each([...recordedUpdates])("%s is read as what it means", (name, update) => {
    expect(bodyOf(update)).toEqual(expected[name]);
  });

  test("every message is addressed so that a repetition is recognised", () => {
    const parsed = parseUpdate(recordedUpdates.get("text"), owner);
    expect(parsed).toMatchObject({
      kind: "message",
      updateId: 10001,
      message: {
        company: "acme",
        channel: "telegram",
        account: "123456",
        threadId: "1111111",
        deliveryId: "10001",
        at: 1_700_000_002_000,
      },
    });
  });

  test("an edit counts from when it was made, a button press from the database clock", () => {
    const at = (name: string) => {
      const parsed = parseUpdate(recordedUpdates.get(name), owner);
      return parsed.kind === "message" ? parsed.message.at : undefined;
    };
    expect(at("edited")).toBe(1_700_000_100_000);
    expect(at("callback")).toBeNull();
  });
});

describe("start codes", () => {
  test.each(["a", "job_17-ch_wx", "A".repeat(64)])("%s is taken", (code) => {
    expect(bodyOf(message({ text: `/start ${code}` }))).toMatchObject({ kind: "start", code });
  });

  test.each(["", " ", " a b", " 渠道", ` ${"A".repeat(65)}`, " a.b", " a=b", " ' or 1=1"])(
    "'/start%s' is a start without a code, never an error",
    (payload) => {
      const body = bodyOf(message({ text: `/start${payload}` }));
      expect(body).toMatchObject({ kind: "start" });
      expect(body).not.toHaveProperty("code");
    },
  );

  test("a sentence that merely begins like one is text", () => {
    expect(bodyOf(message({ text: "/started already" }))).toMatchObject({
      kind: "text",
      text: "/started already",
    });
  });
});

describe("who it is", () => {
  test.each([
    ["zh-hans", "zh-CN"],
    ["zh", "zh-CN"],
    ["zh-TW", "zh-CN"],
    ["en-GB", "en"],
    ["de", "en"],
  ])("language %s is greeted in %s", (language_code, locale) => {
    expect(bodyOf(message({ text: "/start" }, { ...zhang, language_code }))).toMatchObject({ locale });
  });

  test("without a language none is claimed", () => {
    const { language_code: _, ...silent } = zhang;
    expect(bodyOf(message({ text: "/start" }, silent))).not.toHaveProperty("locale");
  });

  test("Western names keep their order", () => {
    expect(
      bodyOf(message({ text: "/start" }, { ...zhang, first_name: "Ada", last_name: "King" })),
    ).toMatchObject({
      name: "Ada King",
    });
  });

  test("names travel with the start only", () => {
    expect(JSON.stringify(parseUpdate(message({ text: "你好" }), owner))).not.toContain("张");
  });
});

describe("slash commands stand for plain words", () => {
  test.each([
    ["/human", "zh", "人工"],
    ["/human", "en", "human"],
    ["/PAUSE@qinpin_bot", "en", "pause"],
    ["/restart", "zh", "重新开始"],
    ["/delete ", "zh", "删除"],
    ["/help", "en", "help"],
  ])("%s (%s) is %s", (text, language_code, words) => {
    expect(bodyOf(message({ text }, { ...zhang, language_code }))).toMatchObject({
      kind: "text",
      text: words,
    });
  });

  test("unknown ones and sentences stay as they are", () => {
    expect(bodyOf(message({ text: "/human please" }))).toMatchObject({ text: "/human please" });
    expect(bodyOf(message({ text: "/weather" }))).toMatchObject({ text: "/weather" });
  });
});

describe("button presses", () => {
  const pressed = (data: string, keyboard?: unknown) => ({
    update_id: 6,
    callback_query: {
      id: "q1",
      from: zhang,
      chat_instance: "1",
      data,
      message: { message_id: 9, date: 0, chat: { id: 7, type: "private" }, reply_markup: keyboard },
    },
  });
  const keyboard = (label: string, callback_data: string) => ({
    inline_keyboard: [[{ text: "不接受", callback_data: "no" }], [{ text: label, callback_data }]],
  });

  test("answer with the label as text and the value as choice", () => {
    expect(bodyOf(pressed("yes", keyboard("接受", "yes")))).toMatchObject({ text: "接受", choice: "yes" });
  });

  test("whose value was too long count as if the label had been typed", () => {
    const data = writeButton("长".repeat(22), 1);
    expect(bodyOf(pressed(data, keyboard("随时都可以", data)))).toEqual({
      kind: "text",
      messageId: "7:press:q1",
      text: "随时都可以",
    });
    expect(bodyOf(pressed(data))).toBe("no_content");
  });

  test("on a button already used do nothing but are still answered", () => {
    const parsed = parseUpdate(pressed(usedData, keyboard("✓ 接受", usedData)), owner);
    expect(parsed).toMatchObject({ kind: "ignored", reason: "used_button", press: { queryId: "q1" } });
  });

  test("in a group do nothing but are still answered", () => {
    const inGroup = {
      update_id: 6,
      callback_query: {
        id: "q1",
        from: zhang,
        data: "yes",
        message: { message_id: 9, chat: { id: -5, type: "group" } },
      },
    };
    expect(parseUpdate(inGroup, owner)).toMatchObject({ reason: "not_private", press: { queryId: "q1" } });
  });
});

describe("what is not text", () => {
  test.each([
    [{ video_note: {} }, "video"],
    [{ animation: {}, document: {} }, "video"],
    [{ venue: {}, location: {} }, "location"],
    [{ sticker: {} }, "sticker"],
    [{ dice: {} }, "other"],
    [{ photo: [], caption: "看图" }, "photo"],
  ])("%j is %s", (content, media) => {
    expect(bodyOf(message(content))).toMatchObject({ kind: "media", media });
  });

  test.each([
    [message({ pinned_message: {} }), "no_content"],
    [message({ text: "hi" }, { ...zhang, is_bot: true }), "from_bot"],
    [{ update_id: 1, edited_message: { ...message({}).message, caption: "x" } }, "edited_media"],
    [{ update_id: 1, message_reaction: {} }, "unknown_update"],
    [{ update_id: 1, message: { text: 5 } }, "malformed"],
  ])("ignores %j: %s", (raw, reason) => {
    expect(bodyOf(raw)).toBe(reason);
  });
});

test("texts are capped without cutting a character in half", () => {
  const body = bodyOf(message({ text: `a${"😀".repeat(limits.textChars)}` }));
  const text = typeof body === "object" && body.kind === "text" ? body.text : "";
  expect(text.length).toBe(limits.textChars - 1);
  expect(text.isWellFormed()).toBe(true);
});

test("nothing that can be sent makes it throw", () => {
  fc.assert(
    fc.property(fc.anything(), fc.string({ unit: "binary" }), (noise, text) => {
      parseUpdate(noise, owner);
      parseUpdate({ update_id: 1, message: noise, callback_query: noise }, owner);
      expect(parseUpdate(message({ text }), owner).kind).toBe("message");
    }),
  );
});
