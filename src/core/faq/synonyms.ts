import { blurred, readingOf } from "./pinyin.ts";
import type { Unit } from "./units.ts";

/**
 * Everyday words of service questions that mean the same, so that “咋改手机号” and “如何更换电话号码” look alike. Each line
 * is a class, written as its first word; the longest way is taken first.
 */
const classes = `
为什么 为啥 为何 咋 怎么会 怎么老 怎么总是 怎么还 怎么没 怎么不 咋不 咋没 什么原因 什么情况 啥情况 怎么回事 咋回事 是何原因 何故
怎么 怎样 如何 咋样 怎么样 咋办 怎么办 怎么弄 怎么操作 怎么做 咋弄 怎么搞 方法 办法 步骤
什么时候 何时 啥时候 几时 多久 多长时间 什么时间 哪天 几号 几点 多会 啥时间 多少天 几天 时间
多少 几多 几 多大
哪里 哪儿 在哪 那里 何处 什么地方 哪
什么 啥 哪些 哪个
可以 能 能够 行 可不可以 能不能 可否 能否 是否可以 是否能 允许 可 会
没 没有 未 无 没能 不能 不可以 无法 不了 不 不行 不让 没办法 木有
借款 借钱 贷款 借贷 借 贷 用款
还款 还钱 还贷 归还 偿还 还 还清 结清
换 更换 更改 修改 变更 改 换成 改成 变动 调整 改变 换掉 重新绑定
查 查询 查看 查找 看 看看 查一下 找 了解 知道
手机号 手机号码 电话号码 电话 手机 号码 联系方式 来电
收到 接到 收 接 得到
通过 成功 审批 审核 批准 批 审查 过审
失败 拒绝 被拒 不成功 不通过 没通过 未通过 没成功
到账 放款 打款 下款 发放 转账 到帐 入账 打到 汇款
利息 利率 息 年息 月息 日息
费用 手续费 收费 费 要钱 花钱
额度 限额 金额 上限 最高
提前 提早 提前还 早
取消 撤销 撤回 关闭 注销 停止 解除 解绑 退出 删除 删掉 不要 关掉
开通 开启 激活 打开 办理 申请 注册 申办
账户 账号 帐户 帐号 户头
银行卡 卡 卡片 储蓄卡 借记卡
自动 主动 系统
期限 期 分期 期数 周期
逾期 过期 超期 晚还 到期 延期
钱 款 资金 款项 现金
扣 扣款 扣除 划扣 代扣 扣钱
余额 剩余 剩下
给 发 发送 寄 送 发给
需要 要 必须 得 用 须
显示 提示 出现 说 告诉 通知 提醒
客服 人工 工作人员 人员
今天 今日 当天 现在 目前 马上 立刻 立即
以前 之前 过去 上次 原来
以后 之后 后 然后
再次 再 重新 又 还能
一直 老 总是 经常 老是 每次
信息 资料 信息资料 内容
密码 口令
丢 丢失 遗失 不见 挂失 掉
登录 登陆 进入 进去 进
下载 安装
购买 买 下单 购
退 退款 退回 返还 退还
活动 优惠 促销 福利
错 错误 不对 有误 问题 异常
等 等待 等候
人 本人 自己
公司 单位 企业 店铺
工资 薪资 薪水 待遇 收入 薪酬
地址 位置 地点
缴 缴纳 交 支付 付 付款 缴费
评估 评价 评分 打分
征信 信用 信誉 信用记录
邀请 受邀 邀请函
`;

/** First word of the class -> the ways, by what they sound like. */
const ways = new Map<string, { name: string; exact: string }[]>();
let longest = 1;
for (const line of classes.trim().split("\n")) {
  const [name = "", ...others] = line.split(" ");
  for (const way of [name, ...others]) {
    const key = Array.from(way, (char) => blurred(readingOf(char))).join(" ");
    ways.set(key, [...(ways.get(key) ?? []), { name, exact: way }]);
    longest = Math.max(longest, way.length);
  }
}

/** A word of the text: `name` is the first word of its class, or what is written; `from` and `to` are units. */
export type Word = { name: string; same: boolean; from: number; to: number };

/** The text as words of the classes and single units, from the left, the longest way first. */
export function withSynonyms(units: readonly Unit[]): Word[] {
  const words: Word[] = [];
  for (let from = 0; from < units.length; ) {
    const word = wordAt(units, from);
    words.push(word);
    from = word.to;
  }
  return words;
}

function wordAt(units: readonly Unit[], from: number): Word {
  for (let to = Math.min(units.length, from + longest); to > from; to--) {
    const piece = units.slice(from, to);
    if (piece.some(({ kind }) => kind === "word")) continue;
    const exact = piece.map((unit) => unit.exact).join("");
    const typed = piece.every(({ kind }) => kind === "syllable");
    const found = ways
      .get(piece.map(({ key }) => key).join(" "))
      ?.find((way) => way.exact === exact || (typed && to - from > 1));
    if (found) return { name: `<${found.name}>`, same: true, from, to };
  }
  return { name: units[from]?.exact ?? "", same: false, from, to: from + 1 };
}
