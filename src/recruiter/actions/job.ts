import { z } from "zod";
import { inLocale } from "../../core/locale.ts";
import { activeRecruiter } from "../../db/decisions.ts";
import { openJob } from "../../db/job-opening.ts";
import { findJob } from "../../db/jobs.ts";
import { ensureLink } from "../../db/links.ts";
import { form, selectField, textField } from "../cards/form.ts";
import { linkCard } from "../cards/jobs.ts";
import { noRight, twice } from "../notices.ts";
import type { Action, ActionResult, RecruiterDeps } from "../types.ts";
import { say, sources } from "../words.ts";

/** What a job is screened with when no template was chosen. */
const screening = { scenarioId: "S01", ruleId: "R01" } as const;

/** Opens a job and gives its first tracking link. */
export const jobNew: Action = {
  id: "job_new",
  async run(deps, who, input) {
    const { locale, db } = deps;
    if (!(await activeRecruiter(db.sql, who.company, who.id)))
      return { kind: "refused", notice: noRight(locale) };
    if (!input.form) return { kind: "form", modal: jobForm(deps) };
    const title = input.form.title?.trim() ?? "";
    const source = readSource(input.form.source);
    if (title === "" || title.length > 60) {
      return {
        kind: "refused",
        notice: say(locale, "岗位名称请写 1 到 60 个字。", "The title needs 1 to 60 characters."),
      };
    }
    if (!source) return unknownSource(deps);
    const chosen = readTemplate(deps, input.form.template);
    if (!chosen) return unknownTemplate(deps);
    const { deliveryId } = input;
    const opened = await openJob(db.orm, {
      company: who.company,
      deliveryId,
      title,
      source,
      by: who.id,
      ...chosen,
    });
    if (!opened) return { kind: "refused", notice: twice(locale) };
    const link = { title, source: inLocale(sources[source], locale), code: opened.link.code };
    return { kind: "view", view: linkCard(link, deps, locale), beside: true };
  },
};

const JobTarget = z.strictObject({ job: z.string().max(64) });

/** Gives the tracking link of a job for one recruiting channel; asking again gives the same link. */
export const jobLink: Action = {
  id: "job_link",
  async run(deps, who, input) {
    const { locale, db } = deps;
    if (!(await activeRecruiter(db.sql, who.company, who.id)))
      return { kind: "refused", notice: noRight(locale) };
    const target = readJob(input.value);
    const job = target ? await findJob(db.orm, who.company, target.job) : null;
    if (!job)
      return {
        kind: "refused",
        notice: say(locale, "没有这个岗位，用 /jobs 看看。", "No such job; see /jobs."),
      };
    if (!input.form) {
      const words = {
        title: say(locale, "取链接", "Get link"),
        submit: say(locale, "取链接", "Get link"),
        cancel: say(locale, "取消", "Cancel"),
      };
      return { kind: "form", modal: form("job_link", input.value, words, [sourceField(deps)]) };
    }
    const source = readSource(input.form.source);
    if (!source) return unknownSource(deps);
    const link = await ensureLink(db.orm, {
      companyId: who.company,
      jobId: job.id,
      source,
      campaign: null,
      createdBy: who.id,
    });
    if (!link)
      return {
        kind: "refused",
        notice: say(locale, "没有这个岗位，用 /jobs 看看。", "No such job; see /jobs."),
      };
    const card = { title: job.title, source: inLocale(sources[source], locale), code: link.code };
    return { kind: "view", view: linkCard(card, deps, locale), beside: true };
  },
};

/** The form behind `/jobs new`. */
export function jobForm(deps: Pick<RecruiterDeps, "locale" | "library">) {
  const { locale } = deps;
  const words = {
    title: say(locale, "发布新岗位", "Open a job"),
    submit: say(locale, "发布并取链接", "Open and get link"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const title = say(locale, "岗位名称", "Job title");
  const hint = say(
    locale,
    "候选人会看到。请写岗位和平台，例如“淘宝售后客服（晚班）”，不要写性别、年龄、婚育等条件。",
    'Candidates see it. Name job and platform, e.g. "Taobao after-sales (evenings)"; never sex, age or family status.',
  );
  return form("job_new", "{}", words, [
    textField("title", title, { hint, max: 60 }),
    templateField(deps),
    sourceField(deps),
  ]);
}

const templateField = ({ locale, library }: Pick<RecruiterDeps, "locale" | "library">) =>
  selectField(
    "template",
    say(locale, "平台和商品（决定考哪些情景和规则）", "Platform and product (chooses role-plays and rules)"),
    library.templates.map(({ id, name }) => ({ value: id, label: inLocale(name, locale) })),
  );

/** What the job is screened with; the default when nothing was chosen, null for a template that is not there. */
function readTemplate({ library }: RecruiterDeps, id: string | undefined) {
  if (!id) return screening;
  const found = library.templates.find((template) => template.id === id);
  const [scenarioId] = found?.scenarioIds ?? [];
  const [ruleId] = found?.ruleIds ?? [];
  if (!found || !scenarioId || !ruleId) return null;
  return { scenarioId, ruleId, scenarioIds: found.scenarioIds, ruleIds: found.ruleIds };
}

const unknownTemplate = ({ locale }: RecruiterDeps): ActionResult => ({
  kind: "refused",
  notice: say(
    locale,
    "没有这个岗位模板，请重新打开表单选一次。",
    "There is no such template; open the form again and choose one.",
  ),
});

const sourceField = ({ locale }: Pick<RecruiterDeps, "locale">) =>
  selectField(
    "source",
    say(locale, "链接放在哪个渠道", "Where the link will be shared"),
    Object.entries(sources).map(([value, name]) => ({ value, label: inLocale(name, locale) })),
  );

type Source = keyof typeof sources;
const isSource = (value: string | undefined): value is Source =>
  value !== undefined && Object.hasOwn(sources, value);
const readSource = (value: string | undefined): Source | null => (isSource(value) ? value : null);

const unknownSource = ({ locale }: RecruiterDeps): ActionResult => ({
  kind: "refused",
  notice: say(
    locale,
    `请选择渠道：${Object.values(sources)
      .map((name) => name.zh)
      .join("、")}。`,
    `Please choose a channel: ${Object.values(sources)
      .map((name) => name.en)
      .join(", ")}.`,
  ),
});

function readJob(value: string): z.infer<typeof JobTarget> | null {
  try {
    return JobTarget.parse(JSON.parse(value));
  } catch {
    return null;
  }
}
