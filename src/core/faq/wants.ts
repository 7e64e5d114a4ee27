/** What kind of answer a question wants. */
export type Want = "why" | "how" | "when" | "much" | "where" | "may";

/** The kind of answer `text` (plain form) wants; null = none of these, or it does not say. The first that fits counts. */
export const wantOf = (text: string): Want | null =>
  wants.find(([, pattern]) => pattern.test(text))?.[0] ?? null;

const wants: readonly (readonly [Want, RegExp])[] = [
  [
    "why",
    /为什么|为啥|为何|为毛|凭什么|(?:怎么|咋)(?:会|老|总|还|又|没|不(?!办)|就|都|是|突然|一直|回事)|什么(?:原因|情况)|啥(?:原因|情况)|原因|\bwhy\b|\bhow come\b/u,
  ],
  [
    "when",
    /什么时候|啥时候|多久|多长时间|多少天|几天|何时|几号|几点|哪天|什么时间|多快|\bwhen\b|\bhow (?:long|soon)\b/u,
  ],
  ["much", /多少|几多|几个|几次|多大|多高|\bhow (?:much|many)\b/u],
  ["how", /怎么|怎样|如何|咋|方法|办法|步骤|流程|\bhow\b/u],
  ["where", /在?哪[里儿]?|什么地方|何处|\bwhere\b/u],
  ["may", /可以|可不可以|能|可否|是否|行不行|允许|支持|\b(?:can|could|may|allowed|possible)\b/u],
];
