import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { MailBoards } from "../../../src/core/mail/rules.ts";
import type { Database } from "../../../src/db/client.ts";
import { erasePerson } from "../../../src/db/erasure.ts";
import { waitingMails } from "../../../src/db/mails.ts";
import { createVault } from "../../../src/db/vault.ts";
import { readMailAddress } from "../../../src/intake/mail/address.ts";
import { createMailbox, type Mailbox, type MailboxDeps } from "../../../src/intake/mail/mailbox.ts";
import { takeMail } from "../../../src/intake/mail/take-mail.ts";
import { contactIndex } from "../../../src/intake/people.ts";
import { type FakeImap, spawnFakeImap } from "../../fakes/imap-client.ts";
import { createTestDatabase } from "../../setup/database.ts";
import { letter, resumeText } from "./letters.ts";

const company = "shop";
const boards = MailBoards.parse(parse(readFileSync("prompts/mail-boards.yaml", "utf8")));
const vault = createVault(new Uint8Array(32).fill(7));

let db: Database;
let imap: FakeImap;
const logged: string[] = [];
const note = (fields: unknown, message: string) => {
  logged.push(`${message} ${JSON.stringify(fields)}`);
};

beforeAll(async () => {
  [db, imap] = await Promise.all([createTestDatabase(), spawnFakeImap()]);
  await db.sql`insert into companies (id, name) values (${company}, '店')`;
  await db.sql`insert into jobs (company_id, id, title, scenario_id, rule_id)
    values (${company}, 'job_1', '淘宝售后客服', 'S01', 'R01'), (${company}, 'job_2', '拼多多客服', 'S01', 'R01')`;
});
const readers: Mailbox[] = [];
afterEach(async () => {
  await Promise.all(readers.splice(0).map((box) => box.stop()));
});
afterAll(async () => {
  await imap.stop();
  await db.close();
});

const reader = (change: Partial<MailboxDeps> = {}) => {
  const box = createMailbox({
    db,
    vault,
    clock: () => null,
    boards,
    company,
    address: readMailAddress(imap.url),
    readFile: async ({ bytes }) => ({
      text: Buffer.from(bytes)
        .toString("utf8")
        .replace(/<[^>]*>/g, "\n"),
    }),
    logger: { info: note, warn: note },
    ...change,
  });
  readers.push(box);
  return box;
};

const counts = async () => {
  const [row] = await db.sql`select
    (select count(*)::int from candidates) as people, (select count(*)::int from applications) as applications,
    (select count(*)::int from mails) as mails, (select last_uid::int from mailboxes) as uid,
    (select count(*)::int from mails where state = 'open') as open`;
  return row;
};

async function until(done: (now: Awaited<ReturnType<typeof counts>>) => boolean): Promise<void> {
  const give = performance.now() + 50_000;
  for (;;) {
    const now = await counts();
    if (done(now)) return;
    if (performance.now() > give)
      throw new Error(`never: ${JSON.stringify(now)}\n${logged.slice(-5).join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

const people = ["苏禾", "林小满", "周可", "何以宁", "陆川", "沈一", "唐果", "叶舟"];
const mails = people.map((name, i) =>
  letter({
    id: `m${i}`,
    subject: `${name} | 3年，应聘 淘宝售后客服 | 杭州5-8K【BOSS直聘】`,
    files: [
      {
        name: `【淘宝售后客服_杭州 5-8K】${name} 3年.txt`,
        bytes: resumeText(name, `1380013800${i}`),
        how: i % 2 ? "inline" : "name only",
      },
    ],
  }),
);

// Alone it takes two seconds; beside others its processes wait for their turn.
describe("a mailbox", { timeout: 60_000 }, () => {
  it("lets everybody in once, through lost connections, a death before the commit, re-delivery and new numbers", async () => {
    for (const mail of mails.slice(0, 4)) await imap.deliver(mail);
    // The process dies when the third mail's work is done and not yet committed.
    let works = 0;
    const dying: MailboxDeps["db"] = {
      sql: db.sql,
      transact: (work) =>
        db.transact(async (tx, last) => {
          const result = await work(tx, last);
          works += 1;
          if (works >= 3) throw new Error("killed");
          return result;
        }),
    };
    const first = reader({ db: dying });
    first.start();
    await until(() => works >= 3);
    await first.stop();
    expect(await counts()).toMatchObject({ people: 2, mails: 2, uid: 2 });

    const second = reader();
    second.start();
    await until((now) => now?.mails === 4);
    // It hears of new ones while it waits, and comes back when it was thrown out.
    await imap.drop();
    for (const mail of mails.slice(4, 6)) await imap.deliver(mail);
    await until((now) => now?.mails === 6);
    await imap.deliver(mails[0] ?? new Uint8Array());
    const file = { name: "林小满.txt", bytes: resumeText("林小满", "13800138001") };
    const again = "Fw: 林小满 | 3年，应聘 淘宝售后客服【BOSS直聘】";
    await imap.deliver(letter({ id: "again", subject: again, files: [file] }));
    await until((now) => now?.uid === 8);
    await second.stop();

    await imap.renumber();
    for (const mail of mails.slice(6)) await imap.deliver(mail);
    const third = reader();
    third.start();
    await until((now) => now?.uid === 10);
    await third.stop();
    expect(await counts()).toMatchObject({ people: 8, applications: 8, open: 0, mails: 9 });
    const [intakes] =
      await db.sql`select count(*)::int as n from intakes where kind = 'mail' and channel = 'boss'`;
    expect(intakes?.n).toBe(8);
  });

  it("is read by one process at a time", async () => {
    const [one, two] = [reader(), reader()];
    one.start();
    two.start();
    await imap.deliver(letter({ id: "solo", subject: "周报 2026-11", text: "本周数据见附件" }));
    await until((now) => now?.mails === 10);
    await Promise.all([one.stop(), two.stop()]);
    const [box] = await db.sql`select token, uid_validity from mailboxes`;
    expect(box).toMatchObject({ token: null, uid_validity: "2" });
  });

  it("puts before people what no rule reads, and keeps nothing protected, no address and nothing in the log", async () => {
    const box = reader();
    box.start();
    await imap.deliver(
      letter({
        id: "plain",
        subject: "应聘客服-韩梅女士-简历",
        from: "韩梅 <hanmei@mail.test>",
        html: `<p>${resumeText("韩梅", "13912345678").replaceAll("\n", "</p><p>")}</p>`,
        files: [{ name: "韩梅 女 27岁.jpg", type: "image/jpeg", bytes: "x" }],
      }),
    );
    await until((now) => now?.open === 1);
    await box.stop();
    const [open] = await waitingMails(db.sql, vault, company, "open", 10);
    expect(open).toMatchObject({
      reason: "no_rule",
      body: { subjects: ["应聘客服-韩梅某-简历"], domain: "mail.test" },
    });
    expect(open?.body?.text).toContain("13912345678");
    expect(JSON.stringify(open)).not.toMatch(/27岁|已婚|女|hanmei/);
    const [told] = await db.sql`select count(*)::int as n from outbox where lane = 'r:mails'`;
    expect(told?.n).toBe(1);
    expect(logged.join("\n")).not.toMatch(/韩梅|苏禾|1391234|13800|hanmei|shop\.test|27岁/);
  });
});

describe("a mail of somebody who had everything erased", () => {
  it("lets them in as somebody new when they apply again, and does nothing when it is late or passed on", async () => {
    const minutes = (ago: number) => new Date(Date.now() - ago * 60_000);
    const take = (digest: string, receivedAt: Date, front = "", fileSha = "same") => {
      const subjects = [`${front}苏禾 | 3年，应聘 淘宝售后客服【BOSS直聘】`];
      const text = "姓名：苏禾\n手机：13700001234\n三年淘宝客服，能上晚班";
      const body = { subjects, text, domain: "", files: [], from: "", confirmed: [], unread: null };
      return db.transact((tx) =>
        takeMail({ vault, clock: () => null, boards }, tx, company, {
          ...{ digest, fileSha, body, problem: null, receivedAt },
        }),
      );
    };
    const people = async () =>
      (
        await db.sql<{ id: string }[]>`
        select distinct candidate_id as id from candidate_contacts k join candidates c on c.id = k.candidate_id
        where k.kind = 'phone' and k.value_index = ${contactIndex(vault, company, "phone", "13700001234")}
          and c.erased_at is null`
      ).map(({ id }) => id);
    await take("su-1", minutes(60));
    const [first = ""] = await people();
    await db.transact((tx) => erasePerson(tx, company, first, minutes(30).getTime()));
    await take("su-2", minutes(40));
    await take("su-3", minutes(40), "", "other");
    await take("su-4", minutes(10), "转发：", "another");
    expect(await people()).toEqual([]);
    expect(await take("su-5", minutes(5))).toBe("application");
    const again = await people();
    expect([again.length, again.includes(first)]).toEqual([1, false]);
  });
});
