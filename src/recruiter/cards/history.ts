import type { KnownBlock } from "@slack/types";
import { factName } from "../../core/fact-names.ts";
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
import { takeoverWhys } from "./takeover.ts";

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
  const known = factName(name);
  const what = known ? inLocale(known, locale) : mrkdwn(name.replaceAll("_", " "), 40);
  const details = data ? detailsOf(data, names, locale, timeZone) : "";
  return `${moment(at, locale, timeZone)} · *${what}* · ${who}${details && ` · ${details}`}`;
}

type Data = NonNullable<AuditEntry["data"]>;

/** Before and after in words; ids that have none are shown as they are. */
function detailsOf(data: Data, names: ReadonlyMap<string, string>, locale: Locale, timeZone: string): string {
  const word = (value: Data[string] | undefined): string => {
    if (value === null || value === undefined) return "–";
    if (typeof value === "number") return points(value);
    const text = String(value);
    const known = values[text];
    return known ? inLocale(known, locale) : mrkdwn(names.get(text) ?? text, 60);
  };
  // A hold ends with a day, a takeover at a moment.
  const end = (until: NonNullable<Data[string]>) =>
    typeof until === "number" ? moment(new Date(until), locale, timeZone) : word(until);
  const has = (key: string) => Object.hasOwn(data, key);
  return [
    has("element") ? mrkdwn(String(data.element), 40) : null,
    has("before") && has("after") ? `${word(data.before)} → ${word(data.after)}` : null,
    has("to") ? `→ ${word(data.to)}` : null,
    has("totalBefore") ? `${word(data.totalBefore)} → ${word(data.totalAfter)}` : null,
    has("bandBefore") && data.bandBefore !== data.bandAfter
      ? `${word(data.bandBefore)} → ${word(data.bandAfter)}`
      : null,
    data.until ? say(locale, `到 ${end(data.until)}`, `until ${end(data.until)}`) : null,
    typeof data.why === "string" ? whyWords(data.why, locale) : null,
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

const whys: Readonly<Record<string, Both>> = {
  ...takeoverWhys,
  quiet: { zh: "时间到了", en: "the time was up" },
  candidate: { zh: "候选人回复了“继续”", en: 'the candidate said "continue"' },
};

/** Why a conversation was taken over or handed back; null = it goes without saying. */
function whyWords(why: string, locale: Locale): string | null {
  const words = whys[why];
  return words ? inLocale(words, locale) : null;
}
