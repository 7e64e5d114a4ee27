import type { State } from "../../src/core/dialogue/state.ts";

/** A simulated candidate whose every field and message holds words that exist nowhere else. */
export type Canary = {
  thread: string;
  name: string;
  phone: string;
  email: string;
  wechat: string;
  identity: string;
  /** A word of no kind, in every answer. */
  token: string;
  replies: number;
  /** The facts at which they told who they are instead, and what they asked besides. */
  told: Set<string>;
};

/** Candidate number `n`; all numbers are well-formed, so that what masks real ones masks them. */
export function createCanary(n: number): Canary {
  const digits = String(10_000_000 + n * 7919).slice(-8);
  return {
    thread: `canary-thread-${digits}`,
    name: `雀${han(n)}${han(n * 31 + 7)}`,
    phone: `139${digits}`,
    email: `canary.${digits}@mail-${n}.example`,
    wechat: `wxcanary${digits}`,
    identity: identityOf(n),
    token: `词${han(n * 17 + 3)}${han(n * 13 + 5)}${han(n)}`,
    replies: 0,
    told: new Set(),
  };
}

const han = (n: number): string => String.fromCodePoint(0x5000 + (n % 6000));

/** 18 digits with a date and a check digit (GB 11643-1999). */
function identityOf(n: number): string {
  const body = `110101${1960 + (n % 40)}0${1 + (n % 9)}1${n % 10}${String(100 + (n % 900))}`;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += Number(body[i]) * (2 ** (17 - i) % 11);
  return `${body}${"10X98765432"[sum % 11]}`;
}

/** What identifies this person, and the word that only their answers hold. */
export const wordsOf = ({ name, phone, email, wechat, identity, thread, token }: Canary) => ({
  ...{ name, phone, email, wechat, identity, thread, token },
});

const who = ({ name, phone, email, wechat, identity }: Canary): string =>
  `我叫${name}，电话${phone}，邮箱 ${email}，微信号：${wechat}，身份证${identity}`;

/** An entry knows the first; the second only who compares meanings could find. */
const questions: Partial<Record<string, (one: Canary) => string>> = {
  shifts: ({ phone, email }) => `你好，邮箱 ${email}，电话${phone}，请问有五险一金吗`,
  pay: (one) => `${who(one)} ${one.token}，你们收不收徒弟呀`,
};

/** What they say next where they are; null = they wait. Every answer that is words holds all of them. */
export function nextLine(canary: Canary, state: State): string | null {
  switch (state.status) {
    case "consent":
      return state.ask === "all" ? "2" : "是";
    case "age":
      return "是";
    case "facts":
      // Once each: with a character of asking in it, it is a question, which may be asked as often as one likes.
      if (!canary.told.has(state.fact)) {
        canary.told.add(state.fact);
        return questions[state.fact]?.(canary) ?? `${who(canary)} ${canary.token}`;
      }
      return { start: "随时", shifts: "都可以", pay: "5000-6000", platforms: "淘宝、拼多多" }[state.fact];
    case "warmup":
      return "跳过";
    case "ready":
      return state.next === "roleplay" ? "开始" : "继续";
    case "roleplay":
      canary.replies += 1;
      if (canary.replies > 3) return null;
      return `非常抱歉给您添麻烦了，请先停用，把订单号和照片发我核实，${canary.token}。${who(canary)}。核实后马上给您退款或补发，今天18点前回复您`;
    case "rule":
      return state.answers.length === 0
        ? `带官方标签的商品才参加，以商品页和平台规则为准，${canary.token}。${who(canary)}`
        : "好了";
    case "short":
      return state.verdict === null ? "对" : `因为平台规则是这样写的，${canary.token}，${who(canary)}`;
    case "done":
      return null;
    default:
      return "继续";
  }
}
