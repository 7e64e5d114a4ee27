/**
 * Whether rude words at `start..end` of the folded `text` attack nobody: the writer repeats what the customer said,
 * speaks of themselves ("是我们蠢"), denies it ("没有说您是骗子的意思"), or talks about the word.
 */
export const isHarmless = (text: string, start: number, end: number): boolean => {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(end, end + 12);
  const clause = before.slice(lastIndex(before, /[。！？!?\n;；，,]/gu));
  const sentence = before.slice(lastIndex(before, /[。！？!?\n;；]/gu));
  return (
    isReported(sentence) ||
    isMentioned(before, after) ||
    isOwn(clause, text.slice(start, end)) ||
    isDenied(clause, text.slice(start, end), after)
  );
};

const speaker =
  "(?:您|你|客户|顾客|买家|客人|对方|他|她|人家|有人|别人|(?<![a-z])(?:you|customers?|buyers?|he|she|they|someone|somebody|people)(?![a-z]))";
const says =
  "(?:说|骂|讲|称|写|喊|评价|留言|提到|指责|(?<![a-z])(?:said|say|says|call|called|calling|wrote|write|shouted|mentioned)(?![a-z]))";
/** "您骂我们是…", "客户说“…", "you called us …": the customer's words, not the writer's. */
const report = new RegExp(
  `${speaker}[^“"「]{0,8}${says}(?:了|过|的|道)?[,，:：]?\\s?(?:一?句)?(?:["“「『'][^"”」』]{0,20}|(?:我们?|咱们?|客服|本?店|小妹|(?<![a-z])(?:me|us|we|i)(?![a-z]))[^。！？!?]{0,8}|的?(?:是|这些)?)$`,
  "u",
);
const isReported = (sentence: string): boolean => report.test(sentence);

/** "“傻逼”这种词": the word itself is the subject. */
const isMentioned = (before: string, after: string): boolean =>
  (/["“「『'][^"”」』]{0,6}$/u.test(before) &&
    /^[^"“「『]{0,4}["”」』'](?:这|那|等|之类|一类|的)/u.test(after)) ||
  /^["”」』']?(?:这|那)(?:个|种|样|些|句)的?(?:词|话|字|说法|字眼)/u.test(after) ||
  /^["”']?(?: is| are)?(?: not)? (?:a |the )?(?:words?|expressions?)/u.test(after);

const own = new RegExp(
  "(?:^|是|怪|怨|都|觉得)(?:我|我们|咱|咱们|我家|小妹|本店|自己|本人|仓库|同事|店里)(?:自己|们|这边|家|店|店里|同事|仓库|当时|刚才|一时|这次)?" +
    "(?:的|了)?(?:真的?|是|就是|也|都|可|好|实在|简直|有点|确实|怎么|这么|那么|太|这|个|些|帮|群|才|像|做事|办事|工作|反应|脑子|手|嘴)*$",
  "u",
);
const ownEnglish =
  /(?<![a-z])(?:i'm|i am|i was|we are|we're|we were|i feel|feel|felt|our)(?: (?:so|such|really|just|being|an?|the|too|very|like|all|been|fault,?))*\s*$/u;
/** The rude words describe the writer's own side; words that name the customer are never that. */
const isOwn = (clause: string, found: string): boolean =>
  !/[你您]|(?<![a-z])(?:you|your|u)(?![a-z])/u.test(found) && (own.test(clause) || ownEnglish.test(clause));

const denial = new RegExp(
  "(?<!是|能|会|要|可|好|怎么|为什么|干嘛|咋|何)(?:不是|不会|不敢|不能|不可以|不该|不应该|绝不|绝对不|从不|从来不|并不|并没有|没有?|没人|没谁|无意|哪敢|怎么会|怎么敢|不得|不|未|勿|禁止|不许|请勿|(?:别|不要|请不要)(?:误会|觉得|以为|骂|说|对))" +
    "(?:在|要|想|去|来|人|对|把|跟|拿)?(?:客户|顾客|您|你|谁|任何人)?(?:骂|说|讲|叫|称|当|当成|看成|认为|觉得|以为|怪|嫌|嘲笑|指责|用|成|做|您|你|人|客户|谁|是|为|的|得)*[“\"「『']?$",
  "u",
);
const denialEnglish =
  /(?<![a-z])(?:not|never|nobody|no one|isn't|aren't|don't|didn't|wouldn't|won't|can't)(?: (?:is|are|was|going|to|saying|say|said|calling|call|called|think|thinks|mean|meant|imply|implying|suggest|suggesting|that|you|you're|your|are|an?|a|the|being|consider))*\s*$/u;
/** A denial, unless it is a question that means the opposite ("你不是傻吗", "不是骗子是什么"). */
const isDenied = (clause: string, found: string, after: string): boolean => {
  if (/^[^。！!，,]{0,5}(?:吗|么|嘛|[?？]|是什么|是啥|还是)/u.test(after) || /[?？吗么]$/u.test(found))
    return false;
  return denial.test(clause) || denialEnglish.test(clause);
};

const lastIndex = (text: string, mark: RegExp): number => {
  let last = 0;
  for (const match of text.matchAll(mark)) last = match.index + match[0].length;
  return last;
};
