import { normalise, plainForm } from "../scoring/language-text.ts";
import { readingOf, syllablesOf } from "./pinyin.ts";

/** Why a person must come; named like the topic it is about. */
export type HumanSignal = "human" | "complaint" | "appeal" | "distress" | "accommodate" | "minor" | "pay";

/**
 * Why a person must come, whatever entry fits: a person asked for, a complaint, an appeal, distress, an accommodation,
 * somebody under 18, or a talk about one's own pay. Empty for nearly every question.
 */
export function humanSignals(question: string): HumanSignal[] {
  const text = plainForm(normalise(question).text);
  const found = signals.filter(({ found, except }) => found.test(text) && !except?.test(text));
  const spelt = inPinyin(text);
  return [...new Set([...found.map(({ signal }) => signal), ...(spelt ? [spelt] : [])])];
}

type Signal = { signal: HumanSignal; found: RegExp; except?: RegExp };

const signals: readonly Signal[] = [
  {
    signal: "human",
    found:
      /转人工|人工客服|(?:找|要|换|叫|来|接|给我|联系|请)[^。,?!]{0,3}(?:真人|人工|活人|个人(?:聊|说|谈|问|工?$)|hr|人事|负责人|招聘(?:同事|专员|经理)|工作人员)|(?:跟|和|同|与)[^。,?!]{0,3}(?:真人|活人|hr|人事|负责人|招聘(?:同事|专员|经理|的人))[^。,?!]{0,4}(?:聊|说|谈|沟通|讲|联系|对话|对接)|^人工$|人工服务|真人客服|真人服务|有(?:没有)?(?:真人|活人|人工)|不(?:想|要|愿意?)[^。,?!]{0,2}(?:跟|和|同)[^。,?!]{0,2}(?:机器|ai)|别(?:用|拿|让)[^。,?!]{0,2}(?:机器人|ai)|(?:打|给)[^。,?!]{0,3}(?:个)?电话[^。,?!]{0,3}(?:聊|说|谈|hr|给我)|(?:加|留)[^。,?!]{0,3}(?:微信|电话|联系方式)|(?:hr|招聘|负责人|人事)[^。,?!]{0,6}(?:联系方式|电话|微信|号码)|人呢/u,
    except:
      /还是(?:ai|机器|人工智能|真人|人)|加班|是不是真人|是真人(?:还是|吗|么)|ai[^。?!]{0,2}(?:打|评)分|人工审核|人工复核吗|(?:多少|几)个人/u,
  },
  {
    signal: "human",
    found:
      /\b(?:speak|talk|chat|connect|transfer|put|get|reach|contact|switch|call|pass|forward)\b[^.?!]{0,25}\b(?:human|someone real|real (?:person|human|people)|(?:a|an actual|the|live) (?:person|agent|recruiter|manager|hr)|recruiter|hr|somebody|someone|representative)\b|\b(?:want|need|get me|give me|prefer|like)\b[^.?!]{0,12}\b(?:a )?(?:human|real person|person|live agent|someone real)\b|^\W*(?:a )?(?:human|agent|person|real person)(?: please| pls)?\W*$|\bstop (?:the )?(?:bot|robot)|\bno (?:more )?bots?\b|\bnot? (?:to )?(?:a |the )?(?:bot|machine)\b|anyone (?:real|there|human)/,
  },
  {
    signal: "complaint",
    found:
      /投诉|举报|要个说法|讨个?说法|维权|劳动仲裁|劳动监察|12333|曝光你们|告你们|起诉|(?:面试官|招聘|hr|你们|人事|同事)[^。?!]{0,10}(?:态度[^。?!]{0,3}(?:差|恶劣|不好)|骂(?:我|人)|歧视|羞辱|侮辱|不尊重|骚扰|太过分|耍我|放(?:我)?鸽子)|(?:歧视|骚扰|羞辱|侮辱|耍)(?:我|人)|被(?:你们|面试官|hr)[^。?!]{0,6}(?:骂|骗|歧视|骚扰|耍)|态度(?:太|很|这么|真|极其)?(?:差|恶劣)|不满意你们|太差劲|垃圾公司/u,
    except:
      /(?:客户|顾客|买家|被|处理|用户|消费者|客人|收到)[^。?!]{0,3}(?:投诉|骂|骚扰)|投诉(?:量|多|率|处理|客户|怎么处理)|刷单/u,
  },
  {
    signal: "complaint",
    found:
      /\bcomplain(?:t|ts|ing)?\b|\breport (?:you|him|her|this|the|your|an?)\b|\bdiscriminated\b|\bharass(?:ed|ing) (?:me|by)\b|\b(?:interviewer|recruiter|staff|hr|colleague|your (?:guy|people|team))\b[^.?!]{0,25}\b(?:rude|insult\w*|racist|sexist|disrespect\w*|shout\w*|yelled|mean to|unprofessional|harass\w*)\b|\btreated (?:me )?(?:badly|unfairly|rudely|like)\b|\bsue you\b|\blabou?r (?:bureau|board|arbitration)\b/,
    except:
      /\b(?:customers?|buyers?|shoppers?|handle|deal with|dealing with)\b[^.?!]{0,20}\bcomplain|\bcomplain\w*[^.?!]{0,12}\b(?:customers?|handle|a day)\b/,
  },
  {
    signal: "appeal",
    found:
      /申诉|分[^。?!]{0,4}(?:低|错|少)了[^?!]{0,8}(?:看|审|核|查)|复核|上诉|复议|不服(?!务)|有异议|提异议|重新(?:审核|评|打分|审|看一[下遍])|重审|复查|凭什么(?:刷|不|没|淘汰|拒|给)|(?:评|判|打|算|扣)(?:分)?错了|误判|(?:评分|打分|分数|结果|成绩)[^。?!]{0,5}(?:不公|有问题|不合理|不对|错了|有误|不准确)|(?:不认可|不接受|不同意|质疑)[^。?!]{0,4}(?:结果|评分|分数|打分|成绩)/u,
  },
  {
    signal: "appeal",
    found:
      /\bappeal(?:ing)?\b|\bcontest (?:the|my|this)|\bdispute\b|\b(?:disagree|object|unhappy|not happy|not satisfied) (?:with|to)\b[^.?!]{0,20}\b(?:result|score|decision|outcome|rating|grade|marks?|rejection)\b|\b(?:review|re-?check|look at|recheck|reconsider|re-?evaluate|re-?assess)\b[^.?!]{0,8}\bmy (?:result|score|case|answers|test|application|assessment|rejection)|\b(?:my )?(?:score|result|rejection|decision)\b[^.?!]{0,12}\b(?:wrong|unfair|mistake|incorrect|error)\b|\bunfairly (?:scored|rejected|marked|graded)\b/,
  },
  {
    signal: "distress",
    found:
      /不想活|活不下去|想死|自杀|轻生|自残|(?:想|要)(?:跳楼|结束生命|了结)|结束(?:自己的|我的)?生命|割腕|撑不(?:下去|住)|熬不(?:下去|住)|崩溃|绝望|走投无路|没有?(?:什么)?(?:活路|希望|意义)了|活着(?:没|真)|生不如死|(?:快|要)(?:疯|垮)了|受不了了|(?:一直|天天|每天|整天|老是)(?:在)?哭|哭了(?:一|好|很)|饿肚子|没钱吃饭|吃不上饭|揭不开锅/u,
    except: /(?:客户|顾客|买家)[^。?!]{0,6}(?:崩溃|自杀|想死|哭)|电脑|系统崩溃|网页|页面/u,
  },
  {
    signal: "distress",
    found:
      /\bsuicid|\bkill myself\b|\bend (?:it all|my life|things)\b|\bending (?:it all|my life)\b|\bwant to die\b|\bdon'?t want to (?:live|be alive|be here anymore)\b|\b(?:self[- ]?harm|hurt(?:ing)? myself|cut(?:ting)? myself)\b|\bhopeless\b|\bdesperate\b|\bbreak(?:ing)? down\b|\bpanic attack|\bcan'?t (?:go on|cope|take (?:it|this) any ?more)\b|\bfalling apart\b|\bno (?:reason|point) (?:to|in) liv|\bin despair\b|\bcrying (?:all|every)/,
  },
  {
    signal: "accommodate",
    found:
      /(?:听障|视障|聋|听不(?:见|清|到)|看不(?:见|清)|失聪|失明|听力(?:不好|障碍|受损|差|有)|视力(?:障碍|受损|残)|轮椅|腿脚不|行动不便|肢体|手(?:部)?(?:有)?(?:残|不方便|受伤|骨折)|口吃|结巴|阅读障碍|读写障碍|色[盲弱]|自闭|多动症|残障|残疾(?:证|人)?)[^。]{0,16}(?:照顾|延长|多(?:给|一?点)|加时|时间|方便|便利|特殊|辅助|读屏|大字|字幕|手语|安排|帮|支持|怎么(?:做|参加|测)|换)|(?:延长|宽限|多(?:给|加)(?:我|一?点|些|几分)?[^。?!]{0,3}|增加|加长)(?:答题|测试|测评|考试|作答)?(?:的)?时间|时间(?:能|可以|可不可以|能不能)[^。?!]{0,4}(?:长|多|延)|加时|(?:我|本人)[^。?!]{0,6}(?:听障|视障|聋|听不(?:见|清)|看不(?:见|清)|残疾|残障|轮椅|腿脚不|行动不便|口吃|阅读障碍|读写障碍|色[盲弱]|自闭|多动症|听力(?:不好|障碍|差)|视力障碍)|无障碍|读屏|屏幕阅读|大字(?:体|版)|字体(?:能|放|调|可以)[^。?!]{0,3}大|特殊(?:照顾|安排|需求|需要)|合理便利|手语|便利措施/u,
  },
  {
    signal: "accommodate",
    found:
      /\baccommodations?\b(?! (?:provided|offered|included|available|for (?:staff|employees))\b)[^.?!]{0,30}\b(?:test|assessment|disab\w*|interview|need|condition)|\b(?:reasonable|special|test|need|request|disability)\b[^.?!]{0,12}\b(?:accommodations?|adjustments?|arrangements?)\b|\b(?:extra|more|additional|longer|extended) time\b|\bscreen ?reader\b|\b(?:large|larger|bigger) (?:font|text|print)\b|\bsign language\b|\b(?:i'?m|i am|i have|im|i use|i've|my)\b[^.?!]{0,16}\b(?:deaf|blind|dyslexi\w*|wheelchair|disab\w*|hearing (?:loss|impair\w*|aid)|hard of hearing|visually impaired|visual impair\w*|adhd|autis\w*|epilep\w*|stutter\w*|stammer\w*|impairment)\b/,
    except: /\b(?:extra|more) time off\b/,
  },
  {
    signal: "minor",
    found:
      /未成年|童工|(?:未|没|不)(?:满|到|足)(?:1[68]|十六|十八)|(?<!\d)(?:[89]|1[0-7])(?:周)?岁|(?<![二三四五六七八九])(?:十|十[一二三四五六七])(?:周)?岁|(?:才|快|马上|明年|刚)[^。?!]{0,2}满?1[0-7](?!\d)|还?差[^。?!]{0,6}(?:满|到)?(?:1[68]|十六|十八)|(?:我|还)(?:在|是|读|上)?(?:读|上|念)?(?:初[一二三中]|高[一二三中](?!学历|毕业|文凭))(?:学?生)?(?!学历|毕业|文凭|以)|(?:初|高)中(?:在读|没毕业|还没)|[初高]中生(?!毕业)/u,
    except:
      /(?:满|超过|以上|工龄|孩子|小孩|儿子|女儿|宝宝|娃)[^。?!]{0,3}(?:1[0-7]|[89])(?:周)?岁|(?:孩子|小孩|儿子|女儿|宝宝|娃|弟弟家)/u,
  },
  {
    signal: "minor",
    found:
      /\b(?:i'?m|i am|im|aged?|turning|turn|only|just)\b[^.?!\d]{0,12}\b(?:1[0-7]|fifteen|sixteen|seventeen|fourteen)\b(?![:.]?\d| ?(?:h|am|pm|k|hours?|days?|minutes?|years? (?:of )?exp))|\b(?:1[0-7]|fifteen|sixteen|seventeen|fourteen)[ -]?(?:years?[ -]old|yo|y\/o|yrs?)\b|\bunder ?age\b|\b(?:a|am|still) minor\b|\bminors\b|\b(?:not|under|below|younger than|nearly|almost) (?:yet )?(?:1[68]|sixteen|eighteen)\b|\bhigh ?school (?:student|kid)\b|\b(?:in|at) (?:high|middle) school\b/,
  },
  {
    signal: "pay",
    found:
      /(?:工资|薪资|薪水|底薪|待遇|月薪|提成|价钱|时薪|薪酬|钱)[^。?!]{0,8}(?:可以|能|能不能|可不可以|还能|好|有没有)[^。?!]{0,3}(?:谈|商量|再?高|多给|加|涨点|提|调整|往上)|(?:工资|薪资|薪水|底薪|待遇|月薪|薪酬)[^。?!]{0,4}(?:太低|低了|有?点低|偏低|太少|少了|不够|谈|商量|议价|再高|往上)|(?:能|可以|可不可以|要|给|开|得|低于|少于|至少|起码|最低|想要|期望|希望)[^。?!]{0,6}(?:[4-9]\d{3}|[12]\d{4}|(?:[4-9]|1\d|[四五六七八九]|一万)(?:\.\d)?(?:k|千|万|w))[^。?!]{0,8}|(?:上家|上一家|之前|以前|现在|别家|别的公司|其他公司|人家|隔壁)[^。?!]{0,8}(?:给|开|拿|有)[^。?!]{0,4}(?:\d{4,5}|\d(?:\.\d)?(?:k|千|万|w)|[四五六七八九]千|一万)|(?:太低|太少)了?[^。?!]{0,6}(?:给|加|涨|高)|(?:多给|加|涨|提高?|再高)(?:我)?一?(?:点|些)(?:工资|薪|底薪|钱)?|谈(?:薪|工资|待遇|钱)|议薪|讲价|面议[^。?!]{0,4}(?:能|多少|到)/u,
    except:
      /最高能|能拿(?:到)?(?:多少)|加班|加点微信|每年|多久(?:涨|加|调)|入职(?:后|以后|一年)|涨薪机制|(?:加|涨|提高?)一?(?:点|些)(?:时间|微信)/u,
  },
  {
    signal: "pay",
    found:
      /\bnegotia\w*|\b(?:go|bit|little|any) (?:\w+ )?higher\b|\b(?:raise|increase|improve|match|bump|up|beat)\b[^.?!]{0,12}\b(?:offer|salary|pay|base|wage|rate|\d+ ?k?)\b|\b(?:higher|better|more) (?:pay|salary|base|offer|wage|money|compensation|rate)\b|\b(?:salary|pay|offer|base|wage)\b[^.?!]{0,12}\b(?:too low|is low|so low|higher|flexible|not enough)\b|\b(?:want|need|expect|asking for|at least|minimum|give me|pay me|offer me|get|do)\b[^.?!]{0,14}\b(?:\d{4,5}|\d{1,2}(?:\.\d)? ?k|\d{1,2},\d{3})\b|\b(?:current|last|previous|other|another) (?:job|employer|company|place|shop|offer)\b[^.?!]{0,12}\b(?:pa(?:ys?|id)|gave|gives|offers?|offered)\b[^.?!]{0,12}\d/,
    except: /\bafter probation\b|\b(?:annual|yearly|every year)\b/,
  },
];

/** The shortest ways of saying it, typed without characters. */
const spoken: readonly (readonly [HumanSignal, readonly string[]])[] = [
  ["human", ["转人工", "人工客服", "找人工", "要人工", "真人客服", "找真人"]],
  ["complaint", ["投诉", "举报"]],
  ["appeal", ["申诉", "复核", "不服"]],
  ["minor", ["未成年"]],
  ["distress", ["不想活", "崩溃"]],
];
const sounds = spoken.flatMap(([signal, phrases]) =>
  phrases.map((phrase) => ({ signal, sound: ` ${Array.from(phrase, readingOf).join(" ")} ` })),
);

function inPinyin(text: string): HumanSignal | null {
  if (!/^[a-z\s。?!,']+$/.test(text)) return null;
  const cut = (text.match(/[a-z]+/g) ?? []).map(syllablesOf);
  if (cut.length === 0 || cut.some((one) => one === null)) return null;
  const all = ` ${cut.flat().join(" ")} `;
  if (all === " ren gong ") return "human";
  return sounds.find(({ sound }) => all.includes(sound))?.signal ?? null;
}
