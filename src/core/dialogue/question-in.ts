import type { Script } from "../content/script.ts";
import { type Split, splitQuestion } from "../faq/asks.ts";
import { namesTopic } from "../faq/reply.ts";
import { isOfAge } from "./age.ts";
import { readFact } from "./facts.ts";
import { verdictOf } from "./short-verdict.ts";
import type { Place, State } from "./state.ts";
import { texts } from "./text.ts";
import { copiedShare, isCopy } from "./warmup.ts";
import { bare, commandOf, isContinue, isFinished, isNo, isResume, isSkip, isYes } from "./words.ts";

/** Longest message that is looked at while a clock runs: whoever writes more writes to the customer. */
const timedChars = 60;

/**
 * What of a message could be a question about the job, in this state. Null = an answer to what is asked just now, a
 * command, words to a person, or to the customer of the role-play.
 */
export function questionIn(script: Script, state: State, message: string, at: number): Split | null {
  if (state.status === "new" || state.status === "erased") return null;
  const { locale, common, ...place } = state;
  if (commandOf(message) || isResume(message)) return null;
  // A recruiter asked something: what comes next is the answer.
  const held = place.status === "human" || place.status === "taken" || (common.question && !isTimed(place));
  if (held || saysNothing(message)) return null;
  if (isTimed(place))
    return message.length > timedChars || answersTimed(place, message) ? null : whole(message);
  const copies = (words: string) =>
    place.status === "warmup" &&
    isCopy(copiedShare(texts(script, locale, "warmup.sentences")[place.sentence] ?? "", words));
  if (copies(message)) return null;
  return splitQuestion(message, (words) => answersHere(place, words, at), namesTopic);
}

/** A question while a clock runs: only as a whole, and only in so many words. */
function whole(message: string): Split | null {
  const found = splitQuestion(message, () => false, namesTopic);
  return found?.sure && namesTopic(message) && !toCustomer.test(message)
    ? { ...found, question: message.trim(), rest: "" }
    : null;
}

/** Words that a customer is spoken to with, or about what they bought. */
const toCustomer =
  /您(?!们)|亲(?!属|友)|宝妈|订单|快递|包裹|退[货款]|换货|补发|发货|照片|收到货|商品|过敏|批号|\b(?:your|order|parcel|refund|photo|item|package|deliver\w*|ship\w*)\b/i;

const isTimed = ({ status }: Place): boolean =>
  status === "roleplay" || status === "rule" || status === "short";

const answersTimed = (place: Place, message: string): boolean =>
  (place.status === "short" && place.verdict === null && verdictOf(message) !== null) ||
  (place.status === "rule" && isFinished(message));

function answersHere(place: Place, words: string, at: number): boolean {
  switch (place.status) {
    case "consent":
      return isYes(words) || isNo(words) || /^2$|逐项|^onebyone$/.test(bare(words));
    case "age":
      return isOfAge(words) || isNo(words);
    case "facts":
      return readFact(place.fact, words, at) !== null;
    case "warmup":
      return isSkip(words);
    case "ready":
      return isContinue(words);
    case "paused":
    case "expired":
    case "done":
    case "human":
    case "taken":
    case "roleplay":
    case "rule":
    case "short":
      return false;
    default:
      return place satisfies never;
  }
}

/** Not about the job but about what was just asked: the step says it again. */
const saysNothing = (message: string): boolean =>
  /^(?:什么|啥|咋|哪个|怎么|what|how|huh|why|pardon)$|^(?:你好|您好|哈喽|嗨|hi|hello|hey)*(?:你|您|你们)?(?:还)?(?:在吗|在么|在不在?|有人吗|有人在吗|anyonethere|areyou(?:still)?there|stillthere)?$|(?:什么|啥)意思|[看听]不懂|没[看听]?懂|不明白|怎么(?:填|回复?|选|回答|操作|弄|写)$|^(?:要|需要|应该)?(?:填|写|选|回复?)(?:什么|啥|哪个|几)|whatdoyoumean|dontunderstand|dontgetit|howdoianswer|howshouldianswer/.test(
    bare(message),
  );
