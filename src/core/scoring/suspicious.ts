/** A stretch of a message that is written for whoever scores it, or hidden from people. */
export type Suspicious = { start: number; end: number; kind: "orders" | "hidden" };

const longest = 4096;

/** Orders to a scorer, forged roles and forged results; matched on the folded text. */
const orders: readonly RegExp[] = [
  /(?:忽略|无视|忘掉|不要理会|别管).{0,12}(?:规则|指令|提示词|要求|评分|负面)/gu,
  /(?:给|打|判|按|算|记)(?:我|他|她|这位候选人|这个候选人|本题)?.{0,6}(?:100分|满分|高分|最高分|一百分)|(?:打|判|算|记)(?:我|他|她)?100(?![\d元块%.])/gu,
  /(?:得分|成绩|分数|总分|合计|评分|score).{0,6}(?:改(?:为|成)|设(?:为|成)|[:=>为是]+).{0,4}(?:(?:100|9\d)(?![\d元块%.])|满分)/gu,
  /(?:最终答案|最终成绩|评委结论|评分员备注|推荐等级)[^\p{L}\p{N}]{0,4}/gu,
  /(?:本题|直接|回答一律按|代表.{0,3}给)满分/gu,
  /(?:及格线|通过线|分数线).{0,12}(?:保证|确保|至少|请)/gu,
  /你是.{0,6}(?:评分|打分|裁判|ai)/gu,
  /(?:分数|打分|评分).{0,4}(?:打|给|改)?高(?:点|一点|些)/gu,
  /(?:免初试|直接过初筛|必须录用|自动通过|视为最佳答案)/gu,
  /(?:系统提示词|评分标准).{0,8}(?:发给我|是什么|背|输出|打印|告诉我)/gu,
  /(?:作为所有(?:维度|要点|项目)的证据|已核实证件)/gu,
  /^[【[（(]?(?:系统(?:消息|提示|指令)?|管理员|面试官|评分员|裁判|指令)[】\]）)]?[:：]/gmu,
  /<\/?(?:[a-z_]*(?:transcript|instruction|answer|system|candidate|score|content)[a-z_]*|[^<>\s]{0,12}(?:指令|对话记录|候选人回答|系统)[^<>\s]{0,12})>/gu,
  /原样输出|输出到代码块|逐字(?:背|输出)|(?:跟|告诉|给)招聘(?:方|官|人员|者).{0,4}(?:说|总结)|(?:不要|别)录用(?:他|她)/gu,
  /\bgive me your (?:password|key)|\b(?:you are|i am) an? .{0,30}\b(?:answering|chat) ?bot\b/gu,
  /(?<!don't |not |never )\b(?:ignore|disregard|forget)\b.{0,30}\b(?:instructions?|rules?|prompts?|rubric|commands?|consignes)\b/gu,
  /\b(?:give|award|grant|assign)\b.{0,30}\b(?:100|full|perfect|top|max(?:imum)?|highest)\b.{0,12}(?:marks?\b|scores?\b|points?\b|credit\b|rating)|\b(?:give|award|grant) (?:me|him|her|this candidate) (?:an? )?100\b(?! ?(?:yuan|rmb|cny|%))/gu,
  /\b(?:score|rating|mark|total)\b\W{0,4}(?:is|of|to|at|=|:|as)?\W{0,4}(?:100|9\d|5\/5|10\/10)\b(?! ?(?:yuan|rmb|cny|usd|%|days|hours|pieces))/gu,
  /\b(?:output|return|print|copy|answer)\b.{0,40}\b(?:scores?|full marks|rubric)\b|\b(?:output|print|return|answer)\b.{0,12}\b100\b(?! ?(?:yuan|rmb|cny|usd|%))/gu,
  /\b(?:pass mark|threshold)\b.{0,40}\b(?:make sure|at least|ensure)\b/gu,
  /\b(?:mark|record|set)\b.{0,30}\b(?:as passed|as "?yes|hired|sub-?scores?|auto-?pass)\b/gu,
  /\b(?:pre-?approved|auto-?pass)\b/gu,
  /(?:^|\\n)(?:#{1,6} *)?(?:system|assistant|judge|recruiter|user|human|ai|instruction|admin)\b[^\n:]{0,20}:/gmu,
  /<\|[a-z_]{1,20}\|>|\[\/?inst\]|<<\/?sys>>|system ?prompt\b.{0,20}(?:is|:|reveal|print|show)|^\/admin\b/gmu,
  /(?:begin|end) (?:admin|system) (?:block|message)|final answer\W{1,6}100|judge verdict/gu,
  /"(?:score|total|credit|decision|points|quote)"\s{0,3}:/gu,
  /\bany score below\b|\bthought process:|\bround my score\b|\bexample\b.{0,40}\bscored 100/gu,
];

/** Written apart ("忽-略-规-则"), these still say what they say. */
const apart: readonly RegExp[] = [
  /(?:忽略|无视)(?:上面|以上|之前|前面)?的?(?:所有)?(?:规则|指令)/gu,
  /(?:得分|评分|打|给|我)(?:100|满分)/gu,
  /ignore(?:all|the|any)?(?:previous|above|prior)?(?:instructions|rubric|rules)/gu,
];

/** Tag characters, zero-width and direction controls, terminal escapes: no keyboard of a phone writes them. */
const hidden = /[\u200B\u2060-\u2064\u202A-\u202E\u2066-\u2069\uFEFF\u{E0000}-\u{E007F}\u001B]+/gu;
const ends = /[。！？!?;；\n]/u;

/**
 * Sentences that give orders to the scorer, forge a role, a result or a delimiter, and sentences with invisible
 * characters; sorted, merged. A filter of known forms, not a proof: the effect of a model is bounded elsewhere.
 */
export function findSuspicious(text: string): Suspicious[] {
  const raw = text.slice(0, longest);
  const found: Suspicious[] = [];
  const whole = fold(raw, false);
  for (const pattern of orders) {
    for (const match of whole.text.matchAll(pattern)) {
      if (!benign(whole.text, match)) found.push(sentence(raw, at(whole, match), "orders"));
    }
  }
  const letters = fold(raw, true);
  for (const pattern of apart) {
    for (const match of letters.text.matchAll(pattern))
      found.push(sentence(raw, at(letters, match), "orders"));
  }
  for (const match of raw.matchAll(hidden)) {
    found.push(sentence(raw, { start: match.index, end: match.index + match[0].length }, "hidden"));
  }
  return merge(found);
}

/** Takes the stretches inside orders to the scorer out of what may earn something. */
export function outsideOrders(
  found: readonly Suspicious[],
  said: Map<string, { start: number; end: number }[]>,
): void {
  const orders = found.filter(({ kind }) => kind === "orders");
  if (orders.length === 0) return;
  for (const [name, spans] of said) {
    const left = spans.filter(({ start, end }) => !touchesSuspicious(orders, start, end));
    if (left.length > 0) said.set(name, left);
    else said.delete(name);
  }
}

/** Whether a stretch touches a suspicious one. */
export const touchesSuspicious = (spans: readonly Suspicious[], start: number, end: number): boolean =>
  spans.some((span) => start < span.end && span.start < end);

type Folded = { text: string; starts: number[]; ends: number[] };
const lookalikes: Readonly<Record<string, string>> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "i",
  ѕ: "s",
  ј: "j",
  н: "h",
  т: "t",
  к: "k",
  м: "m",
};

/** Width, case and look-alike letters made uniform, invisible characters dropped; `lettersOnly` drops what stands between. */
function fold(raw: string, lettersOnly: boolean): Folded {
  const folded: Folded = { text: "", starts: [], ends: [] };
  let start = 0;
  for (const point of raw) {
    const end = start + point.length;
    const plain = /\p{Cf}/u.test(point) ? "" : point.normalize("NFKC").toLowerCase();
    for (const unit of plain) {
      if (lettersOnly && !/[\p{L}\p{N}]/u.test(unit)) continue;
      folded.text += lookalikes[unit] ?? unit;
      for (let i = 0; i < unit.length; i += 1) {
        folded.starts.push(start);
        folded.ends.push(end);
      }
    }
    start = end;
  }
  return folded;
}

const at = ({ starts, ends: stops }: Folded, match: RegExpExecArray | RegExpMatchArray) => {
  const from = match.index ?? 0;
  const last = Math.max(from, from + match[0].length - 1);
  return { start: starts[from] ?? 0, end: stops[last] ?? 0 };
};

/** "我叉车证考试得了100分", "I scored 100 on the test": about something else than this scoring. */
const benign = (text: string, match: RegExpExecArray | RegExpMatchArray): boolean =>
  /(?:考试|考了|证书|驾照|\b(?:licence|license|exam) |\btest in\b)/u.test(
    text.slice(Math.max(0, (match.index ?? 0) - 12), (match.index ?? 0) + match[0].length + 12),
  );

function sentence(
  raw: string,
  { start, end }: { start: number; end: number },
  kind: Suspicious["kind"],
): Suspicious {
  let from = start;
  while (from > 0 && !ends.test(raw[from - 1] ?? "")) from -= 1;
  let to = end;
  while (to < raw.length && !ends.test(raw[to - 1] ?? "")) to += 1;
  return { start: from, end: to, kind };
}

function merge(found: Suspicious[]): Suspicious[] {
  const out: Suspicious[] = [];
  for (const span of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (last && span.start < last.end && last.kind === span.kind) last.end = Math.max(last.end, span.end);
    else if (!out.some((one) => one.kind === span.kind && one.start <= span.start && one.end >= span.end))
      out.push({ ...span });
  }
  return out;
}
