import { loadContent } from "../../src/content.ts";

/** A candidate's place on some platform: what they can see and do there. */
export type Phone = {
  /** Waits for a bubble that was not heard yet and matches; those before it count as heard. Returns its text. */
  hear(pattern: RegExp): Promise<string>;
  /** Presses the button with this label as soon as it is there. */
  press(label: string): Promise<void>;
  write(text: string): Promise<void>;
};

const anything = /./s;

/** From the consent to the four facts: by buttons where there are some, else in own words. */
export async function introduce(phone: Phone): Promise<void> {
  await phone.hear(/我是AI，不是真人/);
  await phone.hear(/开始前请您选择/);
  await phone.press("1 同意必选项");
  await phone.hear(/是否已满16周岁/);
  await phone.press("是，已满16周岁");
}

export async function answerFacts(phone: Phone): Promise<void> {
  await phone.hear(/最早什么时候可以到岗/);
  await phone.write("下周一");
  await phone.hear(/班次方面/);
  await phone.press("1 都可以");
  await phone.hear(/期望的月薪/);
  await phone.write("5000-6000");
  await phone.hear(/熟悉哪些平台/);
  await phone.write("淘宝、拼多多");
}

/** Skips the warm-up and starts the role-play; returns the customer's first line. */
export async function meetCustomer(phone: Phone): Promise<string> {
  await phone.hear(/打字热身/);
  await phone.press("跳过");
  await phone.hear(/2\/4 情景模拟/);
  await phone.hear(/回复“开始”/);
  await phone.press("开始");
  return await phone.hear(/奶粉/);
}

/** Replies to the damaged infant formula; three bubbles end a turn at once. */
export const replies: readonly (readonly [string, string, string])[] = [
  [
    "宝妈您好，真的非常抱歉，宝宝等着喝却收到破损的奶粉，换谁都着急",
    "破的这罐请先不要给宝宝喝，喝过的话有不舒服请及时就医",
    "麻烦发一下订单号，再拍外箱、破损处和罐底批号的照片，这边我们负责，您不用找快递",
  ],
  [
    "核实后您可以选：退货退款，运费我们出；或者48小时内免费补发新的",
    "我这边能申请20元补偿，超出的部分提交主管，今天18点前回复您",
    "请在订单里点申请售后，我2小时内审核，有进度马上同步给您，您看可以吗？",
  ],
  ["不能加微信私下转哦，平台内处理对您更有保障", "退款会原路退回您的账户", "我会一直跟进，您放心"],
  ["好的，我这就为您登记", "结果今天18点前在这里告诉您", "还有什么需要我帮您的吗？"],
];

const { scenarios, shortItems } = loadContent();
/** What the customer says when leaving. */
const farewells = Object.values(scenarios).flatMap(({ value }) =>
  value.branches.filter(({ terminal }) => terminal).flatMap(({ say }) => say.zh),
);

/** Replies turn by turn until the customer leaves; `afterTurn` is told each answer of theirs. */
export async function solve(
  phone: Phone,
  turns: readonly (readonly string[])[] = replies,
  afterTurn: (line: string, n: number) => Promise<void> = async () => {},
): Promise<void> {
  for (let n = 0; ; n += 1) {
    for (const bubble of turns[n % turns.length] ?? []) await phone.write(bubble);
    const line = await phone.hear(anything);
    await afterTurn(line, n);
    if (farewells.some((farewell) => line.includes(farewell))) break;
  }
  await phone.hear(/情景模拟结束/);
}

/** The explanation of the subsidy, in three bubbles. */
export const explanation = [
  "您好，百亿补贴是拼多多平台的官方补贴，带“百亿补贴”标的商品由平台补贴，您看到的就是补贴后的价格",
  "不是全店都有，只有带标的款式参加；价格和限购以下单页为准",
  "正品保障、发货和7天无理由都写在商品页，点进去就能看到，有疑问走平台售后",
];

export async function explain(phone: Phone, bubbles: readonly string[] = explanation): Promise<void> {
  await phone.hear(/3\/4 规则说明/);
  await phone.press("继续");
  await phone.hear(anything);
  for (const bubble of bubbles) await phone.write(bubble);
  await phone.hear(/说完了就回复“好了”/);
  await phone.press("好了");
}

/** Answers all six statements rightly, each with its key point, and hears what happens next. */
export async function judge(phone: Phone, reason: (n: number) => string | null = () => null): Promise<void> {
  await phone.hear(/4\/4/);
  await phone.press("继续");
  for (let n = 1; n <= 6; n += 1) {
    const shown = await phone.hear(new RegExp(`第${n}题（共6题）`));
    const item = shortItems.value.items.find(({ statement }) => shown.includes(statement.zh));
    if (!item) throw new Error(`no short item says ${shown}`);
    await phone.press(item.truth ? "对" : "错");
    await phone.hear(/一句话说说理由/);
    await phone.write(reason(n) ?? item.key_point.zh);
  }
  await phone.hear(/全部完成/);
  await phone.hear(/由真人复核.*一个工作日内/);
  await phone.hear(/要求人工复核/);
}

/** The whole screening, done well. */
export async function screen(phone: Phone): Promise<void> {
  await introduce(phone);
  await answerFacts(phone);
  await meetCustomer(phone);
  await solve(phone);
  await explain(phone);
  await judge(phone);
}
