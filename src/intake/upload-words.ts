import type { Bilingual } from "../core/locale.ts";

/** What a candidate is told about a file other than why it could not be read. */
export type UploadAnswer = "read" | "name_only" | "consent_first" | "enough_today" | "not_fetched";

/** The sentence of an answer, in both languages. */
export function uploadWords(answer: UploadAnswer): Bilingual {
  return sentences[answer];
}

const sentences: Record<UploadAnswer, Bilingual> = {
  read: {
    zh: "简历收到了，已经读好，招聘人员会看到里面和工作有关的内容。原文件不保存，评测照常进行。",
    en: "Thank you, your résumé has been read, and recruiters will see what it says about your work. The file itself is not kept, and your assessment goes on as before.",
  },
  name_only: {
    zh: "收到图片了。图里的字我们读不了，只记下了文件名里的信息。方便的话再发一份 PDF 或 Word 版。",
    en: "Thank you. We cannot read the words in a picture, so only its file name was noted. If you can, please send a PDF or Word file as well.",
  },
  consent_first: {
    zh: "谢谢您发来简历。您还没有同意我们处理您的资料，所以文件没有打开，也没有保存。先回复上面的同意问题，再发一次就好。",
    en: "Thank you for your résumé. You have not agreed to our use of your data yet, so we neither opened nor kept it. Please answer the question about consent above, then send it again.",
  },
  enough_today: {
    zh: "今天已经收了 5 个文件，这个就没有打开。明天可以再发，也可以直接打字告诉我们。",
    en: "We have taken 5 files from you today, so this one was not opened. You can send it again tomorrow, or just type what it says.",
  },
  not_fetched: {
    zh: "文件没能取到，可能是网络不太好。麻烦再发一次。",
    en: "We could not fetch this file; the network may be to blame. Please send it once more.",
  },
};
