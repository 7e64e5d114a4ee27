import { ownTagProblem } from "../../core/profile/own-tag.ts";
import { reachOf } from "../../core/rights.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import { candidateOf } from "../../db/erasure.ts";
import { addOwnTag, maxOwnTags, noteTag } from "../../db/own-tags.ts";
import { act } from "../act.ts";
import { candidateTitle } from "../cards/decision.ts";
import { type TagsOf, tagsForm, tagsView, tagVerdicts } from "../cards/tags.ts";
import { unknownCandidate } from "../notices.ts";
import { isNoteable, personTags } from "../tags.ts";
import type { Action, RecruiterDeps } from "../types.ts";
import { caseNumber, say } from "../words.ts";
import { before } from "./offer-form.ts";

/** Shows a candidate's tags with what each rests on, and notes one by hand; lists of matches follow it. */
export const tags: Action = {
  id: "tags",
  async run(deps, who, input) {
    const { locale } = deps;
    const seen = await before(deps, who, input.value, null);
    if ("kind" in seen) return seen;
    const { application } = seen.candidate;
    const known = application.erased ? null : await personTags(deps, who, application.id);
    if (!known) return { kind: "refused", notice: unknownCandidate(locale) };
    const shown: TagsOf = { ...known, title: candidateTitle(application, locale) };
    if (reachOf(who.role, "change application") === "no")
      return { kind: "view", view: tagsView(shown, locale), beside: true };
    const { form } = input;
    if (!form) return { kind: "form", modal: tagsForm(shown, input.value, locale) };
    const read = readNote(deps, shown, form);
    if ("errors" in read)
      return { kind: "invalid", errors: read.errors, modal: tagsForm(shown, input.value, locale, form) };
    return await act(deps, who, application.id, input.deliveryId, async ({ tx, now }) => {
      const { company } = who;
      const candidateId = await candidateOf(tx, company, application.id);
      if (candidateId === null) return { kind: "refused", notice: unknownCandidate(locale) };
      const tag = read.own === null ? read.tag : (await addOwnTag(tx, company, read.own, who.id, now)).id;
      await noteTag(tx, company, { candidateId, tag, holds: read.holds, by: who.id, now });
      const subject = caseNumber(application.number);
      const entry = { actor: who.id, action: "tag_noted", subject, after: { tag, holds: read.holds } };
      await noteAudit(tx, company, entry, now);
      const notice =
        read.holds === null
          ? say(locale, "记录已撤回。", "The note was taken back.")
          : say(locale, "标签已记录，匹配会跟着更新。", "Noted; matches follow it.");
      return { kind: "done", notice };
    });
  },
};

type Note = { tag: string; own: string | null; holds: boolean | null };

function readNote(
  { locale }: RecruiterDeps,
  { own }: TagsOf,
  form: Record<string, string>,
): Note | { errors: Record<string, string> } {
  const name = form.own?.trim() ?? "";
  const tag = form.tag ?? "";
  const verdict = tagVerdicts.find((one) => one === form.holds) ?? "holds";
  const holds = verdict === "none" ? null : verdict === "holds";
  if (name === "") {
    if (isNoteable(tag, own)) return { tag, own: null, holds };
    return {
      errors: { tag: say(locale, "请选一个标签，或写一个新的。", "Choose a tag, or write a new one.") },
    };
  }
  const problem = ownTagProblem(name);
  if (problem === "length")
    return { errors: { own: say(locale, "标签请写 2 到 20 个字。", "A tag needs 2 to 20 characters.") } };
  if (problem === "protected") {
    const only = say(
      locale,
      "标签只能关于工作，不能涉及年龄、性别、婚育、籍贯、健康、长相。",
      "A tag must be about the work, not about age, sex, family, origin, health or looks.",
    );
    return { errors: { own: only } };
  }
  const full = own.size >= maxOwnTags && ![...own.values()].includes(name);
  if (full)
    return {
      errors: {
        own: say(locale, `自己的标签最多 ${maxOwnTags} 个。`, `There can be ${maxOwnTags} own tags at most.`),
      },
    };
  return { tag: "", own: name, holds };
}
