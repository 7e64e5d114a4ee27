import { pino } from "pino";
import { loadContent } from "../../src/content.ts";
import { openDatabase } from "../../src/db/client.ts";
import { createVault } from "../../src/db/vault.ts";
import { readMailAddress } from "../../src/intake/mail/address.ts";
import { createMailbox } from "../../src/intake/mail/mailbox.ts";

// The reader that `npm run bench -- mailbox` kills: `node mailbox-reader.ts DATABASE_URL IMAP_URL`.

const [databaseUrl = "", imapUrl = ""] = process.argv.slice(2);
createMailbox({
  db: openDatabase(databaseUrl, { max: 4 }),
  vault: createVault(new Uint8Array(32).fill(7)),
  clock: () => null,
  boards: loadContent().mailBoards,
  company: "shop",
  address: readMailAddress(imapUrl),
  readFile: async ({ bytes }) => ({ text: Buffer.from(bytes).toString("utf8") }),
  logger: pino({ level: "silent" }),
}).start();
process.stdin.once("end", () => process.exit(0)).resume();
