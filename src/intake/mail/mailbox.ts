import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { dayIn } from "../../core/calendar-days.ts";
import { type MailBody, withoutTitles } from "../../core/mail/mail-body.ts";
import type { SecondReader } from "../../core/resume/second-reading.ts";
import type { Database } from "../../db/client.ts";
import { holdMailbox, moveCursor, releaseMailbox } from "../../db/mailboxes.ts";
import { contactsAgreedToModel } from "../../db/model-consent.ts";
import { readAgain, type SecondReading } from "../second-reading.ts";
import type { MailAddress } from "./address.ts";
import { type MailConnection, openConnection } from "./connection.ts";
import { type ReadFile, readApplication, resumeOf } from "./read-application.ts";
import { readMessage } from "./read-message.ts";
import {
  type ArrivedMail,
  contactIndexesOf,
  foreignDomains,
  type TakeDeps,
  type Taken,
  takeMail,
} from "./take-mail.ts";

export type MailboxDeps = TakeDeps & {
  db: Pick<Database, "sql" | "transact">;
  company: string;
  address: MailAddress;
  readFile: ReadFile;
  /** Reads once more, of whoever is known and agreed to it; null = no model is configured. */
  second?: SecondReader | null;
  logger: Record<"info" | "warn", (fields: Record<string, unknown>, message: string) => void>;
  /** Every result once, for the metrics. */
  counted?(result: Taken): void;
};

export type Mailbox = { start(): void; stop(): Promise<void> };

/** A mailbox that is seen for the first time is read from so many days back. */
const firstDays = 30;
/** How long the server may be silent before it is asked; the lease is renewed as often. */
const lookEveryMs = 5_000;
/** A mailbox that was restored on the server shows so only when it is opened anew. */
const sessionMs = 30 * 60_000;
const retryMs = [250, 2_000, 5_000, 15_000, 60_000] as const;

/**
 * Reads a mailbox for ever: every mail once, in order, with its effects and the cursor in one transaction. Of several
 * processes one reads; it waits for news (IDLE) and leaves every mail as it is, unread ones unread. A mail that cannot be
 * read is put before people and never holds up the others.
 */
export function createMailbox(deps: MailboxDeps): Mailbox {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  return {
    start() {
      running = run(deps, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(deps: MailboxDeps, signal: AbortSignal): Promise<void> {
  const held = {
    company: deps.company,
    account: deps.vault.index(deps.address.id, `${deps.company}:mailbox`),
    token: randomUUID(),
  };
  let failures = 0;
  while (!signal.aborted) {
    let connection: MailConnection | null = null;
    try {
      if (await holdMailbox(deps.db.sql, held, firstDays, deps.clock())) {
        connection = await openConnection(deps.address);
        deps.logger.info({ company: deps.company }, "mailbox_opened");
        failures = 0;
        await readOn(deps, held, connection, signal);
      } else await rest(lookEveryMs, signal);
    } catch (error) {
      if (signal.aborted) break;
      deps.logger.warn({ company: deps.company, attempts: failures + 1, err: error }, "mailbox_failed");
      await rest(retryMs[Math.min(failures, retryMs.length - 1)] ?? 60_000, signal);
      failures += 1;
    } finally {
      await connection?.close();
    }
  }
  await releaseMailbox(deps.db.sql, held).catch(() => {});
}

type Held = Parameters<typeof moveCursor>[1];

async function readOn(
  deps: MailboxDeps,
  held: Held,
  mail: MailConnection,
  signal: AbortSignal,
): Promise<void> {
  const { sql } = deps.db;
  const until = performance.now() + sessionMs;
  while (!signal.aborted && performance.now() < until) {
    const cursor = await holdMailbox(sql, held, firstDays, deps.clock());
    if (!cursor) return;
    const { uidValidity } = mail;
    // Under a new validity old numbers mean nothing: all is read again, and what is known has no effect.
    if (cursor.uidValidity !== uidValidity) {
      await moveCursor(sql, held, { uidValidity, lastUid: 0 });
      cursor.lastUid = 0;
    }
    const fresh = await mail.uidsAfter(cursor.lastUid, cursor.since);
    for (const uid of fresh) {
      if (signal.aborted || !(await holdMailbox(sql, held, firstDays, deps.clock()))) return;
      const arrived = await fetchMail(deps, mail, uid);
      const second = arrived && (await readAgainIfAgreed(deps, arrived.body));
      if (second && !(await holdMailbox(deps.db.sql, held, firstDays, deps.clock()))) return;
      const taken = await deps.db.transact(async (tx) => {
        const result = arrived ? await takeMail(deps, tx, deps.company, { ...arrived, second }) : null;
        await moveCursor(tx, held, { uidValidity, lastUid: uid });
        return result;
      });
      if (taken === null) continue;
      deps.counted?.(taken);
      deps.logger.info({ company: deps.company, result: taken }, "mail_taken");
    }
    if (fresh.length === 0) await mail.news(lookEveryMs, signal);
  }
}

/** A mail with everything that takes time done; null = somebody deleted it meanwhile. */
async function fetchMail(deps: MailboxDeps, mail: MailConnection, uid: number): Promise<ArrivedMail | null> {
  const fetched = await mail.fetch(uid);
  if (!fetched) return null;
  const { receivedAt } = fetched;
  const unreadable = (problem: "too_large" | "broken"): ArrivedMail => ({
    digest: `${problem} ${fetched.messageId} ${fetched.size}`,
    fileSha: null,
    body: {
      subjects: [withoutTitles(fetched.subject.slice(0, 300))],
      ...{ domain: "", files: [], text: "", from: "", confirmed: [], unread: null },
    },
    problem,
    receivedAt,
  });
  if (fetched.source === null) return unreadable("too_large");
  try {
    const message = await readMessage(fetched.source);
    const from = { boards: deps.boards, trusted: deps.address.trusted };
    const { body, fileSha } = await readApplication(message, deps.readFile, from);
    return { digest: message.digest, fileSha, body, problem: null, receivedAt };
  } catch (error) {
    deps.logger.warn({ company: deps.company, err: error }, "mail_unreadable");
    return unreadable("broken");
  }
}

/** A mail's sender was asked nothing; only whoever agreed in an earlier chat is read by a model, too. */
async function readAgainIfAgreed(deps: MailboxDeps, body: MailBody): Promise<SecondReading | null> {
  const { second, company, vault, db, boards } = deps;
  if (!second) return null;
  const rules = resumeOf(body, foreignDomains(boards), dayIn("Asia/Shanghai", deps.clock() ?? new Date()));
  const agreed = await contactsAgreedToModel(db.sql, company, contactIndexesOf(vault, company, rules));
  return agreed ? await readAgain(second, rules, body.text) : null;
}

const rest = (ms: number, signal: AbortSignal) => pause(ms, undefined, { signal }).catch(() => {});
