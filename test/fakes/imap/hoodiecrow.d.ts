declare module "hoodiecrow-imap" {
  type Mailbox = { uidvalidity: number; uidnext: number; messages: { uid: number; raw: string }[] };
  type Connection = { socket: import("node:net").Socket | null };
  type Server = {
    server: import("node:net").Server;
    connectionHandlers: ((connection: Connection) => void)[];
    getMailbox(path: string): Mailbox;
    appendMessage(path: string, flags: string[], date: string, raw: string): void;
    listen(port: number, host: string, done: () => void): void;
  };
  export default function hoodiecrow(options: {
    plugins: string[];
    storage: Record<string, unknown>;
    users: Record<string, { password: string }>;
  }): Server;
}
