/**
 * Whether `wording` says what `answer` says and nothing else, so that a model may choose the order and the small words
 * but invent nothing: every clause of it stands in the answer word for word, particles aside; each is said once; what
 * depends on something else is said with it; and nothing with a figure, a "no" or a limit is left out. `question` =
 * whose topic may be named ("关于宿舍：", "As for the dorm, ").
 */
export function isFaithful(answer: string, wording: string, question: string): boolean {
  if (wording.trim() === "" || wording.length > answer.length + mostMore) return false;
  const units = unitsOf(answer);
  const said = clausesOf(wording).flatMap((clause) => wordsOf(withoutTopic(clause, question)));
  const used = tiled(said, units);
  return used !== null && used.length > 0 && units.every(({ needed }, at) => !needed || used.includes(at));
}

/** Whether an answer is long enough for its order to matter. */
export const isWordable = (answer: string): boolean => unitsOf(answer).length > 1;

/** Characters that a topic and small words may add. */
const mostMore = 40;

/** What of an answer is said as a whole or not at all, maybe behind its `lead`; `needed` = it must be said. */
type Unit = { lead: readonly string[]; words: readonly string[]; needed: boolean };

function unitsOf(answer: string): Unit[] {
  const groups = answer.split("\n").flatMap(groupsOf);
  return groups.map(({ lead, clauses }) => {
    const bound = counts.test(lead);
    return {
      lead: bound ? [] : wordsOf(lead),
      words: [...(bound ? [lead] : []), ...clauses].flatMap(wordsOf),
      needed: bound || clauses.some((one) => counts.test(one)),
    };
  });
}

type Group = { lead: string; clauses: string[] };

function groupsOf(line: string): Group[] {
  const groups: Group[] = [];
  let lead = "";
  for (const sentence of line.split(sentenceEnd)) {
    const clauses = clausesOf(sentence);
    const before = groups.at(-1);
    if (before && leaning.test(sentence.trim())) {
      before.clauses.push(...clauses);
      continue;
    }
    const whole = linked.test(sentence) || clauses.some((one) => reaching.test(one.trim()));
    // "可以。" and "Yes, …" mean nothing by themselves, or behind another sentence.
    const opens = !before && lead === "" && !whole && wordsOf(clauses[0] ?? "").length <= 2;
    if (opens) lead = clauses.shift() ?? "";
    const [first, ...rest] = whole ? [clauses] : clauses.map((one) => [one]);
    if (!first) continue;
    groups.push({ lead, clauses: first }, ...rest.map((one) => ({ lead: "", clauses: one })));
    lead = "";
  }
  return lead === "" ? groups : [...groups, { lead: "", clauses: [lead] }];
}

const sentenceEnd = /[。！？!?]|\.(?=\s|$)/u;
/** Not within figures: 9:00, 4,500, 1.5. */
const clauseEnd = /[。！？!?，；;…]|[.,](?!\d)|\n/u;
const clausesOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    // Compatibility forms of the Chinese marks are the Latin ones; colons and quotes only introduce.
    .split(clauseEnd)
    .filter((clause) => /[\p{L}\p{N}]/u.test(clause));

/** Words that tie the clauses of a sentence to each other. */
const linked =
  /如果|要是|若|除非|除了|除外|否则|不然|但|不过|只有|只要|前提|取决|一般|通常|原则|可能|大多|多数|部分|满|才|所以|因此|因为|其|比如|例如|\b(?:if|unless|except|but|however|otherwise|only|provided|depend\w*|usually|normally|generally|may|might|most|some|after|before|until|once|during|when|while|then|so|because|such|other)\b/iu;
/** Words at the end of a clause that reach into the next: "转正后，". */
const reaching = /(?:后|前|时|期间|的话|以内|期)$/u;
/** Words at the beginning of a sentence that lean on the one before. */
const leaning =
  /^(?:但|不过|否则|不然|所以|因此|这|那|其|它|他们|另|此|也|还|then|but|however|otherwise|so|it|its|this|that|they|these|those|also|both|either)/iu;
/** What may not be left out. */
const counts =
  /\p{N}|[零〇一二两三四五六七八九十百千万半几]|不|没|无|未|非|勿|别|禁|免|仅|只|最[多少低高]|至少|必须|需|要|\b(?:no|not|never|none|nor|without|cannot|only|must|need\w*|have to|least|most|one|two|three|four|five|six|seven|eight|nine|ten|half|every|each|free)\b|n['’]t\b/iu;

/** Small words that say nothing: they may come and go. */
const small =
  /我们|咱们|这边|这里|另外|此外|同时|而且|还有|具体来说|简单来说|补充一下|感谢您?的?提问|谢谢您?的?提问|您好|你好|[的了呢哦呀啊也还就您你和及]|\b(?:hello|hi|thanks? (?:you )?for asking|in short|in addition|besides|also|just|please|well|and|the|an?|we|our|you|your|here|too|as well)\b/giu;

/** Figures stay whole, with their ranges and signs; Chinese characters stand alone. */
const wordPattern =
  /[¥$€]?[\p{N}][\p{N}.,:%]*(?:\s*[-–—~～到至]\s*[¥$€]?[\p{N}][\p{N}.,:%]*)*|[零〇一二两三四五六七八九十百千万半几]+(?:[到至][零〇一二两三四五六七八九十百千万半几]+)*|\p{Script=Han}|[\p{L}][\p{L}'’]*/gu;
const wordsOf = (clause: string): string[] =>
  clause
    .replace(small, " ")
    .match(wordPattern)
    ?.map((word) => word.replace(/\s+/g, "").replace(/[.,:]+$/, "")) ?? [];

/** The clause without what only names the thing that was asked about, in the words of the question. */
function withoutTopic(clause: string, question: string): string {
  const [, topic, rest = ""] = topics.map((topic) => topic.exec(clause)).find((found) => found) ?? [];
  if (topic === undefined || counts.test(topic)) return clause;
  const named = wordsOf(topic);
  const asked = wordsOf(question.normalize("NFKC").toLowerCase());
  const isNamed = named.length <= 8 && ` ${asked.join(" ")} `.includes(` ${named.join(" ")} `);
  return isNamed ? rest : clause;
}

const topics = [
  /^\s*(?:关于|至于|说到|[您你]问的)([^:]+?)(?:的话|方面|的?问题|这块|这一点)?\s*(?::(.*))?$/u,
  /^\s*(?:as for|about|regarding|on)\s+([^:]+?)\s*(?::(.*))?$/u,
];

/** Longer than that nobody looks for a way to lay the units; then the answer is said as it is. */
const mostTries = 2_000;

/** Which units `said` is made of, one after the other; null = of something else. */
function tiled(said: readonly string[], units: readonly Unit[]): number[] | null {
  let tries = 0;
  const lay = (from: number, used: readonly number[]): number[] | null => {
    if (from === said.length) return [...used];
    const tried = new Set<string>();
    for (const [at, { lead, words }] of units.entries()) {
      if (used.includes(at)) continue;
      for (const unit of lead.length > 0 ? [[...lead, ...words], words] : [words]) {
        const text = unit.join(" ");
        if (tried.has(text) || !unit.every((word, i) => said[from + i] === word)) continue;
        tried.add(text);
        tries += 1;
        const rest = tries > mostTries ? null : lay(from + unit.length, [...used, at]);
        if (rest) return rest;
      }
    }
    return null;
  };
  return lay(0, []);
}
