import { z } from "zod";
import { lintTitle } from "../../core/adverts/lint.ts";
import { channelName, readChannel } from "../../core/channel-names.ts";
import { inLocale } from "../../core/locale.ts";
import { OwnChannel, openChannels } from "../../core/recruiting-channels.ts";
import { ownChannelIds } from "../../db/channels.ts";
import { openJob } from "../../db/job-opening.ts";
import { findJob } from "../../db/jobs.ts";
import { ensureLink } from "../../db/links.ts";
import { listRecruiters } from "../../db/recruiters.ts";
import { withRight } from "../access.ts";
import { type JobChoices, jobForm, linkForm, maxOpenings, shiftNames } from "../cards/job-form.ts";
import { linkCard } from "../cards/jobs.ts";
import { twice } from "../notices.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

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
    const { id, title } = opened.job;
    const links = opened.links.map(({ source, code }) => ({ source: channelName(source, locale), code }));
    return { kind: "view", view: linkCard({ job: id, title, links }, deps, locale), beside: true };
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
  else {
    const unlawful = lintTitle(title, locale);
    if (unlawful) errors.title = unlawful;
  }
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
  const channels = list(entered.channels);
  if (channels.length === 0 || !channels.every((id) => openChannels.some((one) => one.id === id)))
    errors.channels = say(locale, "请至少选一个渠道。", "Please choose at least one channel.");
  const recruiters = list(entered.people);
  if (recruiters.some((id) => !choices.people?.some(({ value }) => value === id)))
    errors.people = chooseAgain(locale);
  if (Object.keys(errors).length > 0) return { errors };
  const content = complete
    ? { scenarioId, ruleId, scenarioIds: template.scenarioIds, ruleIds: template.ruleIds }
    : screening;
  return { job: { title, shift, openings, recruiters, sources: [...new Set(channels)], ...content } };
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

/** Gives the tracking link of a job for one channel and campaign; asking again gives the same link. */
export const jobLink: Action = {
  id: "job_link",
  async run(deps, who, input) {
    const { locale, db } = deps;
    const target = readJob(input.value);
    const job = target ? await findJob(db.orm, who.company, target) : null;
    if (!job) return noSuchJob(deps);
    const own = await ownChannelIds(db.sql, who.company);
    const modal = linkForm(job.id, own, locale, input.form);
    if (!input.form) return { kind: "form", modal };
    const read = readLinkForm(input.form, own, locale);
    if ("errors" in read) return { kind: "invalid", modal, errors: read.errors };
    const { source, campaign } = read;
    const made = await withRight(deps, who, "action job_link", { job: job.id }, () =>
      ensureLink(db.orm, { companyId: who.company, jobId: job.id, source, campaign, createdBy: who.id }),
    );
    if (!made) return noSuchJob(deps);
    if ("kind" in made) return made;
    const name = [channelName(source, locale), campaign].filter(Boolean).join(" · ");
    const card = { job: job.id, title: job.title, links: [{ source: name, code: made.code }] };
    return { kind: "view", view: linkCard(card, deps, locale), beside: true };
  },
};

function readLinkForm(
  entered: Entered,
  own: readonly string[],
  locale: RecruiterDeps["locale"],
): { source: string; campaign: string | null } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const invented = entered.own?.trim() ?? "";
  const known =
    openChannels.find(({ id }) => id === entered.source)?.id ?? own.find((id) => id === entered.source);
  // "BOSS直聘" typed as an own channel is the one on the list.
  const source =
    invented === "" ? known : (readChannel(invented, own) ?? OwnChannel.safeParse(invented).data);
  if (invented !== "" && (!source || !OwnChannel.safeParse(source).success))
    errors.own = say(
      locale,
      "名称用 1 到 32 个字（汉字、字母、数字、- 或 _），不含空格。",
      "1 to 32 letters, digits, - or _, without spaces.",
    );
  else if (!source)
    errors.source = say(
      locale,
      "请选择渠道，或在下面写自己的渠道。",
      "Please choose a channel, or name your own below.",
    );
  const campaign = entered.campaign?.trim() || null;
  if (campaign && campaign.length > 64)
    errors.campaign = say(locale, "活动名称最多 64 个字。", "A campaign's name has at most 64 characters.");
  return source && Object.keys(errors).length === 0 ? { source, campaign } : { errors };
}
