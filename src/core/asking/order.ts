import { type Rest, take, takeAll } from "./rest.ts";

/** Which end is asked for: by the size of the figure, or by how good it is. */
export type End = "high" | "low" | "good" | "bad";

export type Ordering = {
  end: End | null;
  /** How many rows; null = all of them. */
  limit: number | null;
};

const ends: readonly (readonly [End, string])[] = [
  ["bad", "差|烂|糟糕?|不行|拉胯|拉垮|不理想|不好|难看|不靠谱|没用|弱|不给力"],
  ["good", "好|佳|合适|适合|强|给力|划算|值得?|稳定?|厉害|有效|靠谱|理想|优|棒|香|合算|实惠|牛|高效|管用"],
  ["low", "少|低|小|便宜|省钱?|短|快|不花钱|容易"],
  ["high", "多|高|大|贵|烧钱|长|慢|主要|常见|严重|费钱|猛|旺|集中|久"],
];
const englishEnds: readonly (readonly [End, string])[] = [
  ["bad", "worst|poorest|weakest|least effective|underperform(?:s|ing)?"],
  ["good", "best|strongest|most effective|most efficient|best[- ]performing|winner|wins|won"],
  ["low", "lowest|least|fewest|cheapest|smallest|fastest|quickest|shortest|minimum|bottom|soonest"],
  [
    "high",
    "most|highest|biggest|largest|greatest|maximum|most expensive|slowest|longest|priciest|main(?! (?:\\w+ )?(?:reasons|causes))|busiest|most common|top|peak|costliest|leading",
  ],
];

const superlativeZh = ends.map(
  ([end, words]) => [end, new RegExp(`最(?:为|是)?(?:${words})(?!限度|近)`)] as const,
);
const comparativeZh = ends.map(
  ([end, words]) =>
    [
      end,
      new RegExp(`(?:哪(?:个|家|边|1个)?|谁)(?:家)?(?:的)?[^▮]{0,8}?(?:更|比较|要)?(?:${words})(?!少)`),
    ] as const,
);
const comparativeEn = (
  [
    ["bad", "worse"],
    ["good", "better"],
    ["low", "cheaper|lower|fewer|faster|quicker|smaller|less|shorter"],
    ["high", "higher|more|bigger|slower|longer|pricier"],
  ] as const
).map(([end, words]) => [end, new RegExp(`\\b(?:${words})\\b`)] as const);
const superlativeEn = englishEnds.map(
  ([end, words]) =>
    [end, new RegExp(`\\b(?:${words})\\b(?! (?:of|recent|recently|likely|months?|than)\\b)`)] as const,
);

const count = "(\\d{1,2}|two|three|four|five|ten)";
const words: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, ten: 10 };
const numberOf = (text: string | undefined): number => words[text ?? ""] ?? Number(text);

const notTime = "(?! ?(?:天|周|个?月|年|季|日|小时|分钟|days?|weeks?|months?|years?|hours?))";
const tops: readonly (readonly [End | null, RegExp])[] = [
  [
    "low",
    new RegExp(
      `(?:倒数|垫底|最后|末尾|后)的?(?:第)?(\\d{1,2})${notTime}(?:名|个|位|家|的)?|\\b(?:bottom|last|lowest|fewest|least) ${count}\\b${notTime}`,
    ),
  ],
  ["bad", new RegExp(`最差的?(\\d{1,2})(?:个|名|家)|\\bworst ${count}\\b${notTime}`)],
  ["good", new RegExp(`最好的?(\\d{1,2})(?:个|名|家)|\\bbest ${count}\\b${notTime}`)],
  [
    "low",
    new RegExp(
      `最(?:少|低|便宜|快|小|短)的?(\\d{1,2})(?:个|名|家)|\\b(?:cheapest|fastest|shortest|smallest) ${count}\\b${notTime}`,
    ),
  ],
  [
    null,
    new RegExp(
      `(?:排名?)?前(\\d{1,2})${notTime}(?:名|个|位|大|家|甲)?|\\btop[- ]?${count}\\b${notTime}|\\bfirst ${count}\\b${notTime}|\\bhighest ${count}\\b|top(\\d{1,2})`,
    ),
  ],
  [
    null,
    new RegExp(
      `最(?:多|高|大|贵|主要|常见|长|慢)的?(\\d{1,2})(?:个|名|家|位|大|条)|(?:主要|常见)的?(\\d{1,2})(?:个|大|条|种)|\\b(?:most|main|biggest|largest|highest) ${count}\\b`,
    ),
  ],
];

const last = /倒数(?:第)?1?|垫底|末位|最后1(?:名|个)/;
const first = /第1(?:名|的|是)|冠军|榜首|排第1|头名|no\.? ?1\b|\bnumber one\b|\branks? first\b/;
const ascending =
  /从(?:低|少|小|差|便宜|短)到(?:高|多|大|好|贵|长)|升序|(?:从|由)(?:低|少|小)(?:往|到)|\b(?:ascending|low(?:est)? to high(?:est)?|asc|(?:lowest|cheapest|fewest|worst|least) first|from (?:low|cheap|worst))/;
const descending =
  /从(?:高|多|大|好|贵|长)到(?:低|少|小|差|便宜|短)|降序|排(?:个)?(?:名|行|序)榜?|排1?下(?:队|序|名)?|名次|\b(?:descending|high(?:est)? to low(?:est)?|desc|ranked|ranking|rank|sort(?:ed)?|order(?:ed)? by|leaderboard|(?:highest|biggest|most|best) first)\b/;

/** Superlatives, top-n and sorting; they are taken out of the rest. `choice` = one of several named things is asked for. */
export function takeOrdering(rest: Rest, choice: boolean): Ordering {
  // These say no rank: "at least", "most recent", "最近", "至少".
  takeAll(
    rest,
    /最近|最后(?!1|\d)|最新|最终|最起码|至少|最早|顶多|更新|\bat (?:least|most)\b|\bmost(?:ly)? (?:of|recent(?:ly)?|likely)\b|\bmore (?:about|details?)\b|\bno more\b|\bany ?more\b|\bonce more\b|\bmore or less\b/,
  );
  if (takeAll(rest, ascending)) return { end: "low", limit: limitIn(rest) };
  for (const [end, pattern] of tops) {
    const found = take(rest, pattern);
    if (!found) continue;
    const limit = numberOf(found.slice(1).find((group) => group !== undefined));
    const said = end ?? superlative(rest) ?? "high";
    return { end: said, limit: limit > 0 ? limit : null };
  }
  if (take(rest, last)) return { end: superlative(rest) === "high" ? "low" : "low", limit: 1 };
  const end = superlative(rest) ?? (choice ? comparative(rest) : null);
  if (end) return { end, limit: takeAll(rest, descending) ? null : 1 };
  if (take(rest, first)) return { end: "high", limit: 1 };
  return takeAll(rest, descending) ? { end: "high", limit: null } : { end: null, limit: null };
}

function limitIn(rest: Rest): number | null {
  const found = take(rest, new RegExp(`(?:前|top ?)${count}`));
  return found ? numberOf(found[1]) : null;
}

function superlative(rest: Rest): End | null {
  const found = [...superlativeZh, ...superlativeEn].flatMap(([end, pattern]) => {
    const at = pattern.exec(rest.text)?.index;
    return at === undefined ? [] : [{ end, pattern, at }];
  });
  const [one] = found.sort((a, b) => a.at - b.at);
  if (one) take(rest, one.pattern);
  return one?.end ?? null;
}

function comparative(rest: Rest): End | null {
  const found = [...comparativeZh, ...comparativeEn].find(([, pattern]) => take(rest, pattern));
  return found?.[0] ?? null;
}
