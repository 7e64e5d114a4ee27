import { ownerOf } from "../../core/mail/sender.ts";

/** Where a mailbox is and how to get in. */
export type MailAddress = {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  folder: string;
  /** Names the mailbox; without the password. */
  id: string;
  /** Domains whose servers are believed when they say who sent a mail. */
  trusted: string[];
};

/** Reads `imaps://user:password@host:port/FOLDER`; the folder is INBOX when none is named. */
export function readMailAddress(address: string): MailAddress {
  const url = new URL(address);
  const secure = url.protocol === "imaps:";
  const user = decodeURIComponent(url.username);
  const folder = decodeURIComponent(url.pathname.replace(/^\//, "")) || "INBOX";
  const host = url.hostname;
  const port = url.port === "" ? (secure ? 993 : 143) : Number(url.port);
  const domains = [host, user.includes("@") ? (user.split("@").at(-1) ?? "") : ""].filter(
    (name) => name !== "",
  );
  return {
    ...{ host, port, secure, user, password: decodeURIComponent(url.password), folder },
    id: `${user}@${host}:${port}/${folder}`,
    trusted: domains.map(ownerOf),
  };
}
