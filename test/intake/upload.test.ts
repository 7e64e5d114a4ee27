import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFiles } from "../../bots/telegram/files.ts";
import { readMyData } from "../../src/conversation/my-data.ts";
import { sectionsOf } from "../../src/core/privacy/my-data-words.ts";
import { waitingFiles } from "../../src/db/files.ts";
import { openCage } from "../../src/intake/files/cage.ts";
import { readResumeFile } from "../../src/intake/files/read-resume-file.ts";
import { createUpload } from "../../src/upload.ts";
import { recordingOptions } from "../bots/telegram/workbench.ts";
import { createRoom, type Room } from "../conversation/room.ts";

// Beside other tests the lowest priority would wait for ever.
const cage = openCage({ priority: 0 });
let room: Room;
let upload: ReturnType<typeof createUpload>;
beforeAll(async () => {
  room = await createRoom("telegram");
  upload = createUpload(room.deps, room.conversations, (file) => readResumeFile(file, cage));
});
afterAll(() => room.close());

const words = "姓名：王小雨\n电话：13912345678\n性别：女\n三年淘宝客服经验，可以上晚班";
const from = (messageId: string, threadId = "p1") =>
  ({ company: "shop", channel: "telegram", account: "bot", threadId, messageId }) as const;
const file = (text = words, name = "简历.txt") => Promise.resolve({ name, bytes: Buffer.from(text) });
const lastWords = async () => {
  await room.pass(1);
  return room.sent.at(-1)?.text ?? "";
};
const rows = async () =>
  await room.db.sql<
    { who: string; body: Uint8Array; fields: unknown }[]
  >`select candidate_id as who, body_sealed as body, fields from resumes`;

describe("a résumé sent in a chat", () => {
  it("is neither fetched nor kept before the candidate agreed", async () => {
    await room.deliver("p1", { kind: "start" });
    let fetched = false;
    const outcome = await upload(from("f0"), () => {
      fetched = true;
      return file();
    });
    expect([outcome, fetched, (await rows()).length]).toEqual(["refused", false, 0]);
    expect(await lastWords()).toContain("还没有同意");
  });

  it("is attached to that very candidate, once, without what is protected", async () => {
    await room.answer("p1", "1");
    const line = { kind: "media", messageId: "f1", media: "file", reading: true } as const;
    await room.deliver("p1", line);
    expect(await upload(from("f1"), () => file())).toBe("read");
    expect(await lastWords()).toContain("简历收到了");
    const told = room.sent.length;
    await upload(from("f1"), () => file());
    await room.pass(1);
    expect(room.sent.length).toBe(told);
    const [resume, ...more] = await rows();
    expect(more).toEqual([]);
    const [candidate] = await room.db.sql<{ id: string }[]>`select id from candidates`;
    expect(resume?.who).toBe(candidate?.id);
    const kept = JSON.stringify(room.deps.vault.open(resume?.body ?? new Uint8Array(), "shop:resumes"));
    expect(kept).toContain("三年淘宝客服");
    expect(kept).not.toContain("女");
    expect(resume?.fields).toMatchObject({ platforms: ["taobao"], night_shift: true });
  });

  it("is shown to the candidate as theirs: what was read, when, from where and why it is kept", async () => {
    const [{ id } = { id: "" }] = await room.db.sql<{ id: string }[]>`select id from conversations`;
    const data = await readMyData(room.deps, room.db.sql, "shop", id);
    const told = data ? sectionsOf({ ...data, locale: "en" }).flatMap(({ lines }) => lines) : [];
    expect(told.join("\n")).toMatch(
      /by a file you sent \(source: .*; kept because of you sent your résumé\)/,
    );
    expect(told.join("\n")).toMatch(/简历.txt · 2026-11-24 10:\d\d · 1 KB/);
    expect(told.join("\n")).toMatch(/knows Taobao \(from your résumé, 20/);
  });

  it("is read after all when the process ended between the message and the reading", async () => {
    const line = { kind: "media", messageId: "f9", media: "file", reading: true } as const;
    await room.deliver("p1", { ...line, file: { name: "新简历.txt", bytes: 80, ref: "F9" } });
    const of = { company: "shop", channel: "telegram", account: "bot" };
    const waiting = () => waitingFiles(room.db.sql, room.deps.vault, of);
    expect(await waiting()).toEqual([
      { messageId: "f9", threadId: "p1", name: "新简历.txt", bytes: 80, ref: "F9" },
    ]);
    const { options } = recordingOptions({
      company: "shop",
      upload,
      waitingFiles: waiting,
      download: async () => ({ kind: "file", bytes: Buffer.from(`${words}，也做过拼多多`) }),
    });
    const getFile = async (file_id: string) => ({ file_id, file_unique_id: "u", file_path: "d/1" });
    const files = createFiles(options, { getFile });
    files.resume("bot");
    await files.drain();
    expect(await lastWords()).toContain("简历收到了");
    expect(await waiting()).toEqual([]);
    expect((await rows()).length).toBe(2);
  });

  it("is read a second time by a model only for whoever agreed to that, and they can see it", async () => {
    const asked: string[] = [];
    const said = [{ field: "single_rest_ok" as const, value: "true", quote: "一周歇一天也行" }];
    const second = {
      name: () => "model-x",
      read: async (shown: string) => {
        asked.push(shown);
        return said;
      },
    };
    const text = "我叫王小雨，13912345678，一周歇一天也行，别的没什么要求，做事细心";
    const twice = createUpload(room.deps, room.conversations, (one) => readResumeFile(one, cage), second);
    await room.deliver("p3", { kind: "start" });
    await room.answer("p3", "1");
    const { sql } = room.db;
    const proven = async () =>
      await sql`select 1 from resumes where fields->'single_rest_ok' = 'true' and fields->'night_shift' = 'null'`;
    await sql`update candidates set consent_model = false`;
    await twice(from("f20", "p3"), () => file(text));
    expect([asked, (await proven()).length]).toEqual([[], 0]);
    await sql`update candidates set consent_model = true`;
    await twice(from("f21", "p3"), () => file(text));
    expect([asked.length, (await proven()).length]).toEqual([1, 1]);
    expect(asked[0]).not.toMatch(/王小雨|139/);
    const [{ id } = { id: "" }] = await sql<{ id: string }[]>`
      select id from conversations where thread_index = ${room.deps.vault.index("p3", "shop:telegram:bot")}`;
    const data = await readMyData(room.deps, sql, "shop", id);
    expect(JSON.stringify(data && sectionsOf(data))).toContain("模型服务 model-x 帮忙读了这份简历");
    expect(await lastWords()).toContain("简历收到了");
  });

  it("that cannot be read gets a kind reason in the candidate's language", async () => {
    expect(await upload(from("f2"), () => file("<html>", "简历.pdf"))).toBe("refused");
    expect(await lastWords()).toContain("另存为 PDF 或 docx");
    await room.deliver("p2", { kind: "start", locale: "en" });
    await room.answer("p2", "1");
    expect(await upload(from("f3", "p2"), () => Promise.resolve("too_large"))).toBe("refused");
    expect(await lastWords()).toContain("larger than 10 MB");
  });

  it("is taken again from the same account after an erasure, as somebody new", async () => {
    const index = room.deps.vault.index("p3", "shop:telegram:bot");
    const person = async () => {
      const [row] = await room.db.sql<{ id: string }[]>`
        select a.candidate_id as id from conversations v join applications a on a.id = v.application_id
        where v.thread_index = ${index}`;
      return row?.id;
    };
    const before = await person();
    await room.answer("p3", "删除", "确认");
    await room.deliver("p3", { kind: "start" });
    await room.answer("p3", "1");
    expect(await upload(from("f30", "p3"), () => file())).toBe("read");
    expect(await lastWords()).toContain("简历收到了");
    const after = await person();
    expect(after).not.toBe(before);
    expect((await rows()).filter(({ who }) => who === after)).toHaveLength(1);
    expect((await rows()).filter(({ who }) => who === before)).toHaveLength(0);
  });

  it("creates nothing in a conversation that is not there, or was erased", async () => {
    const before = (await rows()).length;
    expect(await upload(from("f4", "nobody"), () => file())).toBe("gone");
    await room.db.sql`update conversations set erased_at = now()`;
    expect(await upload(from("f5"), () => file())).toBe("gone");
    expect((await rows()).length).toBe(before);
  });
});
