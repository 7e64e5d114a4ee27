import { goods } from "./goods.ts";
import { mixedScript, protectedEn, protectedZh } from "./protected-words.ts";

/** Age, sex, family, origin, health, belief, looks, stars and voice: directly, by a word for the people, or hidden. */
const chinese: readonly RegExp[] = [
  ...protectedZh,
  // Age.
  /年龄|年纪|岁数|年岁|岁(?!末|月|暮)|(?<!\d)[2-6]0(?:出头|好几|冒头|多的|来的|[+]的)|(?:年过|年近|奔)(?:半百|[3-6]0?|[3-6])(?!天|月)|半百|花甲|不惑|而立|(?:上|有)了?(?:点)?岁数|几岁|多大(?:的|了|年)?(?:人|候选|员工|应聘|岁|$)|(?:[4-9]\d|0\d)后(?!台|续|面|端|天)|0{2}后|年轻|年青|年长|年老|老年|老人|中年|青年|小年轻|小鲜肉|高龄|低龄|大龄|适龄|未成年|出生|生日|z世代|千禧1代|退休|(?<!\d)(?:1[6-9]|[2-6]\d)(?:以上|以下|以内|往上|往下|左右)的?(?:人|候选|应聘|员工|简历|女|男|来|占|有|$)|(?:奔|不到|超过|过了?|满|近)(?:[2-6]0)(?:的(?!渠道|平台|岗|那?几?天|月|周)|了)(?:人|候选|员工)?/,
  /大妈|大爷|大叔|大伯|阿姨|大姐|大哥|小妹|小弟|小哥|小伙|小姑娘|小朋友|学生妹|老头|老太|老大爷|老阿姨|小屁孩|辈(?:的|人)/,
  // Sex.
  /性别|男|女(?!娲)|妹子|妹纸|妹妹|姑娘|小姐姐?|先生们?|姐妹|兄弟们?|异性|雌|雄性|性取向|同性|娘炮|太太|师奶|靓仔|靓女|后生仔|仔仔/,
  // Family.
  /婚|配偶|老公|老婆|丈夫|妻|单身|离异|丧偶|对象(?=的|人|吗|占|了)|恋爱|孩(?!儿?面)|娃|宝妈|宝爸|奶爸|奶妈|妈妈|妈咪|爸爸|当妈|当爸|家长|陪读|生育|怀孕|怀上|孕|产假|产后|哺乳|[23]胎|胎|生过|带小|儿子|有家庭|家庭(?:情况|状况|负担|主妇)|全职太太|主妇/,
  // Origin.
  /籍贯|老家|家乡|祖籍|原籍|外地|(?<!日)本地(?:人|的|户|籍|员工|候选|和|跟|还|来|占|$)|外省|外来|外乡|户口|户籍|城镇户|农村|农民|乡下|城里人|哪(?:里|儿|个省|个地方|地|个城市)?(?:的)?人(?!最|多|少|来|投)|民族|[汉回藏维满壮苗彝傣侗瑶]族|维吾尔|族裔|种族|肤色|国籍|外国人|老外|黑人|白人|老乡|同乡|地域|哪个?省|哪些省|省份|(?<![最更节])省(?:的|人|分)|来自哪|地区(?:分布|的人)|按地区|北方|南方|东北/,
  /(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门|温州|莆田|潮汕|驻马店|杭州|广州|深圳|成都|武汉|郑州|义乌)(?:省|市|籍|那边|地区)?(?:的)?(?:人|籍|候选|员工|应聘|老乡|姑娘|口音|来的|出来|户|简历|投递|求职)|来自(?:北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙|广西|西藏|宁夏|新疆|香港|澳门|[^▮]{1,4}(?:省|县|村|镇))/,
  // Health.
  /健康证|身体|体检|病|残疾|残障|伤残|乙肝|肝炎|艾滋|hiv|抑郁|焦虑症|精神(?:疾|状|问题|障碍|分裂)|心理(?:问题|疾|障碍|健康)|慢性|糖尿|高血压|色盲|色弱|近视|听障|视障|聋|哑|瘸|轮椅|吸烟|抽烟|纹身|孱弱|亚健康|(?:候选人?|员工|应聘者?|人员|大家|他们|求职者)(?:们)?(?:的)?健康|健康(?:的)?(?:候选|员工|人|应聘)/,
  // Belief, politics.
  /宗教|信仰|信教|信佛|教徒|基督|佛教|伊斯兰|穆斯林|天主教|道教|清真|政治面貌|党员|团员/,
  // Looks.
  /照片|相片|头像|颜值|长相|外貌|外表|相貌|长得|漂亮|帅|丑(?!闻)|美女|身高|体重|胖|瘦|高矮|矮|身材|[5五]官|气质|好看的?(?:人|候选|员工|应聘|那)|形象/,
  // Stars and fate.
  /生肖|属相|属(?:鼠|牛|虎|兔|龙|蛇|马|羊|猴|鸡|狗|猪)|(?:鼠|牛|虎|兔|龙|蛇|马|羊|猴|鸡|狗|猪)年(?:生|的)|星座|(?:白羊|牡羊|金牛|双子|巨蟹|狮子|处女|天秤|天蝎|射手|摩羯|魔羯|水瓶|双鱼)(?:座|男|女|的)|血型|[abo]b?型血?(?:的)?(?:人|候选|员工|血)|[8八]字(?!母|样|形|胡)|命理|面相|手相|算命|风水/,
  // Voice and rhythm.
  /口音|普通话|方言|乡音|嗓音|音色|声线|声音|语音|腔调|语气|情绪(?:识别|分析|不|好|差|低|高|稳)|表情|(?:打字|敲键盘|按键).{0,3}(?:节奏|习惯)|说话.{0,6}(?:好听|甜|难听|紧张|结巴)|结巴|口吃/,
];

const pinyin =
  /(?:^|[^a-z])(?:nian ?ling|xing ?bie|hun ?yin|yi ?hun|wei ?hun|ji ?guan|min ?zu|huai ?yun|nv ?sheng|nan ?sheng|nu ?sheng|nian ?ji|hu ?kou|xing ?zuo|sheng ?xiao|shu ?xiang|zhao ?pian|can ?ji|nan ?nv|yan ?zhi|bao ?ma|wai ?di ?ren)(?:[^a-z]|$)/;

const provinces =
  "henan|hebei|hunan|hubei|shandong|shanxi|shaanxi|sichuan|guangdong|guangxi|fujian|jiangxi|jiangsu|zhejiang|anhui|yunnan|guizhou|gansu|qinghai|xinjiang|tibet|ningxia|hainan|liaoning|jilin|heilongjiang|dongbei|inner mongolia|beijing|shanghai|tianjin|chongqing|hong kong|taiwan|macau|wenzhou|hangzhou|guangzhou|shenzhen|india|vietnam|africa|the (?:north|south|countryside|northeast|village)";

const english: readonly RegExp[] = [
  ...protectedEn,
  // Age.
  /\bages?\b(?! of (?:the |our )?(?:pending |open |oldest )?(?:reviews?|jobs?|postings?))|\baged\b|\bageing\b|\byoung\w*|\byouth\w*|\bolder (?!than \d+ (?:day|week|month|hour))(?:people|candidates?|applicants?|ones?|folks|staff|workers?|employees|hires|than|or|agents|persons?)|\bolder\b(?=[?. ]*$)|\bold(?:est)? (?:people|persons?|candidates?|applicants?|ones?|folks|guys|staff|workers?|employees|hires|men|women|agents)|\bold and\b|\bor old\b|\bhow old\b(?! (?:is|are) (?:the |our |those )?(?:oldest |pending |open |waiting )*(?:reviews?|jobs?|postings?|cases|data))/,
  /\b(?:1[6-9]|[2-6]\d)\+?[- ]?(?:years?|yrs?|yo|y\/o)\b(?:[- ]?olds?)?|\byears? olds?\b|\b(?:early|mid|late)? ?(?:20|30|40|50|60)'?s\b(?! )|\bin their (?:early |mid |late )?(?:[2-6]0|twen|thir|for|fif|six|teen)\w*|\btwenties|\bthirties|\bforties|\bfifties|\bteen(?:s|ager\w*)?\b|\bmillennials?|\bgen(?:eration)?[- ]?(?:z|x|y|alpha)\b|\bzoomers?|\bboomers?|\bmiddle[- ]aged|\belderly|\bretire\w*|\bbirth\w*|\bdob\b|\bborn\b|\bpost[- ]?(?:7|8|9|0)0s?\b|\b(?:19[5-9]\d|200\d)s? (?:generation|kids|born)|\bborn (?:in|after|before)|\badults?\b|\bminors?\b/,
  /\b(?:over|under|above|below|older than|younger than|less than) (?:1[6-9]|[2-6]\d)\b(?! ?(?:%|percent|days?|weeks?|months?|hours?|minutes?|seconds?|resumes?|cvs?|hires|yuan|rmb|cny|points?|marks?|interviews?|per|k\b|\.?\d))(?!.*\b(?:scor|points?|marks?|cost|budget|spend)\w*)/,
  // Sex.
  /\bgenders?\b|\bsex(?:es)?\b|\bfe?males?\b|\bm[ae]n\b|\bwom[ae]n\b|\bgirls?\b|\bboys?\b|\blad(?:y|ies)\b|\blads\b|\bgentlem[ae]n\b|(?<!\b(?:hi|hey|hello|thanks|thank you|ok|okay|dear|you|morning|yo) )\bguys\b(?!,)|\bgals?\b|\bchicks?\b|\bdudes?\b|\btransgender|\blgbt\w*|\bgay\b|\blesbian|\bsexual|\bqueer|\bmasculine|\bfeminine|\bm\/f\b|\bhe\/she\b/,
  // Family.
  /\bmarri\w+|\bmarital|\bunmarried|\bsingles?\b(?= (?:people|candidates?|applicants?|ones|women|men|hires|moms?|mothers?|dads?|staff|employees|or|vs|versus|and|parents?|persons?)| ?[?.]*$)|\b(?:or|vs\.?|versus|and) singles?\b|\bdivorce\w*|\bspouses?|\bhusbands?|\bwi(?:fe|ves)\b|\bkids?\b|\bchild(?:ren|less|care)?\b|\bparent(?:s|ing|al)?\b|\bpregnan\w*|\bmaternity|\bpaternity|\bbab(?:y|ies)\b|\bexpecting (?:a|mothers?|women)|\bfamily (?:status|plans?|planning|situation)|\bfamil(?:y|ies)\b(?= (?:people|men|women|at home))|\bfertility|\bbreastfe\w+|\bmothers?\b|\bmoms?\b|\bmums?\b|\bmommy|\bfathers?\b|\bdads?\b|\bhousewi\w+|\bengaged to\b|\bboyfriends?|\bgirlfriends?/,
  // Origin.
  /\bhome ?towns?|\bethnic\w*|\brac(?:e|es|ial|ist)\b|\bnational(?:ity|ities)|\bnative (?:place|speakers?)|\borigins?\b(?! channel)|\boutsiders?\b|\blocals?\b(?! time)|\bout[- ]of[- ](?:town|province)\w*|\bmigrants?|\bimmigrants?|\bforeign\w*|\brural|\bvillage\w*|\bhukou|\bhousehold regist\w+|\bprovinc\w+|\bminorit(?:y|ies)|\bskin colou?r|\bblack (?:people|candidates?|applicants?)|\bwhite (?:people|candidates?|applicants?)|\basians?\b|\b(?:han|hui|uyghur|uighur|tibetan|zhuang|manchu)s?\b(?: (?:people|chinese|ethnic\w*|candidates?|applicants?))?|\bcitizens?(?:hip)?|\bsoutherners?|\bnortherners?|\bcountryside|\bcome from (?:the )?(?:city|village)|\bpeasants?\b|\bregion of\b/,
  new RegExp(
    `\\b(?:from|in|of|born in) (?:${provinces})\\b|\\b(?:${provinces})(?:ese)? (?:people|candidates?|applicants?|natives?|hires|staff|employees|guys)\\b|\\b(?:henanese|sichuanese|cantonese)\\b`,
  ),
  // Health.
  /\bhealth (?:status|conditions?|issues?|problems?|checks?|records?|state|certificate)|\bhealthy (?:people|candidates?|staff|employees|applicants?)|\b(?:candidates?|applicants?|employees?|people|their|staff)'?s?'? health|\bdisab\w+|\bhandicap\w*|\bimpair\w+|\billness\w*|\bsick\w*|\bdiseas\w+|\bmedical|\bhepatitis|\bhbv\b|\bhiv\b|\bdepress\w+|\bmental\w*|\bdiabet\w+|\bblind\w*\b|\bdeaf\w*\b|\bwheelchair|\bweight\b|\bheights?\b|\btall(?:er|est)?\b|\bfat\b|\boverweight|\bobes\w+|\bsmok(?:e|es|ing|ers?)\b|\btattoo\w*|\bphysical\w*|\bcancer\b|\bautis\w+|\badhd\b|\bwell-being/,
  // Belief.
  /\breligi\w+|\bmuslims?|\bchristian\w*|\bbuddhis\w+|\bcatholics?|\bjew(?:s|ish)?\b|\bhindus?\b|\bislam\w*|\bchurch|\bfaith\b|\bpray\w*|\batheis\w+|\bpolitical|\bparty members?/,
  // Looks.
  /\bphotos?\b|\bphotographs?\b|\bpictures? of\b|\b(?:profile|candidate|their|his|her) (?:pictures?|pics?)|\bselfies?|\bheadshots?|\b(?:good|how|best|their|by|nice|on|nicer) ?[- ]?look(?:s|ing)\b|\blooks of\b|\battractive\w*|\bpretty\b(?! (?:much|good|well|sure|low|high|bad))|\bprettiest|\bbeautiful|\bhandsome|\bugly|\bhott?est (?:candidates?|people|girls?)|\b(?:physical )?appearance|\bcut(?:e|est)\b|\bsexy|\bfaces?\b|\bslim\b|\bskinny/,
  // Stars.
  /\bzodiac|\bhoroscopes?|\bstar signs?|\bastrolog\w+|\bblood (?:type|group)s?|\b(?:chinese|sun|birth) signs?|\byear of the (?:rat|ox|tiger|rabbit|dragon|snake|horse|goat|sheep|monkey|rooster|dog|pig)|\b(?:leo|virgo|libra|scorpio|capricorn|aquarius|pisces|taurus|gemini|aries|sagittarius)(?:es|s)?\b/,
  // Voice.
  /\baccents?\b|\bvoices?\b|\bemotions?\b|\bemotional (?:tone|state)|\btone of\b|\bsounds? (?:nervous|angry|happy|friendly|young|old|sad|educated)|\bdialects?|\bmandarin\b|\bfacial|\btyping (?:rhythm|pattern)|\bkeystrokes?|\bsentiment|\bmoods?\b|\bstutter\w*|\bspeech (?:pattern|impediment|emotion)/,
];

const hidden =
  /^(?:ages?|genders?|sex|race|religion|married|marital|pregnan(?:t|cy)|females?|males?|women|woman|girls?|young|older?|disabled|disability|zodiac|photos?|ethnicity|hometown|children|kids|health|accent|looks)$/;
const leet: Record<string, string> = {
  "3": "e",
  "0": "o",
  "1": "i",
  "4": "a",
  "@": "a",
  $: "s",
  "5": "s",
  "7": "t",
  "!": "i",
};

/** Whether a question (in its read form, without names of jobs) is about a protected trait of people. */
export function protectedIn(text: string): boolean {
  const people = goods.reduce((now, pattern) => now.replace(pattern, "▮"), text);
  if (chinese.some((pattern) => pattern.test(people)) || english.some((pattern) => pattern.test(people)))
    return true;
  if (pinyin.test(people) || mixedScript.test(people)) return true;
  const squeezed = goods.reduce(
    (now, pattern) => now.replace(pattern, "▮"),
    people.replace(/(?<=\p{Script=Han})(?:[^\p{L}\p{N}▮]|丨)+(?=\p{Script=Han})/gu, ""),
  );
  return (
    mixedScript.test(people.replace(/[*._\-~^|·+#]/g, "")) ||
    chinese.some((pattern) => pattern.test(squeezed)) ||
    disguised(people)
  );
}

/** "g-e-n-d-e-r", "a g e", "g3nder", "fe*male": letters pulled apart or swapped. */
function disguised(text: string): boolean {
  const spaced = text.replace(/(?<![a-z])[a-z](?:[\s.\-_*/|,]+[a-z](?![a-z])){2,}/g, (run) =>
    run.replace(/[^a-z]/g, ""),
  );
  if (spaced !== text && english.some((pattern) => pattern.test(spaced))) return true;
  const joined = text.replace(/(?<=[a-z])[*_.|·•~^#]+(?=[a-z])/g, "");
  if (joined !== text && joined.split(/[^a-z]+/).some((word) => hidden.test(word))) return true;
  const plain = text
    .split(/[\s,;:?]+/)
    .filter((word) => /[a-z]/.test(word) && /[0-9@$!]/.test(word))
    .map((word) => word.replace(/[0134@$57!]/g, (char) => leet[char] ?? char));
  return plain.some((word) => hidden.test(word));
}
