import type { KnownBlock, ModalView } from "@slack/types";
import type { Clock, Conversations, Library, Logger } from "../conversation/types.ts";
import type { DrawChart } from "../core/charts/chart.ts";
import type { Locale } from "../core/locale.ts";
import type { MailRule } from "../core/mail/rules.ts";
import type { Role } from "../core/rights.ts";
import type { Database, Tx } from "../db/client.ts";
import type { WaitingMail } from "../db/mails.ts";
import type { Vault } from "../db/vault.ts";
import type { QuestionReader } from "../llm/ask.ts";
import type { PeopleDoor } from "./people-door.ts";
import type { PlacedChart } from "./pictures.ts";

/** A person on the list; what the role may do is in core/rights. `locale` = the language they chose, null = none. */
export type Recruiter = { company: string; id: string; name: string; role: Role; locale?: Locale | null };

/** What recruiters see, whatever the surface. `text` is the notification and screen-reader fallback. */
export type View = { text: string; blocks: KnownBlock[]; pictures?: PlacedChart[] };

export type RecruiterDeps = {
  db: Database;
  vault: Vault;
  conversations: Conversations;
  library: Library;
  clock: Clock;
  logger: Logger;
  locale: Locale;
  /** Base of tracking links, e.g. https://hr.example.com; no trailing slash. */
  publicUrl: string;
  /** Draws charts; without it they are shown in words. */
  draw?: DrawChart;
  /** Telegram bot user name for deep links, when there is one. */
  telegramBot: string | null;
  /** Whether a WeChat Official Account is connected, and the link of the WeCom customer service, when there is one. */
  wechat?: boolean;
  wecom?: string | null;
  /** Reads questions about numbers that the parser cannot; absent = no model is configured. */
  questionReader?: QuestionReader | null;
  /** Settles mails that wait for a person; absent = this process takes none in. */
  mailDesk?: MailDesk | null;
  /** Takes people in by table, file or hand; absent = this process takes none in. */
  peopleDoor?: PeopleDoor | null;
};

/** What people can do with mails that no rule could read; each inside the caller's transaction. */
export type MailDesk = {
  /** The rules that come with the product. */
  rules: readonly MailRule[];
  suggest(
    tx: Tx,
    company: string,
    mail: WaitingMail,
  ): Promise<{
    name: string | null;
    phone: string | null;
    channel: string | null;
    position: string | null;
  } | null>;
  assign(
    tx: Tx,
    company: string,
    id: string,
    to: { jobId: string; channel: string; remember: boolean },
    by: string,
  ): Promise<"in" | "gone" | "erased" | "no job">;
  ignore(tx: Tx, company: string, id: string, by: string): Promise<boolean>;
  readAgain(tx: Tx, company: string, by: string): Promise<{ read: number; left: number }>;
};

export type CommandReply = { kind: "view"; view: View } | { kind: "form"; modal: ModalView };

/** One slash command. `name` without slash; `args` is the raw text after it. */
export type Command = {
  name: string;
  usage: string;
  description: { zh: string; en: string };
  /** It enters or takes out something, so that a mere link must never run it. */
  changes?: true;
  /** Lines to copy, shown by `/name help`. */
  examples?: readonly string[];
  run(deps: RecruiterDeps, who: Recruiter, args: string): Promise<CommandReply>;
};

/** One button or submitted form. `value` is what the button carries (<= 2000 chars, JSON); `form` the submitted fields by action id. */
export type ActionInput = {
  value: string;
  form?: Record<string, string>;
  /** What the form's file field holds, fetched only when it is asked for. */
  files?: readonly GivenFile[];
  deliveryId: string;
};

/** A file somebody chose in a form; its name is a hint and never a path. */
export type GivenFile = {
  name: string;
  read(): Promise<Uint8Array | "too_large" | "not_fetched">;
};

export type ActionResult =
  /** Done once; `notice` tells the person who clicked. The card is refreshed through the outbox. */
  | { kind: "done"; notice: string }
  /** Not done, with the reason (somebody else was faster, no right, stale card). */
  | { kind: "refused"; notice: string }
  /** Needs input first; on submit the same action runs again with `form`. private_metadata carries `value`. */
  | { kind: "form"; modal: ModalView }
  /** The submitted form has mistakes: a sentence per field id; `modal` is the form with what was entered. */
  | { kind: "invalid"; modal: ModalView; errors: Record<string, string> }
  /** Replaces the message the button was in (paging); with `beside` that message stays as it is (it may be everybody's). */
  | { kind: "view"; view: View; beside?: true };

export type Action = {
  id: string;
  run(deps: RecruiterDeps, who: Recruiter, input: ActionInput): Promise<ActionResult>;
};

/** What a surface (Slack) offers for posting; the console needs none, it reads the database. */
export interface RecruiterSurface {
  /** Posts to a place (null = the digest channel); `key` is kept as message metadata. */
  post(message: {
    key: string;
    place: string | null;
    threadTs: string | null;
    view: View;
    /** Nothing is posted after it; without it there is no hurry. */
    signal?: AbortSignal;
  }): Promise<{ place: string; ts: string }>;
  update(message: { place: string; ts: string; view: View; signal?: AbortSignal }): Promise<void>;
  /** Looks for a message posted earlier with this key; null = not there. */
  find(
    key: string,
    place: string | null,
    threadTs: string | null,
  ): Promise<{ place: string; ts: string } | null>;
}
