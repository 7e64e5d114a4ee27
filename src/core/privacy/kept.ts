import type { Bilingual } from "../locale.ts";

/** How long things are kept, in days: what the consent screen promises, the law asks for, or the work needs. */
export const keptDays = {
  /** Words: transcript, events, platform address. */
  transcripts: 180,
  /** Files of voice messages, where they were not written down. */
  voices: 7,
  /** Scores, names, numbers: 12 months. */
  scores: 365,
  /** The talent pool: 12 months from the consent. */
  pool: 365,
  /** Technical traces: deliveries, what was sent. */
  traces: 30,
  /** What recruiters asked about numbers, for follow-ups. */
  questions: 1,
  /** Who did what, without words (PIPL Art. 56: three years). */
  audit: 1095,
} as const satisfies Record<string, number>;

/** A period of `keptDays`. */
export type Kept = keyof typeof keptDays;

/** Periods by name, for people. */
export const keptNames: Record<Kept, Bilingual> = {
  transcripts: { zh: "对话内容", en: "Words of conversations" },
  voices: { zh: "语音文件", en: "Files of voice messages" },
  scores: { zh: "成绩、姓名与联系方式", en: "Scores, names and numbers" },
  pool: { zh: "人才库", en: "Talent pool" },
  traces: { zh: "技术记录", en: "Technical traces" },
  questions: { zh: "招聘方的提问", en: "Recruiters' questions" },
  audit: { zh: "操作记录（不含原文）", en: "Audit trail without words" },
};
