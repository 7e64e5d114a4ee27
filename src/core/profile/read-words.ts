import { protectedIn } from "../asking/forbidden-protected.ts";
import { arabic } from "../dialogue/numerals.ts";
import { type Criterion, maxCriteria, platformWords } from "./criteria.ts";
import type { TagId } from "./tags.ts";

/** "会拼多多、能晚班的有谁" as criteria; `unknown` = words that stand for no tag. `protected` = it asks for what nobody may match by. */
export type ReadWords =
  | { kind: "criteria"; criteria: Criterion[]; unknown: string[]; asksWho: boolean }
  | { kind: "protected" };

const who =
  /(?:的)?(?:都)?(?:有谁|有哪些人?|有哪几位|是谁|有没有人?|的人有吗|有吗|谁)(?:呢|啊|呀)?[?？。]*$|^(?:谁|有谁|哪些人|哪几位|有没有人?|帮我找|找|想要|需要|who|which (?:people|candidates)|anyone|anybody|find)(?: (?:can|knows?|has|is|who|with|people|candidates))*|[?？]$/i;
const filler =
  /^(?:的|人|候选人|客服|求职者|and|who|can|knows?|with|has|have|is|people|candidates?|that|also|也|又|还|要|都)$/i;

const plain: readonly (readonly [RegExp, TagId])[] = [
  [/晚班|夜班|晚上|20点|24点|倒班|evenings?|nights?|late shift/i, "night"],
  [/单休|one rest day|six[- ]day/i, "single_rest"],
  [/礼貌|有礼|客气|polite/i, "polite"],
  [/解决问题|解决方案|给方案|会处理|solutions?/i, "solution"],
  [/通过(?:了)?测评|测评(?:已)?通过|测评及格|passed/i, "passed"],
  [/打字快|types? fast|fast typ/i, "typing"],
  [/英[语文]|english/i, "english"],
  [/大促|双11|双十一|618|big sales?/i, "promo"],
  [/带(?:过)?(?:团队|人)|组长|主管|led a team|team lead/i, "team_lead"],
  [/直播|live/i, "live"],
];

/** Reads what a recruiter looks for in words, Chinese or English; everything named is required. */
export function readWords(text: string, own: readonly { id: string; name: string }[] = []): ReadWords {
  const said = arabic(text.normalize("NFKC").slice(0, 300)).trim();
  if (protectedIn(text)) return { kind: "protected" };
  const bare = said.replace(who, " ").replace(who, " ");
  const criteria = new Map<TagId, Criterion>();
  const unknown: string[] = [];
  for (const piece of bare.split(/[、,，;；。/&]|\s(?:and|or)\s|并且|而且|以及|同时|[且和及]/i)) {
    const found = ofPiece(piece, own);
    for (const criterion of found) criteria.set(criterion.tag, criterion);
    const rest = piece.replace(/的$/, "").trim();
    if (found.length === 0 && rest !== "" && !filler.test(rest)) unknown.push(rest);
  }
  const kept = [...criteria.values()].slice(0, maxCriteria);
  return { kind: "criteria", criteria: kept, unknown, asksWho: who.test(said) };
}

function ofPiece(piece: string, own: readonly { id: string; name: string }[]): Criterion[] {
  const named = own.filter(({ name }) => piece.includes(name));
  if (named.length > 0) return named.map(({ id }) => required(id));
  const found = [...platformWords, ...plain].filter(([pattern]) => pattern.test(piece)).map(([, tag]) => tag);
  const numbers = [payIn(piece), yearsIn(piece), startIn(piece)].filter((one) => one !== null);
  return [...found.map((tag) => required(tag)), ...numbers];
}

/** Typing speed can only ever be wanted. */
const required = (tag: TagId, limit?: number): Criterion => ({
  tag,
  need: tag === "typing" ? "wanted" : "required",
  weight: 3,
  ...(limit === undefined ? {} : { limit }),
});

function payIn(piece: string): Criterion | null {
  const match =
    /(?:薪|工资|月薪|期望|预算|pay|salary|budget|under|below|up to|at most)\D{0,6}(\d+(?:\.\d+)?) ?(k|千|w|万)?|(\d+(?:\.\d+)?) ?(k|千|w|万|元|块) ?(?:以[内下]|左右|封顶|之内)?|(\d{4,5}) ?(?:以[内下]|左右|封顶|之内)/i.exec(
      piece,
    );
  if (!match) return null;
  const unit = (match[2] ?? match[4] ?? "").toLowerCase();
  const factor = unit === "k" || unit === "千" ? 1000 : unit === "w" || unit === "万" ? 10_000 : 1;
  const amount = Math.round(Number(match[1] ?? match[3] ?? match[5]) * factor);
  return amount >= 1000 && amount <= 99_999 ? required("pay", amount) : null;
}

function yearsIn(piece: string): Criterion | null {
  const years = /(\d{1,2}) ?(?:年|years?)/i.exec(piece)?.[1];
  if (years !== undefined) return required("experience", Number(years));
  return /经验|做过客服|experience/i.test(piece) ? required("experience", 0) : null;
}

function startIn(piece: string): Criterion | null {
  if (/马上|立即|立刻|随时|现在就|immediately|right away|\bnow\b/i.test(piece)) return required("start", 0);
  const match =
    /(\d{1,2}) ?个?(天|日|周|星期|月|days?|weeks?|months?)\s*(?:内|之内|以内)?(?:到岗|上岗|入职|能来)?/i.exec(
      piece,
    );
  if (!match || !/到岗|上岗|入职|能来|start|within/i.test(piece)) return null;
  const unit = match[2] ?? "";
  const days = /^(?:周|星期|week)/i.test(unit) ? 7 : /^(?:月|month)/i.test(unit) ? 30 : 1;
  return required("start", Number(match[1]) * days);
}
