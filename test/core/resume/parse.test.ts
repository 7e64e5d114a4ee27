import { describe, expect, it } from "vitest";
import { agreementOf, f1Of } from "../../../src/core/resume/agreement.ts";
import { parseResume } from "../../../src/core/resume/parse.ts";
import { resumes } from "./resumes.ts";

const today = "2026-11-18";
const read = (text: string) => parseResume(text, today);

describe("the résumés nobody tuned on", () => {
  const rows = resumes("held-out");
  const agreement = agreementOf(rows.map((row) => ({ ...row, read: parseResume(row.text, row.today) })));

  it("are read as well as promised", () => {
    expect(rows).toHaveLength(30);
    expect(agreement.stated.right / agreement.stated.of).toBeGreaterThanOrEqual(0.92);
    expect(agreement.all.right / agreement.all.of).toBeGreaterThanOrEqual(0.9);
    for (const list of ["platforms", "tags"]) {
      const hits = agreement.lists[list];
      expect(hits && f1Of(hits), list).toBeGreaterThanOrEqual(0.85);
    }
  });

  it("yield no number and no name that is not theirs", () => {
    expect(agreement.inventedPhones).toBe(0);
    expect(agreement.inventedNames).toBe(0);
  });
});

describe("a phone number", () => {
  it.each([
    ["手机：138-0000-1234", "13800001234"],
    ["电话 +86 138 0000 1234", "13800001234"],
    ["手机：１３８００００１２３４", "13800001234"],
    ["电 话 ： 1 3 8 0 0 0 0 1 2 3 4", "13800001234"],
    ["我电话幺三八零零零零一二三四", "13800001234"],
    ["手机: (0086)13800001234", "13800001234"],
    ["紧急联系人：李四 13900009999\n手机：13800001234", "13800001234"],
    ["手机：13800001234\n备用：13900009999", "13800001234"],
    ["前主管王经理 13900009999，我的手机 13800001234", "13800001234"],
  ])("is the person's own: %s", (text, phone) => {
    expect(read(text).phone).toBe(phone);
  });

  it.each([
    "紧急联系人：李四 13900009999",
    "公司电话：13900009999",
    "手机：138****1234",
    "订单号 13900009999",
    "身份证号：110101199003078515",
    "电话 0571-88001234",
    "手机：1380000123",
    "编号 138000012345",
  ])("is not guessed: %s", (text) => {
    expect(read(text).phone).toBeNull();
  });
});

describe("a name", () => {
  it.each([
    ["姓名：王丽", "王丽"],
    ["姓 名：王 丽", "王丽"],
    ["我叫欧阳小雪，在杭州", "欧阳小雪"],
    ["姓名：陳嘉欣", "陳嘉欣"],
    ["姓名：阿依古丽·买买提", "阿依古丽·买买提"],
    ["My name is Lily Wang and I live in Ningbo.", "Lily Wang"],
    ["王丽的个人简历\n电话 13800001234", "王丽"],
  ])("is found: %s", (text, name) => {
    expect(read(text).name).toBe(name);
  });

  it.each([
    "我是高中毕业，想做客服",
    "叫我小李就行",
    "我朋友叫赵磊，他推荐我来的",
    "做过淘宝客服",
    "王先生，想找客服工作",
    "Customer Service Specialist\nHangzhou",
  ])("is not guessed: %s", (text) => {
    expect(read(text).name).toBeNull();
  });
});

describe("pay", () => {
  it.each([
    ["期望薪资：5-7K", 5000, 7000],
    ["期望薪资：6千-8千", 6000, 8000],
    ["期望薪资：8000-1万", 8000, 10_000],
    ["薪资要求：五千五左右", 5500, 5500],
    ["工资七八千吧", 7000, 8000],
    ["期望薪资：6000元以上", 6000, null],
    ["底薪5000+提成", 5000, null],
    ["期望薪资：面议", null, null],
    ["期望薪资：时薪25元", null, null],
    ["目前薪资：5000，期望薪资：6000-7000", 6000, 7000],
    ["Expected salary: RMB 7,000-9,000 per month", 7000, 9000],
    ["Expected salary: 120,000 CNY per year", 10_000, 10_000],
    ["Expected salary: USD 2000", null, null],
    ["日均接待2000-3000人", null, null],
  ])("%s", (text, min, max) => {
    const { expected_salary_min, expected_salary_max } = read(text);
    expect([expected_salary_min, expected_salary_max]).toEqual([min, max]);
  });
});

describe("shifts and rest days", () => {
  it.each([
    ["不接受夜班，暂不考虑单休", false, false],
    ["晚班可以的，单休也行", true, true],
    ["夜班、单休都能接受", true, true],
    ["夜班看补贴，单休可以商量", null, null],
    ["可上晚班，希望双休", true, false],
    ["晚班没问题，双休单休都OK", true, true],
    ["只上白班，做六休一可以", false, true],
    ["通宵不行，晚班可以", true, null],
    ["Open to night shifts; two days off per week required.", true, false],
    ["I cannot work nights but a six-day week is fine", false, true],
    ["单休（如有加班费可以考虑）", null, null],
    ["做过夜班客服", null, null],
  ])("%s", (text, night, rest) => {
    const { night_shift, single_rest_ok } = read(text);
    expect([night_shift, single_rest_ok]).toEqual([night, rest]);
  });
});

describe("the first day", () => {
  it.each([
    ["离职-随时到岗", "immediate"],
    ["在职-月内到岗", "P30D"],
    ["到岗时间：一周内", "P7D"],
    ["半个月后到岗", "P15D"],
    ["到岗时间：12月1日", "2026-12-01"],
    ["到岗时间：1月5号", "2027-01-05"],
    ["下周一可以上班", "2026-11-23"],
    ["可入职时间：2026/12/15", "2026-12-15"],
    ["Notice period: 2 weeks", "P14D"],
    ["I can start on December 1, 2026", "2026-12-01"],
    ["2020年3月入职某公司", null],
    ["年后到岗", null],
  ])("%s", (text, start) => {
    expect(read(text).available_from).toBe(start);
  });
});

describe("years of service", () => {
  it.each([
    ["2020.01-2022.01 甲店 淘宝客服\n2021.01-2023.01 乙店 京东客服", 3],
    ["2020年3月—2022年3月 甲店 收银员\n2022年3月至今 乙店 天猫客服", 4.7],
    ["工作5年，其中客服3年经验", 3],
    ["做过一年半淘宝售后", 1.5],
    ["没有客服经验", 0],
    ["Mar 2021 – present: Taobao customer service, Some Shop", 5.7],
    ["会用电脑", null],
  ])("%s", (text, years) => {
    expect(read(text).years_experience).toBe(years);
  });
});

describe("typing", () => {
  it.each([
    ["打字速度：80字/分钟", 80],
    ["一分钟大概八十个字", 80],
    ["typing 60 WPM", 300],
    ["打字速度快", null],
  ])("%s", (text, speed) => {
    expect(read(text).typing_cpm).toBe(speed);
  });
});

describe("platforms", () => {
  it("are those somebody has worked on, not those they shop at, want or never used", () => {
    expect(read("做过淘宝和天猫国际客服，没做过抖音，平时在京东买过东西，应聘拼多多客服").platforms).toEqual([
      "taobao",
      "tmall_global",
    ]);
  });
});

it("gives the same result for the same text", () => {
  for (const { text } of resumes("tuning")) expect(read(text)).toEqual(read(text));
});
