/** A mail as boards write them, in bytes; a subject in bytes goes in as it is. */
export function letter(of: {
  id: string;
  subject: string | Uint8Array;
  from?: string;
  text?: string;
  html?: string;
  headers?: string[];
  files?: {
    name: string;
    type?: string;
    bytes: string | Uint8Array;
    how?: "attachment" | "inline" | "name only";
  }[];
}): Uint8Array {
  const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString("base64")}?=`;
  const base64 = (bytes: string | Uint8Array) =>
    Buffer.from(typeof bytes === "string" ? Buffer.from(bytes) : bytes)
      .toString("base64")
      .replace(/.{76}/g, "$&\r\n");
  const parts = [
    [
      `Content-Type: ${of.html ? "text/html" : "text/plain"}; charset=utf-8`,
      of.html ?? of.text ?? "",
    ] as const,
    ...(of.files ?? []).map(({ name, type = "application/octet-stream", bytes, how = "attachment" }) => {
      const shown = how === "name only" ? "" : `\r\nContent-Disposition: ${how}; filename="${word(name)}"`;
      return [`Content-Type: ${type}; name="${word(name)}"${shown}`, bytes] as const;
    }),
  ];
  const head = [
    `Message-ID: <${of.id}@board.test>`,
    `From: ${of.from ?? "noreply@board.test"}`,
    "Date: Tue, 24 Nov 2026 09:00:00 +0800",
    ...(of.headers ?? []),
    "MIME-Version: 1.0",
    "Content-Type: multipart/mixed; boundary=parts",
  ];
  const subject = typeof of.subject === "string" ? Buffer.from(word(of.subject)) : of.subject;
  const body = parts.map(
    ([type, bytes]) => `--parts\r\n${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}\r\n`,
  );
  return Buffer.concat([
    Buffer.from(`${head.join("\r\n")}\r\nSubject: `),
    subject,
    Buffer.from(`\r\n\r\n${body.join("")}--parts--\r\n`),
  ]);
}

/** A résumé in words, with what must not be kept. */
export const resumeText = (name: string, phone: string): string =>
  `姓名：${name}\n性别：女\n年龄：27岁\n婚姻状况：已婚\n电话：${phone}\n3年淘宝客服经验，负责售后和退款，会用千牛，能上晚班。期望薪资：5000-6000元/月\n`;
