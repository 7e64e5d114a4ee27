import { syllablesOf } from "./pinyin.ts";

/** How a clause stands: it asks for something; it puts something forward as a question ("晚班可以吗"); it says something. */
export type Shape = "asks" | "offers" | "plain";

/** A stretch of a message with its punctuation. `marked` = it is a question by its ending, whatever its words. */
export type Clause = { text: string; shape: Shape; marked: boolean };

/** A message as clauses, in order. */
export function clausesOf(message: string): Clause[] {
  const parts = message
    .slice(0, 2000)
    .replace(/(\p{Script=Han}) +(?=\p{Script=Han})/gu, "$1\n")
    .replace(joint, "\n")
    .match(/[^,，。;；.!！?？\n…、~～]+[,，。;；.!！?？\n…、~～\s]*/gu);
  return (parts ?? []).map(clauseOf).filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/** Where English joins an answer and a question in one breath. */
const joint =
  /\s+(?:and|but|also|so|btw)\s+(?=(?:is|are|do|does|what|how|when|where|who|can|will|would|any)\b)/gi;

function clauseOf(part: string): Clause {
  const text = part.trim();
  const bare = text.replace(/(?<![\s\p{P}\p{S}])[\s\p{P}\p{S}]+$/u, "").toLowerCase();
  const mark = /[?？][\s\p{P}\p{S}]*$/u.test(text);
  const han = /\p{Script=Han}/u.test(bare);
  const typed = !han && isPinyin(bare);
  const [asking, offering] = han ? chinese(bare) : typed ? pinyin(bare) : english(bare, mark);
  // English that begins as a question is one without its mark, too.
  const marked = mark || (han ? endsAsking.test(bare) : asking && (typed || !offering));
  if (offering && marked) return { text, shape: "offers", marked };
  if (asking) return { text, shape: "asks", marked };
  return { text, shape: mark ? "offers" : "plain", marked };
}

const endsAsking =
  /(?:吗|嘛|么|呢|(?<=有.{1,8})没有?|(?<=.{2})不(?:啊|呀)?|(?<=.)没(?:啊|呀)|多少(?:钱|啊|呀)?|几[点号个天]|什么|啥|哪[里儿]|怎么[算样弄办]?|多[久大长])$/u;
const asksInside =
  /多少|几多|几[点号个天年月轮次班时]|多[久长大高远快]|什么|甚么|啥|怎么|怎样|咋|如何|哪|谁|为何|点解|是不是|有没有|有木有|有无|能不能|可不可以|会不会|要不要|用不用|需不需要|是否|行不行|包不包|交不交|给不给|管不管|算不算|还是|([^\s\p{P}时动对])不\1/u;
/** Words of asking that ask nothing: 什么都可以, 没什么, 怎么都行, 随便哪个. */
const asksNothing =
  /(?:什么|啥|怎么|怎样|哪\S?|几点|多少|谁)\S{0,4}(?:都|也)|没(?:什么|啥|怎么)|不(?:怎么|知道|清楚)|随便|无论|不管|(.)不\1\S{0,6}(?:都|也|无所谓)/u;
/** Somebody puts their own terms forward and asks whether that will do. */
const putsForward =
  /(?:可以|行|好|成|ok|中|没问题|方便)(?:吗|么|嘛|不|不可以|不行|不好)?$|^(?:我|那我|我这边)?(?:只|就)?(?:能|可以|可不可以|能不能|想|希望|要求|期望)/u;
/** What an offer never has: it asks how things are there. */
const asksAbout = /有没有|有无|有木有|什么|啥|多少|几[点号个天]|怎么|哪|包|交|管|提供|你们|贵司|公司|岗位/u;

function chinese(bare: string): [asking: boolean, offering: boolean] {
  const asking = endsAsking.test(bare) || (asksInside.test(bare) && !asksNothing.test(bare));
  return [asking, putsForward.test(bare) && !asksAbout.test(bare)];
}

const isPinyin = (bare: string): boolean => {
  const words = bare.match(/[a-z]+/g) ?? [];
  return words.length > 0 && words.join("").length >= 4 && words.every((word) => syllablesOf(word) !== null);
};

function pinyin(bare: string): [boolean, boolean] {
  const sounds = (bare.match(/[a-z]+/g) ?? []).flatMap((word) => syllablesOf(word) ?? []).join(" ");
  const asking =
    /(?:^| )(?:ma|me|bu$|duo shao|duo jiu|shen me|zen me|ji dian|ji hao|you mei you|na li|shi bu shi|ke bu ke yi)(?: |$)/.test(
      sounds,
    );
  return [asking, /(?:ke yi|xing) (?:ma|bu)$/.test(sounds)];
}

const opening =
  /^(?:(?:hi|hello|hey|ok|okay|yes|no|sorry|please|thanks|well|so|and|but|also|btw|um)\s+)*(?:(?:could|can) you tell me\s+|(?:i )?(?:want to|wanna|would like to|just) (?:know|ask)\s+|i wonder(?:ed)?\s+|wondering\s+)?/;
const asksFirst =
  /^(?:what|whats|what's|how|hows|how's|when|where|who|why|which|whose|is|are|isn't|aren't|do|does|don't|doesn't|did|can|could|will|would|should|may|must|have|has|am|any|if|whether)\b/;
const offersFirst =
  /^(?:(?:can|could|may) i\b|(?:is|would|will)\b.{1,40}\b(?:ok|okay|fine|alright|possible|work|good|suit)\b)|\b(?:ok|okay|alright|right)$/;

function english(bare: string, mark: boolean): [boolean, boolean] {
  const rest = bare.replace(opening, "");
  return [asksFirst.test(rest) && (mark || rest.split(/\s+/).length >= 3), offersFirst.test(rest)];
}

/** What of a message is a question, and what besides it answers what was asked; `sure` = asked in so many words. */
export type Split = { question: string; rest: string; sure: boolean };

/**
 * Tells a question from an answer to what is asked just now: `answers` says whether words are one, `names` whether they name a topic of work. A valid answer is
 * never taken as a question; only what asks for something in words of its own is looked at beside it.
 */
export function splitQuestion(
  message: string,
  answers: (words: string) => boolean,
  names: (words: string) => boolean,
): Split | null {
  const clauses = clausesOf(message);
  const join = (some: readonly Clause[]) =>
    some
      .map(({ text }) => text)
      .join(" ")
      .trim();
  if (answers(message)) {
    // "下周一，单休？": what is put forward and is no part of the answer may be a question, if an entry knows it.
    const asking = clauses.filter(
      ({ text, shape, marked }) =>
        marked && (shape === "asks" || (shape === "offers" && names(text) && !answers(text))),
    );
    if (asking.length === 0) return null;
    const sure = asking.some(({ shape }) => shape === "asks");
    const rest = join(clauses.filter((clause) => !asking.includes(clause)));
    if (rest === "") return sure ? { question: message.trim(), rest, sure } : null;
    return answers(rest) ? { question: join(asking), rest, sure } : null;
  }
  const plain = join(clauses.filter(({ shape }) => shape === "plain"));
  const asking = clauses.filter(({ shape }) => shape !== "plain");
  const sure = asking.some(({ shape, marked }) => shape === "asks" || marked);
  if (asking.length > 0 && plain !== "" && answers(plain))
    return { question: join(asking), rest: plain, sure };
  return clauses.length === 0 ? null : { question: message.trim(), rest: "", sure };
}
