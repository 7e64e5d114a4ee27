import type { Bilingual } from "../locale.ts";
import type { Kept } from "./kept.ts";
import { interviewTables } from "./tables-interviews.ts";
import { type OtherTable, otherTables } from "./tables-other.ts";

/** What of a person a table holds. */
export type DataKind =
  | "contact"
  | "consents"
  | "facts"
  | "transcript"
  | "voice"
  | "scores"
  | "origin"
  | "history"
  | "handling"
  | "employment"
  | "resume"
  | "technical";

/** The column by which a person's rows are found. */
export type PersonKey = "candidate_id" | "application_id" | "conversation_id";

export type PersonTable = {
  holds: DataKind;
  /** Erasure: rows deleted by this column, or a statement of its own that empties them, or nothing, for a reason. */
  erase: { by: PersonKey } | { emptied: string } | { stays: Bilingual };
  /** Retention: rows older than the period by this column are deleted, or emptied by a statement of its own, or stay. */
  keep: { period: Kept; since: string } | { period: Kept; emptied: string } | { stays: Bilingual };
};

const countsOnly: Bilingual = {
  zh: "只有编号、岗位、时间，不含姓名与原文；用于统计",
  en: "Only ids, jobs and times, no name and no words; counted in figures",
};
const lateOnes: Bilingual = {
  zh: "只有密钥哈希，使迟到的消息不再生效；30天后删除",
  en: "Only keyed hashes, so that late messages have no effect; deleted after 30 days",
};
const onceOnly: Bilingual = {
  zh: "只有来源的密钥哈希与编号，使同一份投递不再生效",
  en: "Only a keyed hash of the source and ids, so that the same delivery has no effect again",
};
const importedFile: Bilingual = {
  zh: "导入的文件加密保存，只到导入完成，最多一天",
  en: "The file of an import, sealed, until it is done, for a day at most",
};
const neverAgain: Bilingual = {
  zh: "只记下“不再邀请”，好永远照办",
  en: "Only that somebody wants no more invitations, so that they get none",
};
const handsOff: Bilingual = {
  zh: "只有消息位置，用来抹去已发出的卡片",
  en: "Only where messages stand, so that posted cards can be blanked",
};

/**
 * Every table and what it holds of a candidate. `db/erasure.ts` and `db/retention.ts` do what stands here; the impact
 * assessment prints it. A table without a row fails the tests.
 */
export const tables: Readonly<Record<string, PersonTable | OtherTable>> = {
  candidates: {
    holds: "contact",
    erase: { emptied: "name, phone and consents" },
    keep: { period: "scores", emptied: "name and phone" },
  },
  candidate_contacts: {
    holds: "contact",
    erase: { emptied: "values; keyed hashes stay, so that late data creates nothing" },
    keep: { period: "scores", emptied: "with the name" },
  },
  resumes: {
    holds: "resume",
    erase: { by: "candidate_id" },
    keep: { period: "transcripts", emptied: "words; the fields with the name" },
  },
  intakes: { holds: "origin", erase: { emptied: "the campaign" }, keep: { stays: onceOnly } },
  applications: {
    holds: "facts",
    erase: { emptied: "job facts, total, band" },
    keep: { period: "scores", emptied: "job facts, total, band" },
  },
  conversations: {
    holds: "transcript",
    erase: { emptied: "address and state" },
    keep: { period: "transcripts", emptied: "address and state" },
  },
  messages: {
    holds: "transcript",
    erase: { by: "conversation_id" },
    keep: { period: "transcripts", emptied: "with their conversation" },
  },
  voices: {
    holds: "voice",
    erase: { by: "conversation_id" },
    keep: { period: "voices", since: "created_at" },
  },
  conversation_events: {
    holds: "transcript",
    erase: { by: "conversation_id" },
    keep: { period: "transcripts", emptied: "with their conversation" },
  },
  candidate_files: {
    holds: "transcript",
    erase: { by: "conversation_id" },
    keep: { period: "transcripts", emptied: "with their conversation" },
  },
  timers: {
    holds: "technical",
    erase: { by: "conversation_id" },
    keep: { period: "transcripts", emptied: "with their conversation" },
  },
  outbox: {
    holds: "technical",
    erase: { emptied: "what waits is dropped, bodies go" },
    keep: { period: "traces", since: "settled_at" },
  },
  inbox: {
    holds: "technical",
    erase: { stays: lateOnes },
    keep: { period: "traces", since: "received_at" },
  },
  assessments: {
    holds: "scores",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "created_at" },
  },
  judgements: {
    holds: "scores",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "created_at" },
  },
  scores: { holds: "scores", erase: { by: "candidate_id" }, keep: { period: "scores", since: "at" } },
  application_events: {
    holds: "history",
    erase: { emptied: "details" },
    keep: { period: "audit", since: "at" },
  },
  touches: { holds: "origin", erase: { stays: countsOnly }, keep: { stays: countsOnly } },
  milestones: { holds: "history", erase: { stays: countsOnly }, keep: { stays: countsOnly } },
  mail_sources: {
    holds: "origin",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "at" },
  },
  assignments: {
    holds: "handling",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "assigned_at" },
  },
  review_reminders: {
    holds: "handling",
    erase: { by: "application_id" },
    keep: { period: "scores", since: "sent_at" },
  },
  digest_rows: {
    holds: "handling",
    erase: { stays: handsOff },
    keep: { period: "scores", emptied: "with their digest" },
  },
  recruiter_posts: {
    holds: "handling",
    erase: { stays: handsOff },
    keep: { period: "scores", since: "created_at" },
  },
  employees: {
    holds: "employment",
    erase: { emptied: "why they left and how well they did" },
    keep: { stays: countsOnly },
  },
  asked_questions: {
    holds: "handling",
    erase: { emptied: "all of the company: whose names they hold nobody can tell" },
    keep: { period: "questions", since: "asked_at" },
  },
  audit: {
    holds: "history",
    erase: {
      stays: {
        zh: "谁做了什么，只有编号，不含原文；法律要求留存三年",
        en: "Who did what, ids only, no words; to be kept for three years by law",
      },
    },
    keep: { period: "audit", since: "at" },
  },
  web_sessions: {
    holds: "technical",
    erase: {
      stays: {
        zh: "只有浏览器的随机编号，最多72小时",
        en: "Only a browser's random id, for 72 hours at most",
      },
    },
    keep: { period: "traces", emptied: "as soon as it has run out" },
  },
  exports_made: {
    holds: "history",
    erase: {
      stays: { zh: "谁导出了多少行，不含内容", en: "Who took out how many rows, not what was in them" },
    },
    keep: { period: "audit", since: "at" },
  },

  candidate_merges: {
    holds: "handling",
    erase: { emptied: "what the second entry was; that two were one stays" },
    keep: { period: "scores", emptied: "with the name" },
  },
  kept_apart: {
    holds: "handling",
    erase: { emptied: "every pair with the person" },
    keep: { period: "scores", emptied: "with the name" },
  },
  imports: {
    holds: "technical",
    erase: { stays: importedFile },
    keep: { period: "traces", emptied: "the file after the run or a day, its name after a year" },
  },
  mails: {
    holds: "resume",
    erase: { emptied: "words; keyed hashes stay, so that the same mail has no effect again" },
    keep: { period: "traces", emptied: "words" },
  },
  reply_windows: {
    holds: "technical",
    erase: { by: "conversation_id" },
    keep: { period: "traces", since: "updated_at" },
  },
  candidate_profiles: {
    holds: "facts",
    erase: { emptied: "every tag" },
    keep: { period: "scores", emptied: "with what the tags rest on" },
  },
  tag_notes: { holds: "facts", erase: { by: "candidate_id" }, keep: { period: "scores", since: "noted_at" } },
  pool_invitations: {
    holds: "handling",
    erase: { by: "candidate_id" },
    keep: { period: "scores", since: "invited_at" },
  },
  candidate_questions: {
    holds: "transcript",
    erase: { by: "application_id" },
    keep: { period: "transcripts", since: "asked_at" },
  },
  pool_optouts: { holds: "consents", erase: { stays: neverAgain }, keep: { stays: neverAgain } },
  profile_marks: { holds: "technical", erase: { stays: countsOnly }, keep: { stays: countsOnly } },
  timelines: {
    holds: "history",
    erase: { emptied: "follows the facts" },
    keep: { period: "scores", emptied: "follows the facts" },
  },
  waits: { holds: "history", erase: { stays: countsOnly }, keep: { stays: countsOnly } },
  tenures: {
    holds: "employment",
    erase: { emptied: "follows employees" },
    keep: { stays: countsOnly },
  },

  ...interviewTables,

  ...otherTables,
};

/** The tables that hold something of a candidate. */
export const personTables: readonly (PersonTable & { name: string })[] = Object.entries(tables).flatMap(
  ([name, table]) => ("nobody" in table ? [] : [{ name, ...table }]),
);
