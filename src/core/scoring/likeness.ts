import { numberOf } from "./language.ts";
import { normalise } from "./language-text.ts";

/** Words that mean the same in these rules, written as the first. */
const same: readonly (readonly [string, RegExp])[] = [
  ["客户", /消费者|买家|顾客|用户|亲(?=可以)/gu],
  ["商家", /店铺|卖家|我们店|本店|店里|小店/gu],
  ["机器人", /自动回复|智能客服|机器回复|自动应答|ai回复/gu],
  ["人工", /真人|人手/gu],
  ["揽收", /揽件|取件扫描|快递扫描|扫描记录/gu],
  ["快递", /物流/gu],
  ["退款", /退钱|返款/gu],
  ["赔付", /赔偿|赔钱|补偿/gu],
  ["红包", /赔付红包|现金红包/gu],
  ["不算", /不计入|不计算|不计|不作数|不能算/gu],
  ["页面", /商品页|详情页|下单页|商品详情/gu],
  ["无理由", /无条件/gu],
];
/** Characters that carry no content of their own. */
const empty = new Set(
  "的了是在和与或也都就按以为及可被把由给对等有会能要这那个其之而且并还才到从于哦呢哈呀吗吧啊亲您你我们请".split(
    "",
  ),
);
const numberWord =
  /[0-9]+(?:\.[0-9]+)?%?|[一二两三四五六七八九十百千半]+(?=[小个天日分秒元块倍折成月年次条张罐件%])/gu;

/** Statements up to this length say one thing, so that a negation in one of the two turns it round. */
const singleThought = 24;

/**
 * Share (0..1) of the statement's content that `text` says: its two-letter pieces, and its numbers counted three times.
 * 0 when one of the two denies what the other, a short statement, asserts.
 */
export function likeness(statement: string, text: string): number {
  const wanted = piecesOf(statement);
  const there = piecesOf(text);
  let all = 0;
  let met = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  for (const piece of wanted.at.keys()) {
    const weight = piece.startsWith("#") ? 3 : 1;
    const found = there.at.get(piece);
    all += weight;
    if (found === undefined) continue;
    met += weight;
    from = Math.min(from, found);
    to = Math.max(to, found + piece.length);
  }
  if (met === 0) return 0;
  const said = there.text.slice(Math.max(0, from - 3), to + 3);
  if (wanted.text.length <= singleThought && negated(wanted.text) !== negated(said)) return 0;
  return met / all;
}

const negated = (text: string): boolean => /[不没未别勿]|无法|无需|拒绝|禁止/u.test(text);

/** Sentences of a text as ranges in it; Chinese and Latin punctuation. */
export function sentencesOf(text: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^，,。！？!?；;\n]+[，,。！？!?；;\n]*/gu)) {
    if (match[0].trim() !== "") spans.push({ start: match.index, end: match.index + match[0].length });
  }
  return spans;
}

/** Values of the numbers in a text, as digits; "10%" and "10" are different. */
export function numbersIn(original: string): Set<string> {
  const { text } = normalise(original);
  const found = new Set<string>();
  for (const match of text.matchAll(numberWord)) {
    const value = numberOf(match[0].replace("%", ""));
    if (value !== null) found.add(`${value}${match[0].endsWith("%") ? "%" : ""}`);
  }
  return found;
}

/** Normalised text, and where each piece of content first stands in it; numbers are written `#48`, `#10%`. */
type Pieces = { text: string; at: ReadonlyMap<string, number> };

function piecesOf(original: string): Pieces {
  let { text } = normalise(original);
  for (const [word, others] of same) text = text.replace(others, word);
  const at = new Map<string, number>();
  const add = (piece: string, index: number) => at.set(piece, Math.min(index, at.get(piece) ?? index));
  for (const match of text.matchAll(numberWord)) {
    const value = numberOf(match[0].replace("%", ""));
    if (value !== null) add(`#${value}${match[0].endsWith("%") ? "%" : ""}`, match.index);
  }
  for (const match of text.matchAll(/[a-z]{3,}/g)) add(match[0], match.index);
  const letters = Array.from(text.matchAll(/\p{Script=Han}/gu)).filter(([char]) => !empty.has(char));
  for (const [i, match] of letters.entries()) {
    const next = letters[i + 1];
    if (next && next.index - match.index <= 3) add(match[0] + next[0], match.index);
  }
  return { text, at };
}
