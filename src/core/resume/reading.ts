import type { Day } from "../calendar-days.ts";
import { type Folded, fold } from "./fold.ts";
import type { LabelField } from "./labels.ts";
import { matchesOf } from "./matches.ts";
import { linesOf, type Pair, pairsOf } from "./pairs.ts";
import { hidden, hideProtected } from "./protected.ts";
import type { ProtectedKind, Span } from "./vocabulary.ts";

/** A résumé made ready for reading: what is protected, somebody else's or the recruiter's own words is hidden. */
export type Reading = {
  original: string;
  folded: Folded;
  /** The folded text with everything hidden that must not be read. */
  text: string;
  /** The same without the job that is looked for: what the person has done, not what they want. */
  done: string;
  pairs: readonly Pair[];
  kinds: readonly ProtectedKind[];
  /** Where in the folded text something protected stands. */
  guarded: readonly Span[];
  today: Day;
};

/** Prepares a text; `today` is what "next Monday" is counted from. */
export function readResume(original: string, today: Day): Reading {
  const folded = fold(original);
  const pairs = pairsOf(folded.text);
  const guarded = hideProtected(folded.text, pairs);
  const { text, answers } = hideRecruiter(guarded.text);
  const others = pairs.filter(({ field }) => field === "other" || field === "now_paid");
  const own = cover(
    text,
    others.flatMap(({ label, value }) => [label, value]),
  );
  const aims = pairs.filter(({ field }) => field === "aim").map(({ value }) => value);
  const wishes = matchesOf(aim, own).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return {
    original,
    folded,
    text: own,
    done: cover(own, [...aims, ...wishes]),
    pairs: [...pairs.filter(({ field }) => field !== "other"), ...answers],
    kinds: guarded.kinds,
    guarded: guarded.spans,
    today,
  };
}

/** The answers to labels of these kinds, with their places, in the order of the text. */
export const answersTo = (
  reading: Reading,
  ...fields: LabelField[]
): (Span & { text: string; label: string })[] =>
  reading.pairs
    .filter(({ field }) => fields.includes(field))
    .map(({ label, value }) => ({
      ...value,
      text: reading.text.slice(value.start, value.end),
      label: reading.folded.text.slice(label.start, label.end),
    }));

/** The parts of a text between full stops, commas, breaks and cells, with their places. */
export function clausesOf(
  text: string,
  between = /[。!?;,\n|\t]|\.(?= |$)| {3,}/gm,
): (Span & { text: string })[] {
  const clauses: (Span & { text: string })[] = [];
  let from = 0;
  for (const gap of matchesOf(between, text)) {
    clauses.push({ start: from, end: gap.index, text: text.slice(from, gap.index) });
    from = gap.index + gap[0].length;
  }
  clauses.push({ start: from, end: text.length, text: text.slice(from) });
  return clauses.filter((clause) => clause.text.trim() !== "");
}

/** The job that is asked for, in running text. */
const aim =
  /(?:我?(?:想|希望|欲|要|打算)?(?:应聘|求职|投递|面试|竞聘)|我?(?:想|希望)(?:找|做|转行做|从事|来做)|看到(?:你们|贵司|贵公司)?|(?:你们|贵司|贵公司)\S{0,4}(?:在招|招聘|招)|applying for|application for|looking for|apply for|like to (?:work|move)|move into|转行做)(?:(?!\. |我)[^。;,\n|]){0,40}/gi;

const recruiterLine =
  /^\s*(?:hr|人事|面试官|招聘者|招聘方|招聘|recruiter|interviewer|bot|机器人|系统|客服助手)[^:\n]{0,8}:/i;

const topics: readonly (readonly [LabelField, RegExp])[] = [
  ["night", /晚班|夜班|倒班|20 ?[:点]|night|evening/i],
  ["rest", /单休|双休|休一天|休息|day off|days off|rest days?/i],
  ["salary", /薪|工资|待遇|salary|\bpay\b/i],
  ["available", /到岗|入职|上岗|什么时候(?:能|可)|多久能|\bstart\b|available/i],
  ["typing", /打字|\btyp(?:e|ing)\b/i],
  ["years_cs", /客服(?:工作)?(?:多久|几年|多长|多少年)|(?:经验|做过客服)|几年|experience|how long/i],
  ["city_wanted", /(?:想|希望)(?:在|去)(?:哪|什么)|where (?:do|would) you (?:want|like)/i],
  ["city_now", /城市|在哪|哪里|哪个?城|\bcity\b|where/i],
  ["phone", /电话|手机|phone|number/i],
  ["name", /姓名|称呼|名字|贵姓|\bname\b/i],
];

const asks =
  /[您你](?!们还)|是否|能否|可否|多少|多久|什么|哪|几|\b(?:do|can|could|are|have|how|what|when|which|where|would|will|did|your?)\b/i;

/** In a pasted chat or a questionnaire the questions are not the person's words, but say what the answer is about. */
function hideRecruiter(text: string): { text: string; answers: Pair[] } {
  const lines = linesOf(text);
  const hide: Span[] = [];
  const answers: Pair[] = [];
  lines.forEach((line, i) => {
    const speaks = recruiterLine.test(line.text);
    const mark = line.text.indexOf("?");
    const form = !speaks && mark > 2 && mark < 80 && asks.test(line.text.slice(0, mark));
    if (!speaks && !form) return;
    const question = speaks ? line.text : line.text.slice(0, mark + 1);
    const about = topics.filter(([, topic]) => topic.test(question));
    if (form && about.length === 0 && !/平台|platform|marketplace/i.test(question)) return;
    const asked = { start: line.start, end: line.start + question.length };
    hide.push(asked);
    const next = lines[i + 1];
    let value = { start: asked.end, end: line.end };
    if (speaks || line.text.slice(mark + 1).trim() === "") {
      if (!next || recruiterLine.test(next.text) || (form && next.text.includes("?"))) return;
      const said = next.text.replace(/^[^:\n]{1,12}:\s*/, "");
      value = { start: next.end - said.length, end: next.end };
    }
    const said = text.slice(value.start, value.end);
    const lead = /^[\s:【[(]*/.exec(said)?.[0].length ?? 0;
    for (const [field, topic] of about) {
      // Two questions at once: only an answer that names the topic belongs to it, which running text finds by itself.
      if (about.length > 1 && speaks && !topic.test(said)) continue;
      answers.push({ field, label: asked, value: { start: value.start + lead, end: value.end } });
    }
  });
  return { text: hide.length > 0 ? cover(text, hide) : text, answers };
}

/** The text with parts of it hidden; breaks and cells stay. */
function cover(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const chars = text.split("");
  for (const { start, end } of spans)
    for (let i = start; i < end; i++) if (!/[\n|\t]/.test(chars[i] ?? "")) chars[i] = hidden;
  return chars.join("");
}
