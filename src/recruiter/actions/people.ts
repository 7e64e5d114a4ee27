import { z } from "zod";
import { inLocale } from "../../core/locale.ts";
import { personId, teamOf } from "../../core/person-id.ts";
import { Role } from "../../core/rights.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import type { Tx } from "../../db/client.ts";
import { createConsoleInvite } from "../../db/console-sessions.ts";
import { readNow } from "../../db/decisions.ts";
import { dropPerson, type Listed, lockPeople, putPerson } from "../../db/people.ts";
import { listRecruiters } from "../../db/recruiters.ts";
import { askRight, once } from "../access.ts";
import { peopleList, personEditForm, personNewForm, removal } from "../cards/people.ts";
import { mrkdwn, mrkdwnText } from "../text.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { roleNames, say } from "../words.ts";

/** Everybody on the list. */
export const people: Action = {
  id: "people",
  async run(deps, who) {
    const rows = await listRecruiters(deps.db.orm, who.company);
    return { kind: "view", view: peopleList(rows, who.role === "admin", deps.locale), beside: true };
  },
};

/** How long a link into the console waits for its first use. */
const linkMinutes = 60;

const Name = z.string().trim().min(1).max(80);

/** Adds somebody with a role; for the console a one-time link is shown to whoever adds. */
export const personNew: Action = {
  id: "person_new",
  async run(deps, who, input) {
    const { locale } = deps;
    if (!input.form) return { kind: "form", modal: personNewForm(locale) };
    const entered = input.form;
    const id = personId(teamOf(who.id)).safeParse(entered.who ?? "");
    const name = Name.safeParse(entered.name ?? "");
    const role = Role.safeParse(entered.role);
    const errors: Record<string, string> = {};
    if (!id.success)
      errors.who = say(
        locale,
        "请选一位同事，或写 Slack 用户编号（U 开头）或 console:名字。",
        "Choose a colleague, or give a Slack user id (U…) or console:NAME.",
      );
    if (!name.success) errors.name = needName(deps);
    if (!role.success) errors.role = needRole(deps);
    const invalid = (more: Record<string, string>): ActionResult => ({
      kind: "invalid",
      errors: more,
      modal: personNewForm(locale, entered),
    });
    if (!id.success || !name.success || !role.success) return invalid(errors);
    const person = { id: id.data, name: name.data, role: role.data };
    const done = say(
      locale,
      `已添加 ${mrkdwn(person.name, 80)}：${roleNames[person.role].zh}。`,
      `${mrkdwn(person.name, 80)} was added as ${roleNames[person.role].en}.`,
    );
    const result = await changePeople(
      deps,
      who,
      "action person_new",
      input.deliveryId,
      async (tx, listed, now) => {
        const before = listed.find((one) => one.id === person.id);
        if (before && !before.removed)
          return invalid({
            who: say(locale, "这位同事已经在名单里。", "This person is on the list already."),
          });
        await putPerson(tx, who.company, person, who.id);
        const entry = {
          actor: who.id,
          action: "person_added",
          subject: person.id,
          after: { role: person.role },
        };
        await noteAudit(tx, who.company, entry, now);
        return { kind: "done", notice: done };
      },
    );
    if (result.kind !== "done" || !person.id.startsWith("console:")) return result;
    return { kind: "view", view: await invitation(deps, who, person.id, done), beside: true };
  },
};

async function invitation(deps: RecruiterDeps, who: Recruiter, recruiterId: string, done: string) {
  const token = await createConsoleInvite(deps.db.sql, { company: who.company, recruiterId }, linkMinutes);
  const link = `${deps.publicUrl}/console?token=${token}`;
  const once = say(
    deps.locale,
    `登录链接只能打开一次，${linkMinutes} 分钟内有效，请只发给本人：`,
    `The sign-in link opens once, within ${linkMinutes} minutes; give it to that person only:`,
  );
  return {
    text: done,
    blocks: [{ type: "section" as const, text: mrkdwnText(`${done}\n${once}\n<${link}>`) }],
  };
}

const Target = z.strictObject({ person: z.string().max(120) });

/** Changes somebody's name or role, or takes them off the list. The last admin stays. */
export const personEdit: Action = {
  id: "person_edit",
  async run(deps, who, input) {
    const { locale } = deps;
    const target = readTarget(input.value);
    const rows = await listRecruiters(deps.db.orm, who.company);
    const person = rows.find(({ id }) => id === target);
    if (!person)
      return {
        kind: "refused",
        notice: say(locale, "这位同事已经不在名单里。", "This person is not on the list any more."),
      };
    if (!input.form) return { kind: "form", modal: personEditForm(person, locale) };
    const entered = input.form;
    const name = Name.safeParse(entered.name ?? "");
    const role = z.union([Role, z.literal(removal)]).safeParse(entered.role);
    const invalid = (errors: Record<string, string>): ActionResult => ({
      kind: "invalid",
      errors,
      modal: personEditForm(person, locale, entered),
    });
    if (!name.success) return invalid({ name: needName(deps) });
    if (!role.success) return invalid({ role: needRole(deps) });
    const wanted = role.data;
    const called = mrkdwn(name.data, 80);
    const notice =
      wanted === removal
        ? say(
            locale,
            `${called} 已移出名单，从现在起什么都做不了。`,
            `${called} was removed and may do nothing from now on.`,
          )
        : say(
            locale,
            `${called} 现在是${inLocale(roleNames[wanted], locale)}，马上生效。`,
            `${called} is now ${inLocale(roleNames[wanted], locale)}, at once.`,
          );
    return await changePeople(deps, who, "action person_edit", input.deliveryId, async (tx, listed, now) => {
      const before = listed.find((one) => one.id === person.id && !one.removed);
      if (!before)
        return {
          kind: "refused",
          notice: say(locale, "这位同事刚刚被移出名单。", "This person was just removed."),
        };
      const admins = listed.filter((one) => one.role === "admin" && !one.removed);
      if (before.role === "admin" && wanted !== "admin" && admins.length === 1)
        return invalid({
          role: say(
            locale,
            "至少要留一位管理员，请先让别人当管理员。",
            "One admin must stay: make somebody else admin first.",
          ),
        });
      if (wanted === removal) await dropPerson(tx, who.company, person.id, now);
      else await putPerson(tx, who.company, { id: person.id, name: name.data, role: wanted }, who.id);
      const action = wanted === removal ? "person_removed" : "person_changed";
      const entry = {
        actor: who.id,
        action,
        subject: person.id,
        before: { role: before.role },
        after: { role: wanted },
      };
      await noteAudit(tx, who.company, entry, now);
      return { kind: "done", notice };
    });
  },
};

/**
 * A change of the list in one transaction, once per delivery. The list is locked before the right is asked, so two admins
 * who take each other's role away come one after the other, and the second has no right any more.
 */
function changePeople(
  deps: RecruiterDeps,
  who: Recruiter,
  right: string,
  deliveryId: string,
  work: (tx: Tx, listed: Listed[], now: Date) => Promise<ActionResult>,
): Promise<ActionResult> {
  return deps.db.transact(async (tx): Promise<ActionResult> => {
    const listed = await lockPeople(tx, who.company);
    const may = await askRight(deps, tx, who, right, null);
    if ("kind" in may) return may;
    const now = await readNow(tx, deps.clock());
    return await once(deps, tx, who, deliveryId, now, () => work(tx, listed, now));
  });
}

const needName = ({ locale }: RecruiterDeps) =>
  say(locale, "请写 1 到 80 个字的称呼。", "A name of 1 to 80 characters.");
const needRole = ({ locale }: RecruiterDeps) => say(locale, "请选一个角色。", "Please choose a role.");

function readTarget(value: string): string | null {
  try {
    return Target.parse(JSON.parse(value)).person;
  } catch {
    return null;
  }
}
