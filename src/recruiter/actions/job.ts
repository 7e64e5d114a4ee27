import { z } from "zod";
import { inLocale } from "../../core/locale.ts";
import { openJob } from "../../db/job-opening.ts";
import { findJob } from "../../db/jobs.ts";
import { ensureLink } from "../../db/links.ts";
import { listRecruiters } from "../../db/recruiters.ts";
import { withRight } from "../access.ts";
import { form, selectField } from "../cards/form.ts";
import { type JobChoices, jobForm, maxOpenings, shiftNames, sourceChoices } from "../cards/job-form.ts";
import { linkCard } from "../cards/jobs.ts";
import { withPool } from "../matches-view.ts";
import { twice } from "../notices.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say, sources } from "../words.ts";

/** What a job is screened with when no template was chosen. */
const screening = { scenarioId: "S01", ruleId: "R01" } as const;

/** Opens a job and shows its tracking links; whoever has own jobs only gets it as theirs. */
export const jobNew: Action = {
  id: "job_new",
  async run(deps, who, input) {
    const { locale, db } = deps;
    const choices = await jobChoices(deps, who);
    if (!input.form) return { kind: "form", modal: jobForm(choices, locale) };
    const read = readJobForm(deps, choices, input.form);
    if ("errors" in read)
      return { kind: "invalid", errors: read.errors, modal: jobForm(choices, locale, input.form) };
    const opened = await withRight(deps, who, "action job_new", null, (_tx, now) =>
      openJob(db.orm, {
        company: who.company,
        deliveryId: input.deliveryId,
        by: who.id,
        ...read.job,
        recruiters: now.role === "recruiter" ? [now.id] : read.job.recruiters,
      }),
    );
    if (!opened) return { kind: "refused", notice: twice(locale) };
    if ("kind" in opened) return opened;
    const links = opened.links.map(({ source, code }) => ({ source: sourceName(source, deps), code }));
    const view = linkCard({ title: opened.job.title, links }, deps, locale);
    return { kind: "view", view: await withPool(deps, who, opened.job.id, view), beside: true };
  },
};

/** What the form of a new job offers this person. */
export async function jobChoices(
  { db, library, locale }: Pick<RecruiterDeps, "db" | "library" | "locale">,
  who: Recruiter,
): Promise<JobChoices> {
  const templates = library.templates.map(({ id, name }) => ({ value: id, label: inLocale(name, locale) }));
  return { templates, people: who.role === "recruiter" ? null : await assignable(db, who.company) };
}

/** People a job can be assigned to: those who see only their own. */
export async function assignable(db: RecruiterDeps["db"], company: string) {
  const people = await listRecruiters(db.orm, company);
  return people
    .filter(({ role }) => role === "recruiter")
    .map(({ id, name }) => ({ value: id, label: name }));
}

type Entered = Record<string, string>;

function readJobForm({ locale, library }: RecruiterDeps, choices: JobChoices, entered: Entered) {
  const errors: Record<string, string> = {};
  const title = entered.title?.trim() ?? "";
  if (title === "" || title.length > 60)
    errors.title = say(locale, "岗位名称请写 1 到 60 个字。", "The title needs 1 to 60 characters.");
  const shift = keyOf(shiftNames, entered.shift);
  if (entered.shift && !shift) errors.shift = chooseAgain(locale);
  const template = library.templates.find(({ id }) => id === entered.template);
  const [scenarioId] = template?.scenarioIds ?? [];
  const [ruleId] = template?.ruleIds ?? [];
  const complete = template && scenarioId && ruleId;
  if (entered.template && !complete) errors.template = chooseAgain(locale);
  const openings = entered.openings ? readCount(entered.openings) : null;
  if (entered.openings && openings === null)
    errors.openings = say(
      locale,
      `请写 1 到 ${maxOpenings} 的整数。`,
      `A whole number from 1 to ${maxOpenings}.`,
    );
  const channels = list(entered.channels).map((id) => keyOf(sources, id));
  if (channels.length === 0 || channels.includes(null))
    errors.channels = say(locale, "请至少选一个渠道。", "Please choose at least one channel.");
  const recruiters = list(entered.people);
  if (recruiters.some((id) => !choices.people?.some(({ value }) => value === id)))
    errors.people = chooseAgain(locale);
  if (Object.keys(errors).length > 0) return { errors };
  const content = complete
    ? { scenarioId, ruleId, scenarioIds: template.scenarioIds, ruleIds: template.ruleIds }
    : screening;
  const sourceIds = channels.filter((id) => id !== null);
  return { job: { title, shift, openings, recruiters, sources: [...new Set(sourceIds)], ...content } };
}

const list = (joined: string | undefined): string[] => joined?.split(",").filter(Boolean) ?? [];

function readCount(text: string): number | null {
  const count = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return count >= 1 && count <= maxOpenings ? count : null;
}

const chooseAgain = (locale: RecruiterDeps["locale"]) =>
  say(locale, "这一项已经没有了，请重新选。", "This choice is gone; please choose again.");

function keyOf<T extends object>(names: T, id: string | undefined): Extract<keyof T, string> | null {
  const is = (value: string | undefined): value is Extract<keyof T, string> =>
    value !== undefined && Object.hasOwn(names, value);
  return is(id) ? id : null;
}

const sourceName = (id: string, { locale }: RecruiterDeps): string => {
  const known = keyOf(sources, id);
  return known ? inLocale(sources[known], locale) : id;
};

const JobTarget = z.strictObject({ job: z.string().max(64) });

/** The job in a button's value; null when the value is not one of ours. */
export function readJob(value: string): string | null {
  try {
    return JobTarget.parse(JSON.parse(value)).job;
  } catch {
    return null;
  }
}

export const noSuchJob = ({ locale }: RecruiterDeps): Extract<ActionResult, { kind: "refused" }> => ({
  kind: "refused",
  notice: say(locale, "没有这个岗位，用 /jobs 看看。", "No such job; see /jobs."),
});

/** Gives the tracking link of a job for one recruiting channel; asking again gives the same link. */
export const jobLink: Action = {
  id: "job_link",
  async run(deps, who, input) {
    const { locale, db } = deps;
    const target = readJob(input.value);
    const job = target ? await findJob(db.orm, who.company, target) : null;
    if (!job) return noSuchJob(deps);
    const words = {
      title: say(locale, "取链接", "Get link"),
      submit: say(locale, "取链接", "Get link"),
      cancel: say(locale, "取消", "Cancel"),
    };
    const label = say(locale, "链接放在哪个渠道", "Where the link will be shared");
    const modal = form("job_link", input.value, words, [selectField("source", label, sourceChoices(locale))]);
    if (!input.form) return { kind: "form", modal };
    const source = keyOf(sources, input.form.source);
    if (!source) {
      const names = Object.values(sources).map((name) => inLocale(name, locale));
      const choose = say(
        locale,
        `请选择渠道：${names.join("、")}。`,
        `Please choose a channel: ${names.join(", ")}.`,
      );
      return { kind: "invalid", modal, errors: { source: choose } };
    }
    const made = await withRight(deps, who, "action job_link", { job: job.id }, () =>
      ensureLink(db.orm, {
        companyId: who.company,
        jobId: job.id,
        source,
        campaign: null,
        createdBy: who.id,
      }),
    );
    if (!made) return noSuchJob(deps);
    if ("kind" in made) return made;
    const card = { title: job.title, links: [{ source: sourceName(source, deps), code: made.code }] };
    return { kind: "view", view: linkCard(card, deps, locale), beside: true };
  },
};
