import { matchesOf } from "./matches.ts";
import { clausesOf, type Reading } from "./reading.ts";
import type { Found, PlatformId, SkillId } from "./vocabulary.ts";

type Term<T> = readonly [T, RegExp];

/** Platforms as people call them; the longer name is looked for first and taken out. */
const platforms: readonly Term<PlatformId>[] = [
  ["tmall_global", /天猫国际|tmall ?(?:global|international|hk)/gi],
  ["tiktok_shop", /tik ?tok(?: ?shop)?|(?<![a-z])tk(?: ?(?:shop|小店|店铺?|跨境|电商|东南亚|美区|英区))/gi],
  ["wechat_channels", /(?:微信)?视频号|微信小店|微店铺|wechat ?(?:channels?|shop|store|mini ?shop)/gi],
  ["aliexpress", /速卖通|ali ?express/gi],
  ["1688", /(?<!\d)1688(?!\d)/gi],
  ["taobao", /淘宝|淘系|(?<![a-z])taobao|(?<![a-z])tb店/gi],
  ["tmall", /天猫|(?<![a-z])t-?mall(?! ?global)/gi],
  ["pdd", /拼多多|(?<![a-z])pdd(?![a-z])|pinduoduo|(?<!差不|很|太|超|多)多多(?:店|平台|后台|客服|商家)/gi],
  ["jd", /京东|京麦|(?<![a-z])jd(?:\.com)?(?![a-z])|jingdong/gi],
  ["douyin", /抖音|抖店|(?<![a-z])douyin|dou ?dian|(?<![a-z])dy(?:店|客服|小店)/gi],
  ["kuaishou", /快手|(?<![a-z])kuaishou|kwai\b/gi],
  ["xiaohongshu", /小红书|xiaohongshu|(?<![a-z])xhs(?![a-z])|\brednote\b|little red book/gi],
  ["vip", /唯品会|vipshop|vip\.com/gi],
  ["amazon", /亚马逊|(?<![a-z])amazon/gi],
  ["ebay", /(?<![a-z])e-?bay(?![a-z])|易贝/gi],
  ["shopee", /(?<![a-z])shopee|虾皮/gi],
  ["lazada", /(?<![a-z])lazada|来赞达/gi],
];

const skills: readonly Term<SkillId>[] = [
  ["presale", /售前|询盘|询单|产品咨询|商品咨询|pre-?sales?|product (?:enquir|inquir|question)\w+/gi],
  ["aftersale", /售后|退换货?|after-?sales?|post-?sales?/gi],
  [
    "complaint_handling",
    /投诉|客诉|纠纷|安抚|平台介入|升级(?:单|问题|客)|差评危机|情绪激动|complaints?|disputes?|escalat\w+|angry|chargebacks?|upset (?:customer|buyer)s?|difficult customers?/gi,
  ],
  ["refund_processing", /退款|退货|退换|仅退|refunds?|returns?(?= |,|\.|$)/gi],
  [
    "upselling",
    /催付|催拍|关联(?:推荐|销售)|连带|追销|询单转化|转化率|转化(?:提升|高)|推荐搭配|搭配推荐|up-?sell\w*|cross-?sell\w*|payment reminder\w*/gi,
  ],
  [
    "order_follow_up",
    /跟单|物流(?:查询|跟进|异常|跟踪|问题|信息)|查(?:询)?物流|订单(?:跟进|查询|跟踪)|催发货|催物流|催件|查件|(?:delivery|parcel|shipment) tracking|order (?:track|follow)\w*|logistics (?:track|follow|enquir|inquir)\w*|track(?:ing)? (?:order|parcel|shipment)s?|shipping (?:enquir|inquir)\w+/gi,
  ],
  [
    "review_management",
    /(?:中?差评|评价)(?:管理|处理|跟进|维护|回复|解释|都做)?|评论(?:管理|维护|回复)|review (?:management|follow\w*|repl\w+)|negative reviews?|(?:manag|handl)\w+ (?:product )?reviews/gi,
  ],
  ["qianniu", /千牛|旺旺|qianniu|wangwang/gi],
  [
    "pdd_workbench",
    /拼多多(?:商家)?(?:工作台|后台)|商家工作台|多多工作台|pdd (?:workbench|merchant)|pinduoduo (?:workbench|merchant)/gi,
  ],
  ["feige", /飞鸽|feige/gi],
  ["jd_dongdong", /咚咚|京麦|dong ?dong|jingmai/gi],
  ["erp", /(?<![a-z])erp(?![a-z])|旺店通|聚水潭|管易|万里牛|网店管家|快麦|班牛|jushuitan|wangdiantong/gi],
  ["excel", /excel|表格|wps|办公软件|office(?: ?软件|办公| suite| 365)|microsoft office/gi],
  [
    "team_lead",
    /(?:客服)?(?:主管|组长|店长|领班|班长)|客服经理|(?:带|管理|负责)(?:领|过)?(?:一个)?(?:\S{0,4}?)(?:[\d一二两三四五六七八九十]{1,3})[个名位]?(?:人|名|客服|同事|组员)|带(?:领)?(?:过)?(?:客服)?(?:团队|小组)|团队(?:管理|\d)|手下|管理\S{0,2}名|team ?lead(?:er|ing)?|supervis(?:or|ed|ing)|\blead(?=,|\b ?[-(]| of)|customer service manager|support manager|managed? (?:a )?team|(?:led|leading|responsible for) a (?:\w+ )?team|shift leader/gi,
  ],
  [
    "training_others",
    /(?:带|培训|培养|教)(?:过|了)?(?:几个)?新(?:人|客服|员工)|新(?:人|员工)(?:带教|培训|入职培训)|客服培训|内训|培训(?:工作|师|客服)|train(?:ed|ing|s)?(?: (?:of )?(?:new|\d|junior|staff|agents?|team)| \w+ new|(?=,|\.| and|;|$))|coach(?:ed|ing)|onboard(?:ed|ing)|mentor(?:ed|ing)/gi,
  ],
  [
    "quality_check",
    /质检(?!员)|抽检|抽查聊天|质量检查|聊天(?:质检|抽检)|(?<![a-z])qa(?![a-z])|quality (?:check|assurance|control|monitor|inspection)\w*/gi,
  ],
  [
    "shift_scheduling",
    /(?<!接受|服从|看|配合|按|适应|视|等)排班(?!要求|频率|制|情况|安排$)|编排班次|安排班次|班次安排|(?:shift|staff) (?:schedul|roster|plann)\w*|scheduling|rosters?/gi,
  ],
  [
    "phone_support",
    /电话客服|话务|呼叫中心|坐席|座席|热线(?:客服|话务|接听|员)|接听(?:来电|电话|热线|客户)|客服热线接听|(?:外|呼)呼|电话回访|呼入|call ?cent(?:er|re)|phone support|hotline|inbound calls?|outbound calls?|telephone (?:support|service|agent)|answering (?:\w+ )?calls/gi,
  ],
  ["data_entry", /录入|录单|数据输入|data entry|数据整理/gi],
  ["cashier", /收银|收款员|cashier|checkout counter/gi],
  ["front_desk", /前台|柜台接待|接待员|reception(?:ist)?|front desk/gi],
  [
    "live_stream_assist",
    /场控|助播|中控(?:台)?|控台|直播助理|live ?stream\w* (?:assist\w*|moderator|support)|streaming assistant|live assistant/gi,
  ],
  [
    "warehouse_packing",
    /打包|仓库(?:管理|文员|员|工作|打)|仓管|分拣|配货|发货员|理货|warehouse|\bpack(?:er|ing)\b|picker/gi,
  ],
  ["ps_design", /(?<![a-z])ps(?=作图|修图|美工|技术|基础|软件|[,、。;\s]|$)|photoshop|修图|美工|作图/gi],
  ["crm", /(?<![a-z])crm(?![a-z])|zendesk|freshdesk|salesforce|gorgias|工单系统/gi],
  [
    "kb_writing",
    /话术|知识库|快捷(?:短语|回复)(?:整理|编写|库|设置|优化)|(?:编写|整理|撰写|编)\S{0,6}(?:手册|文档|faq|短语)|faq(?:整理|编写| writing)?|knowledge ?base|macros?(?= |,|\.)|canned (?:repl|respon)\w+|scripts? writing/gi,
  ],
];

const languages: readonly Term<string>[] = [
  [
    "zh",
    /普通话|(?<!外)国语|(?:说|讲|会)国语|mandarin|(?<=语言.{0,12})中文|中文(?:母语|流利|普通话)|putonghua|chinese \((?:native|fluent|mother)|native chinese|(?<=languages?\W{1,3}(?:[\w ()/]{0,30}, ?)?)chinese/gi,
  ],
  [
    "en",
    /英语|英文(?!名|打字|网站|\d|\s?\d|键盘|输入)|cet ?-?[46]|ielts|toefl|雅思|托福|(?<!typing )english(?!\/chinese)(?! ?(?:name|typing|wpm|department|keyboard))|bilingual/gi,
  ],
  ["yue", /粤语|广东话|白话(?!文)|cantonese/gi],
  ["ja", /日语|日文|(?<![a-z])jlpt|japanese/gi],
  ["ko", /韩语|韩文|朝鲜语|topik|korean(?! (?:ethnic|national))/gi],
  ["fr", /法语|french/gi],
  ["de", /德语|german(?!y)/gi],
  ["es", /西班牙语|西语|spanish/gi],
  ["ru", /俄语|russian/gi],
  ["th", /泰语|\bthai(?! national)\b/gi],
  ["vi", /越南语|越语|vietnamese(?! national)/gi],
  ["ms", /马来语|马来文|\bmalay\b|bahasa melayu/gi],
  ["id", /印尼语|indonesian\b|bahasa indonesia/gi],
  ["pt", /葡萄牙语|葡语|portuguese/gi],
  ["ar", /阿拉伯语|arabic/gi],
  ["it", /意大利语|italian/gi],
];

const notDone =
  /没(?!问题|关系|多久)(?:有)?(?:怎么)?(?:做|用|接触|干|学|弄|碰|操作|了解|在)?过?|未(?:做|用|接触|从事|操作|使用)|不(?:会|懂|熟|了解|太熟|太会|太懂|怎么会|擅长|是)|(?<=^|[\s,。、:])无(?!障碍|压力|论)|零(?:基础|经验)|从没|从未|\b(?:no|not|never|without|haven't|hasn't|don't|cannot|can't|nor)\b/i;
const bought =
  /买过|网购|购物|买东西|剁手|消费者|作为(?:买家|顾客)|as a (?:buyer|shopper|customer)|bought|shopp(?:ed|er)/i;
const wish =
  /想学|想了解|愿意学|可以学|希望(?:学|做|从事|加入)|想做|想转|感兴趣|hope to|want to learn|willing to learn|eager to|interested in/i;

const findAll = <T>(terms: readonly Term<T>[], text: string, strict: boolean): Found<T>[] => {
  const clauses = clausesOf(text, /[。!?;,\n|\t]|\.(?= |$)|(?:但|不过|而且|然后)/gm);
  const found: Found<T>[] = [];
  const taken: { start: number; end: number }[] = [];
  for (const [id, pattern] of terms) {
    for (const match of matchesOf(pattern, text)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (strict && taken.some((other) => span.start < other.end && span.end > other.start)) continue;
      const clause = clauses.find((one) => one.start <= span.start && one.end >= span.start);
      const ahead = text.slice(clause?.start ?? 0, span.start);
      const behind = text.slice(span.end, clause?.end ?? span.end);
      if (refused(ahead, behind)) continue;
      taken.push(span);
      if (!found.some(({ value }) => value === id)) found.push({ value: id, span });
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
};

const refused = (ahead: string, behind: string): boolean =>
  notDone.test(ahead.slice(-16)) ||
  /^\S{0,6}?(?:没(?!问题)|未|不会|不懂|不熟|不了解|不太(?:会|熟|懂))/.test(behind) ||
  /^\s*[:：|\t]?\s*(?:无|没有|不会|none|no)\s*$/i.test(behind) ||
  bought.test(ahead + behind) ||
  wish.test(ahead.slice(-12));

/** Platforms somebody has worked on or says to know; a wish, a purchase or a "never" does not count. */
export const findPlatforms = (reading: Reading): Found<PlatformId>[] =>
  findAll(platforms, reading.done, true);

/** What somebody says they have done or can do. */
export const findSkills = (reading: Reading): Found<SkillId>[] => findAll(skills, reading.done, false);

/** Languages that are named, in the order of the text. */
export const findLanguages = (reading: Reading): Found<string>[] => findAll(languages, reading.text, false);

/** Whether a piece of text names a platform. */
export const namesPlatform = (text: string): boolean =>
  platforms.some(([, pattern]) => {
    pattern.lastIndex = 0;
    const hit = pattern.test(text);
    pattern.lastIndex = 0;
    return hit;
  });
