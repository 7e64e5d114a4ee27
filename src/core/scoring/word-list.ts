/** Chinese characters of which a sentence to somebody has at least one: address, request, modality, particles. */
const spoken = /[您你我咱请請帮幫给給麻吗嗎吧呢哦哈呀啊了的会會可能就]/u;
const pronouns = new Set(
  "i i'm i'll i've i'd im ive ill me my we we'll we've we're us our you you'll you're your yours u u'll ur please pls let let's".split(
    " ",
  ),
);
const small = new Set(
  "about again all also any back both but by here more now off once only or our out over right soon than then there these those too under up very while about that an a the is are was be to of for in on at with and or if so that this it it's can could will would not no don't have has been as by from just do does did what which how any when".split(
    " ",
  ),
);

/** A word alone has at most this many Chinese characters; so many of them in a row, or in all messages, are a list. */
const limits = { characters: 5, inOne: 6, inAll: 11, shareInOne: 0.8, shareInAll: 0.7, english: 6 };

/**
 * Which of one person's messages only string key words together ("抱歉 订单号 照片 退款 补发"): whoever knows the rubric's
 * words has not done what they name. Indices into `texts`. Terse sentences stay: a list is long, and nothing else. In an
 * explanation naming the facts is the task, so there a list only calls a person.
 */
export function wordLists(texts: readonly string[]): ReadonlySet<number> {
  const parts = texts.map((text) => partsOf(text.slice(0, 4096).normalize("NFKC").replaceAll("’", "'")));
  const all = sum(parts.map(({ count }) => count));
  const bare = sum(parts.map(({ bare }) => bare));
  const mostly = bare >= limits.inAll && bare >= limits.shareInAll * all;
  const english = parts.filter(({ english }) => english).length;
  return new Set(
    parts.flatMap((part, index) => {
      const alone = part.bare >= limits.inOne && part.bare >= limits.shareInOne * part.count;
      const together = mostly && 2 * part.bare >= part.count && part.count > 0;
      return alone || together || (part.english && english >= 2) ? [index] : [];
    }),
  );
}

/** Stretches between blanks and marks, and how many of them are mere words; `english` = a row of English words. */
function partsOf(text: string): { count: number; bare: number; english: boolean } {
  const stretches = text.split(/[^\p{L}\p{N}%]+/u).filter((part) => /\p{L}/u.test(part));
  const bare = stretches.filter((part) => {
    const characters = part.match(/\p{Script=Han}/gu)?.length ?? 0;
    return characters > 0 && characters <= limits.characters && !spoken.test(part);
  });
  return { count: stretches.length, bare: bare.length, english: isEnglishRow(text) };
}

function isEnglishRow(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z']+/g) ?? [];
  if (words.length < limits.english || /[.!?;]/.test(text) || /\p{Script=Han}/u.test(text)) return false;
  const count = (known: ReadonlySet<string>) => words.filter((word) => known.has(word)).length;
  // A clause has verbs that bend: "checking", "shipped".
  const bent = words.filter((word) => /(?:ing|ed)$/.test(word) && word.length > 4).length;
  return count(pronouns) === 0 && count(small) + bent < 0.3 * words.length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
