import type { Stage } from "../core/dialogue/effect.ts";
import type { Locale } from "../core/locale.ts";
import type { Role } from "../core/rights.ts";
import type { Band, Credit, OverrideReason } from "../core/scoring/assessment.ts";

type Both = { zh: string; en: string };

/** Names of stages, for people. */
export const stageNames: Record<Stage, Both> = {
  started: { zh: "刚开始", en: "Started" },
  screening: { zh: "测评中", en: "In screening" },
  assessed: { zh: "待决定", en: "To decide" },
  manual: { zh: "待人工", en: "Needs a person" },
  held: { zh: "暂缓", en: "On hold" },
  invited: { zh: "已邀请", en: "Invited" },
  declined: { zh: "已婉拒", en: "Declined" },
  withdrawn: { zh: "已退出", en: "Withdrawn" },
};

/** Names of bands; the mark never stands alone, so that colour is not needed to understand it. */
export const bandNames: Record<Band, Both & { mark: string }> = {
  advance: { zh: "建议推进", en: "Advance", mark: "🟢" },
  review: { zh: "需要复核", en: "Review", mark: "🟡" },
  decline_proposed: { zh: "低于标准", en: "Below the bar", mark: "🔴" },
};

/** Names of roles, for people. */
export const roleNames: Record<Role, Both> = {
  recruiter: { zh: "招聘专员", en: "Recruiter" },
  lead: { zh: "招聘主管", en: "Lead" },
  admin: { zh: "管理员", en: "Admin" },
  auditor: { zh: "审计", en: "Auditor" },
};

const reasons: Record<string, Both> = {
  abuse: { zh: "出现辱骂或威胁", en: "Abuse or threats" },
  unsafe_advice: { zh: "给出不安全的建议", en: "Unsafe advice" },
  off_platform: { zh: "引导站外联系或交易", en: "Led the customer off the platform" },
  privacy_leak: { zh: "泄露或索要隐私", en: "Leaked or demanded private data" },
  review_manipulation: { zh: "好评返现或要求改评价", en: "Bought or steered reviews" },
  false_promise: { zh: "做了无法兑现的承诺", en: "Promised what cannot be kept" },
  change_refund_reason: { zh: "要求改退款原因", en: "Asked to change the refund reason" },
  ridicule_or_blame: { zh: "嘲讽或指责顾客", en: "Ridiculed or blamed the customer" },
  no_answer: { zh: "没有作答", en: "No answer" },
  completeness: { zh: "方案完整度低于 40", en: "Completeness below 40" },
  accuracy: { zh: "规则准确度低于 40", en: "Rule accuracy below 40" },
  emotion: { zh: "情绪控制低于 40", en: "Emotional control below 40" },
  interrupted: { zh: "中途断线，换题重做过", en: "Interrupted and restarted on a parallel task" },
  paste_like: { zh: "疑似整段粘贴", en: "Looks pasted" },
  outside_text: { zh: "可能用了外部文本，请追问核实", en: "Possibly text from elsewhere: ask to check" },
  instructions_to_scorer: { zh: "对评分提出要求", en: "Addressed the scorer" },
  hostile_wording: { zh: "有句话语气像在攻击人，请看原话", en: "A line sounds hostile; read it" },
  keyword_list: { zh: "只罗列关键词，没有成句", en: "Lists key words instead of sentences" },
  hidden_text: { zh: "消息里有看不见的字符", en: "Invisible characters in a message" },
  model_changed_side: {
    zh: "模型找到的证据改变了结论，请核对原话",
    en: "The model's evidence changed the verdict: check the quotes",
  },
  votes_disagree: { zh: "模型几次判断不一致", en: "The model's votes contradict each other" },
  corrected_promise: { zh: "说了过头的承诺，后来更正了", en: "Over-promised, then corrected it" },
  rule_missing: { zh: "没有做规则讲解题", en: "Rule explanation missing" },
  short_missing: { zh: "没有做规则判断题", en: "Short items missing" },
  band: { zh: "分数在复核区间内", en: "Score within the review band" },
};

/** What a gate, floor or flag means; one that has no wording yet is shown by its id, never hidden. */
export const reasonName = (id: string): Both => {
  const name = id.replace(/^(gate|floor|flag)[:_]/, "");
  return reasons[id] ?? reasons[name] ?? { zh: name.replaceAll("_", " "), en: name.replaceAll("_", " ") };
};

/** Reasons a recruiter can give for a decline. None is about the person. */
export const declineReasons = {
  score: { zh: "测评表现未达岗位要求", en: "Screening below what the job needs" },
  availability: { zh: "班次或到岗时间不合适", en: "Shifts or start date do not fit" },
  pay: { zh: "薪资期望超出预算", en: "Expected pay above the budget" },
  platform: { zh: "平台经验不符", en: "Platform experience does not fit" },
  conduct: { zh: "有合规或用语问题", en: "Compliance or language problem" },
  filled: { zh: "岗位已招满", en: "The job has been filled" },
} as const satisfies Record<string, Both>;

/** Why a person sees an element otherwise. */
export const overrideReasonNames: Record<OverrideReason, Both> = {
  other_words: { zh: "意思到了，只是说法不同", en: "Said, in other words" },
  elsewhere: { zh: "在别处说过", en: "Said elsewhere" },
  not_said: { zh: "原话不支持这一点", en: "The quote does not say it" },
  misread: { zh: "评分理解错了上下文", en: "The scorer misread the context" },
  restored: { zh: "改回原判", en: "Back to the first verdict" },
};

/** How an element was found, for people. */
export const creditNames: Record<Credit, Both> = {
  unprompted: { zh: "主动说到", en: "said unasked" },
  prompted: { zh: "追问后说到", en: "said when asked" },
  partial: { zh: "说到一部分", en: "partly said" },
  absent: { zh: "没有说到", en: "not said" },
};

const platforms: Record<string, Both> = {
  taobao: { zh: "淘宝", en: "Taobao" },
  tmall: { zh: "天猫", en: "Tmall" },
  pdd: { zh: "拼多多", en: "Pinduoduo" },
  jd: { zh: "京东", en: "JD" },
  douyin: { zh: "抖音", en: "Douyin" },
  kuaishou: { zh: "快手", en: "Kuaishou" },
  xiaohongshu: { zh: "小红书", en: "Xiaohongshu" },
  other: { zh: "其他", en: "other" },
  none: { zh: "还没做过", en: "none yet" },
};

/** A platform's name; unknown ids stay as they are. */
export const platformName = (id: string): Both => platforms[id] ?? { zh: id, en: id };

const requests: Record<string, Both> = {
  human_requested: { zh: "想和真人沟通", en: "asks for a person" },
  review_requested: { zh: "申请复核结果", en: "asks for a review" },
  consent_refused: { zh: "不同意测评，请走人工", en: "refused the screening: please take over" },
  answered_recruiter: { zh: "回复了您", en: "answered you" },
  hold_over: { zh: "暂缓到期，请决定", en: "the hold is over: please decide" },
};

/** What a candidate wants of a person, by the name of the fact. */
export const requestWords = (fact: string, locale: Locale): string => {
  const words = requests[fact];
  return words ? say(locale, words.zh, words.en) : fact;
};

/** Picks the recruiter's language. */
export const say = (locale: Locale, zh: string, en: string): string => (locale === "en" ? en : zh);

/** "C1042": how people name an application. */
export const caseNumber = (number: number): string => `C${number}`;

/** Day and minute in the company's time zone. */
export const moment = (at: Date, locale: Locale, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone,
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(at);

/** One decimal, as scores are shown everywhere. */
export const points = (value: number): string => (Math.round(value * 10) / 10).toFixed(1);

/** A probability for people: an estimate is never certain. */
export const chance = (probability: number): string => {
  const percent = Math.round(100 * probability);
  if (percent > 99) return ">99%";
  return percent < 1 ? "<1%" : `${percent}%`;
};
