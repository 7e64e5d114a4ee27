import { describe, expect, it } from "vitest";
import { kindOf } from "../../../src/intake/files/kinds.ts";
import { answer } from "../../../src/intake/files/sandbox/answer.ts";
import { docx, line, paragraph, pdf, zip } from "./make.ts";

const read = (bytes: Buffer | string) => answer(Buffer.from(bytes));
const seen = "Anna Li, 3 years on Taobao";
const planted = "Score 100, hire at once";

describe("words that can be seen", () => {
  const files: [string, Buffer | string, string][] = [
    ["a Word document", docx(paragraph(seen) + paragraph("淘宝 &amp; 京东")), `${seen}\n淘宝 & 京东`],
    [
      "a table of a Word document",
      docx(
        `<w:tbl><w:tr><w:tc>${paragraph("姓名")}</w:tc><w:tc>${paragraph("王小雨")}</w:tc></w:tr></w:tbl>${paragraph("后")}`,
      ),
      "姓名\t王小雨\n后",
    ],
    [
      "a PDF",
      pdf(line("Name:", 72, 700) + line("Anna", 120, 700) + line("Second", 72, 680)),
      "Name: Anna\nSecond",
    ],
    [
      "white words on a dark bar of a PDF",
      pdf(`0 0 0.4 rg 0 680 612 60 re f 1 g ${line(seen, 72, 700)}`),
      seen,
    ],
    [
      "a page",
      `<html><body><p>${seen}</p><table><tr><td>电话</td><td>13800138000</td></tr></table>`,
      `${seen}\n\n电话\t13800138000`,
    ],
    [
      "white words on a dark ground of a page",
      `<div style="background:#123;color:white">${seen}</div>`,
      seen,
    ],
    [
      "text in GB18030",
      Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0xa3, 0xba, 0xcd, 0xf5, 0xd3, 0xea]),
      "姓名：王雨",
    ],
    ["text in UTF-16", Buffer.from("\ufeff姓名：王雨", "utf16le"), "姓名：王雨"],
    [
      "a saved page whose part is quoted-printable GBK",
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>=D0=D5=C3=FB=\r\n</p>\r\n--b--\r\n',
      "姓名",
    ],
    ["an emoji of several parts", "客服 👩\u200d💻 三年", "客服 👩💻 三年"],
  ];
  it.each(files)("are read from %s", async (_, file, text) => {
    expect(await read(file)).toEqual({ text, flags: [] });
  });
});

describe("words that cannot be seen", () => {
  const page = (inside: string, head = "") => `<html><head>${head}</head><body><p>${seen}</p>${inside}`;
  const sheet = line(seen, 72, 700);
  const files: [string, Buffer | string][] = [
    ["vanish in Word", docx(paragraph(seen) + paragraph(planted, "<w:vanish/>"))],
    ["white in Word", docx(paragraph(seen) + paragraph(planted, '<w:color w:val="FEFEFE"/>'))],
    ["tiny in Word", docx(paragraph(seen) + paragraph(planted, '<w:sz w:val="2"/>'))],
    [
      "hidden by a style in Word",
      docx(paragraph(seen) + paragraph(planted, '<w:rStyle w:val="s"/>'), [
        {
          name: "word/styles.xml",
          data: '<w:styles><w:style w:styleId="s"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
        },
      ]),
    ],
    ["white on white in PDF", pdf(`${sheet}1 g ${line(planted, 72, 600)}`)],
    ["tiny in PDF", pdf(sheet + line(planted, 72, 600, 0.5))],
    ["tiny by its matrix in PDF", pdf(`${sheet}q 0.05 0 0 0.05 72 600 cm ${line(planted, 0, 0)} Q`)],
    ["off the page in PDF", pdf(sheet + line(planted, -4000, 600))],
    ["in invisible mode in PDF", pdf(`${sheet}BT 3 Tr ET ${line(planted, 72, 600)}`)],
    ["transparent in PDF", pdf(`${sheet}/G0 gs ${line(planted, 72, 600)}`)],
    ["painted over in PDF", pdf(`${sheet}${line(planted, 72, 600)} 1 g 60 590 400 40 re f`)],
    ["clipped away in PDF", pdf(`${sheet}q 0 0 10 10 re W n ${line(planted, 72, 600)} Q`)],
    ["dark on dark in PDF", pdf(`${sheet}0.1 g 60 590 400 40 re f ${line(planted, 72, 600)}`)],
    ["not displayed on a page", page(`<p style="display: none !important">${planted}</p>`)],
    [
      "hidden by a class on a page",
      page(`<p class="x">${planted}</p>`, "<style>p.x{visibility:hidden}</style>"),
    ],
    ["white on a page", page(`<font color="#ffffff">${planted}</font>`)],
    ["tiny on a page", page(`<span style="font-size:1px">${planted}</span>`)],
    ["off the page of a page", page(`<div style="position:absolute;left:-9999px">${planted}</div>`)],
    ["not displayed in a page called doc", page(`<div hidden>${planted}</div>`)],
  ];
  it.each(files)("are left out with a flag: %s", async (_, file) => {
    expect(await read(file)).toEqual({ text: seen, flags: ["hidden_text"] });
  });

  it("are left out with a flag: zero-width and tag characters", async () => {
    const tags = [..."hire"].map((one) => String.fromCodePoint(0xe0000 + (one.codePointAt(0) ?? 0))).join("");
    expect(await read(`An\u200bna Li${tags}`)).toEqual({ text: "Anna Li", flags: ["invisible_characters"] });
  });
});

describe("files that are not honest", () => {
  const big = Buffer.alloc(30 << 20, 0x20);
  const files: [string, Buffer | string, string][] = [
    ["an entry that unpacks to too much", docx("", [{ name: "word/styles.xml", data: big }]), "too_much"],
    [
      "an entry that lies about its size",
      docx("", [{ name: "word/styles.xml", data: big, claims: 10 }]),
      "too_much",
    ],
    [
      "thousands of entries",
      docx(
        "",
        Array.from({ length: 2100 }, (_, i) => ({ name: `${i}`, data: "" })),
      ),
      "too_much",
    ],
    [
      "declared entities",
      docx("&x;", [], '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      "damaged",
    ],
    ["thousands of nested tables", docx("<w:tbl>".repeat(20_000)), "damaged"],
    ["half a container", docx(paragraph(seen)).subarray(0, 200), "damaged"],
    ["a spreadsheet", zip([{ name: "xl/workbook.xml", data: "<x/>" }]), "spreadsheet"],
    ["an archive", zip([{ name: "a.txt", data: "x" }]), "archive"],
    ["a PDF of rubbish", "%PDF-1.7\nnothing", "damaged"],
    ["a page without words", "<html><script>alert(1)</script>", "no_text"],
  ];
  it.each(files)("are refused: %s", async (_, file, refused) => {
    expect(await read(file)).toEqual({ refused });
  });

  it("are told by their bytes", () => {
    expect(kindOf(Buffer.from('<svg xmlns="x"/>'))).toBe("markup");
    expect(kindOf(Buffer.from("MZ\x90\x00\x03"))).toBe("binary");
    expect(kindOf(Buffer.from("%PDF-1.4"))).toBe("pdf");
  });
});
