import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCage } from "../../src/intake/files/cage.ts";
import { readResumeFile } from "../../src/intake/files/read-resume-file.ts";
import { createUpload } from "../../src/upload.ts";
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

  it("that cannot be read gets a kind reason in the candidate's language", async () => {
    expect(await upload(from("f2"), () => file("<html>", "简历.pdf"))).toBe("refused");
    expect(await lastWords()).toContain("另存为 PDF 或 docx");
    await room.deliver("p2", { kind: "start", locale: "en" });
    await room.answer("p2", "1");
    expect(await upload(from("f3", "p2"), () => Promise.resolve("too_large"))).toBe("refused");
    expect(await lastWords()).toContain("larger than 10 MB");
  });

  it("creates nothing in a conversation that is not there, or was erased", async () => {
    const before = (await rows()).length;
    expect(await upload(from("f4", "nobody"), () => file())).toBe("gone");
    await room.db.sql`update conversations set erased_at = now()`;
    expect(await upload(from("f5"), () => file())).toBe("gone");
    expect((await rows()).length).toBe(before);
  });
});
