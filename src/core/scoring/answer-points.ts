import { contentful, massOf } from "./answer-grams.ts";
import { type Clause, clausesOf, type Unit } from "./answer-units.ts";

/** One thing an answer should say. */
export type PointSource = { text: string; units: readonly Unit[] };

const leadWords = /(?:包括|包含|分为|分成|如下|有|是|为|:)$/u;
const joints = new Set(["和", "与", "及"]);

/** The points of a reference: its items when it lists, its clauses when it explains; a lead-in that only repeats the question is none. */
export function pointsOf(reference: string, asked: ReadonlySet<string>): PointSource[] {
  const clauses = clausesOf(reference);
  const point = (units: readonly Unit[]): PointSource => ({
    text: reference.slice(units[0]?.start ?? 0, units.at(-1)?.end ?? 0),
    units,
  });
  const points: PointSource[] = [];
  let held: readonly Unit[] = [];
  for (const [i, clause] of clauses.entries()) {
    const units = [...held, ...clause.units];
    held = [];
    const next = clauses[i + 1];
    if (next && joinsNext(units, clause.mark, next)) {
      held = units;
      continue;
    }
    const own = withoutLead(units, asked);
    if (next && leadsIn(own, own.length < units.length ? new Set() : asked)) continue;
    const listed = clause.mark === "、" || clauses[i - 1]?.mark === "、";
    points.push(...itemsOf(own, listed).map(point));
  }
  const real = points.filter(({ units }) => massOf(units) >= 1);
  return real.length > 0 ? real : clauses.map(({ units }) => point(units));
}

/** Words by which a lead-in announces how many of what will follow. */
const announcing = new Set(
  "因素方式种类项个面内容原则主要一般通常以下几三两四五二六步如有为分可包括含点优缺特征组成部标".split(""),
);

/** Whether it says nothing that the question or an announcement does not say. */
const leadsIn = (units: readonly Unit[], asked: ReadonlySet<string>): boolean =>
  units.every(({ key, weight }) => weight < contentful || asked.has(key) || announcing.has(key));

/** A short piece before a much longer one is no item of its own: "插入、删除表中元素", "因此,…". */
const joinsNext = (units: readonly Unit[], mark: Clause["mark"], next: Clause): boolean => {
  if (mark === ":" || mark === ";") return false;
  const here = contentIn(units);
  const there = contentIn(next.units);
  return here <= 3 && there >= 2 * here + 2;
};

const contentIn = (units: readonly Unit[]): number =>
  units.filter(({ weight }) => weight >= contentful).length;

/** Drops "盘点方式包括" and the like: words of the question up to a word that leads in. */
function withoutLead(units: readonly Unit[], asked: ReadonlySet<string>): readonly Unit[] {
  let cut = 0;
  let text = "";
  for (const [i, unit] of units.entries()) {
    text += unit.key;
    if (leadWords.test(text)) cut = i + 1;
    else if (unit.weight >= contentful && !asked.has(unit.key) && !"包括含分成如下".includes(unit.key)) break;
  }
  return units.slice(cut);
}

/** Words in which a joint joins nothing. */
const bound = /参与|遍及|涉及|普及|及时|给与|和谐|共和|温和|缓和/u;

/** "定期盘点和临时盘点" are two items, "计算和统计" inside a sentence is one thing. */
function itemsOf(units: readonly Unit[], listed: boolean): (readonly Unit[])[] {
  const at = units.findIndex(
    ({ key }, i) =>
      joints.has(key) &&
      !bound.test(`${units[i - 1]?.key ?? ""}${key}`) &&
      !bound.test(`${key}${units[i + 1]?.key ?? ""}`),
  );
  const left = units.slice(0, at < 0 ? 0 : at);
  const right = units.slice(at + 1);
  const [a, b] = [contentIn(left), contentIn(right)];
  const even = a >= 2 && b >= 2 && a <= 8 && b <= 8;
  const alike = left.at(-1)?.key === right.at(-1)?.key;
  if (at <= 0 || !even || !(listed || alike)) return [units];
  return [left, ...itemsOf(right, listed)];
}
