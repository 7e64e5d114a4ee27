import { plainForm } from "./language-text.ts";

/** Ends of clauses in normalised text; a negation or a question mark reaches no further. */
const clauseEnd = /[,。!?;:\n]/;

const fillers =
  "用|要|需要|需|必|能够|能|会|可以|可|想|该|得|法|办法|有|再|是|给|帮|替|为|您|你|我们|咱们|我|亲|这边|那边|直接|马上|先|" +
  "同意|支持|答应|接受|办理|操作|提供|进行|随便|随意|私下|主动|任何|所谓的?|的|客户|顾客|承诺|保证|允许|建议|存在|让|" +
  "打算|准备|权限|权|资格|义务|单独|额外|另外|说|做到?|只|必要|在|跟|和|去|来|报|拍|发|传|看|填|出示|上传|订";
/** A negator, then only words that carry it over to what follows: 不用|拍照, 没办法给您|退款. */
const before = new RegExp(
  `(?:[不没别未勿甭莫]|拒绝|无法|无需|无权|难以|谢绝|禁止|严禁|避免)(?:${fillers}){0,6}$`,
  "u",
);
/** What follows takes it back: 退款|是不行的, 微信|就不加了. */
const after =
  /^(?:是|都|也|就|的|话|这个|这块|这边|我们|我|暂时|目前|真的|确实|肯定|恐怕|可能|还){0,4}(?:不行|不可以|不能|不可|不允许|不支持|不存在|不可能|不了(?!解)|办不|做不|没办法|没法|无法|没有(?=[的哦呢哈了啊]|[,。!?;:\n]|$)|免谈|违规|是违规|(?:不用|不需要|无需|不必|甭)(?:再)?(?:拍|发|传|提供|上传|给|看))/u;

/** The same after a comma, where only a plain refusal is meant: 筛一筛能喝|，这个不可以的. */
const afterComma =
  /^[,]?(?:[^,。!?;\n]{0,6}),?(?:这个|这样|这|那|我们|我|这边|可|真的|也|是|都|暂时|亲){0,4}(?:不行|不可以|不允许|不安全|不合规|违规|不能(?:答应|承诺|保证|同意|这样)|没(?:法|办法)(?:答应|承诺|保证|同意))/u;

const beforeEnglish =
  /(?:\b(?:not|never|no|without|neither|nor|cannot|refuse to|unable to)|n't)(?: (?:[a-z']+)){0,4} ?$/;
const harmlessEnglish =
  /\b(?:not only|no (?:problem|worries|doubt|charge|cost|extra|need to worry)|don't worry|can't apologi|why not|if not)\b/;

/** Whether what stands at `start`-`end` of normalised `text` is negated in its own clause. */
export function isNegated(text: string, start: number, end: number): boolean {
  const [from, to] = clauseAround(text, start, end);
  const lead = text.slice(Math.max(from, start - 40), start);
  if (before.test(lead)) return true;
  if (afterComma.test(text.slice(end, end + 24))) return true;
  const english = lead.replace(harmlessEnglish, "");
  return beforeEnglish.test(english) || after.test(text.slice(end, Math.min(to, end + 24)));
}

const consent =
  /(?:可以|行|好|成|ok|怎么样|如何|认可|接受|满意|同意|方便|合适)(?:吗|么|嘛|不|呢|吧)?$|\b(?:would you (?:like|prefer)|shall (?:i|we)|can (?:i|we)|could (?:i|we)|may i|how about|is that|does that|sound)\b/u;

/** Whether it stands in a question that offers nothing ("要退款吗?"). "给您退款可以吗?" offers and is none. */
export function isAsked(text: string, start: number, end: number): boolean {
  const [from, to] = clauseAround(text, start, end);
  const clause = plainForm(text.slice(from, to));
  const asks = text[to] === "?" || /[吗么嘛]$|有没有|是否|是不是|有无/u.test(clause);
  return asks && !consent.test(clause);
}

function clauseAround(text: string, start: number, end: number): [number, number] {
  let from = start;
  while (from > 0 && !clauseEnd.test(text[from - 1] ?? "")) from--;
  let to = end;
  while (to < text.length && !clauseEnd.test(text[to] ?? "")) to++;
  return [from, to];
}
