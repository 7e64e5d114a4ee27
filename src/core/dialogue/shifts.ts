import { bare } from "./words.ts";

export type Shifts = "any" | "day" | "evening" | "limited";

/** Which shifts a candidate can work; evening = 20:00-24:00. Null = not clear. The order decides: limits before offers. */
export function shifts(text: string): Shifts | null {
  const said = bare(text);
  const choice = byNumber[said];
  if (choice) return choice;
  for (const [pattern, meaning] of patterns) if (pattern.test(said)) return meaning;
  return null;
}

const byNumber: Readonly<Record<string, Shifts>> = {
  "1": "any",
  a: "any",
  "2": "evening",
  b: "evening",
  "3": "day",
  c: "day",
  "4": "limited",
  d: "limited",
};

const patterns: readonly (readonly [RegExp, Shifts])[] = [
  [
    /只能周末|周末才|兼职|每周\d|一周\d天|单双日|看情况|不固定|要接|才有空|有时候|偶尔|点前|点之前|点以前|点以后|点之后|parttime|weekendsonly|onlyweekends|itdepends|sometimes|limited|depends/,
    "limited",
  ],
  [
    /只[能想上可]*(?:白班|早班|白天|日班|长白班|正常班)|(?:不|没法|无法|没办法)[能可以想愿意接受考虑上做要]*(?:倒班|晚班|夜班|晚上)|(?:晚班|夜班|晚上|倒班)[就也都是]*(?:不行|不可以|不能|不上|不接受|不考虑|不方便|没法|上不了|不太行)|(?:day|days|dayshift|dayshifts|daytime)only|only(?:the)?(?:day|morning)|no(?:evening|night|late)|not(?:evening|night)|can(?:no|)t(?:do|work)?(?:the)?(?:evening|night|late)/,
    "day",
  ],
  [
    /都可以|都行|都能|都没问题|全部|随便|随意|服从|听安排|看安排|倒班可以|可以倒班|接受倒班|能倒班|可倒班|两班倒|三班倒|轮班|任何|任意|均可|any|all|flexible|whatever|rotating|both/,
    "any",
  ],
  [/晚班|夜班|晚上|20点|24点|夜里|小夜|中班|evening|night|late/, "evening"],
  [/白班|早班|白天|日班|长白|正常班|day|morning/, "day"],
  [/^(?:可以|能|行|没问题|接受|好|好的|ok|okay|yes|sure|finewithme|是|是的)$/, "evening"],
  [/^(?:不行|不能|不可以|不接受|no|不)$/, "day"],
];
