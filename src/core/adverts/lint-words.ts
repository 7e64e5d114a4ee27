import type { Bilingual } from "../locale.ts";

/** What can be wrong with an advert, why, and what to write instead. `unlawful` = it must not be published so. */
export const advertProblems = {
  age: {
    level: "unlawful",
    name: { zh: "年龄", en: "Age" },
    instead: {
      zh: "不写年龄，写工作本身：例如“能上 20:00–24:00 的晚班”“熟悉拼多多后台”“学新规则快”。法定的“年满16周岁”可以写。",
      en: "Leave age out and name the work: “evening shifts 20:00–24:00”, “knows the Pinduoduo back office”. The legal minimum (16) may be stated.",
    },
  },
  age_hint: {
    level: "check",
    name: { zh: "暗示年龄", en: "Hints at age" },
    instead: {
      zh: "“年轻”会让年长的人不敢投。想说的若是氛围或学习能力，就直接写：“同事好相处”“接受倒班”“上手快”。",
      en: "“Young” keeps others away. Say what is meant: “friendly colleagues”, “rotating shifts”, “learns quickly”.",
    },
  },
  sex: {
    level: "unlawful",
    name: { zh: "性别", en: "Sex" },
    instead: {
      zh: "不写男女（妇女权益保障法第43条）。写要做的事：例如“每天接待约 150 位顾客”“耐心、打字 50 字/分以上”。",
      en: "Leave sex out; name the task: “about 150 customers a day”, “patient, types 50 characters a minute”.",
    },
  },
  family: {
    level: "unlawful",
    name: { zh: "婚育、家庭", en: "Marriage, pregnancy, family" },
    instead: {
      zh: "不写也不问婚姻、怀孕和孩子（妇女权益保障法第43条）。关心排班就写排班：“每周单休，可换班”。",
      en: "Never mention or ask about marriage, pregnancy or children. If shifts are the point, state them: “one rest day a week, swaps possible”.",
    },
  },
  origin: {
    level: "unlawful",
    name: { zh: "地域、户籍、民族", en: "Origin, registration, ethnicity" },
    instead: {
      zh: "不写户口、籍贯、民族（就业促进法第26–31条）。写工作地点和条件：“在杭州余杭上班，提供宿舍”“需要说普通话”。",
      en: "Leave registration, birthplace, nationality and ethnicity out. Name place and language: “on site in Hangzhou, dormitory available”, “fluent Mandarin”.",
    },
  },
  health: {
    level: "unlawful",
    name: { zh: "健康、残疾", en: "Health, disability" },
    instead: {
      zh: "不写健康、疾病和残疾（就业促进法第29、30条）。写工作强度：“每班 8 小时，以打字为主”。",
      en: "Leave health and disability out; describe the work: “eight-hour shifts, mostly typing”.",
    },
  },
  looks: {
    level: "unlawful",
    name: { zh: "外貌", en: "Looks" },
    instead: {
      zh: "外貌、身高、体重和客服工作无关，删掉。写能力：“表达清楚、有礼貌”。",
      en: "Looks, height and weight have nothing to do with the work: leave them out. Name the skill: “clear and polite in writing”.",
    },
  },
  photo: {
    level: "unlawful",
    name: { zh: "照片", en: "Photo" },
    instead: {
      zh: "应聘不要照片。需要了解经验时写：“请写做过的平台和类目”。",
      en: "Never ask applicants for a photo. Ask for experience: “tell us which platforms you worked on”.",
    },
  },
  voice: {
    level: "check",
    name: { zh: "嗓音", en: "Voice" },
    instead: {
      zh: "文字客服不用写嗓音；电话客服写“普通话清楚”。",
      en: "Written service needs no voice; for calls write “speaks clearly”.",
    },
  },
  belief: {
    level: "unlawful",
    name: { zh: "信仰、政治面貌、星座血型", en: "Belief, politics, star signs" },
    instead: {
      zh: "信仰、政治面貌、星座、属相、血型都不能作为条件，删掉。",
      en: "Religion, party membership, star sign or blood type are no conditions: leave them out.",
    },
  },
  school: {
    level: "check",
    name: { zh: "学校档次", en: "Rank of school" },
    instead: {
      zh: "按学校档次筛人没有依据，也会漏掉会做的人。写能力，测评会验证。",
      en: "The rank of a school says little about this work. Name the skill; the screening checks it.",
    },
  },
  fee: {
    level: "unlawful",
    name: { zh: "收费、押金、扣证件", en: "Fees, deposits, kept documents" },
    instead: {
      zh: "招聘不得收任何费用、押金，不得扣证件（劳动合同法第9条）。删掉；费用由公司承担就写“培训、工装由公司承担”。",
      en: "No fee, deposit or document may be demanded for a job. Delete it; if the company pays, say so: “training and uniform are on us”.",
    },
  },
  unpaid: {
    level: "unlawful",
    name: { zh: "不付工资的试岗、培训", en: "Unpaid trial or training" },
    instead: {
      zh: "试岗、培训也是劳动，要付工资。写清楚数额：“培训期 120 元/天”。",
      en: "Trial and training are work and are paid. State it: “¥120 a day during training”.",
    },
  },
} as const satisfies Record<string, { level: "unlawful" | "check"; name: Bilingual; instead: Bilingual }>;

export type AdvertProblem = keyof typeof advertProblems;
