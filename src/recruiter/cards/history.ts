import type { KnownBlock } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import type { AuditEntry } from "../../db/audit.ts";
import type { Candidate } from "../candidate.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import {
  bandNames,
  creditNames,
  declineReasons,
  moment,
  overrideReasonNames,
  points,
  say,
  stageNames,
} from "../words.ts";
import { actOn } from "./buttons.ts";
import { candidateTitle } from "./decision.ts";

/** Entries shown at once, the newest. */
export const historyLines = 60;
/** Lines in one block: at their longest below the 3000 characters it may have. */
const perBlock = 5;

/** Who did what, when, before and after, the newest first. */
export function historyCard(
  { application: a, timeZone }: Candidate,
  entries: readonly AuditEntry[],
  names: ReadonlyMap<string, string>,
  locale: Locale,
): View {
  const title = `${candidateTitle(a, locale)} · ${say(locale, "历史", "History")}`;
  const lines = entries.map((entry) => line(entry, names, locale, timeZone));
  const blocks: KnownBlock[] = [{ type: "header", text: plainText(title, 150) }];
  for (let i = 0; i < lines.length; i += perBlock)
    blocks.push({ type: "section", text: mrkdwnText(lines.slice(i, i + perBlock).join("\n")) });
  const none = say(locale, "还没有记录。", "Nothing has happened yet.");
  if (lines.length === 0) blocks.push({ type: "section", text: plainText(none, 100) });
  blocks.push({ type: "actions", elements: [actOn("open", { a: a.id, v: a.version }, locale)] });
  return { text: mrkdwn(title, 300), blocks };
}

function line(
  { name, actor, by, data, at }: AuditEntry,
  names: ReadonlyMap<string, string>,
  locale: Locale,
  timeZone: string,
): string {
  const who =
    actor === "candidate"
      ? say(locale, "候选人", "candidate")
      : actor === "system"
        ? say(locale, "系统", "system")
        : mrkdwn(by ?? actor, 60);
  const known = Object.hasOwn(events, name) ? events[name] : undefined;
  const what = known ? inLocale(known, locale) : mrkdwn(name.replaceAll("_", " "), 40);
  const details = data ? detailsOf(data, names, locale) : "";
  return `${moment(at, locale, timeZone)} · *${what}* · ${who}${details && ` · ${details}`}`;
}

type Data = NonNullable<AuditEntry["data"]>;

/** Before and after in words; ids that have none are shown as they are. */
function detailsOf(data: Data, names: ReadonlyMap<string, string>, locale: Locale): string {
  const word = (value: Data[string] | undefined): string => {
    if (value === null || value === undefined) return "–";
    if (typeof value === "number") return points(value);
    const text = String(value);
    const known = values[text];
    return known ? inLocale(known, locale) : mrkdwn(names.get(text) ?? text, 60);
  };
  const has = (key: string) => Object.hasOwn(data, key);
  return [
    has("element") ? mrkdwn(String(data.element), 40) : null,
    has("before") && has("after") ? `${word(data.before)} → ${word(data.after)}` : null,
    has("to") ? `→ ${word(data.to)}` : null,
    has("totalBefore") ? `${word(data.totalBefore)} → ${word(data.totalAfter)}` : null,
    has("bandBefore") && data.bandBefore !== data.bandAfter
      ? `${word(data.bandBefore)} → ${word(data.bandAfter)}`
      : null,
    has("until") ? say(locale, `到 ${word(data.until)}`, `until ${word(data.until)}`) : null,
    data.reason ? word(data.reason) : null,
    has("attempt") ? say(locale, `第 ${data.attempt} 次`, `attempt ${data.attempt}`) : null,
    has("letter") ? word(data.letter) : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

type Both = { zh: string; en: string };

const values: Record<string, Both> = {
  ...stageNames,
  ...bandNames,
  ...creditNames,
  ...declineReasons,
  ...overrideReasonNames,
  invitation: { zh: "邀请", en: "invitation" },
  decline: { zh: "婉拒", en: "decline" },
};

const events: Record<string, Both> = {
  started: { zh: "开始", en: "Started" },
  consented: { zh: "同意测评", en: "Consented" },
  consent_refused: { zh: "不同意测评", en: "Refused the screening" },
  facts_given: { zh: "答完基本情况", en: "Gave the job facts" },
  assessment_started: { zh: "开始测评", en: "Began the screening" },
  assessment_completed: { zh: "完成测评", en: "Finished the screening" },
  stage: { zh: "阶段变化", en: "Stage" },
  restarted: { zh: "重新开始", en: "Restarted" },
  human_requested: { zh: "要求真人", en: "Asked for a person" },
  review_requested: { zh: "申请复核", en: "Asked for a review" },
  answered_recruiter: { zh: "回答了追问", en: "Answered a question" },
  judged: { zh: "模型补充证据", en: "Evidence from the model" },
  invited: { zh: "邀请", en: "Invited" },
  held: { zh: "暂缓", en: "Put on hold" },
  declined: { zh: "婉拒", en: "Declined" },
  hold_over: { zh: "暂缓到期", en: "Hold is over" },
  decision_undone: { zh: "撤销决定", en: "Undid the decision" },
  letter_sent: { zh: "消息发给候选人", en: "Message sent to the candidate" },
  score_overridden: { zh: "改分", en: "Overrode a score" },
  reassigned: { zh: "转交", en: "Reassigned" },
  recruiter_asked: { zh: "追问候选人", en: "Asked the candidate" },
  recruiter_replied: { zh: "回复候选人", en: "Wrote to the candidate" },
  erased: { zh: "删除", en: "Erased" },
};
