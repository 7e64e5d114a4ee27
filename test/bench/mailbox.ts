import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { openDatabase } from "../../src/db/client.ts";
import { startEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { spawnFakeImap } from "../fakes/imap-client.ts";
import { letter, resumeText } from "../intake/mail/letters.ts";

// npm run bench -- mailbox [MAILS] [KILLS]: mails arrive while the reader is killed (SIGKILL), the server drops everybody,
// delivers again and gives all mails other numbers; two readers compete. Asked for: 0 lost, 0 doubled.

const [mails = 120, kills = 6] = process.argv.slice(3).map(Number);
const dataDir = mkdtempSync(join(tmpdir(), "qinpin-bench-"));
const pg = await startEmbedded({ dataDir });
const db = openDatabase(pg.url, { max: 4 });
const imap = await spawnFakeImap();

const startReader = () => {
  const program = join(import.meta.dirname, "mailbox-reader.ts");
  return spawn(process.execPath, [program, pg.url, imap.url], { stdio: ["pipe", "ignore", "inherit"] });
};
const mail = (i: number) =>
  letter({
    id: `m${i}`,
    subject: `候选人 | 3年，应聘 淘宝售后客服 | 杭州5-8K【BOSS直聘】`,
    files: [{ name: "简历.txt", bytes: resumeText("候选人", `139${String(10_000_000 + i)}`) }],
  });
const Counts = z.object({
  people: z.int(),
  applications: z.int(),
  intakes: z.int(),
  noted: z.int(),
  uid: z.int(),
});
const counts = async () => {
  const [row] = await db.sql`select
    (select count(*)::int from candidates) as people, (select count(*)::int from applications) as applications,
    (select count(*)::int from intakes) as intakes, (select count(*)::int from mails) as noted,
    coalesce((select last_uid::int from mailboxes), 0) as uid`;
  return Counts.parse(row);
};

try {
  await migrate(pg.url);
  await db.sql`insert into companies (id, name) values ('shop', '店')`;
  await db.sql`insert into jobs (company_id, id, title, scenario_id, rule_id)
    values ('shop', 'job_1', '淘宝售后客服', 'S01', 'R01')`;
  let [first, second] = [startReader(), startReader()];
  let delivered = 0;
  let inBox = 0;
  const perRound = Math.ceil(mails / (kills + 1));
  for (let round = 0; round <= kills; round++) {
    for (let n = 0; n < perRound && delivered < mails; n++) {
      await imap.deliver(mail(delivered++));
      inBox += 1;
      // Every fifth comes once more.
      if (delivered % 5 === 0) {
        await imap.deliver(mail(delivered - 1 - (round % 3)));
        inBox += 1;
      }
    }
    if (round === kills) break;
    // In the middle of the work: as soon as some of this round are in.
    const before = (await counts()).noted;
    for (let i = 0; i < 400 && (await counts()).noted < before + 2; i++) await pause(25);
    first.kill("SIGKILL");
    await once(first, "exit");
    if (round % 2 === 1) await imap.renumber();
    else if (round % 3 === 1) await imap.drop();
    [first, second] = [second, startReader()];
  }
  const until = performance.now() + 180_000;
  for (;;) {
    const now = await counts();
    if (now.people >= mails && now.uid === inBox) break;
    if (performance.now() > until) break;
    await pause(200);
  }
  for (const reader of [first, second]) reader.kill("SIGKILL");
  const end = await counts();
  const lost = mails - end.people;
  const doubled =
    end.applications - end.people + (end.intakes - end.people) + Math.max(0, end.people - mails);
  process.stdout.write(
    `${mails} applications in ${inBox} deliveries, ${kills} kills: ${lost} lost, ${doubled} doubled, cursor at ${end.uid}\n`,
  );
  const ok = lost === 0 && doubled === 0 && end.uid === inBox;
  process.stdout.write(`${ok ? "ok  " : "FAIL"} a mailbox through kills, re-delivery and new numbers\n`);
  process.exitCode = ok ? 0 : 1;
} finally {
  await imap.stop();
  await db.close();
  await pg.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
