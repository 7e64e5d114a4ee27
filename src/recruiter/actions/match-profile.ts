import { type Criterion, JobProfile } from "../../core/profile/criteria.ts";
import { ownTagProblem } from "../../core/profile/own-tag.ts";
import { limitOf } from "../../core/profile/tags.ts";
import { readNow } from "../../db/decisions.ts";
import { type JobWithProfile, jobProfile, setJobProfile } from "../../db/job-profiles.ts";
import { addOwnTag, maxOwnTags, ownTagsOf } from "../../db/own-tags.ts";
import { once, withRight } from "../access.ts";
import { formWeights, profileForm } from "../cards/profile-form.ts";
import { matchesView } from "../matches-view.ts";
import type { Action, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";
import { noSuchJob, readJob } from "./job.ts";

/** Changes what a job asks for and shows who fits now. */
export const matchProfile: Action = {
  id: "match_profile",
  async run(deps, who, input) {
    const { locale, db } = deps;
    const target = readJob(input.value);
    const job = target ? await jobProfile(db.sql, who.company, target) : null;
    if (!job) return noSuchJob(deps);
    const known = await ownTagsOf(db.sql, who.company);
    const own = new Map(known.map(({ id, name }) => [id, name]));
    if (!input.form) return { kind: "form", modal: profileForm(job, own, locale) };
    const { form } = input;
    const read = readProfile(deps, job, form, known.length);
    if ("errors" in read)
      return { kind: "invalid", errors: read.errors, modal: profileForm(job, own, locale, form) };
    const done = await withRight(deps, who, "action match_profile", { job: job.id }, async (tx) => {
      const now = await readNow(tx, deps.clock());
      return await once(deps, tx, who, input.deliveryId, now, async () => {
        const added = read.own ? await addOwnTag(tx, who.company, read.own, who.id, now) : null;
        const criteria: Criterion[] =
          added && !read.criteria.some(({ tag }) => tag === added.id)
            ? [...read.criteria, { tag: added.id, need: "wanted", weight: formWeights.wanted }]
            : read.criteria;
        await setJobProfile(tx, who.company, job.id, { criteria }, who.id, now);
        return { kind: "done", notice: say(locale, "要求已保存。", "Saved.") };
      });
    });
    if (done.kind !== "done") return done;
    const view = await matchesView(deps, who, { job: job.id });
    return view ? { kind: "view", view, beside: true } : done;
  },
};

type Read = { criteria: Criterion[]; own: string | null } | { errors: Record<string, string> };

function readProfile(
  { locale }: RecruiterDeps,
  job: JobWithProfile,
  form: Record<string, string>,
  owned: number,
): Read {
  const list = (id: string) => (form[id] ?? "").split(",").filter(Boolean);
  const heavy = new Set(list("heavy"));
  const required = list("required");
  const all = [...new Set([...required, ...list("wanted"), ...heavy])];
  const before = new Map(job.profile.criteria.map((one) => [one.tag, one]));
  const errors: Record<string, string> = {};
  const criteria = all.map((tag) => {
    const need = required.includes(tag) ? "required" : "wanted";
    const weight = heavy.has(tag) ? formWeights.heavy : formWeights[need];
    const kept = before.get(tag);
    // A weight that was set finer than the form can say stays while it means the same.
    const same = kept && kept.need === need && kept.weight >= 4 === heavy.has(tag);
    const limit = limitOf(tag) === null ? null : readLimit(form[tag]);
    if (limitOf(tag) !== null && limit === null)
      errors[tag] = say(locale, "选了这一项就要填数字。", "This was chosen, so it needs a number.");
    return { tag, need, weight: same ? kept.weight : weight, ...(limit === null ? {} : { limit }) };
  });
  const own = form.own?.trim() ?? "";
  const problem = own === "" ? null : ownTagProblem(own);
  if (problem === "length")
    errors.own = say(locale, "标签请写 2 到 20 个字。", "A tag needs 2 to 20 characters.");
  if (problem === "protected")
    errors.own = say(
      locale,
      "标签只能关于工作，不能涉及年龄、性别、婚育、籍贯、健康、长相。",
      "A tag must be about the work, not about age, sex, family, origin, health or looks.",
    );
  if (own !== "" && owned >= maxOwnTags)
    errors.own = say(
      locale,
      `自己的标签最多 ${maxOwnTags} 个。`,
      `There can be ${maxOwnTags} own tags at most.`,
    );
  const profile = JobProfile.safeParse({ criteria });
  if (!profile.success && Object.keys(errors).length === 0)
    errors.required = say(locale, "请至少选一项要求，最多 20 项。", "Choose at least one, at most 20.");
  if (!profile.success || Object.keys(errors).length > 0) return { errors };
  return { criteria: profile.data.criteria, own: own === "" ? null : own };
}

const readLimit = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,5}$/.test(text.trim()) ? Number(text) : null;
