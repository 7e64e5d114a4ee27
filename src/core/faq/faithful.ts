/**
 * Whether `wording` says what `answer` says and nothing else, so that a model may choose where to begin but invent nothing:
 * the sentences of the answer, word for word and in their order; only a later part may come first, where it begins with
 * what `question` is about (then the beginning, which leans on nothing, follows), and pleasantries may go.
 */
export function isFaithful(answer: string, wording: string, question: string): boolean {
  const units = unitsOf(answer);
  const said = tokensOf(flat(wording).replace(greeting, ""));
  if (said.length === 0) return false;
  const asked = ` ${tokensOf(flat(question)).join(" ")} `;
  return units.some((unit, from) => {
    const begins = from === 0 || asked.includes(` ${subjectOf(unit)} `);
    return begins && isSaid(said, [...units.slice(from), ...units.slice(0, from)]);
  });
}

/** Whether an answer has parts of which each could come first. */
export const isWordable = (answer: string): boolean =>
  unitsOf(answer).filter(({ needed }) => needed).length > 1;

/** A sentence with those that lean on it; `needed` = it is no pleasantry. */
type Unit = { tokens: readonly string[]; needed: boolean };

/**
 * Answers of several lines answer several things, and those about some people or times are only true as they stand: they
 * are one unit.
 */
function unitsOf(answer: string): Unit[] {
  const sentences = answer
    .split("\n")
    .flatMap((line) => flat(line).split(sentenceEnd))
    .map((text) => text.trim())
    .filter((text) => tokensOf(text).length > 0);
  if (answer.trim().includes("\n") || sentences.some((text) => scoped.test(text)))
    return [{ tokens: tokensOf(sentences.join("。")), needed: true }];
  const units: { text: string; needed: boolean }[] = [];
  for (const text of sentences) {
    const polite = pleasantry.test(text);
    const before = units.at(-1);
    if (before && !polite && (isShort(text) || leaning.test(text) || isShort(before.text))) {
      before.text += `。${text}`;
      before.needed = true;
    } else units.push({ text, needed: !polite });
  }
  return units.map(({ text, needed }) => ({ tokens: tokensOf(text), needed }));
}

/** "每月扣200元", "It is free": too short to be about anything but what stands beside it. */
function isShort(text: string): boolean {
  return tokensOf(text).length < (/\p{Script=Han}/u.test(text) ? 8 : 6);
}

/** One form: full-width marks become half-width ones. */
const flat = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** Not behind "8 a.m." */
const sentenceEnd = /[。!?]+|(?<!\b[a-z])\.(?= |$)/u;
/** A sentence about some of the people or times an answer is about. */
const scoped =
  /^(?:兼职|全职|试用|正式|转正|实习|新人|新员工|老员工|早班|中班|晚班|夜班|白班|周末|平时|大促|淡季|旺季|如|若|要是|除|(?:part-?time\w*|full-?time\w*|probation\w*|trial|during|after|before|if|unless|except|for|office|warehouse|early|late|night|day shift|weekend|new|senior|interns?)\b)/iu;
/** Words at the beginning of a sentence that lean on the one before. */
const leaning =
  /^(?:但|不过|否则|不然|所以|因此|这|那|其|它|他|另|此|也|还|只|都|没|无|不|期间|同|并|而|然后|之|再|以上|以下|(?:then|but|however|otherwise|so|it|its|this|that|he|she|they|these|those|also|both|either|only|all|the same|same|no|not|none|there|such|on|in|at|and|or|else)\b)/iu;
const pleasantry =
  /^(?:(?:谢谢|感谢)(?:您|你)?的?(?:提问|关注|支持|咨询)?|欢迎(?:您|你)?(?:随时)?(?:加入我们|加入|报名|咨询|联系我们)?|期待(?:您|你)?的?加入|祝(?:您|你)?(?:一切顺利|面试顺利|顺利|好运)|thanks?(?: you)?(?: (?:so|very) much)?(?: for (?:asking|your interest|your question))?|welcome(?: aboard)?|good luck)$/iu;
const greeting = /^(?:您好|你好|hello|hi)[,!。 ]+/u;

/** Small words that say nothing: they may come and go. */
const small = /[的呢哦呀啊]|\bthe\b/gu;
/** Figures stay whole, with their ranges and signs; Chinese characters, pauses, questions and signs stand alone. */
const tokenPattern =
  /(?:(?<![\p{N}A-Za-z])-)?[¥$€]?\p{N}[\p{N}.,:%]*(?: ?[-–—~～到至] ?[¥$€]?\p{N}[\p{N}.,:%]*)*|[零〇一二两三四五六七八九十百千万亿半几]+(?:[到至][零〇一二两三四五六七八九十百千万亿半几]+)*|\p{Script=Han}|\p{L}[\p{L}'’]*|[。.,;!]|\?|\p{S}/gu;

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

/** What a sentence is about by its beginning: its first two characters, or its first word. */
function subjectOf({ tokens }: Unit): string {
  const [first = "", second = ""] = tokens;
  return /\p{Script=Han}/u.test(first) ? `${first} ${second}` : first;
}

/** Whether `said` is these units one after the other, with pauses between and maybe without the pleasantries. */
function isSaid(said: readonly string[], units: readonly Unit[]): boolean {
  let at = 0;
  for (const { tokens, needed } of units) {
    const start = at === 0 ? 0 : at + 1;
    const there = (at === 0 || said[at] === pause) && tokens.every((token, i) => said[start + i] === token);
    if (there) at = start + tokens.length;
    else if (needed) return false;
  }
  return at === said.length;
}
