import { matchesOf } from "./matches.ts";
import { numberOf, numberPattern } from "./numerals.ts";
import { answersTo, clausesOf, type Reading } from "./reading.ts";
import { monthOf, monthsOf, type Spell, spellsIn } from "./spells.ts";
import { namesPlatform } from "./terms.ts";
import type { Found, Span } from "./vocabulary.ts";

/** Years of customer service, how we know, and whether the person has worked at all. */
export type Experience = { years: Found<number> | null; denied: boolean; worked: boolean; served: boolean };

const service =
  /客服|客户服务|顾客服务|售前|售后(?!工程)|话务|坐席|座席|呼叫中心|在线咨询|网店接待|接线员|customer (?:service|support|care|success|experience|relations)|call ?cent(?:er|re)|support (?:executive|officer|staff|consultant|agent|specialist|associate|representative|team|lead|advisor)|(?:chat|buyer|seller|online|phone|email) support|live chat|after-?sales|pre-?sales|help ?desk|service (?:agent|representative)|(?:chat|cs) (?:agent|rep)/i;
const otherJob =
  /收银|店员|服务员|前台|文员|老师|教师|幼师|顾问|导购|销售|打包|仓库|仓管|跟单|质检员|司机|工厂|工地|车间|流水线|快递|外卖|工人|普工|操作工|出纳|会计|行政|护士|厨师|学生|保险|测试|程序|运营|采购|美工|设计|导游|cashier|warehouse|picker|factory|teacher|tutor|sales|clerk|waiter|waitress|driver|dispatcher|nurse|accountant|intern(?!.*support)|receptionist|assistant(?!.*support)/i;
const school =
  /学院|大学|本科|大专|专业|中学|高中|职校|university|college|bachelor|\bba\b|\bbsc?\b|degree|diploma|school/i;

const never =
  /(?:没有?|无|未|零|毫无|还没有?)(?:正式|任何|相关|真正|一点|正经|从事|做|干|搞|当|接触)*(?:过)?(?:电商|网店|网络|在线|淘宝)?(?:的)?(?:客服|客户服务)(?:相关)?(?:的)?(?:工作)?(?:经验|经历|岗位)?|客服(?:相关)?(?:的)?(?:工作)?(?:经验|经历)?[ :：]?(?:为零|零|没有|无(?!论))|零经验|no (?:prior |previous |formal |direct )?(?:experience (?:in|with|of) )?customer (?:service|support)(?: experience)?|(?:never|not) (?:worked|done|been|had) [\w ]{0,12}customer (?:service|support)|no (?:prior |previous |formal )?work(?:ing)? experience|没有?(?:任何)?工作(?:经验|经历)|without (?:any )?customer (?:service|support) experience/i;

/** Adds up what counts as customer service: an explicit statement, dated jobs, or lengths named in sentences. */
export function findExperience(reading: Reading): Experience {
  const text = reading.done;
  const spells = spellsIn(text, reading.today);
  const jobs = spells.filter((one) => !(school.test(one.heading) && !service.test(one.heading)));
  const served = jobs.filter(isService);
  const denial = never.exec(text);
  const deny = answersTo(reading, "years_cs").find(({ text: said }) =>
    /^\s*(?:无|没有?|否|零|0 ?年?|none|no)(?:$|[\s,。;(正式做过])/i.test(said),
  );
  const stated = fromLabel(reading) ?? null;
  const claims = claimsIn(text, spells);
  const worked = jobs.length > 0 || otherJob.test(text);
  const dated = served.length > 0 ? monthsOf(served) / 12 : null;
  const first = served[0];
  const answer = (value: number, span: Span): Experience => ({
    years: { value: Math.round(value * 10) / 10, span },
    denied: false,
    worked,
    served: value > 0,
  });
  if (stated) return answer(stated.value, stated.span);
  if (
    claims.total &&
    (dated === null || Math.abs(claims.total.value - dated) > 0.6 || claims.total.value >= dated)
  )
    return answer(claims.total.value, claims.total.span);
  const since = sinceThen(reading);
  if (since?.told) return answer(since.value, since.span);
  if (dated !== null && first) return answer(dated, first.span);
  if (claims.sum) return answer(claims.sum.value, claims.sum.span);
  if (since) return answer(since.value, since.span);
  if (denial || deny) {
    const span = denial
      ? { start: denial.index, end: denial.index + denial[0].length }
      : (deny ?? { start: 0, end: 0 });
    return {
      years: { value: 0, span: { start: span.start, end: span.end } },
      denied: true,
      worked,
      served: false,
    };
  }
  const mentioned = service.test(text);
  const any = mentioned ? generic(reading) : null;
  if (any) return answer(any.value, any.span);
  // Work of other kinds and not a word of service: none.
  const job = jobs[0];
  if (!mentioned && job) return { years: { value: 0, span: job.span }, denied: true, worked, served: false };
  return { years: null, denied: false, worked, served: mentioned };
}

function isService({ heading, block }: Spell): boolean {
  if (service.test(heading) && !never.test(heading)) return true;
  if (school.test(heading)) return false;
  if (otherJob.test(heading)) return false;
  const title = /(?:职位|岗位|职务|title|role|position)\s*[:|\t ]\s*([^\n|]{1,40})/i.exec(block)?.[1];
  if (title !== undefined && !service.test(title) && otherJob.test(title)) return false;
  return (service.test(block) && !never.test(block)) || (namesPlatform(heading) && !otherJob.test(block));
}

const length = new RegExp(
  `(?<![\\d.年/\\-~])(?:(${numberPattern})\\s?(?:\\+|多|来|几)?\\s?(?:个)?(?:年(?!级|前|底|初|后|内|会|龄|薪|货|终|月|来岁|\\d)(半)?|years?'?|yrs?\\.?)|(${numberPattern})\\s?(?:\\+|多|来)?\\s?(?:个月|months?)|(半年))(?:(?:多|以上))?`,
  "gi",
);

type Length = { value: number; start: number; end: number };

/** Lengths of time in years, with their places. */
function lengthsIn(text: string): Length[] {
  return matchesOf(length, text).flatMap((match) => {
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 3);
    if (/^(?:前|内|后|以前|之前|之后|以?内| ago)/.test(behind)) return [];
    const value =
      match[4] !== undefined
        ? 0.5
        : match[3] !== undefined
          ? numberOf(match[3]) / 12
          : numberOf(match[1] ?? "") + (match[2] ? 0.5 : 0);
    if (!(value > 0) || value > 40) return [];
    return [{ value, start: match.index, end: match.index + match[0].length }];
  });
}

function fromLabel(reading: Reading): Found<number> | null {
  for (const { text, start } of answersTo(reading, "years_cs")) {
    if (/^\s*(?:无|没|未|否|零|no\b)/i.test(text)) continue;
    const [one, ...more] = lengthsIn(text);
    if (!one) {
      const bare = /^\s*(\d{1,2}(?:\.\d)?)\s*$/.exec(text);
      if (bare) return { value: Number(bare[1]), span: { start, end: start + text.length } };
      continue;
    }
    const value =
      more.length > 0 && !/其中|including/.test(text) && /[+、,和]/.test(text)
        ? [one, ...more].reduce((sum, each) => sum + each.value, 0)
        : one.value;
    return { value, span: { start: start + one.start, end: start + one.end } };
  }
  for (const { text, start } of answersTo(reading, "years_any")) {
    if (!(service.test(text) || namesPlatform(text)) || /(?:19|20)\d{2}/.test(text)) continue;
    const lengths = lengthsIn(text).filter(
      ({ start: at, end }) =>
        service.test(text.slice(Math.max(0, at - 14), end + 14)) ||
        namesPlatform(text.slice(Math.max(0, at - 12), end + 12)),
    );
    const [one] = lengths;
    if (one)
      return {
        value: lengths.reduce((sum, each) => sum + each.value, 0),
        span: { start: start + one.start, end: start + one.end },
      };
  }
  return null;
}

const whole = /经验|一共|总共|合计|共计|累计|从业|资历|以来|experience|in total|altogether|overall/i;

/** Lengths that sentences tie to customer service: one that speaks of the whole, and the sum of the parts. */
function claimsIn(
  text: string,
  spells: readonly Spell[],
): { total: Found<number> | null; sum: Found<number> | null } {
  let total: Found<number> | null = null;
  const parts: Length[] = [];
  const clauses = clausesOf(text, /[。!?;,\n|\t]|\.(?= |$)/gm);
  for (const [n, clause] of clauses.entries()) {
    if (never.test(clause.text) || clause.text.length > 400) continue;
    const dated = spells.some(({ span }) => span.start >= clause.start && span.end <= clause.end);
    const lengths = lengthsIn(clause.text);
    lengths.forEach((one, i) => {
      const ahead = clause.text.slice(Math.max(lengths[i - 1]?.end ?? 0, one.start - 30), one.start);
      const behind = clause.text.slice(
        one.end,
        Math.min(lengths[i + 1]?.start ?? clause.text.length, one.end + 40),
      );
      if (
        /其中|(?:^|[前后头])$|(?:毕业|孩子|合同|试用期|店铺?开|成立|实习周期|(?:一|1)年内|first|last|next)\s*$/.test(
          ahead.trimEnd(),
        )
      )
        return;
      // 「做拼多多客服，做了十个月」: the clause before says what of.
      const goesOn =
        /^\s*(?:一共|总共|大概|差不多|已经|也|都|就)*(?:做了|干了|做过|有|待了|呆了|快|将近|差不多|大概)[^\d一二两三四五六七八九十]{0,4}$/.test(
          clause.text.slice(0, one.start),
        );
      const previous = goesOn ? (clauses[n - 1]?.text ?? "") : "";
      const counts =
        tied(ahead, behind) ||
        (goesOn && !otherJob.test(behind) && (service.test(previous) || namesPlatform(previous)));
      if (!counts) return;
      const span = { start: clause.start + one.start, end: clause.start + one.end };
      if (whole.test(ahead + behind) && (total === null || one.value > total.value)) {
        if (!/其他|行业外/.test(ahead)) total = { value: one.value, span };
      }
      if (!dated) parts.push({ ...one, ...span });
    });
  }
  const [first] = parts;
  const sum = parts.reduce((all, { value }) => all + value, 0);
  // Two years plus one: experience that is named in parts.
  const added =
    parts.filter(({ start, end }) => whole.test(text.slice(start - 6, end + 16))).length > 1 ||
    /\bplus\b|另外|再加/.test(text);
  return {
    total: total && !(added && parts.length > 1) ? total : null,
    sum: first ? { value: sum, span: { start: first.start, end: first.end } } : null,
  };
}

/** Whether the words around a length speak of customer service and not of another trade first. */
function tied(ahead: string, behind: string): boolean {
  const near = behind.slice(0, 40);
  const hit = Math.min(...[service.exec(near)?.index ?? 99, firstPlatform(near)]);
  const other = otherJob.exec(near)?.index ?? 99;
  if (hit < 99 && hit <= other) return true;
  if (other < 12) return false;
  const back = ahead.slice(-22);
  return service.test(back) || namesPlatform(back);
}

function firstPlatform(text: string): number {
  for (let at = 0; at < text.length; at++) if (namesPlatform(text.slice(0, at + 1))) return at;
  return 99;
}

/** 从2019年起做客服: from then until the last 「至…」 or today. */
function sinceThen({ done, today }: Reading): (Found<number> & { told: boolean }) | null {
  const match =
    /(?:从|自)?((?:19|20)\d{2}年?(?:\d{1,2}月)?)(?:份)?(?:起|开始|以来|就|至今)[^。\n]{0,16}?(?:客服|客户服务|售后|售前|话务)/.exec(
      done,
    ) ??
    /(?:customer (?:service|support)|call cent(?:er|re)|support)[^.\n]{0,40}? since ((?:[a-z]{3,9} )?(?:19|20)\d{2})/i.exec(
      done,
    );
  const from = match ? monthOf(match[1] ?? "", today) : null;
  if (!match || from === null) return null;
  const ends = [...done.slice(match.index).matchAll(/(?:至|到)((?:19|20)\d{2}年?(?:\d{1,2}月)?)/g)];
  const to = monthOf(ends.at(-1)?.[1] ?? "至今", today);
  const told = lengthsIn(/^[^。\n]*/.exec(done.slice(match.index))?.[0] ?? "").find(({ start }) =>
    /有|做了|干了|整|共/.test(done.slice(match.index + start - 4, match.index + start)),
  );
  if (told)
    return {
      told: true,
      value: told.value,
      span: { start: match.index, end: match.index + match[0].length },
    };
  return to !== null && to > from
    ? {
        told: false,
        value: (to - from) / 12,
        span: { start: match.index, end: match.index + match[0].length },
      }
    : null;
}

/** Years of work in general, when all that is told is service. */
function generic(reading: Reading): Found<number> | null {
  for (const { text, start } of answersTo(reading, "years_any")) {
    const [one] = lengthsIn(
      /^\s*\d{1,2}(?:\.\d)?(?=\s|$|\()/.test(text) ? text.replace(/^(\s*[\d.]+)/, "$1 years") : text,
    );
    if (one && !/(?:19|20)\d{2}/.test(text))
      return { value: one.value, span: { start: start + one.start, end: start + one.end } };
  }
  for (const clause of clausesOf(reading.done)) {
    if (!/经验|experience/i.test(clause.text) || otherJob.test(clause.text)) continue;
    const [one] = lengthsIn(clause.text);
    if (one)
      return { value: one.value, span: { start: clause.start + one.start, end: clause.start + one.end } };
  }
  return null;
}
