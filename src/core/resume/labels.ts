import type { ProtectedKind } from "./vocabulary.ts";

/** What a label of a form asks for; `other` is somebody else's, `now_paid` what is earned today, `aim` the job wanted. */
export type LabelField =
  | "name"
  | "phone"
  | "email"
  | "salary"
  | "now_paid"
  | "city_wanted"
  | "city_now"
  | "available"
  | "night"
  | "rest"
  | "typing"
  | "years_cs"
  | "years_any"
  | "platforms"
  | "languages"
  | "other"
  | "aim"
  | "none"
  | ProtectedKind;

const chinese: readonly (readonly [LabelField, string])[] = [
  ["name", "姓名|名字|真实姓名|真名|中文名|候选人姓名|求职者姓名|求职者|应聘者|应聘人|申请人|候选人|称呼"],
  [
    "phone",
    "手机号码|手机号|手机|联系电话|联系手机|联系方式|联络电话|联络方式|移动电话|电话号码|电话|本人电话|电联|手机/微信|联系",
  ],
  ["email", "电子邮箱|电子邮件|联系邮箱|邮箱地址|邮箱|邮件|电邮|qq邮箱|个人邮箱"],
  ["now_paid", "目前薪资|当前薪资|现薪资|目前月薪|目前收入|上份薪资|离职薪资|原薪资|上家薪资|现月薪"],
  [
    "salary",
    "期望薪资|期望月薪|期望薪酬|期望待遇|期望工资|期望薪水|期望收入|期望年薪|意向薪资|薪资要求|薪资期望|薪酬要求|薪酬期望|待遇要求|工资要求|工资期望|目标薪资|理想薪资|希望薪资|希望待遇|要求薪资|要求待遇|月薪要求|薪资|薪酬|月薪|工资|待遇|期望|薪水",
  ],
  [
    "city_wanted",
    "地点|期望城市|期望地点|期望工作地点|期望工作地|期望工作城市|期望地区|意向城市|意向地点|意向地区|意向工作地|工作地点要求|工作地点|工作城市|目标城市|目标地点|求职城市|求职地区|希望地点|希望城市|想去城市|希望工作地点|应聘城市|期望区域",
  ],
  [
    "city_now",
    "现居住地|现居住城市|现居住|现居地|现居城市|现居|现住址|现住地|现住|居住地址|居住城市|居住地|目前居住地|目前城市|目前所在地|目前所在城市|目前所在|当前城市|所在城市|所在地区|所在地|现所在地|现所在|常住地|常住城市|通讯地址|联系地址|家庭住址|住址|地址|城市|坐标|人在",
  ],
  [
    "available",
    "到岗时间|到岗日期|可到岗时间|可到岗日期|最快到岗时间|最快到岗|最早到岗|预计到岗|可到岗|到岗|入职时间|可入职时间|最快入职|最早入职|预计入职|入职|上岗时间|可上岗时间|求职状态|在职状态|目前状态|当前状态|工作状态|离职状态|状态|报到时间|到职时间|可上班时间",
  ],
  [
    "night",
    "夜班|晚班|倒班|轮班|班次|排班|班次要求|排班要求|工作时间|上班时间|作息时间|晚夜班|晚间班次|早晚班",
  ],
  [
    "rest",
    "单休|双休|休息|作息|休息要求|休息方面|休假|休假要求|休息制度|休息方式|休息日|周末|大小周|月休|单双休",
  ],
  ["typing", "打字速度|打字|录入速度|中文打字|打字速率|字速|英文打字"],
  [
    "years_cs",
    "客服经验|客服工作经验|客服年限|客服从业年限|客服工龄|客服工作年限|电商客服经验|相关经验|相关工作经验|相关年限|行业经验|电商客服年限",
  ],
  ["years_any", "工作年限|工作经验|工作经历|从业年限|工龄|经验|经验年限"],
  [
    "platforms",
    "熟悉平台|电商平台|操作平台|服务平台|平台|做过的平台|熟练平台|平台经验|接触平台|擅长平台|做过平台",
  ],
  ["languages", "语言能力|语言|外语|外语水平|外语能力|语种|掌握语言"],
  [
    "other",
    "紧急联系人|紧急联系电话|紧急联系人电话|家庭电话|家属电话|备用|备用电话|备用联系人|备用号码|推荐人|推荐人及电话|推荐人电话|证明人|证明人电话|公司电话|公司座机|单位电话|座机|固话|固定电话|办公电话|hr电话|hr|背调联系人|介绍人|内推人|工作证明人|公司邮箱|主管电话|前公司电话|店铺电话",
  ],
  [
    "aim",
    "求职意向|求职岗位|求职目标|求职|应聘|应聘职位|应聘岗位|期望职位|期望岗位|意向岗位|意向职位|目标岗位|目标职位|投递岗位|投递职位|申请职位|申请岗位|面试岗位|求职方向|意向",
  ],
  [
    "none",
    "学历|专业|毕业院校|毕业学校|学校|公司|公司名称|工作单位|单位|职务|职位|岗位|时间|起止时间|工作时间段|技能|职业技能|特长|备注|证书|自我评价|自我介绍|工作内容|工作职责|职责|个人优势|优势|微信|微信号|qq|求职类型|求职性质|工作性质|字段|内容|项目|填写|序号|擅长|日期|年份|任职时间|爱好|兴趣爱好|职称|毕业时间|入学时间|离职原因|实习经历|教育经历|教育背景|语言证书|血型",
  ],
  ["gender", "性别"],
  ["age", "年龄|年纪|岁数"],
  [
    "birth_date",
    "出生日期|出生年月|出生年月日|出生|生日|生年月日|出生年份|身份证号|身份证号码|身份证|证件号码|证件号",
  ],
  ["marital", "婚姻状况|婚姻情况|婚姻状态|婚姻|婚否|婚育|婚育状况|婚育情况|婚恋状况|感情状况|婚况"],
  ["children", "子女|子女情况|子女状况|孩子|小孩|生育状况|生育情况|生育|有无子女|育儿情况"],
  ["ethnicity", "民族|族别"],
  ["religion", "宗教|宗教信仰|信仰"],
  ["hukou", "户口|户口所在地|户籍|户籍地|户籍地址|户籍所在地|户口性质|户口类型|户籍性质|户口地址"],
  ["hometown", "籍贯|老家|家乡|祖籍|出生地|生源地"],
  ["political", "政治面貌|政治身份|党派"],
  ["height", "身高|净身高|身高体重|身高/体重"],
  ["weight", "体重"],
  ["photo", "照片|相片|证件照|个人照片|生活照"],
  ["health", "健康状况|健康情况|健康|身体状况|身体情况|身体|病史|既往病史"],
  ["disability", "残疾|残疾情况|残疾证|是否残疾|残障"],
  ["nationality", "国籍|国家"],
  ["appearance", "形象|外貌|相貌|外形|长相"],
];

const english: readonly (readonly [LabelField, string])[] = [
  ["name", "name|full name|candidate name|candidate|applicant|applicant name|first name|your name"],
  [
    "phone",
    "phone|phone number|phone no|mobile|mobile phone|mobile number|cell|cell phone|cellphone|tel|telephone|contact|contact number|contact no|contact phone|contact details|phone/wechat|m|t|p",
  ],
  ["email", "email|e-mail|mail|email address|e-mail address|e"],
  ["now_paid", "current salary|present salary|last salary|current pay|previous salary"],
  [
    "salary",
    "expected salary|expected monthly salary|salary expectation|salary expectations|expected pay|expected monthly pay|expected compensation|expected|desired salary|desired pay|target salary|target pay|salary|pay|pay expectation|pay expectations|salary requirement|salary requirements|expected income|asking salary|compensation|expectation",
  ],
  [
    "city_wanted",
    "preferred city|preferred location|preferred work location|preferred work city|desired location|desired city|target city|work location|target location|location preference|wanted city|willing to work in|relocating to",
  ],
  [
    "city_now",
    "current city|current location|location|city|address|based in|loc|residence|living in|present address|home city|current address|base|lives in",
  ],
  [
    "available",
    "availability|available|available from|notice|notice period|start|start date|starting date|earliest start|earliest start date|joining|joining date|can start|status|available to start|ready to start",
  ],
  [
    "night",
    "night shift|night shifts|nights|shift|shifts|evening shift|evening shifts|shift preference|late shift|late shifts|rotating shifts|evenings|working hours",
  ],
  [
    "rest",
    "rest|rest day|rest days|days off|day off|six-day week|six day week|six days a week|6-day week|one day off a week|one day off per week|one rest day a week|one rest day|one rest day per week|single rest day|single day off|weekends|weekend|work week|working week",
  ],
  ["typing", "typing|typing speed|keyboard speed"],
  [
    "years_cs",
    "customer service experience|customer support experience|relevant experience|years in customer service|years of customer service|cs experience|years of relevant experience|customer service years",
  ],
  ["years_any", "years of experience|experience|total experience|work experience|years"],
  [
    "platforms",
    "platform|platforms|e-commerce platforms|ecommerce platforms|marketplaces|platforms used|platform experience",
  ],
  ["languages", "language|languages|language skills"],
  [
    "other",
    "emergency contact|emergency contact number|emergency phone|emergency|reference|references|referee|referees|referred by|referrer|office|office phone|work phone|company phone|manager|supervisor|hr contact|alternate contact|alternative phone|spouse phone|family contact|landline|current manager|former manager",
  ],
  [
    "aim",
    "objective|position|position applied for|applying for|position applied|role applied for|target role|desired position|job wanted|career objective|target position|applied position|desired role",
  ],
  [
    "none",
    "skills|summary|profile|education|period|company|role|tools|employment|work history|career|school|degree|major|certificates|wechat|title|additional|interests|employer|dates|job title|duties|software|hobbies",
  ],
  ["gender", "gender|sex"],
  ["age", "age"],
  [
    "birth_date",
    "date of birth|birth date|birthdate|dob|d.o.b.|d.o.b|birthday|born|id number|id card|id no|id card number",
  ],
  ["marital", "marital status|marital|married"],
  ["children", "children|kids|number of children|dependents|dependants"],
  ["pregnancy", "pregnancy|pregnant"],
  ["ethnicity", "ethnicity|ethnic group|race|ethnic"],
  ["religion", "religion|faith"],
  ["hukou", "hukou|household registration|registered residence"],
  ["hometown", "hometown|place of birth|native place|birthplace|home town|place of origin"],
  ["political", "political status|politics|party|political affiliation"],
  ["height", "height"],
  ["weight", "weight"],
  ["photo", "photo|photograph|picture"],
  ["health", "health|health status|health condition|medical history"],
  ["disability", "disability|disabilities|disabled"],
  ["nationality", "nationality|citizenship|citizen"],
  ["appearance", "appearance|looks"],
];

const byLabel = new Map<string, LabelField>(
  [...chinese, ...english].flatMap(([field, words]) =>
    words.split("|").map((word) => [word.replaceAll(" ", ""), field] as const),
  ),
);

const asking =
  /^(?:您的|何时|是否|能否|可否|是否能|是否可以|可以|能不能|能|可|愿意|愿|有无|会不会|你的|您的|我的|本人|个人|接受|上)*/;

/** What a label asks for: blanks, numbers, brackets and 是否/能否 around it do not matter. null = it is no label. */
export function labelField(written: string): LabelField | null {
  const plain = written
    .toLowerCase()
    .replace(/\([^()]{0,16}\)?/g, "")
    .replace(/^[\s\d.、·*#>\-【[「<《◇■□▪※★☆]+|[\s】\]」>》:：*?？]+$/g, "")
    .replace(/\s+/g, "");
  if (plain === "" || plain.length > 30) return null;
  return (
    byLabel.get(plain) ?? byLabel.get(plain.replace(asking, "").replace(/接受度?$|意愿$|情况$/, "")) ?? null
  );
}
