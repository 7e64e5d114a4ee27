import type { Refusal } from "./outcome.ts";

/** Why a file was not read and what helps, in both languages. */
export function refusalWords(refusal: Refusal): { "zh-CN": string; en: string } {
  return sentences[refusal];
}

const sentences: Record<Refusal, { "zh-CN": string; en: string }> = {
  empty: {
    "zh-CN": "这个文件是空的，里面没有内容。麻烦重新导出后再发一次。",
    en: "This file is empty. Please export it again and send it once more.",
  },
  too_large: {
    "zh-CN": "文件超过 10 MB 了。可以压缩一下里面的图片，或者把主要经历直接打字发过来。",
    en: "This file is larger than 10 MB. Please shrink its pictures, or type your main experience here.",
  },
  unknown_type: {
    "zh-CN": "这种格式我们读不了。请发 PDF、Word（docx）、网页或纯文本格式的简历。",
    en: "We cannot read this kind of file. Please send a résumé as PDF, Word (docx), web page or plain text.",
  },
  wrong_type: {
    "zh-CN": "文件内容和后缀名对不上，为安全起见没有打开。请另存为 PDF 或 docx 后再发。",
    en: "This file is not what its name says, so we left it closed. Please save it as PDF or docx and send that.",
  },
  picture: {
    "zh-CN": "图片里的字我们读不了。请发 PDF 或 Word 版简历，或者直接把经历打字发过来。",
    en: "We cannot read the words in a picture. Please send a PDF or Word file, or type your experience here.",
  },
  spreadsheet: {
    "zh-CN": "表格不能当作简历来读。请另存为 PDF 或 docx 后再发。",
    en: "We cannot read a spreadsheet as a résumé. Please save it as PDF or docx and send that.",
  },
  old_word: {
    "zh-CN": "这是旧版 Word（doc）或加了密码的文档，我们打不开。请另存为 docx 或 PDF、去掉密码后再发。",
    en: "This is an old Word file (doc) or one with a password, which we cannot open. Please save it as docx or PDF without a password.",
  },
  archive: {
    "zh-CN": "压缩包我们不会打开。请把里面的简历单独发过来。",
    en: "We do not open archives. Please send the résumé inside as a file of its own.",
  },
  locked: {
    "zh-CN": "文件加了密码，我们打不开。请去掉密码后再发一次。",
    en: "This file has a password. Please remove it and send the file again.",
  },
  damaged: {
    "zh-CN": "文件好像损坏了，没能读出来。麻烦重新导出后再发一次。",
    en: "This file seems to be damaged and could not be read. Please export it again and send it once more.",
  },
  no_text: {
    "zh-CN": "文件里没有找到可以读的文字，可能是扫描件。请发文字版，或者直接把经历打字发过来。",
    en: "We found no words in this file; it may be a scan. Please send a version with text, or type your experience here.",
  },
  too_much: {
    "zh-CN": "这个文件展开后太大，我们没有继续打开。请另存为普通的 PDF 或 docx 后再发。",
    en: "This file unpacks to far too much, so we stopped opening it. Please save it as an ordinary PDF or docx.",
  },
  too_slow: {
    "zh-CN": "这个文件读得太久，只好停下了。请另存为简单一点的 PDF 或 docx 后再发。",
    en: "Reading this file took too long, so we stopped. Please save it as a simpler PDF or docx.",
  },
  busy: {
    "zh-CN": "现在同时在读的文件比较多。请过几分钟再发一次。",
    en: "Many files are being read right now. Please send it again in a few minutes.",
  },
};
