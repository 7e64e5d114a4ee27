import type { AskDimension } from "./query.ts";
import { type Rest, takeAll } from "./rest.ts";

const each = "(?:各个?|每1?个?|按照?|分|不同|逐个?|依|以|所有|全部|各大|每家)(?:的)?";
const which = "(?:哪|什么)(?:1)?(?:个|些|家|几个|条|种|几家)?";
const told =
  "(?:对比|(?=排[名行序])|分布|分别|占比|之间|比较|明细|拆分|划分|拆|维度|构成|细分|分组|分解|来看|来分|情况)";
const by =
  "(?:by|per|each|every|across|between|any|for each|for every|which|what|by each|all(?: the)?|different|individual|among)";

/** How the dimensions are named; what is taken first is not read again. */
const rules: readonly (readonly [AskDimension, RegExp])[] = [
  [
    "weekday",
    new RegExp(
      `周几|(?:按|分|每个?|哪个?)星期几?|星期(?:几|分布)|按周[1-7]|工作日(?:和|跟|与|、|还是)周末|周末(?:和|跟|与|、|还是)(?:工作日|平时)|1周(?:里|中|内)?(?:的)?(?:哪|每)1?天|\\b(?:${by} )?(?:days? of (?:the )?week|weekdays?)\\b|\\bweekends? (?:vs\\.?|versus|or|and) weekdays?|\\bweekdays? (?:vs\\.?|versus|or|and) weekends?`,
    ),
  ],
  [
    "hour",
    new RegExp(
      `几点(?:钟)?|什么时(?:候|间|段)(?=.{0,8}最(?:多|少|集中))|(?:按|分|每个?|逐)小?(?:时|钟头)(?:间段?|段)?|小时(?:分布|维度)|${which}(?:时间段|时段|钟头|小时)|(?:各|每)个?时(?:间)?段|1天(?:里|中|内)?的?(?:哪|什么)个?时|\\b(?:hourly|hour[- ]by[- ]hour)\\b|\\b${by} (?:hours?|time of (?:the )?day|times?)(?: of (?:the )?day)?\\b|\\btimes? of (?:the )?day\\b|\\bo'?clock\\b`,
    ),
  ],
  [
    "day",
    /(?:每1?|按|逐|分|各|哪1?|天)天|每日|按日|逐日|日(?:度|趋势|走势|均)|\b(?:daily|day[- ]by[- ]day)\b|\b(?:by|per|each|every|which|what) (?:single )?(?:days?|dates?)\b|\b(?:a|per) day\b/,
  ],
  [
    "week",
    /(?:每个?1?|按(?:入职|投递|面试|离职|时间)?的?|逐|分|各个?|哪1?个?)(?:周|星期)(?!几|[1-7日天末](?!共))(?:度)?|周(?:度|趋势|走势|均)|\b(?:weekly|week[- ]by[- ]week)\b|\b(?:by|per|each|every|which|what) (?:single )?(?:calendar )?weeks?\b|\ba week\b/,
  ],
  [
    "month",
    /(?:每1?个?|按(?:入职|投递|面试|离职|时间)?的?|逐|分|各个?|哪1?个?)月份?(?:度)?|月(?:度|趋势|走势|均)|\b(?:monthly|month[- ]by[- ]month)\b|\b(?:by|per|each|every|which|what) (?:single )?months?\b|\ba month\b/,
  ],
  [
    "channel",
    new RegExp(
      `哪1?家(?!店)|${each}(?:招聘)?(?:渠道|平台|来源|网站)|(?:招聘)?(?:渠道|平台|来源)(?:的)?${told}|${which}(?:招聘)?(?:渠道|平台|网站|来源|app)|从哪(?:里|儿|个)?来|\\b${by} (?:recruit(?:ing|ment) |hiring |top \\d+ |the )?(?:channels?|sources?|platforms?|(?:job )?(?:boards?|sites?))\\b|\\b(?:channel|source|platform)s? (?:(?=rank)|(?:breakdown|comparison|split|compared|mix|by channel)\\b)|\\b(?:compare|rank|ranking of|list of|comparison of) (?:the |our |all )*(?:channels?|sources?|platforms?)\\b|\\bwhere (?:do|did|are|were) .{0,20}(?:come|coming|came) from\\b`,
    ),
  ],
  [
    "job",
    new RegExp(
      `${each}(?:岗位|岗|职位|工种)|(?:岗位|职位)(?:的)?${told}|${which}(?:岗位|岗|职位|工种)|\\b${by} (?:top \\d+ |open |the )?(?:jobs?|positions?|roles?|openings?|vacanc(?:y|ies)|job titles?)\\b|\\b(?:job|position|role)s? (?:(?=rank)|(?:breakdown|comparison|split|compared)\\b)|\\b(?:compare|rank) (?:the |our |all )*(?:jobs?|positions?|roles?)\\b`,
    ),
  ],
  [
    "reason",
    /(?:按|分|各个?|每个?|不同)原因|哪(?:些|几个)原因|原因(?:分布|占比|(?=排[名行序])|拆分|明细)|\b(?:by|per|each|which|what) reasons?\b/,
  ],
  [
    "step",
    /(?:按|分|各个?|每1?个?|不同)(?:步骤?|环节|阶段)|\b(?:by|per|each|every|which|what) (?:steps?|stages?)\b/,
  ],
];

const trend = /趋势|走势|变化曲线|曲线|\btrend(?:s|line)?\b|\bover time\b|\btime series\b/;

export type Groups = {
  dims: AskDimension[];
  /** A trend was asked for, without saying of what unit. */
  trend: boolean;
};

/** What the answer is to be grouped by, in order of naming; it is taken out of the rest. */
export function takeGroups(rest: Rest): Groups {
  // A third of a list is only reached once the second is spread out.
  for (let turn = 0; turn < 3; turn++) rest.text = spread(rest.text);
  const found: { dim: AskDimension; at: number }[] = [];
  for (const [dim, pattern] of rules) {
    const at = pattern.exec(rest.text)?.index;
    if (at !== undefined && takeAll(rest, pattern)) found.push({ dim, at });
  }
  const dims = found.sort((a, b) => a.at - b.at).map(({ dim }) => dim);
  return { dims, trend: takeAll(rest, trend) };
}

/** Each of "by channel and month", "按渠道和月份" with its own "by". */
const spread = (text: string): string =>
  text
    .replace(
      /\b(by|per) (channel|source|job|position|role|day|week|month|weekday|hour)s?(,| and| &|,? then)(?: by| per)? (?=(?:channel|source|job|position|role|day|week|month|weekday|hour)s?\b)/g,
      "$1 $2 $1 ",
    )
    .replace(
      /(按照?|分|各个?|每个?)(招聘)?(渠道|岗位|天|周|月份?|小时|时段)(?:和|、|与|跟|及|,|，|x|×|\+)(?=渠道|岗位|天|周|月|小时|时段)/g,
      "$1$3按",
    );

/** The dimension of a bare noun ("简历最多的渠道", "top 3 jobs"); only asked where something is ranked. */
export function nounOf(rest: Rest): AskDimension | null {
  for (const [dim, noun] of nouns) if (takeAll(rest, noun)) return dim;
  return null;
}

const nouns: readonly (readonly [AskDimension, RegExp])[] = [
  ["channel", /渠道|平台|(?<!招聘)网站|\b(?:channels?|sources?|platforms?|job boards?)\b/],
  ["job", /岗位|职位|\b(?:jobs?|positions?|roles?)\b/],
  ["reason", /原因|理由|因素|\b(?:reasons?|causes?)\b/],
  ["step", /环节|步骤?|阶段|\b(?:steps?|stages?)\b/],
  ["weekday", /\bweekdays?\b/],
  ["hour", /时段|钟点|时间段|\bhours?\b/],
  ["month", /月份|的1?个?月(?!份?的)|\bmonths?\b/],
  ["week", /的1?个?周|\bweeks?\b/],
  ["day", /的(?:那|1)天|日子|\bdays?\b/],
];
