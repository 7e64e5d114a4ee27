import { fold } from "./conduct-rule.ts";

/**
 * What the conduct classifier sees of a text: one 32-bit number for every different run of one to four characters and
 * for every Latin word and pair of words. Width, case, script, white space and long repetitions do not matter.
 */
export const featuresOf = (text: string): ReadonlySet<number> => {
  const plain = plainOf(text);
  const found = new Set<number>();
  if (plain === "") return found;
  const marked = `\u0002${plain}\u0003`;
  for (let start = 0; start < marked.length; start++) {
    const end = Math.min(marked.length, start + longestRun);
    let hash = runSeed;
    for (let at = start; at < end; at++) {
      hash = mixed(hash, marked.charCodeAt(at));
      found.add(hash >>> 0);
    }
  }
  let previous = "";
  for (const [word] of plain.matchAll(/[a-z']+/g)) {
    found.add(hashOf(word));
    if (previous !== "") found.add(hashOf(`${previous} ${word}`));
    previous = word;
  }
  return found;
};

const longestRun = 4;
const runSeed = 0x2f0b4c47;
const wordSeed = 0x51ed270b;
/** Rules read everything; for the classifier the first 4,096 UTF-16 units say enough. */
const longestText = 4096;

/** Spaces stay between Latin words only, as in `normalise`; three or more of a character count as two; quiet punctuation at the ends says nothing. */
const plainOf = (text: string): string => {
  const plain = fold(text.slice(0, longestText))
    .replace(/[\p{Cf}\p{Mn}]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/(?<![!-~]) | (?![!-~])/gu, "")
    .replace(/(.)\1{2,}/gsu, "$1$1")
    .replace(/^[\s,.;:。、~…-]+|[\s,.;:。、~…-]+$/gu, "");
  return plain.includes("恶心") ? plain.replaceAll(nausea, "反胃") : plain;
};

const illness =
  "(?:晕|吐|反胃|腹|肚|疼|痛|过敏|发烧|停用|就医|就诊|医院|医生|急诊|检查|先别(?:吃|喝|用)|气味|味道|闻着|难受|陪|有虫|变质|发霉|包装)";
/** "恶心" as a complaint of the body, not a verdict on somebody. */
const nausea = new RegExp(`恶心(?=[^。！!]{0,16}${illness})|(?<=${illness}[^。！!]{0,16})恶心`, "gu");

const hashOf = (word: string): number => {
  let hash = wordSeed;
  for (let at = 0; at < word.length; at++) hash = mixed(hash, word.charCodeAt(at));
  return hash >>> 0;
};

/** One step of a Murmur-like hash; good enough that 100,000 features of 2^32 hardly ever meet. */
const mixed = (hash: number, unit: number): number => {
  const product = Math.imul(hash ^ unit, 0x5bd1e995);
  return product ^ (product >>> 15);
};
