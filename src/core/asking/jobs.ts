import { readText } from "./read-text.ts";
import { cut, type Rest } from "./rest.ts";
import { takeShift } from "./shifts.ts";

export type JobFound =
  | { kind: "none" }
  | { kind: "one"; job: string }
  | { kind: "several"; jobs: string[] }
  /** A job was named that the company has not. */
  | { kind: "unknown"; name: string };

/** Words in job names that tell no job from another. */
const generic =
  /^(?:客服|岗位|岗|职位|招聘|人员|专员|晚班|夜班|白班|早班|中班|轮班|倒班|在线|电商|线上|全职|兼职|简历|面试|渠道|网络|店铺|店|员|班|服|电|聊|上|线|文字|网上|测评|入职|同城|直聘|内推|留存|成本|通过|微信|抖音|快手|智联|猎聘|拉勾|boss|58|51job|job|jobs|role|position|shift|night|day|evening|rotating|support|agent|agents|customer|service|staff|the|for|and|of|a|an|in|online|specialist|representative|rep|junior|senior|assistant|associate|team|chat|web|time|full|part|to|on|with|shop|store|hire|hires|new|live|e|commerce|ecommerce|channel|week|month|last|rate)$/;

const cjk = /\p{Script=Han}/u;

/** The job that is meant: by its whole name, or by a part of it that no other job has. It is taken out of the rest. */
export function takeJob(rest: Rest, jobs: readonly string[]): JobFound {
  const known = jobs.map((job) => ({ job, text: readText(job) })).filter(({ text }) => text !== "");
  const exact = known
    .filter(({ text }) => placeOf(rest.text, text) >= 0)
    .sort((a, b) => b.text.length - a.text.length);
  const [best] = exact;
  if (best) {
    for (const other of exact) if (other !== best && !best.text.includes(other.text)) return several(exact);
    const at = placeOf(rest.text, best.text);
    cut(rest, at, at + best.text.length);
    return { kind: "one", job: best.job };
  }
  return byParts(rest, known) ?? stranger(rest, known);
}

const several = (found: { job: string }[]): JobFound => ({
  kind: "several",
  jobs: found.map(({ job }) => job),
});

function placeOf(text: string, name: string): number {
  const at = text.indexOf(name);
  if (at < 0 || cjk.test(name)) return at;
  const alone = new RegExp(`(?<![a-z0-9])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![a-z0-9])`);
  return alone.exec(text)?.index ?? -1;
}

type Part = { word: string; at: number };

function byParts(rest: Rest, known: { job: string; text: string }[]): JobFound | null {
  const all = known.map(({ job, text }) => ({ job, text, parts: partsOf(rest.text, text) }));
  const weight = (parts: Part[]) =>
    parts.reduce((sum, { word }) => sum + (cjk.test(word) ? word.length : 3), 0);
  const most = Math.max(0, ...all.map(({ parts }) => weight(parts)));
  if (most === 0) return null;
  const found = all.filter(({ parts }) => weight(parts) === most);
  // Several jobs with the same name but for the shift: the shift that was said decides.
  const shift = takeShift({ text: rest.text });
  const narrowed =
    found.length > 1 && shift ? found.filter(({ text }) => takeShift({ text }) === shift) : found;
  const [one, ...more] = narrowed.length > 0 ? narrowed : found;
  if (!one) return null;
  if (more.length > 0) {
    for (const { word, at } of one.parts) cut(rest, at, at + word.length);
    return several(narrowed.length > 0 ? narrowed : found);
  }
  for (const { word, at } of one.parts) cut(rest, at, at + word.length);
  const own = takeShift({ text: one.text });
  if (own !== null && own === shift) takeShift(rest);
  return { kind: "one", job: one.job };
}

/** The parts of a job's name that are in the question, longest first, without those that tell nothing. */
function partsOf(text: string, name: string): Part[] {
  const parts: Part[] = [];
  const add = (word: string, at: number) => {
    const free = parts.every((part) => at + word.length <= part.at || at >= part.at + part.word.length);
    if (free) parts.push({ word, at });
  };
  const runs = name.match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
  for (const run of runs) {
    if (!cjk.test(run)) {
      const stem = run.length > 4 ? run.replace(/s$/, "") : run;
      const at = new RegExp(`(?<![a-z0-9])${stem}s?(?![a-z0-9])`).exec(text);
      if (at && !generic.test(run) && run.length > 1) add(at[0], at.index);
      continue;
    }
    for (let length = run.length; length >= 2; length--)
      for (let from = 0; from + length <= run.length; from++) {
        const word = run.slice(from, from + length);
        const core = word.replace(/(?:客服|岗位|岗|职位|晚班|夜班|白班|轮班|专员)+$/, "");
        const at = text.indexOf(word);
        if (at >= 0 && core.length >= 2 && !generic.test(core) && !halves.test(word)) add(word, at);
      }
  }
  return parts;
}

/** Pieces that only look like words when a name is cut anywhere. */
const halves = /^(?:客|服|班|岗)|(?:售|客|晚|夜|白|轮)$/;

const shops =
  /(?:京东|淘宝|天猫|拼多多|抖店|小红书|唯品会|1688|得物|亚马逊|速卖通|shopee|lazada|temu|虾皮|美团|饿了么|有赞|微店)(?:那个|那边|这边)?(?:的)?(?:客服|岗位|岗|店|售前|售后|晚班|白班)?/;
const trades =
  /(?:运营|主播|美工|仓库|仓管|打包|司机|文员|会计|财务|出纳|行政|保安|保洁|前台|店长|导购|销售|采购|设计师?|程序员|开发|产品经理|人事|招聘专员|快递员|骑手|外卖|质检员?|培训师?|组长|主管|经理|剪辑|文案|策划|直播|助播|场控|客服主管|英语客服|日语客服|电话客服|跨境客服)(?:岗位|岗|职位|助理|专员)?/;
const qualified =
  /((?:英语|日语|韩语|粤语|跨境|电话|投诉|理赔|vip|海外|外贸|售前|售后|售中|游戏|物流|女装|男装|童装|母婴|美妆|食品|家电|数码|家居|女鞋|男鞋|箱包|珠宝|宠物|医药|图书|文具|运动|户外|孕婴|孕妇装|内衣|家纺|生鲜|酒水|茶叶|手机|电脑|保健品|玩具)(?:类目)?)(?:的)?(?:客服|岗位|岗|职位|专员|那个岗|店)/;
const englishJob =
  /\b(?:for|in|of|as|on) (?:the |our |a |an )?((?!last|this|past|next|each|every|any|all|night|day|which|what|per|open|week|month|time|year)[a-z]+(?: [a-z-]+){0,2}?) (?:job|role|position|opening|vacancy|team|department)s?\b/;
const englishTrades =
  /\b(?:warehouse|picker|packer|driver|courier|accountant|bookkeeper|designer|developer|programmer|engineer|copywriter|streamer|livestreamer|cashier|receptionist|cleaner|security guard|photographer|merchandiser|video editor|shop assistant|store manager|product manager|marketing manager|sales manager|intern|translator|nurse|teacher|cook|waiter)s?\b(?: (?:staff|workers?|assistants?|hands?|job|role)s?\b)?/;
const plainJob =
  /^(?:same|job|new|open|whole|entire|first|best|worst|top|other|customer service|customer support|support|our|that|this|rotating shift|rotating|shift)$/;

function stranger(rest: Rest, known: { text: string }[]): JobFound {
  const name =
    qualified.exec(rest.text)?.[1] ?? trades.exec(rest.text)?.[0] ?? shops.exec(rest.text)?.[0] ?? null;
  if (name && !known.some(({ text }) => text.includes(name))) return { kind: "unknown", name };
  const english = englishJob.exec(rest.text)?.[1] ?? englishTrades.exec(rest.text)?.[0];
  if (english && !plainJob.test(english)) return { kind: "unknown", name: english };
  return { kind: "none" };
}
