/**
 * Words that mean the same wherever an answer is marked, written as one key each. Longer wordings stand first: the first
 * that fits at a place is taken. Keys in capitals cannot collide with an answer's own (lower-case) words.
 */
const groups: readonly (readonly [key: string, words: string])[] = [
  ["WRONG", "不正确 不对 不成立 有误 错误"],
  ["RIGHT", "正确 成立"],
  ["CANNOT", "不可以 不能够 不能 不行 不可 无法 没法 没办法 不允许 禁止 严禁 不得 不准 不许"],
  ["CAN", "可以 能够 允许"],
  ["NOCOUNT", "不能算 不算数 不计入 不计算 不作数 不算 不计"],
  ["CUSTOMER", "消费者 买家 顾客 用户 客户"],
  ["SELLER", "商家 店铺 卖家 店家"],
  ["BOT", "机器人 自动回复 智能客服 机器回复 自动应答"],
  ["HUMAN", "人工 真人 人手"],
  ["PICKUP", "揽收 揽件"],
  ["PARCEL", "快递 物流公司"],
  ["REFUND", "退款 退钱 返款"],
  ["PAY", "赔付 赔偿 赔钱 补偿"],
  ["INSERT", "插入 增添 添加 新增 增加"],
  ["DELETE", "删除 删去 删掉 移除"],
  ["NODE", "节点 结点"],
  ["OFTEN", "频繁 经常 常常 大量"],
  ["CONVENIENT", "方便 便捷 便利 简便"],
  ["SIMPLE", "简单 容易 易于"],
  ["NEED", "需要 必须 要求 务必 需"],
  ["BECAUSE", "因为 由于"],
  ["CONTINUOUS", "连续 相邻"],
  ["PREVIOUS", "前驱 前一个 前面的"],
  ["NEXT", "后继 后一个 后面的"],
  ["FIRST", "首先 最先"],
  ["ALL", "所有 全部 任何 任意"],
  ["TRAVERSE", "遍历 循环一圈"],
  ["SAME", "一致 统一 相同 一样"],
  ["FEW", "较少 很少 少量"],
  ["MORE", "额外 更多"],
  ["AT_ONCE", "立即 立刻 马上 尽快 第一时间"],
  ["PROMISE", "承诺 答应 保证"],
  ["ASK", "联系 咨询 询问"],
  ["REPLY", "回复 答复 回应"],
  ["ALSO", "同样 照样 也是 也算 也属于"],
  ["NEXT_DAY", "第二天 次日 隔天"],
  ["MIDNIGHT", "零点 零时 0点 0时"],
  ["STOP_USING", "停止使用 暂停使用 不要再用 别再用 停用"],
  ["DOCTOR", "去医院 看医生 就医 就诊 看病"],
  ["PHOTO", "照片 图片 拍照"],
  ["PROOF", "凭证 证据 证明"],
  ["FREIGHT", "快递费 运费 邮费"],
  ["RECEIVE", "签收 收货 收到货"],
  ["RETURN", "退货 退回 寄回"],
  ["SHARE", "比例 占比 比率"],
];

const entries = groups.flatMap(([key, words]) =>
  words.split(" ").map((word): [string, string] => [word, key]),
);

/** Key of every wording. */
export const synonymKeys: ReadonlyMap<string, string> = new Map(entries);

/** Any of the wordings, longest first, as the source of a regular expression. */
export const synonymSource = entries
  .map(([word]) => word)
  .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  .join("|");
