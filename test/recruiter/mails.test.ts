import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { MailBoards } from "../../src/core/mail/rules.ts";
import { eraseIntake } from "../../src/db/intake-erasure.ts";
import { forgetRows } from "../../src/db/retention.ts";
import { createMailDesk } from "../../src/intake/mail/desk.ts";
import { takeMail } from "../../src/intake/mail/take-mail.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import type { Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";
import { resumeText } from "../intake/mail/letters.ts";
import { company, createWorld, li, type World, zhao } from "./world.ts";

const boards = MailBoards.parse(parse(readFileSync("prompts/mail-boards.yaml", "utf8")));
let world: World;
let deps: RecruiterDeps;
let arrivals = 0;

beforeAll(async () => {
  world = await createWorld();
  deps = { ...world.deps, mailDesk: createMailDesk({ vault: world.deps.vault, clock: () => null, boards }) };
});
afterAll(() => world.close());

/** A mail as it comes out of the mailbox. */
async function arrive(subject: string, text = "", files: string[] = [], receivedAt = new Date()) {
  const body = {
    subjects: [subject],
    domain: "mail.test",
    files,
    text,
    from: "",
    confirmed: [],
    unread: null,
  };
  const mail = { digest: `d${++arrivals}`, fileSha: null, body, problem: null, receivedAt };
  return await world.db.transact((tx) =>
    takeMail({ vault: deps.vault, clock: () => null, boards }, tx, company, mail),
  );
}

let clicks = 0;
async function press(id: string, who: Recruiter, value: unknown, form?: Record<string, string>) {
  const action = actions.find((one) => one.id === id);
  if (!action) throw new Error(`no action ${id}`);
  const input = { value: JSON.stringify(value), deliveryId: `mail:${++clicks}`, ...(form ? { form } : {}) };
  return await action.run(deps, who, input);
}

const openIds = async () =>
  (await world.db.sql`select id from mails where state = 'open' order by created_at`).map(({ id }) =>
    String(id),
  );
const intakes = async () =>
  (await world.db.sql`select channel, application_id as app from intakes order by created_at, id`).map(
    (row) => ({ ...row }),
  );

describe("mails that wait", () => {
  it("are let in by a person, whose word about the position holds from then on", async () => {
    expect(await arrive("苏禾 | 应聘 客服小二【BOSS直聘】", resumeText("苏禾", "13800138000"))).toBe("open");
    const [id] = await openIds();
    expect(JSON.stringify(await press("mail", zhao, {}))).toMatch(/没有对应的在招岗位.*客服小二/);
    expect(JSON.stringify(await press("mail_assign", zhao, { mail: id }))).toContain("客服小二");
    expect((await press("mail_assign", li, { mail: id }, { job: "job_1", channel: "boss" })).kind).toBe(
      "refused",
    );
    const form = { job: "job_1", channel: "boss", remember: "yes" };
    expect((await press("mail_assign", zhao, { mail: id }, { ...form, job: "job_9" })).kind).toBe("invalid");
    expect((await press("mail_assign", zhao, { mail: id }, form)).kind).toBe("view");
    expect((await press("mail_assign", zhao, { mail: id }, form)).kind).toBe("refused");
    expect(await intakes()).toMatchObject([{ channel: "boss", app: expect.any(String) }]);
    const [mail] = await world.db
      .sql`select state, body_sealed, settled_by from mails where id = ${id ?? ""}`;
    expect(mail).toMatchObject({ state: "accepted", body_sealed: null, settled_by: zhao.id });
    expect(await arrive("林小满 | 应聘 客服小二【BOSS直聘】", resumeText("林小满", "13800138001"))).toBe(
      "application",
    );
    const [audit] = await world.db.sql`select action from audit order by id desc limit 1`;
    expect(audit?.action).toBe("mail_assigned");
  });

  it("are read by a new rule at once, which must read its own example", async () => {
    const subject = "[招聘网]周可投递了淘宝售后客服";
    expect(await arrive(subject, resumeText("周可", "13800138002"))).toBe("open");
    const form = {
      channel: "zhaopinwang",
      of: "subject",
      pattern: "\\[招聘网\\]{name}投递了{position}",
      example: subject,
    };
    expect(await press("mail_rule_new", zhao, {}, { ...form, example: "周可" })).toMatchObject({
      kind: "invalid",
      errors: { example: expect.any(String) },
    });
    expect(await press("mail_rule_new", zhao, {}, { ...form, pattern: "{nmae}投递了" })).toMatchObject({
      errors: { pattern: expect.any(String) },
    });
    expect((await press("mail_rule_new", zhao, {}, form)).kind).toBe("view");
    expect(await openIds()).toEqual([]);
    expect((await intakes()).at(-1)).toMatchObject({ channel: "zhaopinwang" });
  });

  it("stay when one of our rules is switched off, and go by it again when it is back", async () => {
    await press("mail_rule_drop", zhao, { rule: "liepin-subject" });
    const subject = "【淘宝售后客服_杭州】 何以宁_来自猎聘的候选人";
    expect(await arrive(subject, resumeText("何以宁", "13800138003"))).toBe("open");
    await press("mail_rule_drop", zhao, { rule: "liepin-subject" });
    expect(await openIds()).toEqual([]);
    expect((await intakes()).at(-1)).toMatchObject({ channel: "liepin" });
  });

  it("lose their words with the person, after 30 days, and when a person says they are none", async () => {
    await arrive("应聘客服 陆川", resumeText("陆川", "13800138000"));
    await arrive("应聘客服 沈一", resumeText("沈一", "13800138009"));
    const [first, second] = await openIds();
    const [known] = await world.db
      .sql`select candidate_id as id from candidate_contacts order by created_at limit 1`;
    const erased = String(known?.id);
    await world.db.transact(async (tx) => {
      await eraseIntake(tx, company, { candidateId: erased }, new Date());
      await tx`update candidates set erased_at = now() where id = ${erased}`;
    });
    expect(await openIds()).toEqual([second]);
    // A late mail of an erased person leaves nothing behind, nor does one that somebody passes on.
    const late = resumeText("陆川", "13800138000");
    expect(await arrive("求职 陆川", late, [], new Date(Date.now() - 3_600_000))).toBe("other");
    expect(await arrive("转发：求职 陆川", late)).toBe("other");
    await press("mail_ignore", zhao, { mail: second });
    expect(JSON.stringify(await press("mail", zhao, { state: "ignored" }))).toContain("沈一");
    await forgetRows(world.db.sql, new Date(Date.now() + 31 * 86_400_000));
    const kept = await world.db
      .sql`select id from mails where body_sealed is not null or contact_indexes <> '{}'`;
    expect(kept).toHaveLength(0);
    expect(first).not.toBe(second);
  });
});
