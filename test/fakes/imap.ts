/// <reference path="./imap/hoodiecrow.d.ts" />
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import hoodiecrow from "hoodiecrow-imap";

// A mail server of our own (hoodiecrow-imap): `node test/fakes/imap.ts` prints one line of JSON with its addresses. Over
// HTTP it is told what arrives, when its numbers begin anew, and when it drops everybody.

const imap = hoodiecrow({
  plugins: ["ID", "IDLE", "UNSELECT"],
  storage: { INBOX: {}, "": {} },
  users: { "hr@shop.test": { password: "secret" } },
});
const sockets = new Set<Socket>();
imap.connectionHandlers.push(({ socket }) => {
  if (!socket) return;
  sockets.add(socket);
  socket.once("close", () => sockets.delete(socket));
  socket.on("error", () => {});
});

const drop = () => {
  for (const socket of sockets) socket.destroy();
};

const monthNames = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** 24-Nov-2026 08:00:00 +0000 */
const internalDate = (at: Date): string => {
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${two(at.getUTCDate())}-${monthNames[at.getUTCMonth()]}-${at.getUTCFullYear()}`;
  return `${day} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
};

const orders: Record<string, (body: Buffer) => void> = {
  /** One mail arrives; idle clients are told. */
  "/deliver": (body) => imap.appendMessage("INBOX", [], internalDate(new Date()), body.toString("latin1")),
  /** The mailbox is restored from a backup: other numbers under another validity. */
  "/renumber": () => {
    drop();
    const inbox = imap.getMailbox("INBOX");
    inbox.uidvalidity += 1;
    inbox.messages.forEach((message, i) => {
      message.uid = i + 1;
    });
    inbox.uidnext = inbox.messages.length + 1;
  },
  "/drop": drop,
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

const control = createServer(async (request, response) => {
  const order = orders[request.url ?? ""];
  if (order) order(await bodyOf(request));
  response.statusCode = order ? 204 : 404;
  response.end();
});

const portOf = (address: string | AddressInfo | null): number =>
  address !== null && typeof address === "object" ? address.port : 0;

imap.listen(0, "127.0.0.1", () => {
  control.listen(0, "127.0.0.1", () => {
    const ports = { imap: portOf(imap.server.address()), control: portOf(control.address()) };
    process.stdout.write(`${JSON.stringify(ports)}\n`);
  });
});

// Ends with its standard input, so that no fake outlives a killed test run.
process.stdin.once("end", () => process.exit(0)).resume();
