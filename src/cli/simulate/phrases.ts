import type { Locale } from "../../core/locale.ts";

/** How good a synthetic candidate is at the job; the words come from here, the timing from the temperament. */
export type Skill = "expert" | "good" | "average" | "polite" | "blunt";

/** Bubbles of each reply in the role-play about damaged infant formula, in order. */
export const rolePlay: Record<Locale, Record<Skill, string[][]>> = {
  "zh-CN": {
    expert: [
      [
        "宝妈您好，真的非常抱歉，宝宝等着喝却收到破损的奶粉，换谁都着急",
        "破的这罐请先不要给宝宝喝，喝过的话有不舒服请及时就医",
      ],
      ["麻烦发一下订单号，再拍外箱、破损处和罐底批号的照片，这边我们负责，您不用找快递"],
      [
        "核实后您可以选：退货退款，运费我们出；或者48小时内免费补发新的",
        "我这边能申请20元补偿，超出的部分提交主管，今天18点前回复您",
      ],
      ["请在订单里点申请售后，我2小时内审核，有进度马上同步给您，您看可以吗？"],
      ["不能加微信私下转哦，平台内处理对您更有保障，我一直跟进"],
    ],
    good: [
      ["实在抱歉，给您和宝宝添麻烦了", "漏粉的先别给宝宝喝"],
      ["麻烦提供订单号和破损的照片，运输问题我们负责"],
      ["核实后给您全额退款，运费不用您出，想换新也可以补发"],
      ["赔偿我帮您向主管申请，今天给您答复"],
    ],
    average: [
      ["非常抱歉亲，麻烦您发一下订单号和照片"],
      ["核实后可以给您退货退款，24小时内处理"],
      ["赔偿要问一下主管"],
      ["好的，麻烦您耐心等一下"],
    ],
    polite: [
      ["亲亲您好，非常抱歉给您带来不好的体验呢"],
      ["亲亲请您耐心等待，我们会尽快处理的哦~"],
      ["感谢您的理解与支持呢亲"],
    ],
    blunt: [
      ["奶粉出库都是好的，破了你找快递去"],
      ["动不动就要赔钱，想钱想疯了吧"],
      ["规定就是这样，爱退不退"],
    ],
  },
  en: {
    expert: [
      [
        "I'm so sorry, a broken tin when your baby is waiting for it is really upsetting",
        "Please don't feed that tin to your baby; if any was used and something seems wrong, see a doctor",
      ],
      [
        "Could you send me the order number and photos of the box, the damage and the batch code? We take care of this, no need to contact the courier",
      ],
      [
        "Once checked you can choose: a full refund with return shipping on us, or a free replacement sent within 48 hours",
        "I can offer 20 yuan goodwill; for more I'm asking my supervisor, who replies by 18:00 today",
      ],
      [
        "Please tap Apply for after-sales in the order; I'll review it within 2 hours and keep you posted. Does that work for you?",
      ],
      ["I can't move this to WeChat, but everything can be done here on the platform"],
    ],
    good: [
      ["So sorry for the trouble this causes you and your baby", "Please don't use the leaking tin"],
      ["Could you share the order number and photos of the damage? It's on us"],
      ["We'll refund you in full, shipping included, or send a new one if you prefer"],
      ["I'll ask my supervisor about the compensation and reply today"],
    ],
    average: [
      ["Sorry about that, please send the order number and photos"],
      ["We can refund you within 24 hours"],
      ["I have to ask about compensation"],
      ["Please wait a bit"],
    ],
    polite: [
      ["We sincerely apologise for the inconvenience, dear"],
      ["Please wait patiently, we will handle it soon"],
      ["Thank you for your understanding"],
    ],
    blunt: [
      ["It left our warehouse fine, go ask the courier"],
      ["You just want free money, don't you"],
      ["Those are the rules, take it or leave it"],
    ],
  },
};

/** Bubbles of the rule explanation. */
export const explanation: Record<Locale, Record<Skill, string[]>> = {
  "zh-CN": {
    expert: [
      "您好，百亿补贴是拼多多平台的官方补贴，带“百亿补贴”标的商品由平台补贴，您看到的就是补贴后的价格；不是全店都有，只有带标的款式参加。",
      "价格和限购以下单页为准；正品保障、发货和7天无理由都写在商品页，点进去就能看到，有疑问走平台售后。",
    ],
    good: [
      "这是拼多多官方的补贴活动，平台出钱，只有打了百亿补贴标的才有。价格以页面为准，正品页面有保障，也支持售后。",
    ],
    average: ["百亿补贴就是平台搞的优惠活动，有补贴标的便宜一些，具体您看页面吧。"],
    polite: ["亲亲这个是活动呢，非常优惠哦，您可以放心购买~"],
    blunt: ["就是便宜，全店都有，保证全网最低价。"],
  },
  en: {
    expert: [
      "It is Pinduoduo's official subsidy: the platform pays part of the price on items that carry the label, and the price you see is already after the subsidy. Not the whole shop, only labelled items.",
      "Price and purchase limits are as shown at checkout; authenticity, shipping and returns are on the item page, and after-sales works as usual. Please check the item page.",
    ],
    good: [
      "It's an official platform subsidy. Only items with the label take part, and the price on the page is what you pay. Returns work as shown on the item page.",
    ],
    average: ["It's a platform promotion, labelled items are cheaper. Please see the page for details."],
    polite: ["It is a wonderful promotion, dear, please enjoy it!"],
    blunt: ["It's just cheap. Whole shop, lowest price guaranteed."],
  },
};

/** Answers to the four job-fit questions; the last one of each is unclear on purpose. */
export const facts: Record<Locale, Record<"start" | "shifts" | "pay" | "platforms", string[]>> = {
  "zh-CN": {
    start: ["随时", "明天", "下周一", "一周后", "月底吧，看情况"],
    shifts: ["都可以", "晚班可以", "只能白班", "20点到24点没问题", "看心情"],
    pay: ["5000-6000", "6k", "4500到5500", "面议", "差不多就行"],
    platforms: ["淘宝、拼多多", "京东", "抖音 拼多多", "都没做过", "挺多的"],
  },
  en: {
    start: ["immediately", "tomorrow", "next Monday", "in one week", "not sure yet"],
    shifts: ["any shift", "evenings are fine", "day shift only", "20:00-24:00 works", "depends on my mood"],
    pay: ["5000-6000", "6k", "4500 to 5500", "negotiable", "whatever is usual"],
    platforms: ["Taobao and Pinduoduo", "JD", "Douyin, Pinduoduo", "none", "a lot of them"],
  },
};
