import type { Locale } from "../../core/locale.ts";
import { type Decision, rule } from "../../core/stages.ts";
import { askRight } from "../access.ts";
import { type Candidate, loadCandidate } from "../candidate.ts";
import { readTarget, type Target } from "../cards/buttons.ts";
import { selectField } from "../cards/form.ts";
import { unknownCandidate } from "../notices.ts";
import { mrkdwn } from "../text.ts";
import type { ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say, stageNames } from "../words.ts";

type Refused = Extract<ActionResult, { kind: "refused" }>;
export type Seen = { target: Target; candidate: Candidate };

/**
 * What a form needs before it opens: the candidate as of now, the person's right, and, for a decision, that it is still
 * open. The same is checked again, under a lock, on submit.
 */
export async function before(
  deps: RecruiterDeps,
  who: Recruiter,
  value: string,
  to: Decision | null,
): Promise<Seen | Refused> {
  const { locale } = deps;
  const target = readTarget(value);
  if (!target) return { kind: "refused", notice: unknownCandidate(locale) };
  const may = await askRight(deps, deps.db.sql, who, "action open", { application: target.a });
  if ("kind" in may) return may;
  const candidate = await loadCandidate(deps, who.company, target.a);
  if (!candidate) return { kind: "refused", notice: unknownCandidate(locale) };
  if (to && rule(candidate.application, target.v, to).kind === "refused") {
    const stage = stageNames[candidate.application.stage];
    const by = candidate.decision?.by ? mrkdwn(candidate.decision.by, 80) : null;
    const notice = say(
      locale,
      `这张卡片已经过时：现在是“${stage.zh}”${by ? `（${by}）` : ""}。请重新打开候选人再决定。`,
      `This card is out of date: the stage is now "${stage.en}"${by ? ` (${by})` : ""}. Open the candidate again to decide.`,
    );
    return { kind: "refused", notice };
  }
  return { target, candidate };
}

/** The candidate's language, name and job, for letters. */
export const addressee = ({ application: a }: Candidate) => ({
  name: a.name,
  jobTitle: a.jobTitle,
  locale: a.locale,
});

/** A text that must not be empty; the refusal names the field. */
export function needed(text: string | undefined, field: string, deps: RecruiterDeps): string | Refused {
  const trimmed = text?.trim() ?? "";
  if (trimmed !== "") return trimmed;
  return { kind: "refused", notice: say(deps.locale, `请填写“${field}”。`, `Please fill in "${field}".`) };
}

/** When the letter goes out: held for as long as it can be undone, unless the recruiter wants it sent at once. */
export const sendingField = (locale: Locale) =>
  selectField(
    "send",
    say(locale, "什么时候发", "When to send"),
    [
      { value: "later", label: say(locale, "10 分钟后（之前可以撤销）", "In 10 minutes (can be undone)") },
      { value: "now", label: say(locale, "立即发送（不能撤销）", "Send now (cannot be undone)") },
    ],
    "later",
  );

/** The choice made in that field. */
export const sendingTime = (answers: Record<string, string>): "later" | "now" =>
  answers.send === "now" ? "now" : "later";
