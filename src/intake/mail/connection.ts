import { ImapFlow } from "imapflow";
import type { MailAddress } from "./address.ts";

export type FetchedMail = {
  /** null = too large to be read. */
  source: Uint8Array | null;
  messageId: string;
  subject: string;
  size: number;
  receivedAt: Date;
};

/** An open mailbox, read-only. */
export type MailConnection = {
  uidValidity: string;
  /** Numbers above `uid`, ascending, of mails that arrived on or after a day. */
  uidsAfter(uid: number, since: string): Promise<number[]>;
  fetch(uid: number): Promise<FetchedMail | null>;
  /** Waits until something may be new, at most `ms`; throws when the connection is gone. */
  news(ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
};

/** The boards' own limit is 10 MB a file; larger mails are for people. */
const mostBytes = 25 * 1024 * 1024;

/** Connects and opens the folder. Throws when the server refuses, or is silent for 30 s. */
export async function openConnection(address: MailAddress): Promise<MailConnection> {
  const { host, port, secure, user, password, folder } = address;
  const client = new ImapFlow({
    ...{ host, port, secure },
    auth: { user, pass: password },
    // 163.com and QQ let in only programs that say who they are (RFC 2971).
    clientInfo: { name: "Qinpin", version: "1" },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 120_000,
  });
  let lost: unknown = null;
  const bell: Bell = { rang: false, ring: () => {}, lost: () => lost };
  const wake = () => {
    bell.rang = true;
    bell.ring();
  };
  client.on("error", (error: unknown) => {
    lost = error;
    wake();
  });
  client.on("close", () => {
    lost ??= new Error("the mail server closed the connection");
    wake();
  });
  client.on("exists", wake);
  try {
    await client.connect();
    const opened = await client.mailboxOpen(folder, { readOnly: true });
    return { uidValidity: String(opened.uidValidity), ...methods(client, bell) };
  } catch (error) {
    client.close();
    throw error;
  }
}

/** Rings when something may be new, also while nobody waits for it. */
type Bell = { rang: boolean; ring(): void; lost(): unknown };

function methods(client: ImapFlow, bell: Bell): Omit<MailConnection, "uidValidity"> {
  return {
    async uidsAfter(uid, since) {
      bell.rang = false;
      await client.noop();
      const found = await client.search(
        { uid: `${uid + 1}:*`, since: new Date(`${since}T00:00:00Z`) },
        { uid: true },
      );
      // "7:*" names the last mail even when it is the sixth.
      return (found || []).filter((one) => one > uid).sort((a, b) => a - b);
    },
    async fetch(uid) {
      const id = String(uid);
      const head = await client.fetchOne(
        id,
        { size: true, internalDate: true, envelope: true },
        { uid: true },
      );
      if (!head) return null;
      const size = head.size ?? 0;
      const full = size > mostBytes ? null : await client.fetchOne(id, { source: true }, { uid: true });
      if (full === false) return null;
      return {
        source: full?.source ?? null,
        messageId: head.envelope?.messageId ?? "",
        subject: head.envelope?.subject ?? "",
        size,
        receivedAt: new Date(head.internalDate ?? Date.now()),
      };
    },
    async news(ms, signal) {
      if (!bell.rang && !signal.aborted)
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            bell.ring = () => {};
            resolve();
          };
          const timer = setTimeout(done, ms);
          bell.ring = done;
          signal.addEventListener("abort", done, { once: true });
          client.idle().catch(() => {});
        });
      if (bell.lost()) throw bell.lost();
    },
    async close() {
      // A server that does not say good-bye within a second is left.
      const timer = setTimeout(() => client.close(), 1000);
      await client.logout().catch(() => {});
      clearTimeout(timer);
      client.close();
    },
  };
}
