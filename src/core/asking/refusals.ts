import { injections } from "./forbidden-orders.ts";
import { personalIn } from "./forbidden-personal.ts";
import { protectedIn } from "./forbidden-protected.ts";
import { writesIn } from "./forbidden-writes.ts";
import type { Refusal } from "./query.ts";
import { readText } from "./read-text.ts";

/**
 * Why a question is refused whatever its wording, or null. Names of jobs and of goods are looked past: a shop that
 * sells women's clothes may ask about its women's-clothes job.
 */
export function refusalOf(question: string, jobs: readonly string[]): Refusal | null {
  const raw = question.slice(0, 4000).normalize("NFKC").toLowerCase();
  if (injections.some((pattern) => pattern.test(raw))) return "injection";
  const text = withoutJobs(readText(question), jobs);
  if (protectedIn(text)) return "protected";
  if (personalIn(text)) return "personal";
  if (elsewhere.test(text)) return "elsewhere";
  if (writesIn(text)) return "write";
  return null;
}

/** What happens at other companies. */
const elsewhere =
  /(?:隔壁|别家|别人家?|对家|友商|竞品|竞对|竞争对手|同行)(?:的)?(?:店铺?|公司|商家|企业|卖家|品牌|家)?(?!业务|经验|背景).{0,12}(?:招|简历|数据|渠道|成本|多少|怎么样|情况|转化|留存|流失)|(?:别的|其[他它]|另1?家?)(?:店铺?|公司|商家|企业|卖家)|\b(?:other|another|rival|competing|neighbou?ring|someone else'?s?) (?:compan(?:y|ies)|shops?|stores?|business(?:es)?|merchants?|tenants?|sellers?|employers?)\b|\bcompetitors?\b/;

function withoutJobs(text: string, jobs: readonly string[]): string {
  const names = jobs
    .map(readText)
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length);
  return names.reduce((now, name) => now.replaceAll(name, "▮"), text);
}
