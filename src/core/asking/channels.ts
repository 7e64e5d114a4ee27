import { cut, type Rest } from "./rest.ts";

type ChannelWords = { id: string; say: RegExp };

const notPeople = "(?<!\\b(?:my|our|the|his|her|their|your|big|a) )";

/** Recruiting channels and what people call them. */
const channelWords: readonly ChannelWords[] = [
  {
    id: "unknown",
    say: /(?:未知|不明|不知道|不清楚|没有?标?)(?:的)?(?:来源|渠道)(?:的)?|(?:来源|渠道)(?:是)?(?:不明|未知|不清楚?|不详|不知道|查不到|没有记录)(?:的)?|不知道(?:从)?哪(?:里|儿)?来的?|\bunknown(?: (?:source|channel|origin)s?)?\b|\b(?:no|without(?: a)?|unclear) (?:source|channel)\b|\bunattributed\b|\buntracked\b|\bnot attributed\b/,
  },
  {
    id: "pool",
    say: /人才(?:库|池)|简历库|\b(?:the )?(?:talent|candidate) ?(?:pool|bank|base)\b|\bpool\b/,
  },
  {
    id: "referral",
    say: /内推|内部推荐|员工(?:内)?(?:推荐|介绍)|老带新|老员工(?:推荐|介绍|带)|转介绍|(?:熟人|朋友|同事)(?:推荐|介绍)|推荐来|\b(?:employee )?referrals?\b|\breferred\b|\bword of mouth\b|\binternal recommendations?\b/,
  },
  {
    id: "boss",
    say: new RegExp(
      `boss ?直聘|${notPeople}boss(?: ?zhipin|直)?(?!s?\\b ?(?:wants?|asks?|asked|needs?|says?|said|is asking|told|would|will)\\b)(?!们|问|让|要看|说|想|叫|催)(?:直聘)?|(?<!店长|58|赶集|斗米)直聘|波士|博斯|b直聘|\\bzhipin\\b`,
    ),
  },
  {
    id: "zhilian",
    say: /智联(?:招聘|卓聘)?|\bzhi ?lian(?: ?zhaopin)?\b|\bzhaopin(?:\.com)?\b/,
  },
  { id: "liepin", say: /猎聘网?|\blie ?pin\b/ },
  {
    id: "douyin",
    say: /抖音(?:直播|短视频|招聘)?|\bdouyin\b|\bdou yin\b|\bdy\b/,
  },
  {
    id: "51job",
    say: /前程无忧|前程|无忧(?!$)|\b51 ?jobs?\b|51job|(?<!\d)51(?!\d|个|天|块|元|人|份|周|月|日|号|分|%|\.|\/|-|期|假|节|名|位)|\bqiancheng(?: ?wuyou)?\b/,
  },
  {
    id: "58",
    say: /58(?:同城|招聘|\.com)|同城(?!市)|(?<![\d.])58(?!\d|个|天|块|元|人|份|周|月|日|号|分|%|\.\d|\/|-|到|名|位| ?(?:days|resumes|people|points|yuan))|\b58 ?(?:tongcheng|city)\b|\btongcheng\b/,
  },
  { id: "lagou", say: /拉勾(?:网|招聘)?|\bla ?gou\b/ },
  {
    id: "kuaishou",
    say: /快手(?:快聘|快招工|直聘|招聘)?|快聘|\bkuai ?shou\b/,
  },
  {
    id: "wechat",
    say: /(?:企业)?微信(?:群|公众号|小程序|朋友圈|视频号|客服)?(?!号)|公众号|朋友圈|视频号|企微|\bwe ?chat\b|\bweixin\b|\bwx\b|\bvx\b/,
  },
  { id: "telegram", say: /电报群?|\btelegram\b|\btg\b/ },
  { id: "linkedin", say: /领英|\blinked ?in\b/ },
  { id: "indeed", say: /\bindeed\b(?!,)/ },
  {
    id: "web",
    say: /官网|网页(?:端|版)?|(?<!哪个|什么|招聘)网站|\b(?:our |the |company )?(?:web ?site|web ?chat|web ?page)\b|\bweb\b(?! ?(?:scrap|dev))|\bcareers? (?:page|site)\b/,
  },
];

/** Names of channels that nobody here recruits by; asked back, never guessed. */
const strangers =
  /小红书|微博|知乎|脉脉|百度(?:招聘|百聘)?|赶集(?:网|直招)?|斗米|青团社?|店长直聘|大街网?|中华英才网?|智通(?:人才网?)?|鱼泡网?|豆瓣|b站|哔哩哔哩|今日头条|头条|qq群?(?!号)|钉钉|飞书|牛客网?|应届生网?|实习僧|兼职猫|人才市场|劳务(?:公司|中介)|中介|猎头|校招|校园招聘|招聘会|贴吧|闲鱼|支付宝|美团|钱江|最佳东方|一览|建筑英才|卓博|海投网?|刺猬实习|西瓜视频|\b(?:facebook|fb|twitter|tiktok|instagram|glassdoor|monster|ziprecruiter|xing|maimai|weibo|zhihu|reddit|craigslist|google|seek|jobstreet|stepstone|upwork|fiverr|snapchat|youtube|whatsapp|naukri|careerbuilder|dice|handshake|baidu|ganji|doumi|line|headhunters?|agency|agencies|job fairs?|campus|newspapers?)\b/;

export type Channels = {
  ids: string[];
  /** A channel by a name nobody knows. */
  stranger: string | null;
};

/** The channels named in the rest, in order; they are taken out of it. `own` are the company's further ids. */
export function takeChannels(rest: Rest, own: readonly string[]): Channels {
  const found: { id: string; at: number }[] = [];
  const ownWords = own
    .filter((id) => id.length > 1 && !channelWords.some((known) => known.id === id))
    .map((id) => ({ id, say: new RegExp(escaped(id.toLowerCase())) }));
  for (const { id, say } of [...ownWords, ...channelWords]) {
    for (const match of rest.text.matchAll(new RegExp(say.source, "g"))) {
      found.push({ id, at: match.index });
      cut(rest, match.index, match.index + match[0].length);
    }
  }
  const ids = [...new Set(found.sort((a, b) => a.at - b.at).map(({ id }) => id))];
  return { ids, stranger: strangers.exec(rest.text)?.[0] ?? strangerIn(rest.text) };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const common =
  /^(?:the|our|a|an|all|any|each|every|this|that|these|those|last|next|people|candidates?|applicants?|resumes?|channels?|sources?|platforms?|here|there|them|it|us|start|scratch|now|then|which|what|job|jobs|boards?|site|sites|first|total|average|time|days?|weeks?|months?|top|hold|board|one|interviews?|hires?|application|apply|applied|different|other|where|both|outside|inside|data|most|more|beginning|end|file|record|track|monday|earlier|before|day|night|shift|us|me|my|your|average|applying|applicants?|submission|offers?|hiring|start(?:ed)?|assessments?|tests?|recruit\w*|company|shop|store|people|person|finance|accounting|management|left|right|everywhere|anywhere|somewhere|above|below|past|previous|now|today|yesterday|january|february|march|april|june|july|august|september|october|november|december)$/;

/** "from careerbuilder", "刺桐网那边来了": a source that no list has. */
function strangerIn(text: string): string | null {
  const english = /\b(?:from|via|through) (?:the )?([a-z][a-z0-9.-]{2,})\b(?! to\b)/g;
  for (const [, word = ""] of text.matchAll(english)) if (!common.test(word)) return word;
  const chinese = /([\p{Script=Han}a-z0-9]{2,5})(?:网|招聘网站|app)(?!页|站|店|络|上)/gu;
  for (const [, word = ""] of text.matchAll(chinese))
    if (!/[哪个什么每各全联上]$|招聘$|所有|不同/.test(word)) return `${word}网`;
  return null;
}
