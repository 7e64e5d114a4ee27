import { writeFileSync } from "node:fs";
import { z } from "zod";
import type { Config } from "../config.ts";
import { dayIn } from "../core/calendar-days.ts";
import type { Bilingual } from "../core/locale.ts";
import { Locale } from "../core/locale.ts";
import { type Deployment, impactAssessment } from "../core/privacy/impact.ts";
import type { Role } from "../core/rights.ts";
import type { Sql } from "../db/client.ts";
import { defaultCompany, ensureCompany } from "../db/companies.ts";
import { type CliCommand, parseArguments } from "./command.ts";
import { withDatabase } from "./open.ts";
import { sampleCompany } from "./seed.ts";

const Arguments = z.object({
  positionals: z.tuple([], "impact takes options only"),
  locale: z.enum(Locale.options, "--locale is zh-CN or en").default("zh-CN"),
  out: z.string().min(1).optional(),
});

/** `impact`: the impact assessment of this installation, from what is really configured. */
export const impactCommand: CliCommand = {
  name: "impact",
  summary: "the personal-information impact assessment of this installation, as Markdown",
  usage: ["impact [--locale zh-CN|en] [--out FILE.md]"],
  async run(args, io) {
    const text = { type: "string" } as const;
    const { locale, out } = parseArguments(args, { locale: text, out: text }, Arguments);
    const config = io.config();
    return await withDatabase(config, async ({ db }) => {
      await ensureCompany(db.orm, sampleCompany);
      const written = impactAssessment(await deploymentOf(config, db.sql, new Date()), locale);
      if (out === undefined) io.print(written.trimEnd());
      else writeFileSync(out, written);
      return 0;
    });
  },
};

const Company = z.object({ name: z.string(), timeZone: z.string() });
const Count = z.object({
  role: z.enum(["recruiter", "lead", "admin", "auditor"]),
  people: z.coerce.number(),
});

/** What an impact assessment says of this installation. */
export async function deploymentOf(config: Config, sql: Sql, now: Date): Promise<Deployment> {
  const [company] =
    await sql`select name, time_zone as "timeZone" from companies where id = ${defaultCompany}`;
  const { name, timeZone } = Company.parse(company);
  const rows = await sql`
    select role, count(*) as people from recruiters where company_id = ${defaultCompany} and removed_at is null group by role`;
  const people: Record<Role, number> = { recruiter: 0, lead: 0, admin: 0, auditor: 0 };
  for (const row of rows.map((raw) => Count.parse(raw))) people[row.role] = row.people;
  const set = parties.filter(({ on }) => on(config));
  return {
    ...{ company: name, day: dayIn(timeZone, now), timeZone, people },
    database: config.DATABASE_URL === undefined ? "embedded" : "own",
    publicUrl: config.PUBLIC_URL ?? null,
    candidateChannels: ["web", ...set.flatMap(({ talks }) => (talks ? [talks] : []))],
    recruiterSurfaces: [...(config.SLACK_BOT_TOKEN ? ["Slack"] : []), "console"],
    voice: config.OPENAI_TRANSCRIBE_MODEL === undefined ? "listened to" : "written down",
    pace: config.VOICE_PACE === "on",
    processors: set.map(({ name: called, host, gets }) => ({ name: called, host: host(config), gets })),
  };
}

type Party = {
  on(config: Config): boolean;
  name: Bilingual;
  /** A platform candidates talk on. */
  talks?: string;
  host(config: Config): string;
  gets: Bilingual;
};

const hostOf = (url: string | undefined): string => (url && URL.canParse(url) ? new URL(url).host : "?");
const chat: Bilingual = {
  zh: "应聘者在该平台上的聊天与账号",
  en: "The candidate's chat and account on that platform",
};

/** Every outside party there can be; one that is not configured receives nothing. */
const parties: readonly Party[] = [
  {
    on: (config) => config.TELEGRAM_BOT_TOKEN !== undefined,
    ...{ name: { zh: "Telegram", en: "Telegram" }, talks: "telegram", gets: chat },
    host: (config) => hostOf(config.TELEGRAM_API_ROOT),
  },
  {
    on: (config) => config.WECHAT_APP_ID !== undefined,
    ...{ name: { zh: "微信公众平台", en: "WeChat Official Account" }, talks: "wechat", gets: chat },
    host: (config) => hostOf(config.WECHAT_API_ROOT),
  },
  {
    on: (config) => config.WECOM_CORP_ID !== undefined,
    ...{ name: { zh: "企业微信客服", en: "WeCom customer service" }, talks: "wecom", gets: chat },
    host: (config) => hostOf(config.WECOM_API_ROOT),
  },
  {
    on: (config) => config.SLACK_BOT_TOKEN !== undefined,
    name: { zh: "Slack（招聘方工作区）", en: "Slack (the recruiters' workspace)" },
    host: (config) => hostOf(config.SLACK_API_URL ?? "https://slack.com/api"),
    gets: {
      zh: "姓名或昵称、成绩、原话摘录、到岗信息；联系方式遮盖",
      en: "Name, scores, quotes, job facts; contacts are masked",
    },
  },
  {
    on: (config) => config.OPENAI_API_KEY !== undefined,
    name: { zh: "模型服务", en: "Model service" },
    host: (config) => `${hostOf(config.OPENAI_BASE_URL)} (${config.OPENAI_MODEL ?? "?"})`,
    gets: {
      zh: "同意者的测评回答和提问，已去掉姓名、联系方式、证件号、日期",
      en: "Answers and questions of those who agreed, without names, contacts, identity numbers, dates",
    },
  },
  {
    on: (config) => config.OPENAI_EMBED_MODEL !== undefined,
    name: { zh: "向量服务", en: "Embeddings service" },
    host: (config) => `${hostOf(config.OPENAI_BASE_URL)} (${config.OPENAI_EMBED_MODEL ?? "?"})`,
    gets: {
      zh: "同意者的提问（同样去标识），以及店铺问答条目的问题",
      en: "Questions of those who agreed, masked the same way, and the questions of the shop's entries",
    },
  },
  {
    on: (config) => config.OPENAI_TRANSCRIBE_MODEL !== undefined,
    name: { zh: "语音转文字服务", en: "Speech-to-text service" },
    host: (config) => `${hostOf(config.OPENAI_BASE_URL)} (${config.OPENAI_TRANSCRIBE_MODEL ?? "?"})`,
    gets: {
      zh: "单独同意者的语音消息，不含姓名与账号；声音本身无法去标识",
      en: "Voice messages of those who agreed to it separately, without name or account; a voice itself cannot be masked",
    },
  },
  {
    on: (config) => config.IMAP_URL !== undefined,
    name: { zh: "收简历的邮箱", en: "The mailbox résumés are sent to" },
    host: (config) => hostOf(config.IMAP_URL),
    gets: {
      zh: "不发送任何内容，只从中读取简历",
      en: "Nothing is sent to it; résumés are read from it",
    },
  },
];
