/**
 * Whether `wording` says what `answer` says and nothing else, so that a model may choose the order but invent nothing:
 * whole sentences of the answer, word for word and with the same pauses inside, each once, none missing but pleasantries.
 * Before them it may name a topic in the words of `question` ("关于宿舍：", "As for the dorm:").
 */
export function isFaithful(answer: string, wording: string, question: string): boolean {
  const units = unitsOf(answer);
  if (units.length === 0 || wording.length > answer.length + mostMore) return false;
  const used = tiled(tokensOf(withoutTopic(flat(wording), question)), units);
  return used !== null && used.length > 0 && units.every(({ needed }, at) => !needed || used.includes(at));
}

/** Whether an answer is made of sentences that could stand in another order. */
export const isWordable = (answer: string): boolean => unitsOf(answer).length > 1;

/** Characters that a topic and small words may add. */
const mostMore = 40;

/** What of an answer is said as a whole; `needed` = it must be said. */
type Unit = { tokens: readonly string[]; needed: boolean };

/** Answers of several lines answer several things: which line is about what only its place says. */
function unitsOf(answer: string): Unit[] {
  const units: { text: string; needed: boolean }[] = [];
  for (const sentence of answer.includes("\n") ? [] : flat(answer).split(sentenceEnd)) {
    const tokens = tokensOf(sentence);
    if (tokens.length === 0) continue;
    const kind = pleasantry.test(sentence.trim()) && !counts.test(sentence);
    const before = units.at(-1);
    const short = tokens.length < shortest[/\p{Script=Han}/u.test(sentence) ? "zh" : "en"];
    // "每月扣200元。", "It is free.", "可以。": about what stands beside them.
    if (
      before &&
      !kind &&
      (short || leaning.test(sentence.trim()) || (units.length === 1 && isOpener(before.text)))
    )
      before.text += `。${sentence}`;
    else units.push({ text: sentence, needed: !kind });
  }
  return units.map(({ text, needed }) => ({ tokens: tokensOf(text), needed }));
}

/** A sentence of fewer words, figures and pauses says too little to stand elsewhere. */
const shortest = { zh: 8, en: 6 };
const isOpener = (text: string): boolean => tokensOf(text).length <= 2;

/** One line in one form: full-width marks become half-width ones. */
const flat = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

const sentenceEnd = /[。!?]+|\.(?= |$)/u;
/** Words at the beginning of a sentence that lean on the one before. */
const leaning =
  /^(?:但|不过|否则|不然|所以|因此|这|那|其|它|他|另|此|也|还|如|若|要是|除|只|都|then|but|however|otherwise|so|it|its|this|that|he|she|they|these|those|also|both|either|if|unless|except|only|all)/iu;
const pleasantry =
  /^(?:谢谢|感谢|欢迎|祝您?|期待|thanks?\b|thank you|welcome|good luck|best wishes|we look forward|looking forward|feel free)/iu;
/** What no pleasantry has in it. */
const counts =
  /\p{N}|[零一二两三四五六七八九十百千万半]|[不没无未别免仅只须需得]|\b(?:no|not|never|only|must|need|if)\b/iu;

/** Small words that say nothing: they may come and go. */
const small = /另外|此外|您好|你好|感谢提问|[的了呢哦呀啊也]|\b(?:hello|hi|thanks for asking|also|the)\b/gu;
/** Figures stay whole, with their ranges and signs; Chinese characters, pauses, questions and signs stand alone. */
const tokenPattern =
  /[¥$€]?\p{N}[\p{N}.,:%]*(?: ?[-–—~～到至] ?[¥$€]?\p{N}[\p{N}.,:%]*)*|[零〇一二两三四五六七八九十百千万亿半几]+(?:[到至][零〇一二两三四五六七八九十百千万亿半几]+)*|\p{Script=Han}|\p{L}[\p{L}'’]*|[。.,;!]|\?|\p{S}/gu;

/** A text as words, with a pause wherever it has marks, but none at its ends. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [found] of text.replace(small, " ").matchAll(tokenPattern)) {
    if (!/^[。.,;!]$/.test(found)) tokens.push(found.replaceAll(" ", "").replace(/[.,:]+$/, ""));
    if (/[。.,;!]$/.test(found) && tokens.at(-1) !== pause && tokens.length > 0) tokens.push(pause);
  }
  return tokens.at(-1) === pause ? tokens.slice(0, -1) : tokens;
}
const pause = "|";

/** A wording without what only names the thing that was asked about, in the words of the question. */
function withoutTopic(wording: string, question: string): string {
  const found = /^(?:关于|至于|说到|as for) ?([^:,。.!?]{1,30}?)(?:的话|方面|的?问题)?[:,] ?(.+)$/u.exec(
    wording,
  );
  const [, topic, rest] = found ?? [];
  if (topic === undefined || rest === undefined || counts.test(topic)) return wording;
  const named = tokensOf(topic).join(" ");
  return named !== "" && ` ${tokensOf(flat(question)).join(" ")} `.includes(` ${named} `) ? rest : wording;
}

/** Longer than that nobody looks for a way to lay the units; then the answer is said as it is. */
const mostTries = 2_000;

/** Which units `said` is made of, one after the other with pauses between; null = of something else. */
function tiled(said: readonly string[], units: readonly Unit[]): number[] | null {
  let tries = 0;
  const lay = (from: number, used: readonly number[]): number[] | null => {
    if (from > said.length) return [...used];
    const tried = new Set<string>();
    for (const [at, { tokens }] of units.entries()) {
      const end = from + tokens.length;
      const fits = end === said.length || said[end] === pause;
      const text = tokens.join(" ");
      if (used.includes(at) || tried.has(text) || !fits) continue;
      if (!tokens.every((token, i) => said[from + i] === token)) continue;
      tried.add(text);
      tries += 1;
      const rest = tries > mostTries ? null : lay(end + 1, [...used, at]);
      if (rest) return rest;
    }
    return null;
  };
  return lay(0, []);
}
