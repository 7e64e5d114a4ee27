/**
 * What candidates ask about, in their words: `id weight: ways of saying it`. Weight 3 = a topic of its own, 1 = general,
 * 0.6 = what is asked about it (when, how much). Chinese ways are also met in pinyin and with characters of the same sound.
 */
export const payWords = `
pay 3: 工资 薪资 薪水 薪酬 待遇 收入 月薪 时薪 底薪 基本工资 多少钱一个月 一个月多少钱 一个月多少 一个月能拿 到手 能拿多少 拿多少 挣多少 赚多少 开多少 多少米 给多少 能赚 能挣 人工几多 月入 工钱 薪金 综合薪资 税前 税后 钱多吗 钱多不多 赚钱 挣钱 月收入 薪 挣 工资条 有多少钱 能有多少 一月多少 每月多少 每个月多少钱 一个月多少钱 收入怎么样 开多少钱 给多少钱 发多少 最少多少 能到五千 保底 无责底薪 税后多少 综合收入 进账 | salary, salaries, pay, wage, paid, money, earn, earning, compensation, income, take home, base pay, payment, make per month, make a month, hourly rate, paycheck, paycheque, base salary, pays, make, how much money, minimum wage, base
commission 3: 提成 奖金 绩效奖 绩效工资 业绩奖 分红 年终奖 十三薪 13薪 全勤奖 全勤 奖励 季度奖 销售奖 抽成 | commission, bonus, incentive, 13th month, performance pay
payday 3: 发工资 发薪 发薪日 工资日 几号发 发钱 拖欠 拖工资 压工资 押工资 按时发 月结 日结 周结 出粮 压一个月 几号到账 结工资 薪水几号 发薪水 几号发薪 发放 工资发放 钱什么时候 拖 欠薪 结算 当月发 | payday, pay day, get paid, paid on time, pay date, payroll date, wages arrive, salary come, pay come, pay arrive, pay on time, paid weekly, paid monthly
overtime 3: 加班 加班费 加点 超时工作 加钟 经常加 996 加到很晚 下班晚 拖班 准时下班 按时下班 强制加班 | overtime, extra hour, work late, stay late, over time, overtime pay, finish late, forced
probation 3: 试用期 转正 试用 试岗 试工 见习期 实习期 | probation, probationary, trial period, trial, confirmed as permanent
kpi 3: 绩效 考核 kpi 指标 业绩要求 满意度 转化率 响应率 业绩压力 完不成 任务指标 业绩 销售任务 任务量 差评率 回复率 响应时间 响应速度 回复速度 首响 三分钟响应 | kpi, kpis, performance target, performance review, metric, quota, target, targets, target, miss the target, goals, response time, reply speed
fine 3: 罚款 扣钱 扣工资 罚钱 扣多少 处罚 扣绩效 扣分扣钱 迟到扣 罚 被罚 会罚 扣 乱扣 | fine, fines, deduct, deduction, penalty, penalties, docked, punish, punished
raise 3: 涨薪 加薪 调薪 涨工资 加工资 升薪 普调 会涨工资 给涨工资 涨薪机会 | pay rise, raise, pay raise, salary increase, salary review
insurance 3: 五险一金 五险 六险 社保 社会保险 保险 医保 养老保险 公积金 缴纳 交金 一金 wxyj 商业保险 意外险 参保 五金 工伤 交保险 买保险 上保险 保险吗 缴社保 保障 | insurance, social security, social insurance, housing fund, provident fund, pension, medical cover, benefit package, health insurance, insured, medical insurance
contract 3: 合同 劳动合同 劳务合同 签合同 协议 劳务派遣 外包 派遣 正式工 正式员工 编制 正编 | contract, labour contract, labor contract, outsourced, agency worker, agreement, permanent employee
perks 3: 福利 节日福利 生日礼物 礼品 团建 旅游 下午茶 零食 聚餐 体检福利 内购 员工价 员工折扣 | perk, benefits, welfare, team building, snack, afternoon tea, staff discount, employee discount
stock 3: 股票 期权 股份 股权 | stock option, stock, share option, equity
advance 3: 预支 借支 预支工资 | advance on salary, salary advance
fees 3: 押金 收费 交钱 交费 费用 培训费 服装费 体检费 报名费 保证金 中介费 要钱 掏钱 花钱 工服费 工装费 资料费 先交 垫钱 垫付 缴费 收钱 付钱 付款 交多少钱 免费 贷款 培训贷 自费 自己出钱 介绍费 垫 要不要钱 要花多少 出钱 收我 收取 要我出 成本 交多少 要给钱 交什么钱 收什么钱 交费用 | fee, fees, deposit, charge, cost me, pay you, upfront, buy anything, pay money, pay first, pay something, pay for the uniform, pay for training myself, application cost, free of charge, cost money, cost, cost anything, costs, pay anything, pay for, fee to apply, any money, give you money, training cost
scam 3: 骗子 骗人 骗局 诈骗 靠谱 正规 是真的吗 真的假的 真的吗 真实吗 可信 刷单 套路 黑中介 传销 皮包公司 坑人 忽悠 放心吗 假的 不会是假 杀猪盘 银行卡密码 验证码 骗我 被骗 正经公司 安全吗 可靠 正规吗 怕被骗 骗 上当 骗钱 假公司 不靠谱 可靠不 黑公司 真假 正经 可疑 诈骗公司 | scam, fraud, legit, legitimate, fake, trustworthy, genuine, is this real, real company, trust you, real job, too good to be true, con, reliable company, scammer, scammers, scams, trust, suspicious, fishy, real thing, ripped off
`;
