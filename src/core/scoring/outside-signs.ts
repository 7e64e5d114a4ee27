import type { ShortItem } from "../content/rule.ts";
import type { Bilingual, Locale } from "../locale.ts";
import type { OutsideSign } from "./assessment.ts";
import { hasEssayForm, isMachinePhrase } from "./evidence-flags.ts";
import { normalise } from "./language-text.ts";

/** `spoken` = it came as a voice message. */
type Said = { messageId: string; text: string; spoken?: true | undefined };

/** What a candidate said in a session, and the wordings they cannot know unless somebody gave them away. */
export type Session = {
  locale: Locale;
  /** Characters a minute of the warm-up; null = not measured. */
  typingCpm: number | null;
  /** The role-play, `t` in seconds. */
  lines: readonly {
    from: "customer" | "candidate";
    t: number;
    text: string;
    messageId?: string | undefined;
    spoken?: true | undefined;
  }[];
  /** The explanation, and the seconds it took. */
  rule: { answers: readonly Said[]; seconds: number; wordings: readonly Bilingual[] } | null;
  short: readonly { bubbles: readonly Said[]; item: Pick<ShortItem, "key_point" | "statement"> }[];
};

/** More than anybody types: characters that come at once, seconds they may take, characters a minute, times the warm-up. */
const speed = { chars: 80, seconds: 25, perMinute: 200, timesWarmup: 2 };
/** A message of this many characters that answers so many different lines is a template. */
const template = { chars: 20, times: 3 };
/** So many characters in a row are not found in two people's words by chance. */
const copiedChars = 14;
/** Limits of length for English text (README §3.10, 10). */
const english = 3;

/**
 * Signs that words came from elsewhere, one of each kind at most. They never change a score. Only whole messages and
 * their platform times are looked at, never how somebody types. Prepared phrases are normal in this job and voice input
 * is fast, so one sign means nothing: see `severalSigns`.
 */
export function outsideSigns(session: Session): OutsideSign[] {
  const repeats = repeatsIn(session);
  return [
    fastIn(session, new Set(repeats.map(({ messageId }) => messageId))),
    formIn(session),
    machineIn(session),
    templateIn(repeats),
    copiedIn(session),
  ].filter((sign) => sign !== null);
}

/** Two independent kinds are needed before a person is asked to look; even then nobody fails by them. */
export const severalSigns = (signs: readonly OutsideSign[]): boolean => signs.length >= 2;

const longer = ({ locale }: Session, characters: number): number =>
  characters * (locale === "en" ? english : 1);
const lengthOf = (text: string): number => text.replace(/\s/gu, "").length;

/** What is sent again is quick by nature and no sign of its own, nor is what was spoken. */
function fastIn(session: Session, repeats: ReadonlySet<string>): OutsideSign | null {
  const { rule, typingCpm } = session;
  let asked = 0;
  const timed: (Said & { seconds: number })[] = [];
  for (const line of session.lines) {
    if (line.from === "customer") asked = line.t;
    else timed.push({ ...saidIn(line), seconds: line.t - asked });
  }
  const [only, ...more] = rule?.answers ?? [];
  if (rule && only && more.length === 0) timed.push({ ...only, seconds: rule.seconds });
  const limit = Math.max(longer(session, speed.perMinute), speed.timesWarmup * (typingCpm ?? 0));
  const found = timed.find(({ text, seconds, messageId, spoken }) => {
    const chars = lengthOf(text);
    return (
      !spoken &&
      !repeats.has(messageId) &&
      chars > longer(session, speed.chars) &&
      seconds < speed.seconds &&
      chars / Math.max(seconds, 1) > limit / 60
    );
  });
  if (!found) return null;
  const seconds = Math.max(1, Math.round(found.seconds));
  const chars = lengthOf(found.text);
  return sign("fast", found, {
    zh: `${seconds} 秒发来 ${chars} 字`,
    en: `${chars} characters in ${seconds} s`,
  });
}

function formIn(session: Session): OutsideSign | null {
  const found = allOf(session).find(({ text }) => hasEssayForm(text));
  const reason = { zh: "作文或列表格式，不像聊天", en: "Written like an essay or list, not a chat" };
  return found ? sign("form", found, reason) : null;
}

function machineIn(session: Session): OutsideSign | null {
  const found = allOf(session).find(({ text }) => isMachinePhrase(text));
  const reason = { zh: "带有AI工具的套话", en: "A phrase that AI tools add" };
  return found ? sign("machine", found, reason) : null;
}

/** Messages that were said before, word for word, to an earlier line of a customer; `times` counts those lines. */
function repeatsIn(session: Session): (Said & { times: number })[] {
  const turnsOf = new Map<string, Set<number>>();
  let turn = 0;
  return session.lines.flatMap((line) => {
    if (line.from === "customer") {
      turn += 1;
      return [];
    }
    const words = lettersOf(line.text);
    if (words.length < longer(session, template.chars)) return [];
    const turns = turnsOf.get(words) ?? new Set();
    turnsOf.set(words, turns.add(turn));
    return turns.size > 1 ? [{ ...saidIn(line), times: turns.size }] : [];
  });
}

/** Saying a thing again to somebody who insists is human; the third time it answers nobody. */
function templateIn(repeats: readonly (Said & { times: number })[]): OutsideSign | null {
  const found = repeats.find(({ times }) => times >= template.times);
  const reason = { zh: "同一段话原样发给不同的问题", en: "The same paragraph sent to different questions" };
  return found ? sign("template", found, reason) : null;
}

/** A run of our own reference wording, which candidates are never shown; what they were shown may be repeated. */
function copiedIn(session: Session): OutsideSign | null {
  const answers = [
    ...session.short.map(({ bubbles, item }) => ({
      bubbles,
      wordings: [item.key_point],
      shown: item.statement,
    })),
    ...(session.rule
      ? [{ bubbles: session.rule.answers, wordings: session.rule.wordings, shown: null }]
      : []),
  ];
  const least = longer(session, copiedChars);
  for (const { bubbles, wordings, shown } of answers) {
    const seen = shown ? [shown.zh, shown.en].map(lettersOf) : [];
    const runs = new Set(
      wordings
        .flatMap(({ zh, en }) => [zh, en])
        .flatMap((wording) => runsOf(lettersOf(wording), least))
        .filter((run) => !seen.some((other) => other.includes(run))),
    );
    const found = bubbles.find(({ text }) => runsOf(lettersOf(text), least).some((run) => runs.has(run)));
    const reason = { zh: "与参考答案逐字相同", en: "Word for word our reference answer" };
    if (found) return sign("copied", found, reason);
  }
  return null;
}

const sign = (id: OutsideSign["id"], { messageId, text }: Said, reason: Bilingual): OutsideSign => ({
  id,
  reason,
  quote: { messageId, text, start: 0, end: text.length },
});

const saidIn = ({ messageId, text, spoken }: Session["lines"][number]): Said => ({
  messageId: messageId ?? "",
  text: text.slice(0, 4096),
  spoken,
});

const allOf = ({ lines, rule, short }: Session): Said[] => [
  ...lines.filter(({ from }) => from === "candidate").map(saidIn),
  ...(rule?.answers ?? []),
  ...short.flatMap(({ bubbles }) => bubbles),
];

/** Letters and digits in one width, case and script. */
const lettersOf = (text: string): string =>
  normalise(text.slice(0, 1000)).text.replace(/[^\p{L}\p{N}]+/gu, "");

const runsOf = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
