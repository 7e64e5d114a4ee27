import { channelName } from "../channel-names.ts";
import type { JobFit, Stage } from "../dialogue/effect.ts";
import { reviewDays } from "../dialogue/review-window.ts";
import { factName } from "../fact-names.ts";
import { type Bilingual, inLocale, type Locale } from "../locale.ts";
import { roundHalfUp } from "../scoring/composite.ts";
import { wallClock } from "../zoned-time.ts";
import { keptDays } from "./kept.ts";
import type { MyApplication, MyData, MyResume } from "./my-data.ts";

/** A heading and what stands below it. */
export type Section = { title: string; lines: string[] };

/** A candidate's data in their language, in the order in which a person asks: who, agreed to what, for what, said what. */
export function sectionsOf(data: MyData): Section[] {
  const say = speaker(data.locale);
  return [
    person(data),
    consents(data),
    ...data.applications.flatMap((application) => applicationSections(data, application)),
    ...data.resumes.map((resume) => resumeSection(data, resume)),
    {
      title: say("保存多久", "How long it is kept"),
      lines: [
        say(
          `对话 ${keptDays.transcripts} 天；成绩、姓名、联系方式 ${keptDays.scores} 天；人才库自同意起 ${keptDays.pool} 天；技术记录 ${keptDays.traces} 天；不含原文的操作记录 3 年。`,
          `Conversations ${keptDays.transcripts} days; scores, name and contact ${keptDays.scores} days; talent pool ${keptDays.pool} days from your consent; technical traces ${keptDays.traces} days; the audit trail without words 3 years.`,
        ),
        say(
          "您可以随时回复“删除”“我的同意”“复核”或“人工”。",
          'You can reply "delete", "consents", "review" or "human" at any time.',
        ),
      ],
    },
  ];
}

/** The transcript, one line each. */
export function transcriptLines({ transcript, locale, timeZone }: MyData): string[] {
  return transcript.map(
    ({ at, author, text }) => `${clock(at, timeZone)} ${inLocale(authors[author], locale)}: ${text}`,
  );
}

const authors: Record<MyData["transcript"][number]["author"], Bilingual> = {
  candidate: { zh: "您", en: "You" },
  bot: { zh: "招聘助手", en: "Assistant" },
  customer: { zh: "客户（模拟）", en: "Customer (role-play)" },
  recruiter: { zh: "招聘同事", en: "Recruiter" },
};

const speaker = (locale: Locale) => (zh: string, en: string) => inLocale({ zh, en }, locale);

const clock = (at: number, timeZone: string): string => {
  const { day, time } = wallClock(timeZone, at);
  return `${day} ${time}`;
};

function person({ locale, timeZone, name, phone, since, contacts }: MyData): Section {
  const say = speaker(locale);
  const none = say("没有保存", "not kept");
  return {
    title: say("您的信息", "About you"),
    lines: [
      say(`姓名或昵称：${name ?? none}`, `Name: ${name ?? none}`),
      say(`电话：${phone ?? none}`, `Phone: ${phone ?? none}`),
      ...contacts.map(({ kind, value }) => {
        const name = contactNames[kind];
        return `${name ? inLocale(name, locale) : kind}${locale === "en" ? ": " : "："}${value}`;
      }),
      say(`语言：中文`, "Language: English"),
      say(`第一次来的时间：${clock(since, timeZone)}`, `First came: ${clock(since, timeZone)}`),
    ],
  };
}

const contactNames: Record<string, Bilingual> = {
  phone: { zh: "电话", en: "Phone" },
  email: { zh: "邮箱", en: "E-mail" },
  openid: { zh: "平台账号编号", en: "Platform account" },
};

const bases: Record<string, Bilingual> = {
  applied: { zh: "您投递了简历", en: "you sent your résumé" },
  consent: { zh: "您的同意", en: "your consent" },
  public: { zh: "您公开的求职信息", en: "what you made public to find work" },
};

/** A résumé by its fields; the words themselves are in the file. */
function resumeSection({ locale, timeZone }: MyData, resume: MyResume): Section {
  const say = speaker(locale);
  const from = channelName(resume.channel, locale);
  const ground = bases[resume.basis];
  const stated = Object.entries(resume.fields).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return {
    title: say(
      `简历（${clock(resume.receivedAt, timeZone)}，${from}）`,
      `Résumé (${clock(resume.receivedAt, timeZone)}, ${from})`,
    ),
    lines: [
      say(`保存依据：${ground?.zh ?? resume.basis}`, `Kept because of: ${ground?.en ?? resume.basis}`),
      ...stated.map(
        ([field, value]) => `${field}: ${Array.isArray(value) ? value.join(", ") : String(value)}`,
      ),
    ],
  };
}

function consents({ locale, consents: given }: MyData): Section {
  const say = speaker(locale);
  const word = (value: boolean | null) =>
    value === null
      ? say("还没问", "not asked yet")
      : value
        ? say("已同意", "given")
        : say("未同意", "not given");
  return {
    title: say("您的同意", "Your consents"),
    lines: [
      say(`参加测评：${word(given.screening)}`, `Taking the screening: ${word(given.screening)}`),
      say(`境外模型服务：${word(given.model)}`, `Model services abroad: ${word(given.model)}`),
      say(`人才库：${word(given.pool)}`, `Talent pool: ${word(given.pool)}`),
      // Whoever never sent a voice message was not asked, and need not wonder.
      ...(given.voice === null
        ? []
        : [say(`语音转文字：${word(given.voice)}`, `Voice messages written down: ${word(given.voice)}`)]),
    ],
  };
}

const stages: Record<Stage, Bilingual> = {
  started: { zh: "刚开始", en: "just started" },
  screening: { zh: "测评中", en: "in the screening" },
  assessed: { zh: "等同事决定", en: "waiting for a person to decide" },
  manual: { zh: "由同事接待", en: "with a recruiter" },
  held: { zh: "等同事决定", en: "waiting for a person to decide" },
  invited: { zh: "已邀请", en: "invited" },
  declined: { zh: "已婉拒", en: "declined" },
  withdrawn: { zh: "已结束", en: "ended" },
};

function applicationSections(data: MyData, application: MyApplication): Section[] {
  const { locale, timeZone } = data;
  const say = speaker(locale);
  const { number, job, history, employment } = application;
  const came = application.cameBy.map(
    ({ at, channel }) => `${channelName(channel, locale)} (${clock(at, timeZone)})`,
  );
  const mail = application.mailSource === null ? null : channelName(application.mailSource, locale);
  const platform = application.platform ?? say("无", "none");
  return [
    {
      title: say(`应聘 C${number}：${job}`, `Application C${number}: ${job}`),
      lines: [
        say(
          `开始时间：${clock(application.createdAt, timeZone)}`,
          `Began: ${clock(application.createdAt, timeZone)}`,
        ),
        say(`目前：${stages[application.stage].zh}`, `Now: ${stages[application.stage].en}`),
        say(`聊天平台：${platform}`, `Chat platform: ${platform}`),
        ...(came.length > 0 ? [say(`来源：${came.join("、")}`, `You came by: ${came.join(", ")}`)] : []),
        ...(mail ? [say(`简历邮件来源：${mail}`, `Résumé mail from: ${mail}`)] : []),
        ...fitLines(application.jobFit, locale),
        ...(application.posts > 0
          ? [
              say(
                `招聘同事工作区里关于您的消息：${application.posts} 条（删除时一并抹去）`,
                `Messages about you where recruiters work: ${application.posts} (blanked when you delete)`,
              ),
            ]
          : []),
      ],
    },
    { title: say(`成绩 C${number}`, `Results C${number}`), lines: resultLines(application, data) },
    ...(history.length > 0
      ? [
          {
            title: say(`记录 C${number}`, `What happened C${number}`),
            lines: history.map(({ at, name }) => `${clock(at, timeZone)} ${wordOf(name, locale)}`),
          },
        ]
      : []),
    ...(employment
      ? [
          {
            title: say(`入职 C${number}`, `Employment C${number}`),
            lines: [
              say(`到岗：${employment.hiredOn}`, `Hired on: ${employment.hiredOn}`),
              ...(employment.leftOn
                ? [say(`离职：${employment.leftOn}`, `Left on: ${employment.leftOn}`)]
                : []),
              ...(employment.exitReason
                ? [say(`离职原因：${employment.exitReason}`, `Reason for leaving: ${employment.exitReason}`)]
                : []),
              ...(employment.figures > 0
                ? [say("已记录工作表现数字", "Figures about your work are recorded")]
                : []),
            ],
          },
        ]
      : []),
  ];
}

function wordOf(fact: string, locale: Locale): string {
  const name = factName(fact);
  return name ? inLocale(name, locale) : fact;
}

function fitLines(fit: JobFit, locale: Locale): string[] {
  const said = Object.entries(fit).filter(([, value]) => value !== undefined);
  return said.map(([field, value]) => {
    const name = fitNames[field];
    const label = name ? inLocale(name, locale) : field;
    return `${label}${locale === "en" ? ": " : "："}${Array.isArray(value) ? value.join(", ") : String(value)}`;
  });
}

const fitNames: Record<string, Bilingual> = {
  startDate: { zh: "到岗时间", en: "Start date" },
  shifts: { zh: "班次", en: "Shifts" },
  payMin: { zh: "期望月薪下限", en: "Pay from, a month" },
  payMax: { zh: "期望月薪上限", en: "Pay to, a month" },
  payNegotiable: { zh: "薪资可谈", en: "Pay negotiable" },
  platforms: { zh: "熟悉的平台", en: "Platforms you know" },
};

/** Before a person decided and said so, only that there is a result. */
function resultLines(
  { results, receipt, versions, model }: MyApplication,
  { locale, limits: { passAbove, reviewFrom, reviewTo } }: MyData,
): string[] {
  const say = speaker(locale);
  const asked =
    model.calls > 0
      ? [
          say(
            `模型服务 ${model.names.join("、")} 被请求 ${model.calls} 次（已去标识）`,
            `The model service ${model.names.join(", ")} was asked ${model.calls} times, without your identity`,
          ),
        ]
      : [say("没有使用模型服务", "No model service was used")];
  if (!receipt) {
    const kept = say(
      `保存了 ${results} 次测评结果；同事作出决定并通知您之后，这里会列出分数`,
      `${results} results are kept; the figures are shown here once a person has decided and told you`,
    );
    return [results > 0 ? kept : say("没有成绩", "No result"), ...asked];
  }
  const one = (value: number) => roundHalfUp(value).toFixed(1);
  const { complaint, rule } = receipt;
  const moments = [...receipt.best, ...receipt.worst].map((moment) => {
    const quote = moment.quote === null ? "" : say(`“${moment.quote}”——`, `“${moment.quote}” — `);
    const label = inLocale(moment.label, locale);
    return say(
      `${quote}${label}：${one(moment.points)}/${one(moment.of)} 分`,
      `${quote}${label}: ${one(moment.points)} of ${one(moment.of)} points`,
    );
  });
  return [
    say(
      `总分 ${one(receipt.total)}（高于${passAbove}分为通过，${reviewFrom}至${reviewTo}分一律由人复核）`,
      `Total ${one(receipt.total)} (passing is above ${passAbove}; ${reviewFrom} to ${reviewTo} always goes to a person)`,
    ),
    say(
      `情景模拟 ${one(complaint.total)}：响应 ${one(complaint.response)}，方案 ${one(complaint.completeness)}，情绪控制 ${one(complaint.emotion)}`,
      `Role-play ${one(complaint.total)}: response ${one(complaint.response)}, solution ${one(complaint.completeness)}, composure ${one(complaint.emotion)}`,
    ),
    say(`规则知识 ${one(receipt.ruleTotal)}`, `Rule knowledge ${one(receipt.ruleTotal)}`),
    ...(rule
      ? [
          say(
            `规则讲解：准确 ${one(rule.accuracy)}，清晰 ${one(rule.clarity)}`,
            `Rule explanation: accuracy ${one(rule.accuracy)}, clarity ${one(rule.clarity)}`,
          ),
        ]
      : []),
    ...moments,
    ...(versions.length > 0
      ? [say(`题目与规则版本：${versions.join("、")}`, `Versions of tasks and rules: ${versions.join(", ")}`)]
      : []),
    ...asked,
    say(
      `对结果有疑问：${reviewDays}天内回复“复核”。`,
      `To contest the result, reply "review" within ${reviewDays} days.`,
    ),
  ];
}
