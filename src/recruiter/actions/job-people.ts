import { noteAudit } from "../../db/audit-trail.ts";
import { readNow } from "../../db/decisions.ts";
import { findJob } from "../../db/jobs.ts";
import { assign, assignedTo } from "../../db/rights.ts";
import { once, withRight } from "../access.ts";
import { jobPeopleForm } from "../cards/job-form.ts";
import { mrkdwn } from "../text.ts";
import type { Action, ActionResult } from "../types.ts";
import { say } from "../words.ts";
import { assignable, noSuchJob, readJob } from "./job.ts";

/** Changes whose job it is; those who are taken off it lose it at once. */
export const jobPeople: Action = {
  id: "job_people",
  async run(deps, who, input) {
    const { locale, db } = deps;
    const target = readJob(input.value);
    const job = target ? await findJob(db.orm, who.company, target) : null;
    if (!job) return noSuchJob(deps);
    const [people, before] = await Promise.all([
      assignable(db, who.company),
      assignedTo(db.sql, who.company, job.id),
    ]);
    if (people.length === 0) {
      const none = say(
        locale,
        "还没有招聘专员可以分配。先在“人员和角色”里添加。",
        "There is no recruiter to assign yet. Add one under People and roles.",
      );
      return { kind: "refused", notice: none };
    }
    const modal = jobPeopleForm(job, people, before, locale);
    if (!input.form) return { kind: "form", modal };
    const chosen = (input.form.people ?? "").split(",").filter(Boolean);
    const unknown = chosen.filter((id) => !people.some(({ value }) => value === id));
    if (unknown.length > 0) {
      const again = say(
        locale,
        "名单刚刚变了，请重新选。",
        "The list has just changed; please choose again.",
      );
      return { kind: "invalid", modal, errors: { people: again } };
    }
    return await withRight(
      deps,
      who,
      "action job_people",
      { job: job.id },
      async (tx): Promise<ActionResult> => {
        const now = await readNow(tx, deps.clock());
        return await once(deps, tx, who, input.deliveryId, now, async () => {
          await assign(tx, who.company, job.id, chosen, who.id, now);
          const entry = { actor: who.id, action: "job_people", subject: job.id, before, after: chosen };
          await noteAudit(tx, who.company, entry, now);
          const names = people
            .filter(({ value }) => chosen.includes(value))
            .map(({ label }) => mrkdwn(label, 80));
          const title = mrkdwn(job.title, 120);
          const notice =
            names.length > 0
              ? say(
                  locale,
                  `“${title}”现在由${names.join("、")}负责。`,
                  `"${title}" is now with ${names.join(", ")}.`,
                )
              : say(locale, `“${title}”现在所有招聘专员都能看到。`, `"${title}" is now everybody's.`);
          return { kind: "done", notice };
        });
      },
    );
  },
};
