import type { Bilingual } from "../locale.ts";
import type { Assessment, ElementScore, GateHit } from "../scoring/assessment.ts";

/** A question for the interviewer, why it is asked and what a good answer has; `quote` = the candidate's own words on it. */
export type SheetQuestion = { why: Bilingual; ask: Bilingual; listen: Bilingual; quote: string | null };

const most = 6;

/**
 * What an interviewer should ask about: the weak points of a result in the order in which they weigh, each as a question
 * about the work. The same result gives the same sheet; without a result only the questions everybody gets are left.
 */
export function questionSheet(assessment: Assessment | null): SheetQuestion[] {
  if (!assessment) return [...everybody];
  const { complaint, rule, short } = assessment;
  const weak = [
    ...[...complaint.gates, ...(rule?.gates ?? [])].map(ofGate),
    ...(rule?.wrong ?? []).map(ofWrong),
    ...byWeight(complaint.elements).map((one) => ofElement(one, "customer")),
    ...byWeight(rule?.facts ?? []).map((one) => ofElement(one, "rule")),
    ...(complaint.emotion < 60 ? [calm] : []),
    ...(complaint.response < 60 ? [busy] : []),
    ...(short?.items ?? []).filter(({ score }) => score < 40).map(ofShort),
  ];
  return [...weak.slice(0, most), ...everybody];
}

/** What was not said unasked, the heaviest first; critical ones before all others. */
const byWeight = (elements: readonly ElementScore[]): ElementScore[] =>
  elements
    .filter(({ credit }) => credit !== "unprompted")
    .sort((a, b) => Number(b.critical) - Number(a.critical) || lost(b) - lost(a));
const lost = ({ weight, points }: ElementScore): number => weight - points;

function ofElement({ label, credit, quote }: ElementScore, of: "customer" | "rule"): SheetQuestion {
  const listen = {
    zh: `能主动、具体地做到「${label.zh}」：说得出原话和先后，不只重复这几个字。`,
    en: `Does "${label.en}" unasked and concretely: the very words and the order, not only the term.`,
  };
  const found = { quote: quote?.text ?? null, listen };
  if (credit === "partial" || credit === "prompted")
    return {
      ...found,
      why:
        credit === "partial"
          ? { zh: `「${label.zh}」只说到一部分`, en: `"${label.en}" was only partly said` }
          : { zh: `「${label.zh}」是追问后才说到`, en: `"${label.en}" was said only when asked` },
      ask: {
        zh: `您在测评里提到过「${label.zh}」。完整地做，一步一步是怎样的？什么时候就该主动说？`,
        en: `In the screening you touched on "${label.en}". What does doing it completely look like, step by step, and when would you bring it up yourself?`,
      },
    };
  return {
    ...found,
    why: { zh: `「${label.zh}」没有说到`, en: `"${label.en}" was not said` },
    ask:
      of === "customer"
        ? {
            zh: `一位着急的顾客刚进线。关于「${label.zh}」，您会怎么做？请直接说出会发给顾客的话。`,
            en: `An upset customer has just written. What would you do about "${label.en}"? Say it in the words you would send.`,
          }
        : {
            zh: `顾客问到这条平台规则，关于「${label.zh}」您会怎么讲？拿不准时去哪里核实？`,
            en: `A customer asks about this platform rule. How would you explain "${label.en}", and where would you check when unsure?`,
          },
  };
}

const ofGate = ({ reason, quote }: GateHit): SheetQuestion => ({
  why: { zh: `红线：${reason.zh}`, en: `A red line: ${reason.en}` },
  ask: {
    zh: "顾客逼您当场答应做不到的事，或者一直骂人，您会怎么回？哪些话无论如何不说，为什么？",
    en: "A customer presses you to promise what you cannot keep, or keeps insulting you. What do you answer, what would you never say, and why?",
  },
  listen: {
    zh: "自己说出不能碰的线和原因，给得出能做的替代做法。",
    en: "Names the line that must not be crossed and why, and offers what can be done instead.",
  },
  quote: quote?.text ?? null,
});

const ofWrong = ({ label, quote }: { label: Bilingual; quote: { text: string } | null }): SheetQuestion => ({
  why: { zh: `规则说错：${label.zh}`, en: `Said wrongly about a rule: ${label.en}` },
  ask: {
    zh: "请把测评里那条规则再给顾客讲一遍，这次说说您会先到哪里核实。",
    en: "Please explain the rule of the screening once more as to a customer, and say where you would check it first.",
  },
  listen: {
    zh: `不再说成「${label.zh}」；不确定时说去规则页或问主管，而不是猜。`,
    en: `No longer says "${label.en}"; when unsure checks the rule page or asks, and does not guess.`,
  },
  quote: quote?.text ?? null,
});

const ofShort = ({
  statement,
  truth,
  quote,
}: NonNullable<Assessment["short"]>["items"][number]): SheetQuestion => ({
  why: { zh: "判断题没有答对", en: "A quick question went wrong" },
  ask: { zh: `这句话对不对，为什么：“${statement.zh}”`, en: `Is this right, and why: "${statement.en}"` },
  listen: {
    zh: `这句话是${truth ? "对" : "错"}的；要说得出理由。`,
    en: `It is ${truth ? "right" : "wrong"}; there should be a reason.`,
  },
  quote: quote?.text ?? null,
});

const calm: SheetQuestion = {
  why: { zh: "情绪控制得分低", en: "Emotional control scored low" },
  ask: {
    zh: "说一次顾客一直不讲理的经历（没有就设想一次）：当时您回了什么，结果怎样，再来一次会怎么回？",
    en: "Tell of a customer who would not listen (or imagine one): what did you answer, how did it end, what would you answer today?",
  },
  listen: {
    zh: "先接住情绪再谈办法，不反驳、不讽刺，能说出具体的话。",
    en: "Takes the feeling seriously before the solution, no arguing or irony, with real words.",
  },
  quote: null,
};

const busy: SheetQuestion = {
  why: { zh: "响应时间得分低", en: "Response time scored low" },
  ask: {
    zh: "同时有四位顾客在等，其中一位要投诉，您按什么顺序回，第一句各说什么？",
    en: "Four customers wait at once and one threatens to complain. In which order do you answer, and with which first words?",
  },
  listen: {
    zh: "先人人回一句、说明多久回来，再按轻重处理。",
    en: "A first word to everybody with a time, then by urgency.",
  },
  quote: null,
};

const everybody: readonly SheetQuestion[] = [
  {
    why: { zh: "人人都问", en: "For everybody" },
    ask: {
      zh: "这个岗位的班次、休息和大促安排，哪些您可以，哪些需要商量？",
      en: "Which of this job's shifts, days off and promotion periods suit you, and which would we have to talk about?",
    },
    listen: {
      zh: "和测评里填的一致；不追问私人原因。",
      en: "Agrees with what was given in the screening; do not ask for private reasons.",
    },
    quote: null,
  },
  {
    why: { zh: "人人都问", en: "For everybody" },
    ask: {
      zh: "关于这份工作，您最想弄清楚的是什么？",
      en: "What would you most like to know about this work?",
    },
    listen: {
      zh: "如实回答；不确定的事回头在聊天里答复。",
      en: "Answer plainly; what you do not know, answer later in the chat.",
    },
    quote: null,
  },
];

/** What may not be asked, on every sheet. */
export const neverAsk: Bilingual = {
  zh: "不要问、也不要记：年龄、性别、婚育、籍贯、健康、民族宗教、长相。这些不影响任何评价。",
  en: "Do not ask about or note age, sex, marriage or children, origin, health, religion or looks. None of it counts.",
};

/** By what an interview is judged, from 1 to 5. */
export const criteria = {
  solution: { zh: "解决问题", en: "Solving problems" },
  rules: { zh: "平台规则", en: "Platform rules" },
  calm: { zh: "情绪与语气", en: "Temper and tone" },
  talk: { zh: "表达清楚", en: "Clear words" },
} as const satisfies Record<string, Bilingual>;
export type Criterion = keyof typeof criteria;
export const criterionIds = Object.keys(criteria).filter((id): id is Criterion =>
  Object.hasOwn(criteria, id),
);

/** What the marks stand for. */
export const marks: Record<1 | 2 | 3 | 4 | 5, Bilingual> = {
  1: { zh: "1 没有做到", en: "1 not at all" },
  2: { zh: "2 要人提醒", en: "2 when prompted" },
  3: { zh: "3 基本做到", en: "3 mostly" },
  4: { zh: "4 主动做到", en: "4 unasked" },
  5: { zh: "5 可以带人", en: "5 could teach it" },
};
