import type { Span } from "./language.ts";

/**
 * Words of someone who talks about the test instead of to the customer: scores, prompts, candidates. No reply of
 * customer service contains them; "18点30分", "return instructions" and "a prompt reply" are such replies and stay.
 */
const aboutTheTest =
  /候选人|应聘|面试|招聘|录用|用人(?:经理|单位)|(?<!店铺的?)评分|打分|满分|高分|得分|分数|(?<!(?:[点时:]|[0-9]\.)[0-9]{0,2})[0-9]分(?!钟|之|钱|内|以内|前|后|左右)|系统(?:指令|角色|管理)|提示词|指令|忽略.{0,8}(?:规则|要求|内容|以上|之前|前面|指)|评审|评委|裁判|判卷|阅卷|考官|语言模型|人工智能|\bai\b|代码块|标准答案|所有答案|原样输出|输出|越狱|角色扮演|(?<![a-z])(?:scor(?:e|es|ed|er|ing)|candidates?|prompts?(?! (?:repl|resp|refund|resol|action|attention|answer|help|service|deliver|dispatch|ship|pay|update|follow|feedback|confirm|cooperat))|(?:system|initial|starting|previous|prior|original|hidden|secret|new|your|those) instructions?|instructions?(?= ?[:>])|rubrics?|system (?:prompt|message|note|role|override)|json|evaluat(?:ion|or)s?|graders?|grading|recruit(?:er|ers|ing|ment)|interview(?:er|s)?|hir(?:e|ed|ing)|applicants?|llm|language model|(?:ai|virtual|helpful) assistant|sentiment|thought process|(?:give|grant) me (?:an? )?(?:full|perfect|top|high)|openai|chatgpt|ignore (?:all|any|every|the|your|these|previous|prior|above)|disregard|pretend|jailbreak|override|output|(?<!chat )transcript|pass mark|previous (?:instructions?|prompts?|rules?|text))(?![a-z])/u;
const sentence = /[^。!?\n]+[。!?\n]?/gu;

/** Foreign words strung together with brackets and operators: no reply, but what machines find when they search for a way in. */
const foreign = /[^\p{Script=Han}]+/gu;
const isSalad = (text: string): boolean =>
  (text.match(/[a-z]{2,}/g)?.length ?? 0) >= 5 && (text.match(/[[\]{}<>=$\\|^*]{2,}/g)?.length ?? 0) >= 3;

/** Sentences of normalised `text` that speak about the test, and word salad; they earn nothing (README §3.10.4), but may break a rule. */
export function asidesIn(text: string): Span[] {
  const salad = Array.from(text.matchAll(foreign), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    is: isSalad(match[0]),
  })).flatMap(({ is, start, end }) => (is ? [{ start, end }] : []));
  return [...salad, ...aboutTest(text)].sort((a, b) => a.start - b.start);
}

function aboutTest(text: string): Span[] {
  if (!aboutTheTest.test(text)) return [];
  return Array.from(text.matchAll(sentence), (match) => ({ match, speaks: aboutTheTest.test(match[0]) }))
    .filter(({ speaks }) => speaks)
    .map(({ match }) => ({ start: match.index, end: match.index + match[0].length }));
}
