import type { LabelField } from "./labels.ts";
import { matchesOf } from "./matches.ts";
import { answersTo, clausesOf, type Reading } from "./reading.ts";
import type { Found } from "./vocabulary.ts";

type Verdict = "yes" | "no" | "maybe" | null;

const night =
  /早晚班|晚夜班|晚间班|晚班|夜班|夜间|小夜班?|倒班|轮班|轮岗|翻班|两班倒|三班倒|晚上(?:上班|的班|班)?|(?:20|晚8|晚八|八)(?:[:点])?(?:00)?(?:[-~到至])\S{0,3}(?:24|0|12|十二)(?:[:点])?(?:00)?(?:的班次?|班)?|什么班次?|各种班次?|任何班次?|所有班次|各班次|早中晚班|night[- ]?(?:shift|time)?s?|evening[- ]?(?:shift)?s?|\blate shifts?|rotating shifts?|any shifts?|all shifts?|shift work/gi;
const dayOnly =
  /(?:只|仅|长|固定|希望|想)(?:能|想|接受|考虑|要|做|上)*(?:白班|早班|长白班|正常班)|长白班|^\s*白班\s*$|day(?:time)? shifts? only|only (?:work )?(?:day|daytime)(?: shifts?)?|days only/i;
const single =
  /单双休|单休|(?:做|上)六休一|6休1|月休[四4](?:天)?|(?:一|每)?(?:周|星期)(?:单)?(?:休息?|放)(?:一|1)天|休息?(?:一|1)天|休几天|(?:one|single|1)[- ](?:rest[- ]|off[- ])?days?(?:[- ]off)?(?: (?:a|per|each|every) week)?|(?:six|6)[- ]days?(?: (?:a|per|work(?:ing)?|each))?(?:[- ]?week)?/gi;
const double =
  /双休|(?:做|上)五休二|5休2|周末(?:要|都|需要?|必须|能|得)?(?:休息?|放假)(?:两|2|二)?天?|(?:一|每)?周?休息?(?:两|二|2)天|休息?(?:两|二|2)天|two (?:rest )?days? off|two[- ]day weekends?|weekends? (?:off|free)|off (?:on )?weekends?|(?:five|5)[- ]day(?:s)?(?: (?:a|per|work(?:ing)?))?(?:[- ]?week)?|both days off|2 days off|two rest days/gi;

const no =
  /不(?!限|介意|排斥|挑|管|错|超过|多于|用担心|是问题|成问题|仅|光|怕|论|要求|强求)|没法|没办法|无法|做不了|上不了|来不了|拒绝|免谈|除外|勿扰|^否|[:：]否|×|✗|✘|别安排|困难|难以|\bno\b(?! problem| issue| objection)|\bnot\b(?! a problem| an issue)|cannot|can't|can not|won't|unable|refuse|never|don't|doesn't|^\s*n\s*$/i;
const maybe =
  /看(?:情况|补贴|加班费|排班|频率|具体|公司|薪|工资|钱|[^\s]{0,6}(?:而定|再))|视\S{0,8}而定|取决|如果|若(?!是)|的话(?:可以|能|也|再)?(?:考虑|谈|接受)|(?<![不只仅])(?:可以|可|再|能)?(?:商量|商议|协商|考虑|谈|议)(?!是)|面议|再说|再定|待定|偶尔|depend|\bif\b|negotiable|discuss|consider|情况|maybe|occasional/i;
const yes =
  /可以|可|接受|能|行|没问题|无问题|没有问题|没关系|愿意|欢迎|喜欢|习惯|适应|无所谓|不限|不介意|不排斥|不挑|不怕|不是问题|都(?:行|好)|配合|服从|支持|^\s*是|[:：]是|√|✓|✔|有空|有时间|都有时间|空闲|随便|没意见|也好|也成|\bok\b|\byes\b|\by\b|fine|accept|willing|open|happy|welcome|\bwork for me\b|comfortable|available|no problem|\bcan\b|good with|agree|flexible|alright|\bany\b|\ball\b|okay|either|prefer|like|perfect|great|suits?\b/i;

/** What is said about a thing in the words behind it, else in those before it. */
function verdictOf(before: string, behind: string): Verdict {
  for (const [i, part] of [behind, before].entries()) {
    if (no.test(part)) return "no";
    if (maybe.test(part)) return "maybe";
    if (yes.test(part)) return "yes";
    if (i === 0 && /^\s*(?:无|否)\s*$/.test(part)) return "no";
  }
  return null;
}

const joiner = /^(?:[\s、和与及或跟/&+]|以及|还有|都|and|or|,)*$/i;

type Topic = "night" | "single" | "double" | "apart";
const everything: readonly (readonly [Topic, RegExp])[] = [
  ["apart", /通宵(?:班)?|大夜班?|凌晨|overnight(?: shifts?)?|大小周|加班(?!费)|双班|倒休/gi],
  ["night", night],
  ["single", single],
  ["double", double],
];

/** Nobody speaks of shifts more often in one breath. */
const mostMentions = 12;

type Said = Found<Verdict> & { topic: Topic };

/** Every mention of shifts and rest days in a clause with what is said of it; things joined by 、 or and share one verdict. */
function mentions(clause: string, offset: number): Said[] {
  const text = clause.slice(0, 2000);
  const taken: { topic: Topic; start: number; end: number }[] = [];
  for (const [topic, pattern] of everything)
    for (const match of matchesOf(pattern, text)) {
      const start = match.index;
      const end = start + match[0].length;
      if (!taken.some((other) => start < other.end && end > other.start)) taken.push({ topic, start, end });
    }
  taken.sort((a, b) => a.start - b.start);
  taken.splice(mostMentions);
  return taken.map((one, i) => {
    let first = i;
    while (first > 0 && joiner.test(text.slice(taken[first - 1]?.end, taken[first]?.start))) first--;
    let last = i;
    while (last + 1 < taken.length && joiner.test(text.slice(taken[last]?.end, taken[last + 1]?.start)))
      last++;
    const before = text.slice(taken[first - 1]?.end ?? 0, taken[first]?.start);
    const behind = text.slice(taken[last]?.end, taken[last + 1]?.start ?? text.length);
    // Words between two things belong to the one before, unless they end in a verb for the next.
    const verb =
      /(?:不(?:接受|能|上|想|考虑|做|要)|接受|希望|想要?|要|必须|只考虑|能上|可上|可接受|可以接受|最好|优先|需要?|√|×)(?:每周|单|每)?$/;
    const lent = last + 1 < taken.length ? verb.exec(behind.trimEnd()) : null;
    const after =
      lent && !joiner.test(behind.slice(0, lent.index)) ? behind.slice(0, lent.index) : lent ? "" : behind;
    const own = first > 0 ? (verb.exec(before.trimEnd())?.[0] ?? "") : before;
    return {
      topic: one.topic,
      value: verdictOf(own, after),
      span: { start: offset + one.start, end: offset + one.end },
    };
  });
}

type Told = { text: string; start: number; end: number };

/** Label and answer as one sentence, else the clauses of the text. */
function sayings(reading: Reading, field: LabelField): { labelled: Told[]; free: Told[] } {
  const labelled = answersTo(reading, field);
  const free = clausesOf(reading.done, /[。!?;,\n|\t]|\.(?= |$)|(?<=\S) {2,}/gm);
  return {
    labelled: labelled.map((one) => ({ ...one, text: `${one.label.replaceAll(":", " ")}:${one.text}` })),
    free,
  };
}

/** Whether 20:00-24:00 is accepted; null when it is not said or depends on something. */
export function findNight(reading: Reading): Found<boolean> | null {
  const { labelled, free } = sayings(reading, "night");
  for (const answer of labelled) {
    const span = { start: answer.start, end: answer.end };
    if (dayOnly.test(answer.text.replace(/^[^:]*:/, ""))) return { value: false, span };
    const said = answer.text.replace(/^[^:]*:/, "");
    const inside = mentions(said, 0).filter(({ topic, value }) => topic === "night" && value !== null);
    const verdict =
      inside[0]?.value ??
      verdictOf("", said.replace(/[,;、]?\s*(?:通宵|大夜班?|凌晨|overnight)[^,;。]*/gi, ""));
    if (verdict === "maybe") return null;
    if (verdict) return { value: verdict === "yes", span };
  }
  let unsure = false;
  for (const clause of free) {
    for (const { topic, value, span } of mentions(clause.text, clause.start)) {
      if (topic !== "night") continue;
      if (value === "maybe") unsure = true;
      else if (value) return { value: value === "yes", span: widen(clause, span) };
    }
  }
  if (unsure) return null;
  const day = dayOnly.exec(reading.text);
  return day ? { value: false, span: { start: day.index, end: day.index + day[0].length } } : null;
}

/** Whether one rest day a week is accepted; asking for two means no, a condition null. */
export function findSingleRest(reading: Reading): Found<boolean> | null {
  const { labelled, free } = sayings(reading, "rest");
  for (const answer of labelled) {
    const span = { start: answer.start, end: answer.end };
    const [label = "", said = ""] = [answer.text.split(":")[0], answer.text.replace(/^[^:]*:/, "")];
    const inside = mentions(said, 0);
    const one = inside.find(({ topic }) => topic === "single");
    const two = inside.find(({ topic }) => topic === "double");
    if (/one or two|单双休/i.test(said)) return verdictOf("", said) === "no" ? null : { value: true, span };
    if (one) {
      if (one.value === "maybe") return null;
      return { value: one.value !== "no", span };
    }
    if (two) return two.value === "maybe" ? null : { value: two.value === "no", span };
    const verdict = verdictOf("", said);
    if (verdict === "maybe") return null;
    if (verdict && mentions(label, 0).some(({ topic }) => topic === "single"))
      return { value: verdict === "yes", span };
    if (verdict && mentions(label, 0).some(({ topic }) => topic === "double"))
      return verdict === "yes" ? { value: false, span } : null;
  }
  let unsure = false;
  let wants: Found<boolean> | null = null;
  for (const clause of free) {
    if (/one or two days?/i.test(clause.text) && verdictOf("", clause.text) === "yes")
      return { value: true, span: { start: clause.start, end: clause.end } };
    for (const { topic, value, span } of mentions(clause.text, clause.start)) {
      if (topic === "single") {
        if (value === "maybe") unsure = true;
        else if (value) return { value: value === "yes", span: widen(clause, span) };
        else if (/^\s*单休\s*$/.test(clause.text)) return { value: true, span };
      }
      if (topic === "double") {
        if (value === "maybe" || /最好|尽量|ideally/.test(clause.text)) wants ??= null;
        if (value === "maybe") unsure = true;
        else wants ??= value === "no" ? null : { value: false, span: widen(clause, span) };
      }
    }
  }
  return unsure ? null : wants;
}

/** The clause around a mention, when it is short enough to be read at a glance. */
function widen(clause: Told, span: { start: number; end: number }) {
  const text = clause.text.trim();
  if (text.length > 40) return span;
  const start = clause.start + clause.text.indexOf(text);
  return { start, end: start + text.length };
}
