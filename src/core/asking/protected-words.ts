/*
 * Further words for protected traits, by kind and in both languages. A word that people also use for goods, channels
 * or time stands with what makes it a word about people.
 */

const folk =
  "(?:的)?(?:人|籍|裔|候选|员工|应聘|求职|同胞|姑娘|妹|小伙|客服妹|老乡|口音|户|那边来|来的|出来的|出身|简历|投递)";
const cities =
  "苏州|南京|西安|长沙|合肥|济南|青岛|厦门|福州|泉州|昆明|贵阳|南宁|海口|三亚|石家庄|太原|哈尔滨|长春|沈阳|大连|兰州|银川|西宁|拉萨|乌鲁木齐|呼和浩特|南昌|赣州|宁波|无锡|常州|徐州|东莞|佛山|中山|珠海|临沂|烟台|洛阳|周口|信阳|商丘|南阳|阜阳|邯郸|保定|襄阳|宜昌|岳阳|绵阳|遵义|桂林|金华|绍兴|台州|延边";
const regions =
  "华东|华南|华北|华中|西北|西南|江浙沪?|江南|川渝|两广|两湖|云贵|珠三角|长三角|客家|闽南|潮州|汕头|岭南|关外|中原|陕北|苏北|皖北|港澳台?|港台|山区|县城|小县城|乡镇|镇上|小地方|大城市|小城市|[1-5]线城市|沿海|内地|边疆|老区|海外|国外|境外";
const countries =
  "中国|韩国|日本|印度|越南|美国|俄罗斯|非洲|欧洲|英国|法国|德国|缅甸|菲律宾|泰国|巴基斯坦|朝鲜|蒙古|马来西亚|新加坡|印尼|东南亚|阿拉伯|犹太|尼日利亚|哈萨克斯坦";

export const protectedZh: readonly RegExp[] = [
  // Age.
  /育龄|老同志|几[月号]生|什么时候生的|(?<!\d)(?:1[6-9]|[2-6]\d)\+的?(?:人|候选|员工|应聘|客服)|老年|银发|夕阳红|本命年|代际|世代|[4-9]0年代|(?<!\d)(?:[5-9]\d|0\d)年(?:的?(?:人|候选|员工)|生|出生)|未满1[468]|不满1[468]|年满|刚?满1[68](?!天|个|份|人)|童工|花季|妙龄|上1辈|老1辈|年轻1代|(?<!\d)[1-6]\d(?:到|至|-|~)[2-6]\d(?:之间)?的(?:人(?!数|份)|候选|员工|应聘|客服)|(?<!\d)[2-6]0(?:多|几|上下)的(?:人|候选|员工|应聘|客服)|[3-6]0(?:\+|加)的?(?:人|候选|员工|应聘|客服|占|有|$)|职场老人|中老|古稀|耄耋/,
  // Sex.
  /[♀♂⚥⚧🚺🚹]|👩|👨|👧|👦|👵|👴|👶|🤰|🤱|👪|巾帼|须眉|娘们|爷们|汉子|仙女|御姐|萝莉|正太|变性|跨性|伪娘|阴柔|阳刚|带把|窈窕|公的还是母的|(?<![a-z])(?:f ?[/:] ?m|m ?[/:] ?f)(?![a-z])/u,
  // Family.
  /当了?(?:爹|娘|父母|奶奶|爷爷)|当了?.{0,2}妈|(?<![a-z])(?:宝|奶|辣|单亲|全职|二胎|2胎)妈|妈(?!祖)|爹|娘(?!装|服|礼|家菜)|光棍(?!节)|恋(?!恋不)|剩(?:男|女)|独生|几口人|家庭条件|家里(?:有|几|多少|负担|条件|情况)|(?:嫁|娶)|月子|大?姨妈|例假|月经|经期|痛经|更年期|产妇|临产|预产|流产|堕胎|试管|不孕|避孕|育儿|育有|已育|[未有]育|抚养|养家|上有老|下有小|丁克|(?<![完变])成家(?![具居电])|拖家带口|父母|媳妇|伴侣|另1半|脱单|子女|儿女|双胞胎|留守|寡妇|鳏|守寡|再婚|订婚|彩礼/,
  // Origin.
  /(?<!书|典|古|史)籍(?!籍)|外籍|[川湘渝赣粤闽浙沪京津冀鲁豫皖鄂琼黔滇藏](?:妹|籍|人(?!力|手|数|才)|仔|姑娘|户)|老陕|老广|[黄白黑]种|哪(?:里|儿)人|台胞|混血|移民|难民|华侨|侨胞|同胞|北漂|沪漂|深漂|港澳|回民|穆民|苗人|(?<!上班|打工|月光|追星|啃老|水|家|贵|民|斜杠|汉服)族(?!群|箱|馆|谱)|村里|村民|村子|出身|祖上|哪儿的人|什么地方的?人|原住民|少民|土著|出生地|故乡|乡(?:里|亲)|进城务工|城乡/,
  new RegExp(`(?:${cities}|${regions}|${countries})${folk}`),
  // Health.
  /残联|左撇子|长痘|痘痘|痘印|痘坑|疤|胎记|秃|脱发|光头|白头发|(?:戴|带)眼镜|视力|听力|失明|失聪|盲人|截肢|肢体|瘫|癌|肿瘤|住院|做过手术|动过手术|吃药|服药|过敏体质|哮喘|心脏|血压|血糖|(?:肾|肝)(?:病|炎|不好)|传染|阳过|新冠|核酸|疫苗|自闭|躁郁|双相|失眠|智障|智力|弱智|工伤|携带者|阳性|康复|不孕|跛|驼背|手语|酗酒|喝酒|烟酒|烟民|药物|hpv|艾滋|矫正|伤病|体质|体能|体力差|疾|不健全|特殊人群/,
  // Belief and politics.
  /(?<![微短通电])信(?:主|耶稣|佛|神|上帝|真主|什么教|教|天主)|吃素|素食|吃斋|斋月|拜佛|拜神|和尚|尼姑|道士|教会|教友|教派|做(?:礼拜|周)的|党派|政审|民主党|无党派|入党|党籍|政治|思想倾向|团籍|预备党|共产党|国民党|退教|迷信/,
  // Looks.
  /个子|个头|(?<!\d)1?[4-9]\d ?(?:cm|厘米|公分)|厘米|公分|1米\d|(?<!\d)\d{2,3} ?(?:斤|公斤|kg)|3围|大眼睛|眉(?!笔|粉|毛膏)|端正|上相|上镜|镜头感|(?:大)?长腿|(?:单|双)眼皮|发型|染(?:了)?(?:头发|发)|头发|皮肤(?:白|黑|好|差|状况)|肤(?:白|黑|色)|白净|脸(?!书|部|巾|盆|霜)|化妆(?!品|棉|刷|包)|妆容|穿着|穿搭|打扮|衣着|眼缘|长什么样|长啥样|高富|白富|耐看|养眼|赏心悦目|女神范|网红脸|整容|微胖|苗条|腰围|鼻子|牙齿|纹眉|耳洞|耳钉/,
  // Stars and fate.
  /属什么|属啥|运势|占卜|塔罗|命格|(?:白羊|金牛|双子|巨蟹|天秤|天蝎|射手|摩羯|魔羯|双鱼|水瓶座|狮子座|处女座)|阴历生|农历生|(?<![a-z])(?:a|b|o|ab)型(?!号|岗)/,
  // Voice.
  /声(?:音|线|调)|嗲|娃娃音|夹子音|烟嗓|大嗓门|嗓|平翘舌|前后鼻音|大舌头|口齿|哭腔|语速|(?:讲|说|会)(?:粤|闽南|客家|潮汕|4川|四川|东北|上海|家乡|本地)(?:语|话)|说话(?:带|有)|乡下话|粤语口|川普(?!京)|心情|情绪化/,
];

const persons =
  "(?:people|persons?|candidates?|applicants?|hires|staff|employees?|workers?|agents?|folks?|ones|job ?seekers?|recruits?|starters|joiners|leavers|colleagues|crowd|group)";

export const protectedEn: readonly RegExp[] = [
  // Age.
  /(?<!\b(?:lead|demand) )\bgenerations?\b|\bdemographic\w*|\b(?:eighteen|nineteen|twenty|thirty|forty|fifty|sixty)(?:[- ]\w+)?[- ]year|\bedad\b|\bgenerational\b|\bpensioners?\b|\bsenior citizens?\b|\bseniors\b|\bunder-?age\b|\boctogenarian\w*|\bjuveniles?\b|\bgr[ae]y[- ]?haired\b|\b(?:over|under)[- ]?(?:1[6-9]|[2-6]\d)'?s\b|\b(?:twenty|thirty|forty|fifty|sixty)[- ]?(?:something|plus|odd|or older|and over)s?\b|\bon the wrong side of\b|\bdigital natives?\b|\bold[- ]timers?\b|\bover the hill\b|\bold (?:age|hands?|school)\b|\bkids these days\b/,
  new RegExp(
    `\\b${persons}\\b.{0,16}\\b(?:between|aged)\\b.{0,4}[1-6]\\d (?:and|to|-) ?[2-6]\\d\\b(?! ?(?:points?|%|days?|score|of|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|\\b[1-6]\\d ?(?:-|to) ?[2-6]\\d[- ]year|\\b[2-6]\\d ?(?:\\+|(?:and|or) (?:above|over|up|older|younger|under|below))(?= ${persons}\\b)|\\b${persons}\\b(?!.{0,12}scor).{0,16}\\b[2-6]\\d (?:and|or) (?:above|over|up|older|younger|under|below)\\b|\\b(?:over|under|above|below|past|nearing|approaching) (?:twenty|thirty|forty|fifty|sixty|eighteen)\\b(?! ?(?:days?|weeks?|months?|hours?|minutes?|points?|percent|resumes?|hires?|yuan))`,
  ),
  // Sex.
  new RegExp(
    `\\btrans(?:sexual|gender|women|men)?\\b(?= ${persons}| |[?.]|$)|\\bnon-?binary|\\b(?:gender|workforce) diversity|\\bdiversity\\b|\\bdei\\b|\\bgenero\\b|\\bsexo\\b|\\bmujeres\\b|\\bgeschlecht\\b|\\bcis(?:gender)?\\b|\\bintersex|\\bhers\\b|\\bshe\\/her|\\bhe\\/him|\\bpronouns?\\b|\\btomboy\\w*|\\bsist(?:er|a)s?\\b|\\bbrothers?\\b|\\bf\\/m\\b|\\bm ?: ?f\\b|\\bf ?: ?m\\b|\\bladylike|\\bmanly|\\bwomanly|\\bgirly|\\bhomosexual\\w*|\\bheterosexual\\w*|\\bbisexual\\w*|\\bstraight ${persons}|\\bmaidens?\\b|\\bmr\\.? (?:or|vs\\.?|and) m(?:r?s|iss)\\b`,
  ),
  // Family.
  /\bnewly[- ]?weds?\b|\bwed(?:ded|lock)\b|\bbrides?\b|\bexpectant\b|\b(?:who|that) (?:are|is|were) expecting\b(?! (?:an? (?:offer|call|interview)|to))|\bexpecting (?:soon|mothers?|women|moms?|hires|staff)\b|\bin the family way\b|\bknocked up\b|\bnursing (?:moms?|mothers?|women)|\blactat\w+|\bmenopaus\w+|\bmenstru\w+|\bmiscarr\w+|\babortions?\b|\bivf\b|\bdepend[ae]nts?\b|\bcare-?givers?\b|\bcarers?\b|\bgrand ?(?:ma|pa|mothers?|fathers?|parents?|kids?|sons?|child\w*)s?\b|\baunt(?:ies?|y|s)?\b|\buncles?\b|\bgrann(?:y|ies)\b|\bbachelors?\b(?!'?s? degree)|\bbachelorettes?\b|\bspinsters?\b|\bwidow\w*|\bfianc\w+|\bcohabit\w+|\bin (?:a )?relationships?\b|\bdating\b(?! back| from)|\bdaughters?\b|\bsons\b|\btoddlers?\b|\binfants?\b|\bnewborns?\b|\btwins\b|\bbread-?winners?\b|\bstay[- ]at[- ]home\b|\bhomemakers?\b|\bex-(?:wife|husband)|\bm[ou]mm(?:y|ies)\b|\bmama\b|\bpapa\b|\bsiblings?\b|\bonly child\b|\bdivorc\w+|\bchild-?free\b|\bfoster\w*/,
  // Origin.
  new RegExp(
    `\\b(?:chinese|japanese|korean|vietnamese|indian|pakistani|filipino|thai|burmese|russian|african|american|european|arab|arabic|british|english|french|german|mexican|taiwanese|mongolian|kazakh|malaysian|singaporean|nigerian|hong ?kong)s? ${persons}\\b|\\b(?:africans|americans|europeans|arabs|russians|indians|koreans|filipinos|uzbeks?|kazakhs?)\\b|\\b(?:northern|southern|northeastern|western|coastal|inland) (?:(?:and|vs\\.?|versus|or) \\w+ )?${persons}|\\bcaucasian|\\blatin[oax]s?\\b|\\bhispanic|\\bindigenous|\\baborigin\\w+|\\btrib(?:e|es|al)\\b|\\bgyps(?:y|ies)\\b|\\bexpat\\w*|\\brefugees?\\b|\\bvisa (?:holders?|status)\\b|\\bancest\\w+|\\bheritage\\b|\\bbirth ?place|\\bmother tongues?\\b|\\bfirst language\\b|\\bwhich (?:country|countries|part of (?:china|the country)|region|provinces?)\\b|\\bby (?:country|nation|region|birthplace|home city|native)\\b|\\b(?:yi|miao|dai|dong|bai|tujia|yao|mongol|manchu) (?:people|minority|${persons.slice(3)}|\\b(?:small|big) town ${persons}|\\bcit(?:y|ies) (?:folks?|people|kids)\\b|\\bskin (?:tone|color)|\\bpeople of colou?r\\b|\\bbipoc\\b|\\bcaste\\b`,
  ),
  // Health.
  /\bill\b|\bunwell\b|\ballerg\w+|\basthma\w*|\bepilep\w+|\bmigraines?\b|\bheart (?:disease|conditions?|problems?|attacks?)|\bsurger(?:y|ies)\b|\binjur\w+|\bcrippl\w+|\blame\b|\bamput\w+|\bcovid\w*|\bvaccinat\w+|\bhpv\b|\bdyslex\w+|\bbipolar\b|\banxiety\b|\bptsd\b|\binsomni\w+|\bdrug (?:use\w*|test\w*|addict\w*)|\balcohol\w*|\bdrinkers?\b|\bbmi\b|\b\d+ ?(?:kg|cm|lbs?)\b|\bspecial needs\b|\bneurodiver\w+|\bchronic\w*|\bphysically\b|\bhearing (?:loss|aids?|problems?|impaired)|\bhard of hearing\b|\bsign language\b|\bmute\b|\beye ?sight\b|\bvision (?:loss|problems?)|\bglasses\b(?! (?:store|shop|job|support))|\bweak (?:health|body)|\btumou?rs?\b|\bhiv|\bmedication\b|\bschizo\w+|\btherap(?:y|ist)\b|\bcolou?r[- ]?blind\w*|\bunhealthy\b|\bunfit\b|\binfect\w+|\bcarriers?\b(?= of)/,
  // Belief and politics.
  /\bmosques?\b|\bhalal\b|\bramadan\b|\bhijab\w*|\bhead-?scar\w+|\bveil(?:ed)?\b|\bgod\b|\bbible|\bqura?n|\bkoran|\bsikhs?\b|\bmormon\w*|\bprotestant\w*|\bevangel\w*|\btaois\w+|\bdaois\w+|\bagnostic\w*|\bbelievers?\b|\bworship\w*|\bfalun|\bcommunis\w+|\bccp\b|\bparty (?:members?hip|affiliation)|\brepublicans?\b|\bdemocrats?\b|\b(?:left|right)[- ]wing\w*|\bunion members?\b|\bvoters?\b|\bpolitic\w+|\bliberals\b|\bconservatives\b|\bvegans?\b|\bvegetarians?\b/,
  // Looks.
  /\bgorgeous|\bblond\w*|\bbrunette\w*|\bred-?heads?\b|\bhair(?:styles?|cuts?)?\b(?! ?(?:care|dryers?|products?|accessories|extensions?|salons?))|\bbald\w*|\bbeard\w*|\bpiercings?\b|\bmake-?up\b(?! (?:products?|store|shop|of))|\bcomplexion|\bplain[- ]looking|\bshort (?:people|candidates|applicants|guys|ones)\b|\bshorter (?:people|candidates|applicants)\b|\bpetite|\bmuscular|\bcurvy|\bchubby|\bwell[- ]dressed|\bphotogenic|\bfair[- ]skinned|\b(?:dark|light|pale)[- ]skinned|\blooks? (?:like|pretty|good|nice|bad|young|old)\b(?= (?:people|candidates|applicants|hires))|\bgood looks\b|\bbeaut(?:y|ies)\b(?! (?:products?|store|shop|line|support|category|job|team))|\bmodel[- ]like\b/,
  // Stars and voice.
  /\b(?:rat|ox|tiger|rabbit|dragon|snake|horse|goat|sheep|monkey|rooster|dog|pig)[- ]year|\bastrolog\w*|\bzodia\w*|\bhoroscop\w*|\bfeng ?shui|\btype (?:a|b|o|ab) blood|\b(?:a|b|o|ab) blood\b|\bhusky\b|\blisp\w*|\bsweet[- ]voiced|\bpronunciation|\bpitch of\b|\bnatives?\b(?= (?:speakers?|english|mandarin|people|candidates))|\bnon-native/,
];

/** Pinyin mixed with characters, or joined to hide a word. */
export const mixedScript =
  /(?:^|[^a-z])(?:xb|nl|hy)(?:的)?(?:分布|比例|占比|比|结构|情况)|(?:^|[^a-z])(?:n[uv]|nan|xingbie|nianling)(?:生|人|孩|的|性|士|别)|(?:女|男) ?(?:sheng|ren|hai|xing|shi)(?![a-z])|性bie|xing别|nian龄|年ling|ji贯|籍guan|民zu|hun姻|已hun|未hun|怀yun|孕fu|yun妇|bao妈|宝ma(?![a-z])/;
