import { dayIn } from "../../core/calendar-days.ts";
import { contactKey } from "../../core/intake/contact-key.ts";
import { readingOf } from "../../core/intake/reading.ts";
import { companyTimeZone } from "../../db/companies.ts";
import { candidateForm } from "../cards/candidate-forms.ts";
import { poolChoice } from "../cards/import-forms.ts";
import { type LetIn, letInList } from "../cards/let-in.ts";
import { changing } from "../changing.ts";
import { broughtBy, letInResult, placesFor, readPlace } from "../let-in.ts";
import type { Action } from "../types.ts";
import { say } from "../words.ts";

/** Adds somebody a recruiter found, by the same door as everybody else: whoever is known by phone or e-mail stays one person. */
export const candidateNew: Action = {
  id: "candidate_new",
  async run(deps, who, input) {
    const { locale, peopleDoor: door } = deps;
    const { company } = who;
    const places = await placesFor(deps, who, "action candidate_new");
    const { form } = input;
    const modal = candidateForm({ ...places, pool: places.everywhere }, form ?? {}, locale);
    if (!door || (places.jobs.length === 0 && !places.everywhere))
      return { kind: "refused", notice: noJob(locale) };
    if (!form) return { kind: "form", modal };
    const said = {
      name: form.name?.trim() ?? "",
      phone: form.phone?.trim() ?? "",
      email: form.email?.trim() ?? "",
    };
    const place = readPlace(form, places, places.everywhere ? poolChoice : null, locale);
    const errors: Record<string, string> = { ...("errors" in place ? place.errors : {}) };
    if (said.phone !== "" && contactKey("phone", said.phone) === null)
      errors.phone = say(
        locale,
        "手机号不对；境外号码请带国家码，如 +65 8123 4567。",
        "This is no phone number; outside China with its country, like +65 8123 4567.",
      );
    if (said.email !== "" && contactKey("email", said.email) === null)
      errors.email = say(locale, "邮箱不对。", "This is no e-mail address.");
    if (said.phone === "" && said.email === "")
      errors.phone ??= say(
        locale,
        "手机号和邮箱至少写一个，不然以后认不出是同一个人。",
        "Give a phone or an e-mail address, or nobody can tell later that it is the same person.",
      );
    if ("errors" in place || Object.keys(errors).length > 0) return { kind: "invalid", errors, modal };
    let added: LetIn | null = null;
    const note = form.note?.trim() ?? "";
    const click = {
      right: "action candidate_new" as const,
      subject: place.jobId === null ? null : { job: place.jobId },
      deliveryId: input.deliveryId,
    };
    const result = await changing(deps, who, click, async (tx, now) => {
      const today = dayIn(await companyTimeZone(tx, company), now);
      const person = broughtBy(
        who,
        {
          source: { kind: "manual", id: input.deliveryId },
          ...place,
          name: said.name || null,
          contacts: { phone: said.phone || null, email: said.email || null, openid: null },
          resume: note === "" ? null : readingOf(note, today),
        },
        now,
      );
      added = await letInResult(tx, deps, company, await door.letIn(tx, company, person), null);
      return { kind: "done", notice: "" };
    });
    if (result.kind !== "done" || !added) return result;
    return { kind: "view", view: letInList([added], false, locale), beside: true };
  },
};

const noJob = (locale: Parameters<typeof say>[0]) =>
  say(
    locale,
    "没有您负责的在招岗位，请先在 /jobs 里发布，或请主管把岗位分给您。",
    "There is no open job of yours. Open one in /jobs, or ask a lead to assign one to you.",
  );
