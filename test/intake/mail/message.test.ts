import { describe, expect, it } from "vitest";
import { readMessage } from "../../../src/intake/mail/read-message.ts";
import { letter } from "./letters.ts";

// In GB18030; Node has no encoder for it.
const gb = {
  subject: "2835316a6f622e636f6d29c9eac7ebb9f3b9abcbbecdf8b5eabfcdb7fea3a8d2e5cedaa3a9a3adcbd5bacc",
  file: "a1becdf8b5eabfcdb7fe5fd2e5ceda20342d364ba1bfcbd5bacc2033c4ea2e747874",
  doc: "bcf2c0fa2e646f63",
  text: "b5e7bbb0203133383030313338303030a3acd7f6b9fdc8fdc4eaccd4b1a6cadbbaf3bfcdb7fe",
};
const bytes = (name: keyof typeof gb) => Buffer.from(gb[name], "hex");
const subject = "(51job.com)申请贵公司网店客服（义乌）－苏禾";
const file = "【网店客服_义乌 4-6K】苏禾 3年.txt";
const word = (part: Uint8Array, charset: string) =>
  `=?${charset}?B?${Buffer.from(part).toString("base64")}?=`;

describe("a mail", () => {
  it.each([
    [
      "cut in the middle of a character",
      [word(bytes("subject").subarray(0, 21), "gb2312"), word(bytes("subject").subarray(21), "GB2312")].join(
        "\r\n ",
      ),
    ],
    ["in GBK", word(bytes("subject"), "gbk")],
    ["in quoted-printable", `=?GB18030?Q?${gb.subject.replace(/../g, "=$&")}?=`],
    ["that was never encoded", bytes("subject")],
    ["that claims to be something else", word(bytes("subject"), "utf-8")],
  ])("has a readable subject %s", async (_, raw) => {
    const mail = await readMessage(
      letter({ id: "a", subject: typeof raw === "string" ? Buffer.from(raw) : raw, text: "x" }),
    );
    expect(mail.subjects).toEqual([subject]);
  });

  it("has files under every way of naming them, and of pictures only the names", async () => {
    const part = (head: Uint8Array[]) => Buffer.concat([...head, Buffer.from("\r\n\r\nwords\r\n--b")]);
    const raw = Buffer.concat([
      Buffer.from("Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b"),
      part([
        Buffer.from(
          `\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes("text").toString("base64")}\r\n--b\r\nContent-Type: application/octet-stream; name="`,
        ),
        Buffer.from(word(bytes("file"), "gb2312")),
        Buffer.from('"'),
      ]),
      part([
        Buffer.from('\r\nContent-Type: application/octet-stream\r\nContent-Disposition: inline; filename="'),
        bytes("file"),
        Buffer.from('"'),
      ]),
      part([
        Buffer.from(
          `\r\nContent-Type: application/msword\r\nContent-Disposition: attachment; filename*=GBK''${gb.doc.replace(/../g, "%$&")}`,
        ),
      ]),
      part([Buffer.from('\r\nContent-Type: image/png; name="photo.png"')]),
      Buffer.from("--\r\n"),
    ]);
    const mail = await readMessage(raw);
    expect(mail.text).toContain("电话 13800138000，做过三年淘宝售后客服");
    expect(mail.files.map(({ name }) => name)).toEqual([file, file, "简历.doc"]);
    expect(mail.pictures).toEqual(["photo.png"]);
  });

  it("that was passed on as an attachment brings what is inside", async () => {
    const inner = letter({
      id: "in",
      subject,
      text: "电话 13800138000",
      files: [{ name: file, bytes: "x" }],
    });
    const passed = letter({
      id: "out",
      subject: "转给你",
      text: "看看",
      files: [{ name: "a.eml", type: "message/rfc822", bytes: inner }],
    });
    const mail = await readMessage(passed);
    expect(mail).toMatchObject({
      subjects: ["转给你", subject],
      text: expect.stringContaining("13800138000"),
    });
    expect(mail.files.map(({ name }) => name)).toEqual([file]);
  });

  it("is the same mail whatever the way it took, and another one when a word differs", async () => {
    const of = (text: string, headers: string[]) => readMessage(letter({ id: "a", subject, text, headers }));
    const [first, again, other] = await Promise.all([
      of("您好", ["Received: by one"]),
      of("您好", [
        "Received: by two",
        "X-Spam: no",
        "Authentication-Results: mx; dkim=pass header.d=51job.com",
      ]),
      of("您好！", []),
    ]);
    expect(again?.digest).toBe(first?.digest);
    expect(other?.digest).not.toBe(first?.digest);
  });
});
