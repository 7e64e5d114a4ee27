import { channelName } from "../channel-names.ts";
import { type Bilingual, inLocale, type Locale } from "../locale.ts";
import { metricWords } from "./metrics.ts";
import type { AskDimension, AskQuery, Doubt, Reading, Refusal } from "./query.ts";

/** What is known about a metric besides the words it is asked by. */
export type MetricInfo = { id: string; name: Bilingual; definition: Bilingual };

const dimensionNames: Record<AskDimension, Bilingual> = {
  channel: { zh: "渠道", en: "channel" },
  job: { zh: "岗位", en: "job" },
  day: { zh: "天", en: "day" },
  week: { zh: "周", en: "week" },
  month: { zh: "月", en: "month" },
  weekday: { zh: "星期几", en: "weekday" },
  hour: { zh: "小时", en: "hour" },
  reason: { zh: "原因", en: "reason" },
  step: { zh: "环节", en: "step" },
};

const shiftNames = {
  day: { zh: "白班", en: "day shift" },
  night: { zh: "晚班", en: "night shift" },
  rotating: { zh: "轮班", en: "rotating shift" },
} as const;

export const metricName = (id: string, locale: Locale, known: readonly MetricInfo[]): string => {
  const health: Bilingual = { zh: "渠道健康度", en: "Channel health" };
  const name =
    (known.find((one) => one.id === id) ?? metricWords.find((one) => one.id === id))?.name ?? health;
  return inLocale(name, locale);
};

/** Filters, grouping, period and comparison in words; a part for each thing that was said. */
export function queryInWords(query: AskQuery, locale: Locale): string[] {
  const say = (zh: string, en: string): string => inLocale({ zh, en }, locale);
  const { filters, from, to, group_by, compare, order, limit } = query;
  const parts: string[] = [];
  const join = locale === "en" ? ", " : "、";
  if (filters.channel) {
    const names = filters.channel.map((id) => channelName(id, locale)).join(join);
    parts.push(say(`渠道：${names}`, `channel: ${names}`));
  }
  if (filters.job) parts.push(say(`岗位：${filters.job}`, `job: ${filters.job}`));
  if (filters.shift) {
    const shift = inLocale(shiftNames[filters.shift], locale);
    parts.push(say(`班次：${shift}`, `shift: ${shift}`));
  }
  parts.push(periodInWords(from, to, locale));
  if (group_by.length > 0) {
    const names = group_by.map((dim) => inLocale(dimensionNames[dim], locale)).join(join);
    parts.push(say(`按${names}分`, `by ${names}`));
  }
  if (compare === "previous_period") parts.push(say("与上一期相比", "compared with the period before"));
  if (compare === "same_period_last_year") parts.push(say("与去年同期相比", "compared with a year before"));
  if (order) {
    const way = order === "desc" ? say("从高到低", "highest first") : say("从低到高", "lowest first");
    parts.push(limit === null ? way : say(`${way}，取前 ${limit}`, `${way}, first ${limit}`));
  }
  return parts;
}

function periodInWords(from: string | null, to: string | null, locale: Locale): string {
  const say = (zh: string, en: string): string => inLocale({ zh, en }, locale);
  if (from === null && to === null) return say("期间：全部数据", "period: all data");
  if (from === null) return say(`期间：${to} 及以前`, `period: up to ${to}`);
  if (to === null) return say(`期间：${from} 起`, `period: from ${from}`);
  return from === to
    ? say(`期间：${from}`, `period: ${from}`)
    : say(`期间：${from} 至 ${to}`, `period: ${from} to ${to}`);
}

const refusals: Record<Refusal, Bilingual> = {
  protected: {
    zh: "抱歉，年龄、性别、婚育、籍贯、健康、外貌、声音等个人特征我们不采集、不统计，也不用于任何判断。",
    en: "Sorry: age, sex, family, origin, health, looks, voice and the like are neither collected nor counted here, and decide nothing.",
  },
  personal: {
    zh: "抱歉，这里只回答汇总数字，不提供姓名、电话、名单或简历原文。个人资料请在候选人卡片里按权限查看。",
    en: "Sorry: only totals are told here, no names, phone numbers, lists of people or résumé texts. A person's details are on their card, for those who may see them.",
  },
  elsewhere: {
    zh: "抱歉，这里只有您自己公司的招聘数据，看不到别家的。",
    en: "Sorry: only your own company's recruiting is known here, nobody else's.",
  },
  write: {
    zh: "抱歉，提问只能查数字，不会改动任何数据，也不会替您录用、婉拒或发消息。这些请在候选人卡片或对应命令里操作。",
    en: "Sorry: asking only reads numbers. It changes nothing, and hires, declines or messages nobody; the candidate's card and the commands are for that.",
  },
  injection: {
    zh: "抱歉，这里不执行 SQL 或其他指令，只回答招聘数字。",
    en: "Sorry: no SQL or other orders are run here; it answers questions about recruiting numbers.",
  },
};

/** Questions that can always be asked. */
export const examples: { zh: readonly string[]; en: readonly string[] } = {
  zh: ["上周各渠道简历量", "本月转化率，跟上个月比", "哪个渠道单份简历成本最低", "90 天留存率按渠道"],
  en: [
    "résumés by channel last week",
    "conversion rate this month vs last month",
    "cheapest channel per résumé",
    "90-day retention by channel",
  ],
};

const doubts: Record<Doubt, Bilingual> = {
  not_understood: {
    zh: "您想查哪个数字？可以这样问：",
    en: "Which number do you mean? You can ask like this:",
  },
  no_metric: { zh: "您想看哪个指标？", en: "Which number do you want to see?" },
  pass_rate: { zh: "您指哪一个通过率？", en: "Which pass rate do you mean?" },
  unit_cost: { zh: "您指哪一种成本？", en: "Which cost do you mean?" },
  unlisted_metric: {
    zh: "“{about}”不在可查的指标里。您可以看：",
    en: "“{about}” is not a number kept here. You can see:",
  },
  unknown_job: {
    zh: "没有找到岗位“{about}”。您指哪一个？",
    en: "There is no job “{about}”. Which one do you mean?",
  },
  several_jobs: { zh: "有几个岗位都对得上，您指哪一个？", en: "Several jobs fit. Which one do you mean?" },
  unknown_channel: {
    zh: "没有找到渠道“{about}”。可以选：",
    en: "There is no channel “{about}”. You can choose:",
  },
  excluding: {
    zh: "暂时不能按“除了某个渠道”来查。请说要看哪些渠道，或按渠道分开看：",
    en: "“All but one” cannot be asked. Name the channels you want, or see them side by side:",
  },
  too_fine: {
    zh: "一次最多按两个维度分。您要按哪两个看？例如：",
    en: "At most two ways of grouping fit one question. Which two? For example:",
  },
  several_shifts: {
    zh: "一次只能看一个班次。请说要看白班、晚班还是轮班，或者看：",
    en: "One question covers one shift. Say day, night or rotating, or see:",
  },
  future: {
    zh: "这个时间还没到，没有数据。您可以看：",
    en: "That time has not come yet, so there is no data. You can see:",
  },
};

/** What is answered in words: how the question was read, what is asked back, or why not. */
export function replyTo(reading: Reading, locale: Locale, known: readonly MetricInfo[]): string {
  const join = locale === "en" ? "; " : "；";
  switch (reading.kind) {
    case "answer": {
      const { query } = reading;
      const definition = known.find(({ id }) => id === query.metric)?.definition;
      const turn =
        query.metric === "retention_90d"
          ? [inLocale({ zh: "离职率 = 1 − 留存率", en: "turnover = 1 − retention" }, locale)]
          : [];
      const head = `${metricName(query.metric, locale, known)}${locale === "en" ? ": " : "："}`;
      const body = [...queryInWords(query, locale), ...turn].join(join);
      return `${head}${body}${locale === "en" ? ". " : "。"}${definition ? inLocale(definition, locale) : ""}`.trim();
    }
    case "clarify": {
      const text = inLocale(doubts[reading.doubt], locale).replace("{about}", reading.about);
      return reading.choices.length > 0 ? `${text} ${reading.choices.join(" / ")}` : text;
    }
    case "refuse":
      return `${inLocale(refusals[reading.refusal], locale)} ${inLocale({ zh: "您可以这样问：", en: "You can ask, for example: " }, locale)}${inLocale({ zh: examples.zh.slice(0, 3).join("；"), en: examples.en.slice(0, 3).join("; ") }, locale)}`;
    default:
      return reading satisfies never;
  }
}
