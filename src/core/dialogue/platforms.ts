import { bare } from "./words.ts";

/** The platforms a candidate knows, in the order of the question; ["none"] = none yet; null = not clear. */
export function platforms(text: string): string[] | null {
  const said = bare(text);
  if (/^[1-9]{1,9}$/.test(said) && said !== "1688") return byNumbers(said);
  const found = names.filter(([, pattern]) => pattern.test(said)).map(([id]) => id);
  if (found.length > 0) return found;
  if (
    /^(?:都|全|所有|全部|以上)(?:都|部)?(?:熟悉|熟|用过|可以|做过|会|有|行|了解|知道|懂)?(?:一些|一点)?$|^all(?:ofthem)?$/.test(
      said,
    )
  )
    return [...mainFive];
  if (/没|无|都不|不熟|不会|不太|不懂|新手|小白|none|^no$|never|nothing/.test(said)) return ["none"];
  return /其他|别的|其它|other/.test(said) ? ["other"] : null;
}

const names: readonly (readonly [string, RegExp])[] = [
  ["taobao", /淘宝|淘系|taobao|^tb$|千牛|旺旺/],
  ["tmall", /天猫|淘系|tmall/],
  ["pdd", /拼多多|拼夕夕|pdd|pinduoduo|temu/],
  ["jd", /京东|京麦|jd|jingdong/],
  ["douyin", /抖音|抖店|飞鸽|douyin|tiktok/],
  ["kuaishou", /快手|kuaishou/],
  ["xiaohongshu", /小红书|xiaohongshu|xhs|rednote/],
  [
    "other",
    /阿里巴巴|1688|唯品会|得物|闲鱼|亚马逊|速卖通|微店|美团|饿了么|视频号|有赞|amazon|shopee|lazada|ebay|shopify/,
  ],
];

const mainFive = ["taobao", "tmall", "pdd", "jd", "douyin"] as const;
const order = ["taobao", "tmall", "pdd", "jd", "douyin", "kuaishou", "xiaohongshu", "other", "none"] as const;

/** "1 3" or "13": the numbers of the question. 9 = none, alone. */
function byNumbers(said: string): string[] | null {
  const chosen = order.filter((_, index) => said.includes(String(index + 1)));
  if (chosen.length > 1 && chosen.includes("none")) return null;
  return [...chosen];
}
