import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openCage } from "../../../src/intake/files/cage.ts";
import { readResumeFile } from "../../../src/intake/files/read-resume-file.ts";
import { docx, line, paragraph, pdf } from "./make.ts";

const isolates =
  spawnSync("unshare", ["--user", "--map-user=65534", "--net", "--", "true"], { stdio: "ignore" }).status ===
  0;

describe("the process that reads files", () => {
  it("can read nothing, write nothing, start nothing, see nothing of ours and reach nobody", async () => {
    let visits = 0;
    const trap = createServer(() => {
      visits += 1;
    });
    await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
    const address = trap.address();
    const port = typeof address === "object" ? address?.port : 0;
    const cage = openCage({ program: join(import.meta.dirname, "probe.ts"), priority: 0 });
    const outcome = await cage.read(Buffer.from(String(port)));
    trap.close();
    // The probe loads node:net, which our reader cannot: where the system gives no network name space, only that protects.
    expect(outcome).toEqual({ text: isolates ? "nothing" : "connect", flags: [] });
    expect(visits).toBe(isolates ? 0 : 1);
  });

  it("reads a file, is killed by one that eats memory, and reads the next", async () => {
    const packed = deflateSync(Buffer.alloc(300 << 20, 0x20), { level: 1 }).toString("latin1");
    const bomb = pdf("x").toString("latin1");
    const eater = bomb.replace(
      "<</Length 1>>\nstream\nx\n",
      () => `<</Length ${packed.length}/Filter/FlateDecode>>\nstream\n${packed}\n`,
    );
    // Beside other tests the lowest priority would wait for ever.
    const cage = openCage({ priority: 0 });
    const [first, second, third] = await Promise.all([
      readResumeFile({ name: "简历.docx", bytes: docx(paragraph("王小雨")) }, cage),
      readResumeFile({ name: "cv.pdf", bytes: Buffer.from(eater, "latin1") }, cage),
      readResumeFile({ name: "cv.bin", bytes: pdf(line("Anna Li", 72, 700)) }, cage),
    ]);
    expect(first).toEqual({ text: "王小雨", flags: [] });
    expect(second).toMatchObject({ refused: "too_much" });
    expect(third).toEqual({ text: "Anna Li", flags: [] });
  });

  it.each([
    ["an empty file", "cv.pdf", "", "empty"],
    ["a page that calls itself a PDF", "cv.pdf", "<html><p>x", "wrong_type"],
    ["a drawing", "cv.svg", "<svg/>", "unknown_type"],
    ["a picture whose name says nothing", "IMG_20260101_101010.jpg", "\xff\xd8\xff\xe0", "picture"],
    ["a program", "简历\u202efdp.exe", "MZ\x90\x00", "unknown_type"],
    ["an old Word document", "简历.doc", "\xd0\xcf\x11\xe0", "old_word"],
  ])("is not started for %s", async (_, name, bytes, refused) => {
    expect(await readResumeFile({ name, bytes: Buffer.from(bytes, "latin1") })).toMatchObject({ refused });
  });

  it("gives the words of a picture's name", async () => {
    const bytes = Buffer.from("\xff\xd8\xff\xe0", "latin1");
    const read = await readResumeFile({ name: "../客服-王小雨_3年（13800138000）.jpg", bytes });
    expect(read).toEqual({ text: "客服 王小雨 3年 13800138000", flags: ["name_only"] });
  });
});
