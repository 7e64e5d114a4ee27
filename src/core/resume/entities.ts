import { isHanName } from "./surnames.ts";

/** A name, an employer or school, a post, or a degree in a sentence of somebody's career. */
export type Entity = { start: number; end: number; label: "NAME" | "ORG" | "TITLE" | "EDU" };

const education =
  /(?:博士后|博士|硕士|双学士|学士|本科|大学专科|大专|专科|中专|高中|初中|研究生|EMBA|MBA|MPA|DBA|大学)(?:研究生)?(?:毕业|肄业)?(?:学历|学位|文化程度|文化)?/g;

const posts =
  "董事长|董事局主席|董事会秘书|董事会主席|董秘|董事|监事会主席|监事会召集人|监事长|监事|总经理|总裁|总监|总工程师|总会计师|总经济师|总干事|总编辑|总设计师|经理|主任委员|主任医师|主任|主席|书记|委员|厂长|局长|处长|科长|部长|司长|所长|院长|校长|行长|会长|理事长|理事|秘书长|秘书|社长|站长|队长|组长|班长|车间主任|工程师|会计师|经济师|审计师|评估师|律师|教授|讲师|研究员|助教|教师|导师|合伙人|顾问|专家|主管|科员|干部|干事|职员|员工|会计|出纳|助理|代表|县长|市长|镇长|乡长|区长|省长|调研员|巡视员|负责人|法定代表人|法人代表|技术员|分析师|设计师|设计员|工人|学生|创始人|首席执行官|首席财务官|首席运营官|首席技术官|召集人|发言人|客服|专员|店长|指挥|院士|政委|参谋|编辑|记者|医师|管理员|研究人员|技术人员|组员|文员|翻译|高级管理人员";
const before =
  "常务|副|执行|独立|外部|非执行|职工代表|职工|高级|中级|初级|助理|资深|首席|财务|技术|行政|人事|人力资源|生产|销售|营销|市场|投资|项目|运营|质量|党委|党组|党支部|党总支|纪委|纪检|工会|团委|总|名誉|荣誉|客座|兼职|特聘|注册|法律|代|代理|区域|大区|部门|分公司|车间|业务|综合|办公室|财务部|市场部|销售部|技术部|生产部|人力资源部|投资部|审计部|证券部|证券事务|博士生|硕士生|常任|联席|第一|执业|主任|主管|党|团|总经理|董事长|董事会|监事会|科研|研发|工程|设备|采购|经营|企业|战略|信息|国际|计划|科|处|研究|教|审计|合规|风险|风控|内部|策划|产品|品牌|大堂|客户|软件|硬件|电气|机械|工艺|结构|建筑|材料|应用|系统|首届|见习|实习|公司|一级|二级|法务|证券|商务|外贸|大客户|常驻|全国|驻";
const title = new RegExp(`(?:(?:${before})(?:、)?){0,4}(?:${posts})(?:助理|代表|兼秘书|秘书)?`, "g");

const ends =
  "股份有限公司|有限责任公司|有限公司|股份公司|总公司|分公司|子公司|公司|集团|会计师事务所|律师事务所|事务所|大学|学院|学校|中学|党校|研究院|研究所|研究会|研究中心|设计院|设计所|科学院|医院|银行|支行|分行|信用社|保险|证券|基金|信托|协会|学会|商会|联合会|理事会|基金会|委员会|常委会|董事会|监事会|人大|政协|政府|交易所|总局|分局|管理局|公安局|财政局|税务局|局|办事处|办公室|工厂|总厂|分厂|机械厂|厂|中心|部队|检察院|法院|商店|商行|酒店|宾馆|出版社|报社|杂志社|电视台|油田|煤矿|矿务局|矿|车间|省委|市委|县委|国资委|证监会|发改委|监管局|监委|部|厅|处|司|系|所|院|社|站|团|局|市场|农场|基地|Inc\\.?|Ltd\\.?|Corporation|University|Bank|Group|Company|Co\\.";
const organisation = new RegExp(
  `[\\p{Script=Han}A-Za-z0-9（）()·&\\-.]{1,40}?(?:${ends})(?:（[^（）]{1,12}）)?(?:(?:[\\p{Script=Han}]{1,10}?)(?:${ends}))*`,
  "gu",
);

/** What stands before an employer in a sentence and is no part of it. */
const lead =
  /^(?:.*?(?:毕业于|就职于|任职于|供职于|就读于|服务于|受聘于|先后在|先后任|分别在|历任|曾任|现任|兼任|担任|至今任|至今在|至今|任|在|于|为|由|起|加入|创办|创立|进入|调入|调任|获得?|取得|参加|受聘|系|是|及|和|以及|并|与|兼|从事|就读|毕业|当选|到|[，,、。；：:]|(?:19|20)\d{2}年?(?:\d{1,2}月)?(?:至|-|—|－)?|月|年|日|曾|现|原))+(?=[\p{Script=Han}A-Z（])/u;

/** Entities of one sentence of prose such as a director's biography, by rules; none overlap. */
export function entitiesIn(text: string): Entity[] {
  const found: Entity[] = [];
  const add = (start: number, end: number, label: Entity["label"]) => {
    if (end > start && !found.some((one) => start < one.end && end > one.start))
      found.push({ start, end, label });
  };
  const name =
    /^(\p{Script=Han}{2,4})(?=(?:先生|女士|同志|博士|教授)?[，,：:。（(\s]|(?:先生|女士|小姐))/u.exec(text);
  const said = name?.[1]?.replace(/(?:先生|女士|小姐)$/, "") ?? "";
  if (name && isHanName(said)) add(0, said.length, "NAME");
  for (const match of text.matchAll(organisation)) {
    const whole = match[0];
    const cut = lead.exec(whole)?.[0].length ?? 0;
    if (whole.length - cut >= 3) add(match.index + cut, match.index + whole.length, "ORG");
  }
  for (const match of text.matchAll(title)) add(match.index, match.index + match[0].length, "TITLE");
  for (const match of text.matchAll(education)) {
    if (match[0] === "大学" && !/[，,。；、\s]/.test(text[match.index - 1] ?? "，")) continue;
    add(match.index, match.index + match[0].length, "EDU");
  }
  return found.sort((a, b) => a.start - b.start);
}
