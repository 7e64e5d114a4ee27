import type { JobFit, Stage } from "../dialogue/effect.ts";
import type { Locale } from "../locale.ts";
import type { Receipt } from "../scoring/receipt.ts";

/** Everything that is kept about a candidate, as far as they may see it now; times are ms. */
export type MyData = {
  locale: Locale;
  timeZone: string;
  madeAt: number;
  /** What a result is held against. */
  limits: { passAbove: number; reviewFrom: number; reviewTo: number };
  name: string | null;
  phone: string | null;
  since: number;
  /** null = not asked yet. */
  consents: { screening: boolean | null; model: boolean | null; pool: boolean | null; voice: boolean | null };
  applications: MyApplication[];
  transcript: { at: number; author: "candidate" | "bot" | "customer" | "recruiter"; text: string }[];
  /** E-mail addresses, further phones and accounts that a delivery or a person brought. */
  contacts: { kind: string; value: string }[];
  resumes: MyResume[];
};

export type MyResume = {
  receivedAt: number;
  /** Recruiting channel, and on what lawful ground it is kept. */
  channel: string;
  basis: string;
  fields: Record<string, unknown>;
  /** null = only a form, or forgotten by now. */
  text: string | null;
};

export type MyApplication = {
  number: number;
  job: string;
  createdAt: number;
  /** As far as the candidate was told. */
  stage: Stage;
  platform: string | null;
  /** Recruiting channels they came by, the first one first. */
  cameBy: { at: number; channel: string }[];
  mailSource: string | null;
  jobFit: JobFit;
  history: { at: number; name: string }[];
  /** How many results are kept; their figures only once a person has decided and told so. */
  results: number;
  receipt: Receipt | null;
  /** Versions of the content that was asked and scored with, once the receipt is shown. */
  versions: string[];
  model: { calls: number; names: string[] };
  /** Messages about them that stand where recruiters work. */
  posts: number;
  employment: { hiredOn: string; leftOn: string | null; exitReason: string | null; figures: number } | null;
};

/** Facts that would tell a decision before the candidate is told it. */
const notYet = new Set([
  "stage",
  "judged",
  "invited",
  "held",
  "declined",
  "hold_over",
  "decision_undone",
  "letter_sent",
  "score_overridden",
]);

/** What the candidate may know of the history now: nothing tells a decision before its letter does. */
export const tellable = (facts: readonly { at: number; name: string }[], told: boolean) =>
  facts.filter(({ name }) => told || !notYet.has(name));

/** The stage as the candidate knows it: a decision whose letter is not out, or a hold, is still waiting. */
export function stageTold(stage: Stage, told: boolean): Stage {
  switch (stage) {
    case "held":
      return "assessed";
    case "invited":
    case "declined":
      return told ? stage : "assessed";
    case "started":
    case "screening":
    case "assessed":
    case "manual":
    case "withdrawn":
      return stage;
    default:
      return stage satisfies never;
  }
}
