import { z } from "zod";
import { type Advert, readPay } from "../../core/adverts/advert.ts";
import { explainFinding, unlawfulIn } from "../../core/adverts/lint.ts";
import { readAdvert } from "../../db/adverts.ts";
import { ownChannelIds } from "../../db/channels.ts";
import { readNow } from "../../db/decisions.ts";
import { findJob } from "../../db/jobs.ts";
import { postingsOf } from "../../db/postings.ts";
import { once, withRight } from "../access.ts";
import { advertForm, fieldsOf, publishChoices } from "../cards/advert-form.ts";
import { boardView } from "../postings-view.ts";
import { publishJob } from "../publishing.ts";
import type { Action, ActionResult, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";
import { noSuchJob, readJob } from "./job.ts";

/** Publishes a job on all the channels chosen, after its wording was checked; shows where it is posted then. */
export const publish: Action = {
  id: "publish",
  async run(deps, who, input) {
    const { db, locale } = deps;
    const target = readJob(input.value);
    const job = target ? await findJob(db.orm, who.company, target) : null;
    if (job?.status !== "open") return noSuchJob(deps);
    const now = await readNow(db.sql, deps.clock());
    const own = await ownChannelIds(db.sql, who.company);
    if (!input.form) {
      const [advert, postings] = await Promise.all([
        readAdvert(db.sql, who.company, job.id),
        postingsOf(db.sql, who.company, job.id, now),
      ]);
      const channels = postings.map(({ channel }) => channel);
      const entered = advert
        ? fieldsOf(advert, channels)
        : { channels: [...new Set([...channels, "web"])].join(",") };
      return { kind: "form", modal: advertForm(job, own, locale, entered) };
    }
    const read = readAdvertForm(input.form, own, locale);
    const modal = advertForm(job, own, locale, input.form);
    if ("errors" in read) return { kind: "invalid", modal, errors: read.errors };
    const done = await withRight(deps, who, "action publish", { job: job.id }, (tx) =>
      once(deps, tx, who, input.deliveryId, now, async (): Promise<ActionResult> => {
        const by = { company: who.company, actor: who.id, now };
        const published = await publishJob(db, tx, job.id, read.advert, read.channels, by);
        switch (published.kind) {
          case "published":
            return { kind: "done", notice: "" };
          case "gone":
            return noSuchJob(deps);
          case "unlawful": {
            // The fields passed one by one: it is the title, which this form does not change.
            const [first] = published.findings;
            return { kind: "refused", notice: first ? explainFinding(first, locale) : "" };
          }
          default:
            return published satisfies never;
        }
      }),
    );
    if (done.kind !== "done") return done;
    const view = await boardView(deps, who, job.id);
    return view ? { kind: "view", view, beside: true } : noSuchJob(deps);
  },
};

type Entered = Record<string, string>;

function readAdvertForm(
  entered: Entered,
  own: readonly string[],
  locale: RecruiterDeps["locale"],
): { advert: Advert; channels: string[] } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const text = (id: string, max: number): string => {
    const words = entered[id]?.trim() ?? "";
    if (words.length > max) errors[id] = say(locale, `最多 ${max} 个字。`, `At most ${max} characters.`);
    const unlawful = unlawfulIn(words);
    if (unlawful.length > 0)
      errors[id] = unlawful
        .slice(0, 3)
        .map((one) => explainFinding(one, locale))
        .join("\n");
    return words;
  };
  const [about, needs, offers] = [text("about", 1200), text("needs", 800), text("offers", 800)];
  const [english, city] = [text("english", 2500), text("city", 40)];
  if (about === "") errors.about = say(locale, "请写工作内容。", "Please say what there is to do.");
  if (city === "") errors.city = say(locale, "请写工作地点。", "Please say where.");
  const pay = readPay(entered.pay ?? "");
  if (!pay) errors.pay = say(locale, "请写月薪，例如 4500-6500。", "Pay a month, such as 4500-6500.");
  const employment = entered.employment === "part_time" ? "part_time" : "full_time";
  const closes = entered.closes?.trim() || null;
  if (closes !== null && !z.iso.date().safeParse(closes).success)
    errors.closes = say(locale, "请写日期，例如 2026-12-31。", "A day such as 2026-12-31.");
  const offered = publishChoices(own, locale).map(({ value }) => value);
  const channels = [...new Set((entered.channels ?? "").split(",").filter(Boolean))];
  if (channels.length === 0 || channels.some((id) => !offered.includes(id)))
    errors.channels = say(locale, "请至少选一个渠道。", "Please choose at least one channel.");
  if (!pay || Object.keys(errors).length > 0) return { errors };
  return { advert: { about, needs, offers, english, city, ...pay, employment, closesOn: closes }, channels };
}
