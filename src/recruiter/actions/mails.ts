import { z } from "zod";
import { channelNames } from "../../core/channel-names.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import { ownChannelIds } from "../../db/channels.ts";
import type { Tx } from "../../db/client.ts";
import { readNow } from "../../db/decisions.ts";
import { mailJobs } from "../../db/mail-rules.ts";
import { lockMail } from "../../db/mails.ts";
import { askRight, once } from "../access.ts";
import { mailForm } from "../cards/mails.ts";
import { mailsView } from "../mails-view.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const Shown = z.object({ state: z.enum(["open", "ignored"]).optional() });
const Target = z.object({ mail: z.uuid() });

/** The mails that wait, or the others. */
export const mail: Action = {
  id: "mail",
  async run(deps, who, { value }) {
    const state = read(Shown, value)?.state;
    const view = await mailsView(deps, who, state ?? "open");
    return { kind: "view", view, ...(state === undefined ? { beside: true } : {}) };
  },
};

/** Lets the person of a mail in, for a job and a channel. */
export const mailAssign: Action = {
  id: "mail_assign",
  async run(deps, who, input) {
    const id = read(Target, input.value)?.mail;
    const desk = deps.mailDesk;
    if (!id || !desk) return gone(deps);
    const found = await deps.db.transact(async (tx) => {
      const waiting = await lockMail(tx, deps.vault, who.company, id);
      if (!waiting) return null;
      const guess = await desk.suggest(tx, who.company, waiting);
      const jobs = await mailJobs(tx, who.company);
      const channels = [
        ...new Set([...Object.keys(channelNames), ...(await ownChannelIds(tx, who.company))]),
      ];
      if (guess?.channel && !channels.includes(guess.channel)) channels.unshift(guess.channel);
      return { guess, jobs, channels };
    });
    if (!found) return gone(deps);
    const { jobs, channels, guess } = found;
    if (jobs.length === 0)
      return refused(
        deps,
        "没有在招的岗位，请先用 /jobs 发布。",
        "There is no open job; open one in /jobs first.",
      );
    const ask = (entered: Record<string, string>) =>
      mailForm(
        { value: input.value, jobs, channels, position: guess?.position ?? null },
        entered,
        deps.locale,
      );
    const { form } = input;
    if (!form) return { kind: "form", modal: ask(guess?.channel ? { channel: guess.channel } : {}) };
    const errors = {
      ...(jobs.some(({ id: one }) => one === form.job)
        ? {}
        : { job: say(deps.locale, "请选择岗位。", "Please choose a job.") }),
      ...(channels.includes(form.channel ?? "")
        ? {}
        : { channel: say(deps.locale, "请选择渠道。", "Please choose a channel.") }),
    };
    if (Object.keys(errors).length > 0) return { kind: "invalid", errors, modal: ask(form) };
    const to = {
      jobId: form.job ?? "",
      channel: form.channel ?? "unknown",
      remember: form.remember === "yes",
    };
    return await change(deps, who, "mail_assign", input.deliveryId, async (tx, now) => {
      const settled = await desk.assign(tx, who.company, id, to, who.id);
      switch (settled) {
        case "gone":
          return gone(deps);
        case "no job":
          return refused(deps, "这个岗位已经关闭。", "This job has been closed.");
        case "erased":
        case "in":
          await noteAudit(
            tx,
            who.company,
            { actor: who.id, action: "mail_assigned", subject: id, after: { ...to, settled } },
            now,
          );
          return done;
        default:
          return settled satisfies never;
      }
    });
  },
};

/** Says that a mail is no application. */
export const mailIgnore: Action = {
  id: "mail_ignore",
  async run(deps, who, input) {
    const id = read(Target, input.value)?.mail;
    const desk = deps.mailDesk;
    if (!id || !desk) return gone(deps);
    return await change(deps, who, "mail_ignore", input.deliveryId, async (tx, now) => {
      if (!(await desk.ignore(tx, who.company, id, who.id))) return gone(deps);
      await noteAudit(tx, who.company, { actor: who.id, action: "mail_ignored", subject: id }, now);
      return done;
    });
  },
};

/** Reads what waits again, by the rules and jobs of now. */
export const mailAgain: Action = {
  id: "mail_again",
  async run(deps, who, input) {
    const desk = deps.mailDesk;
    if (!desk) return gone(deps);
    return await change(deps, who, "mail_again", input.deliveryId, async (tx) => {
      await desk.readAgain(tx, who.company, who.id);
      return done;
    });
  },
};

/** Placeholder of a change that was made; the list is drawn after the commit. */
const done: ActionResult = { kind: "done", notice: "" };

async function change(
  deps: RecruiterDeps,
  who: Recruiter,
  action: string,
  deliveryId: string,
  work: (tx: Tx, now: Date) => Promise<ActionResult>,
): Promise<ActionResult> {
  const result = await deps.db.transact(async (tx) => {
    const now = await readNow(tx, deps.clock());
    return await once(deps, tx, who, deliveryId, now, async () => {
      const may = await askRight(deps, tx, who, `action ${action}`, null, true);
      return "kind" in may ? may : await work(tx, now);
    });
  });
  return result === done ? { kind: "view", view: await mailsView(deps, who), beside: true } : result;
}

const refused = ({ locale }: RecruiterDeps, zh: string, en: string): ActionResult => ({
  kind: "refused",
  notice: say(locale, zh, en),
});

const gone = (deps: RecruiterDeps): ActionResult =>
  refused(deps, "这封邮件已经处理过了。", "This mail has been settled already.");

function read<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
