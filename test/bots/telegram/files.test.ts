import { GrammyError } from "grammy";
import { expect, test } from "vitest";
import { createFiles } from "../../../bots/telegram/files.ts";
import { createIntake } from "../../../bots/telegram/intake.ts";
import { createVoices } from "../../../bots/telegram/voices.ts";
import { recordingOptions } from "./workbench.ts";

const update = (document: object) => ({
  update_id: 7,
  message: {
    message_id: 3,
    date: 1_700_000_000,
    chat: { id: 5, type: "private" },
    from: { id: 5, is_bot: false, first_name: "Yu" },
    document,
  },
});

async function give(document: object, download: "file" | "blocked" = "file") {
  const asked: string[] = [];
  const given: unknown[] = [];
  const { options, recorder } = recordingOptions({
    upload: async (from, fetchFile) => {
      given.push(from.messageId, await fetchFile());
    },
    download: async (address) => {
      asked.push(address);
      return download === "file"
        ? { kind: "file", bytes: Buffer.from("words") }
        : { kind: "blocked", reason: "private" };
    },
  });
  const getFile = async (file_id: string) => ({
    file_id,
    file_unique_id: "u",
    file_path: "documents/file 1.pdf",
  });
  const files = createFiles(options, { getFile });
  const intake = createIntake(
    options,
    { company: "acme", account: "123456" },
    () => {},
    async () => false,
    files,
  );
  await intake.take(intake.read(update(document)));
  await files.drain();
  return { asked, given, recorder };
}

test("a document is fetched from Telegram and given in, and its line says that it is being read", async () => {
  const { asked, given, recorder } = await give({ file_id: "F1", file_name: "简历.pdf", file_size: 5 });
  expect(recorder.received[0]?.body).toEqual({
    kind: "media",
    messageId: "5:3",
    media: "file",
    reading: true,
  });
  expect(asked).toEqual(["http://127.0.0.1:9/file/bot123456:TEST-not-a-real-token/documents/file%201.pdf"]);
  expect(given).toEqual(["5:3", { name: "简历.pdf", bytes: Buffer.from("words") }]);
});

test("a document that is too large is not fetched, one that may not be is told, and no log holds the token", async () => {
  const large = await give({ file_id: "F2", file_size: 11_000_000 });
  expect([large.asked, large.given[1]]).toEqual([[], "too_large"]);
  const blocked = await give({ file_id: "F3" }, "blocked");
  expect(blocked.given[1]).toBe("not_fetched");
  expect(blocked.recorder.logged).toEqual([
    { event: "telegram_file_not_fetched", result: "blocked", reason: "private" },
  ]);
});

test("a voice message is fetched by its id; what Telegram refuses is gone, what it cannot do just now comes later", async () => {
  const asked: string[] = [];
  const { options } = recordingOptions({
    download: async (address) => {
      asked.push(address);
      return { kind: "file", bytes: Buffer.from("OggS") };
    },
  });
  const found = { file_id: "V1", file_unique_id: "u", file_path: "voice/file_1.oga" };
  expect(await createVoices(options, { getFile: async () => found })("V1")).toEqual({
    kind: "voice",
    bytes: Buffer.from("OggS"),
  });
  expect(asked).toEqual(["http://127.0.0.1:9/file/bot123456:TEST-not-a-real-token/voice/file_1.oga"]);
  const refused = (code: number) =>
    createVoices(options, {
      getFile: async () => {
        throw new GrammyError("getFile", { ok: false, error_code: code, description: "no" }, "getFile", {});
      },
    })("V1");
  expect([await refused(400), await refused(429), await refused(502)]).toEqual([
    { kind: "gone" },
    { kind: "retry" },
    { kind: "retry" },
  ]);
});
