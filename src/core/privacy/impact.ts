import type { Bilingual, Locale } from "../locale.ts";
import { inLocale } from "../locale.ts";
import { type Role, reachOf } from "../rights.ts";
import { type Kept, keptDays, keptNames } from "./kept.ts";
import { type DataKind, personTables, tables } from "./tables.ts";

/** What is really configured here; nothing in it is secret. */
export type Deployment = {
  company: string;
  /** Local day it is written, YYYY-MM-DD. */
  day: string;
  timeZone: string;
  database: "embedded" | "own";
  /** The address people reach; null = this machine only. */
  publicUrl: string | null;
  /** Platforms candidates talk on. */
  candidateChannels: readonly string[];
  /** Where recruiters work. */
  recruiterSurfaces: readonly string[];
  /** What becomes of voice messages. */
  voice: "listened to" | "written down";
  /** Whether pace and pauses are counted. */
  pace?: boolean;
  /** Outside parties that receive personal data, by host; none when everything stays here. */
  processors: readonly { name: Bilingual; host: string; gets: Bilingual }[];
  people: Readonly<Record<Role, number>>;
};

/**
 * The personal-information impact assessment (PIPL Art. 55-56, shaped so that it serves as a DPIA) as Markdown: what is
 * really configured, which data for how long, who receives it, which measures hold. What only people can judge is left as
 * questions to answer and sign.
 */
export function impactAssessment(deployment: Deployment, locale: Locale): string {
  const say = (zh: string, en: string) => inLocale({ zh, en }, locale);
  const heading = (title: string, lines: readonly string[]) => `## ${title}\n\n${lines.join("\n")}\n`;
  const { company, day, timeZone, database, publicUrl, candidateChannels, recruiterSurfaces } = deployment;
  const list = (items: readonly string[]) =>
    items.length > 0 ? items.join(say("、", ", ")) : say("无", "none");
  return [
    `# ${say("个人信息保护影响评估", "Personal-information impact assessment")} — ${company}\n`,
    say(
      `生成日期：${day}（${timeZone}）。由程序按实际配置生成；配置改变后请重新生成。记录至少保存三年。这不是法律意见。`,
      `Made on ${day} (${timeZone}) from what is really configured; make it anew when that changes. Keep it for at least three years. This is no legal advice.`,
    ),
    "",
    heading(say("1. 处理什么、为什么", "1. What is processed, and why"), [
      say(
        "- 目的：评估客服岗位的应聘者。程序给出分数与依据，由人作决定；没有人的点击，谁也不会被婉拒。",
        "- Purpose: to assess applicants for customer service. The program gives scores and what they rest on; a person decides, and nobody is declined without a person's click.",
      ),
      say(
        "- 依据：应聘者的同意，分三项（测评、境外模型、人才库），可分别拒绝，随时撤回；不同意不影响应聘。",
        "- Ground: the applicant's consent in three parts (screening, model services abroad, talent pool), each refusable and withdrawable at any time; refusing does not hurt the application.",
      ),
      say(
        "- 不收集、不保存、不评分：性别、年龄、婚育、籍贯、健康、照片、声音情绪、打字节奏。",
        "- Never asked, stored or scored: sex, age, marriage and children, origin, health, photos, emotion in the voice, typing rhythm.",
      ),
      ...voiceLines(deployment, locale),
    ]),
    heading(say("2. 实际配置", "2. What is configured"), [
      say(`- 应聘者渠道：${list(candidateChannels)}`, `- Candidates talk on: ${list(candidateChannels)}`),
      say(`- 招聘方界面：${list(recruiterSurfaces)}`, `- Recruiters work in: ${list(recruiterSurfaces)}`),
      say(`- 对外地址：${publicUrl ?? "仅本机"}`, `- Public address: ${publicUrl ?? "this machine only"}`),
      say(
        `- 数据库：${database === "own" ? "自有 PostgreSQL" : "内置 PostgreSQL，数据在本机"}`,
        `- Database: ${database === "own" ? "your own PostgreSQL" : "the embedded PostgreSQL, on this machine"}`,
      ),
      say(
        `- 有权限的人：招聘专员 ${deployment.people.recruiter}，主管 ${deployment.people.lead}，管理员 ${deployment.people.admin}，审计 ${deployment.people.auditor}`,
        `- People with rights: ${deployment.people.recruiter} recruiters, ${deployment.people.lead} leads, ${deployment.people.admin} admins, ${deployment.people.auditor} auditors`,
      ),
    ]),
    heading(say("3. 谁会收到个人信息", "3. Who receives personal data"), processors(deployment, locale)),
    heading(say("4. 数据种类、期限与删除", "4. Kinds of data, how long, and erasure"), dataTable(locale)),
    heading(say("5. 期限", "5. Periods"), periods(locale)),
    heading(say("6. 措施", "6. Measures"), measures(locale)),
    heading(say("7. 应聘者的权利", "7. The applicants' rights"), [
      say(
        "- 聊天中随时：“我的数据”（查看、下载）、“我的同意”（更改、撤回）、“删除”、“申诉”（决定后15天内由人复核）、“评分说明”、“人工”。",
        '- In the chat at any time: "my data" (read, download), "consents" (change, withdraw), "delete", "appeal" (a person reviews within 15 days of a decision), "scores", "human".',
      ),
    ]),
    heading(say("8. 由人评估并签字", "8. For people to judge and sign"), questions(locale)),
  ].join("\n");
}

function voiceLines({ voice, pace }: Deployment, locale: Locale): string[] {
  const say = (zh: string, en: string) => inLocale({ zh, en }, locale);
  const use =
    voice === "written down"
      ? say(
          `- 语音消息：征得单独同意后交给语音识别服务转成文字，本人看过并发送后才按文字评分，转写后即删除语音；没有转写的，招聘方可收听，保存 ${keptDays.voices} 天。`,
          `- Voice messages: after a separate consent a recognition service writes them down; only the text counts, once its sender has seen and sent it, and the file is deleted then. What is not written down recruiters may listen to for ${keptDays.voices} days.`,
        )
      : say(
          `- 语音消息：不转写、不评分，请应聘者打字；招聘方可收听，保存 ${keptDays.voices} 天。`,
          `- Voice messages: neither written down nor scored, the applicant is asked to type; recruiters may listen to them for ${keptDays.voices} days.`,
        );
  const counted = say(
    "- 统计语速与停顿，仅供招聘方参考，不计分；征求同意时已告知。",
    "- Pace and pauses are counted for recruiters' information, never scored; the question for consent says so.",
  );
  return [
    use,
    ...(pace ? [counted] : []),
    say(
      "- 不从语音推断情绪、压力、口音，也不提取声纹：欧盟《人工智能法》第5条第1款(f)项禁止在职场（含招聘）推断情绪；声纹属于《个人信息保护法》第28条的敏感个人信息。",
      "- No emotion, stress or accent is inferred from a voice and no voiceprint is taken: the EU AI Act, Art. 5(1)(f), forbids inferring emotions at the workplace, recruiting included; a voiceprint is sensitive personal information under PIPL Art. 28.",
    ),
  ];
}

function processors({ processors: all }: Deployment, locale: Locale): string[] {
  if (all.length === 0)
    return [
      inLocale({ zh: "- 无：数据不离开本系统", en: "- Nobody: data does not leave this system" }, locale),
    ];
  return [
    inLocale({ zh: "| 接收方 | 地址 | 收到什么 |", en: "| Recipient | Host | What it receives |" }, locale),
    "| --- | --- | --- |",
    ...all.map(
      ({ name, host, gets }) => `| ${inLocale(name, locale)} | ${host} | ${inLocale(gets, locale)} |`,
    ),
    "",
    inLocale(
      {
        zh: "请逐一确认：委托处理协议、所在地、是否出境以及出境路径、是否不用于训练。",
        en: "Confirm for each: processing contract, place, whether data leaves the country and by which route, no use for training.",
      },
      locale,
    ),
  ];
}

const kinds: Record<DataKind, Bilingual> = {
  contact: { zh: "姓名与联系方式", en: "Name and contact" },
  consents: { zh: "同意", en: "Consents" },
  facts: { zh: "到岗、班次、薪资、平台", en: "Start, shifts, pay, platforms" },
  transcript: { zh: "对话", en: "Conversation" },
  voice: { zh: "语音（收听用，不分析情绪）", en: "Voice messages (to listen to; no emotion is read)" },
  scores: { zh: "成绩", en: "Scores" },
  origin: { zh: "来源", en: "Where they came from" },
  history: { zh: "经过", en: "What happened" },
  handling: { zh: "招聘方的处理", en: "Handling by recruiters" },
  employment: { zh: "入职情况", en: "Employment" },
  technical: { zh: "技术记录", en: "Technical traces" },
  resume: { zh: "简历", en: "Résumé" },
};

function dataTable(locale: Locale): string[] {
  const say = (zh: string, en: string) => inLocale({ zh, en }, locale);
  const rows = personTables.map(({ name, holds, erase, keep }) => {
    const days = "period" in keep ? String(keptDays[keep.period]) : inLocale(keep.stays, locale);
    const erased =
      "stays" in erase
        ? inLocale(erase.stays, locale)
        : "by" in erase
          ? say("删除", "deleted")
          : say("清空", "emptied");
    return `| ${inLocale(kinds[holds], locale)} | \`${name}\` | ${days} | ${erased} |`;
  });
  const others = Object.keys(tables).length - personTables.length;
  return [
    say("| 种类 | 表 | 天数 | 删除时 |", "| Kind | Table | Days | On erasure |"),
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    say(`另有 ${others} 张表不含应聘者的信息。`, `${others} further tables hold nothing about applicants.`),
  ];
}

function periods(locale: Locale): string[] {
  const names = Object.keys(keptDays).filter((name): name is Kept => name in keptNames);
  return names.map((name) => {
    const label = inLocale(keptNames[name], locale);
    return inLocale(
      { zh: `- ${label}：${keptDays[name]} 天`, en: `- ${label}: ${keptDays[name]} days` },
      locale,
    );
  });
}

function measures(locale: Locale): string[] {
  const revealing = (["recruiter", "lead", "admin", "auditor"] as const).filter(
    (role) => reachOf(role, "action reveal") !== "no",
  );
  const say = (zh: string, en: string) => inLocale({ zh, en }, locale);
  return [
    say(
      "- 姓名、联系方式、对话、成绩依据以 AES-256-GCM 加密保存；查找只用带密钥的哈希。",
      "- Names, contacts, words and evidence are stored under AES-256-GCM; they are looked up by keyed hashes only.",
    ),
    say(
      "- 日志只含编号：字段有白名单，消息固定，数字与地址再遮盖一次。",
      "- Logs hold ids only: fields are on an allow-list, messages are constant, digits and addresses are masked once more.",
    ),
    say(
      "- 交给模型之前去掉姓名、电话、证件号、邮箱、账号和日期；模型只找依据、理顺现成的回答，分数由代码计算。",
      "- Names, phones, identity numbers, addresses, accounts and dates are removed before a model sees anything; it only finds evidence and words answers that are already written; code computes scores.",
    ),
    say(
      `- 权限按角色和岗位，点击的那一刻再查一次；联系方式默认遮盖，只有 ${revealing.join("、")} 能查看，并留下记录。`,
      `- Rights by role and job, asked again at the moment of a click; contacts are masked, only ${revealing.join(", ")} may see them, and that is noted.`,
    ),
    say(
      "- 每天 03:20 自动清理到期的数据；删除后，迟到的消息不会再产生任何记录。",
      "- What has reached its time goes every day at 03:20; after an erasure, late messages create nothing.",
    ),
  ];
}

function questions(locale: Locale): string[] {
  const say = (zh: string, en: string) => inLocale({ zh, en }, locale);
  return [
    say(
      "- [ ] 目的、方式是否合法、正当、必要？",
      "- [ ] Are purpose and means lawful, legitimate and necessary?",
    ),
    say(
      "- [ ] 对应聘者权益的影响与风险有多大？",
      "- [ ] How great are the effects and risks for applicants?",
    ),
    say(
      "- [ ] 措施是否有效，且与风险相称？",
      "- [ ] Are the measures effective and in proportion to the risks?",
    ),
    say("- [ ] 各组通过率是否定期检查？", "- [ ] Are the pass rates of groups checked regularly?"),
    say("- 评估人：____　日期：____　负责人：____", "- Assessed by: ____  Date: ____  Responsible: ____"),
  ];
}
