/** Work, hours and place; see words-pay.ts for how it is written. */
export const workWords = `
duties 3: 做什么 做些什么 干什么 干啥 干嘛 做啥 工作内容 岗位职责 职责 具体工作 日常工作 负责什么 主要工作 主要做 主要干 都干些 要做的事 每天做 岗位内容 岗位介绍 做咩 售前 售后 售前还是售后 售前售后 | duties, duty, responsibility, responsibilities, what would i do, what will i do, what do i do, day to day, daily task, tasks, job involve, job description, actually do, role involve, work like, doing all day, typical day, what does the agent do, pre-sales, after-sales
requirements 3: 条件 要求 任职资格 门槛 要求高 硬性要求 应聘条件 招聘要求 什么样的人 什么人 哪些人 | requirement, requirements, qualification, qualify, qualified, criteria, look for in, looking for, need to have, eligible, prerequisite
experience 3: 经验 没做过 没干过 小白 新手 零基础 没有基础 0基础 做过客服 没接触过 转行 外行 第一次做 没从事 从来没做 干过 无基础 不懂 啥都不会 什么都不会 跨行 没有客服经历 从业 没碰过 送外卖 没接触 什么都不会 不会做 不会做客服 没做 没干 没试过 新人 从零 不熟 没弄过 工厂 没有做过 外卖 头一回 头一次 小白能 | experience, experienced, never worked, beginner, newbie, never done, no background, career change, background in, first job, worked before, done this before, never did, new to this, without any experience, unexperienced, inexperienced, first time, completely new, zero experience
education 3: 学历 文凭 毕业证 初中 高中 中专 大专 本科 大学学历 文化程度 高中毕业 初中毕业 专科 没上过大学 没读过 读书少 专升本 研究生学历 学位 中专毕业 学信网 小学 文化 小学文化 没文化 没读完 技校 职高 辍学 大学没毕业 没学历 低学历 读过书 考证 学历低 只读到 | degree, diploma, education, high school, college degree, university degree, academic, graduated from, level of education, dropout, dropped out, finished school, did not finish school, college, university, educated, schooling, qualification from school
computer 3: 电脑 打字 打字速度 打字慢 自带电脑 笔记本 办公软件 设备 手速 一分钟多少字 盲打 excel 表格 配置 耳机 打字测试 一分钟打 打几个字 多少字 字每分钟 打字水平 不会电脑 五笔 拼音打字 指法 键盘 打30个字 打40个字 打字不快 office | computer, laptop, typing, type, type fast, wpm, typist, equipment, own pc, pc, excel, headset, slow typer, slow at typing, words per minute, keyboard, tech skills, computers, my own laptop
dialect 3: 普通话 口音 方言 说话不标准 口吃 粤语 广东话 会说 国语 普通話 四川话 口齿 讲话 川普 湖南话 家乡话 带口音 东北话 客家话 闽南语 台湾腔 h f不分 平翘舌 讲普通话 发音 | accent, dialect, mandarin, chinese level, speak chinese, cantonese, native speaker, pronunciation, speak mandarin, my chinese, heavy accent, standard mandarin
english 3: 英语 英文 外语 四级 六级 日语 韩语 | english, foreign language, japanese, korean
phone 3: 打电话 接电话 电话客服 语音客服 语音 文字客服 在线客服 热线 通话 外呼 话务 打字聊天 回访电话 在线打字 打字的还是 电话回访 接听 打字就行 打字就可以 不用说话 不用打电话 要不要说话 开口 打电话吗 社恐 语音接待 | phone call, call, make call, take call, hotline, voice support, on the phone, call center, call centre, answer the phone, text only, chat only, talk on the phone, phone calls, voice, phoning, talking on the phone, speak to customers
platforms 3: 平台 淘宝 天猫 拼多多 京东 抖音 快手 小红书 拼夕夕 哪家店 千牛 唯品会 亚马逊 跨境 pdd jd tb | platform, platforms, taobao, tmall, pinduoduo, jd, douyin, tiktok, amazon, shopee
products 3: 产品 类目 卖什么 卖啥 卖的 商品 什么货 品类 品牌 卖哪些 经营什么 卖咩 卖些 | product, products, sell, selling, sells, goods, category, merchandise, item, brand
company 1.2: 公司 什么公司 公司名 公司名称 全称 公司规模 哪家公司 营业执照 公司介绍 介绍一下公司 介绍下公司 你们单位 店铺名 公司简介 企业 公司叫 公司背景 成立 哪个公司 资质 公司全称 边间公司 成立多久 开了多久 开了几年 公司规模 贵公司成立 公司干嘛 公司多少年 营业 注册 规模多大 公司规模多大 有多大规模 规模 | company, business, employer, firm, who are you, business licence, business license, registered, which shop, how long has the company, company name, about the company, founded
team 3: 团队 同事 几个人一组 部门 多少人 团队氛围 氛围 公司多大 人多吗 几个客服 管理 领导 老板人 好相处 凶不凶 领导好 组里 部门氛围 老员工 主管凶 主管人 主管好 主管怎么样 主管凶不凶 主管好相处 领导怎么样 领导凶 | team, teams, colleague, coworker, atmosphere, culture, size of the team, manager like, boss nice, coworkers
shifts 3: 班次 排班 早班 晚班 轮班 倒班 早晚班 上班时间 工作时间 几点上班 几点下班 几点到几点 作息 班表 两班倒 三班倒 白班 上几个小时 几个小时 几小时 工时 上多久 朝九晚五 几点开始 上下班 工作几小时 返工时间 时间段 中班 下班时间 八小时 8小时 做几个钟 早上几点 午休 上多长时间 工作多长时间 工作多久 工作几个钟 上班多久 上班多长 上到几点 下午班 中班 一天几小时 每天几小时 一天干几个小时 每天工作 工作时长 时长 几点 倒休 | shift, shifts, working hours, work hours, hours, schedule, rota, roster, what time, start and finish, start and end, work start, work end, start time, finish time, day shift, timetable, hours a day, rotate, working time, nine to five, morning shift, afternoon shift, how long is the shift, start in the morning, finish
night 3: 夜班 晚班 熬夜 通宵 大夜 上到几点 白班 晚上 夜晚 凌晨 半夜 上晚 深夜 0点 12点 夜里 大夜班 大夜 夜里 夜间 晚上上班 夜 通宵班 下夜班 | night, night shift, late shift, evening, evenings, midnight, overnight, graveyard, nights, day shift only, late at night, nighttime, late nights, work late at night
rest 3: 单休 双休 大小周 休息 休几天 几天休 月休 轮休 做六休一 上六休一 做五休二 排休 周末 调休 礼拜天 周日 周六 星期天 休息日 几天假 休多少天 月休几天 休四天 单双休 做几休几 上几天休 休 一周上几天 一周几天 上几天 上几休几 每周休 每周几天 休假 歇 歇几天 礼拜 周六日 几休 休周末 周末上班 休息几天 能休 双休日 一个礼拜 | day off, days off, rest day, weekend, weekends, days a week, day a week, sunday, saturday, two day weekend, off per week, time to rest, work week, days per week, six day, days do i work, work on weekends, six days, five days, rest days
holidays 3: 节假日 法定节假日 法定假 过年 春节 国庆 五一 放假 三倍工资 三薪 中秋 年假放 节日 元旦 过节 清明 双十一 双11 618 大促 除夕 端午 寒假 回家过年 回家过年 春节回家 过节上班 长假 小长假 黄金周 大年三十 年三十 春节能 | public holiday, holiday, holidays, spring festival, chinese new year, lunar new year, national day, triple pay, christmas, double 11, peak season, festival, new year, bank holiday, long holidays
leave 3: 请假 年假 病假 事假 调假 婚假 产假 带薪假 带薪年假 陪产假 有事怎么办 临时有事 丧假 生病了 假 病了 生病请假 有急事 家里有急事 临时请假 批假 请个假 事假扣 | leave, annual leave, sick leave, time off, sick day, sick, take a day, vacation, paid leave, pto, maternity leave, absence, day off sick, ill, emergency, call in sick, leaves
training 3: 培训 岗前培训 带教 有人带 有人教 有人带吗 带新人吗 师傅带 老员工带 教吗 教不教 带新人 教新人 学习期 培训几天 教程 教我 手把手 学多久 上手 带新 学东西 谁教 会教 会带 教 老师教 教我们 什么都不会 学 学习 上手快 新手培训 前辈 师傅 带我 从零学 怎么学 培养 | training, trained, train, coach, coaching, onboarding, taught, teach, mentor, learn the job, show me how, learn, teach me, trainer, taught how, guidance, someone to help me learn, trained up
location 3: 地址 在哪里 在哪 哪里上班 在哪上班 上班地点 地点 位置 哪个区 什么位置 在哪儿 边度 离地铁 地铁站 哪个城市 定位 哪块 什么地方 哪里 哪个地方 办公地点 公司位置 附近 哪条街 远吗 远不远 怎么过去 哪个市 哪边 坐哪 喺边 坐标 捷运 公司坐标 地铁 具体位置 怎么走 哪站 几号线 通勤时间 上班的地方 公司在 哪个镇 哪个省 偏不偏 地方远 离地铁站近 地铁站近 离地铁近 坐几号线 近不近 | location, located, where, address, office is, based, city, district, metro, subway, how do i get there, directions, how far, which city, get to your office, get to the office, where are you, address of, located at, nearest station, which part of town, how do i get to
commute 3: 班车 车补 交通补贴 交通补助 路费 打车 怎么回去 怎么回家 接送 车费 报销 通勤 交通费 公交 交通方便 通勤车 厂车 送 车送 有车 末班车 接送车 打车费 骑车 晚上回家 回家的车 公车 车接 | shuttle, bus, commute, travel allowance, transport, taxi, get home, transportation, reimburse, travel cost, travel expense, bus, lift home, ride home, car home, travel expenses, fare
parking 3: 停车 停车位 车位 停车场 电动车充电 | parking, park my car, car park
remote 3: 居家 在家办公 在家上班 在家做 远程 线上办公 居家办公 在家干 在家里做 家里上班 不去公司 在家里 坐班 在家工作 不坐班 线上做 线上工作 居家客服 在家 不去公司 不去公司上班 不用去公司 网上办公 在家可以 宅家 线上 | remote, remotely, work from home, from home, wfh, home office, home based, work at home, hybrid, on site, come to the office, go to the office, at home, online only, telework, come in to the office, from anywhere
housing 3: 包住 住宿 宿舍 包吃住 住的地方 有地方住 房补 租房补贴 住房补贴 员工宿舍 提供住 包食宿 食宿 住哪 管住 住公司 单间 上下铺 住房补助 房租 几人间 吃住 包吃包住 住的 可以住 租房 水电费 住 住宿怎么 员工宿舍 宿 房子 住处 落脚 住得 能住 安排住 床位 睡哪 住宿费 租的房 | housing, dorm, dormitory, accommodation, accommodations, place to live, place to stay, rent, live in, lodging, room, board and lodging, somewhere to live, somewhere to stay, apartment, stay, dorms, rooms, hostel, sleep, place to sleep, roommates
meals 3: 包吃 食堂 餐补 饭补 管饭 工作餐 吃饭 包餐 伙食 吃的 餐费 管吃 中餐 午饭 包吃住 午餐 晚饭 伙食费 包食宿 吃住 包吃包住 食饭 员工餐 餐食 吃什么 夜宵 吃 饭 中午饭 午饭怎么 怎么吃 点外卖 厨房 微波炉 热饭 饭卡 吃饭怎么 | meal, meals, lunch, dinner, canteen, food, eat, cafeteria, free food, lunches, food allowance, microwave, cook
rude 3: 骂人 骂我 辱骂 难缠 奇葩客户 刁难 不讲理 骂客服 凶 恶意差评 无理取闹 骂街 被骂 挨骂 骂脏话 撒泼 胡搅蛮缠 受气 怼 难搞 委屈 脾气不好 差评 客户投诉 素质差 人身攻击 骂 乱骂 不讲道理 蛮不讲理 骂脏 吵架 顶嘴 恶心的客户 脾气差 讲粗口 怒 凶我 | insult, insulting, abusive, rude, angry customer, swear, shout, yell, difficult customer, abuse, nasty customer, harass, scream, angry, curse, shouting, shouting at me, swearing, yelling, angry customers, mean customers, insults, unreasonable, nasty
pressure 3: 压力 累不累 累吗 辛苦 忙不忙 忙吗 接待量 接待多少 多少个客户 咨询量 同时接待 任务重 强度 强度大 轻松 工作量 好做吗 难不难 难做吗 难吗 累 忙 枯燥 吃力 几个窗口 多少单 接多少 压力 忙不过来 忙得 接几个 多不多 几百 回复几个 一次几个 吃得消 强度大 咨询多 人手 | stress, stressful, pressure, busy, workload, tiring, hard work, how many customer, many chat, chats at once, intense, exhausting, demanding, tough, hectic, at the same time, how many chats, multiple customers, pressured, burn out, heavy, overworked
promotion 3: 晋升 升职 发展空间 发展前途 前途 升组长 组长 主管 上升空间 职业发展 转岗 运营岗 晋级 提拔 升迁 前景 管理岗 发展 升上去 成长 升店长 当主管 升 往上升 做管理 升迁 出路 前程 上升 转管理 当领导 能当 | promotion, promoted, career, move up, advancement, team lead, grow, growth, progression, prospect, supervisor, climb, moving up, career path, become a team lead, become a manager, advance, get ahead, career growth, future
quit 3: 离职 辞职 不想做 不做了 不干了 干不下去 做不下去 辞工 走人 提前走 离开公司 自离 急辞 辞退 解雇 开除 裁员 炒鱿鱼 离职率 能走吗 不合适能走 随时走 走人吗 不适合怎么 离开 干几天 做几天 做几天不合适 不想干 想走 中途走 违约金 | quit, resign, resignation, leave the job, leave the company, notice period, hand in my notice, give notice, fired, laid off, dismiss, notice if, walk away, leave if, stop working, quitting, terminate, if i do not like
uniform 3: 穿什么 着装 工服 工装 染头发 纹身 拖鞋 化妆 美甲 染发 | dress code, uniform, wear, clothes, tattoo, dyed hair, dress
software 3: 什么软件 什么系统 用什么系统 erp 系统叫什么 苹果电脑 windows | software, which system, crm, erp, slack, zendesk, macbook
attendance 3: 打卡 考勤 早退 迟到几次 指纹 人脸打卡 工牌 | clock in, attendance, punctuality, timesheet, badge
party 3: 年会 抽奖 晚会 生日会 团年饭 | annual party, christmas party, party, annual gala
together 3: 情侣 夫妻一起 两个人一起 对象一起 闺蜜一起 | as a couple, my boyfriend, my girlfriend, together with
secrecy 3: 竞业 保密协议 竞业限制 知识产权 | non compete, noncompete, nda, confidentiality agreement
currency 3: 美元 比特币 虚拟币 港币 支付宝发 微信发 现金发 | bitcoin, crypto, us dollars, in dollars, paypal
revenue 3: 营业额 销售额 利润 流水 年收入 市场份额 | revenue, turnover, profit, market share, valuation
files 3: 档案 党员 党组织 户口挂靠 挂靠 职称 | personnel file, party member
moving 3: 搬家 搬走 搬迁 换地方 搬办公室 | moving office, move office, relocation package, relocation
dating 3: 介绍对象 找对象 脱单 相亲 谈恋爱吗 办公室恋情 | dating, date a colleague, office romance
subsidy 3: 高温补贴 高温费 工龄奖 工龄工资 话费补贴 人才补贴 生育津贴 取暖费 | heat allowance, seniority pay, phone allowance
listed 3: 上市 融资 市值 加盟 代理商 入股 投资 合作伙伴 合作几年 合作多久 跟谁合作 | listed, ipo, funding, franchise, investor, partner with
proof 3: 收入证明 在职证明 工作证明 开证明 盖章 证明信 推荐信 | proof of income, proof of employment, employment letter, reference letter, employment certificate
referral 3: 内推 推荐朋友 介绍朋友 推荐奖 推荐人 带朋友 伯乐奖 和朋友一起 推荐朋友入职 介绍朋友入职 带人入职 推荐同学 介绍人 | refer a friend, referral, referral bonus, bring a friend, with my friend
trips 3: 出差 外派 分公司 总部 外地办公 轮岗 调到外地 | business trip, travel for work, branch, headquarters, relocate, transfer to another city
checks 3: 背调 背景调查 征信 案底 犯罪记录 无犯罪 黑名单 | background check, criminal record, credit check, blacklist
answers 3: 题库 参考答案 标准答案 模拟题 练习题 真题 答案是什么 给答案 | sample question, practice test, the answers, answer key, cheat sheet
childcare 3: 幼儿园 托儿所 托管 带孩子上班 孩子上学 学位房 | nursery, kindergarten, creche, daycare
seat 3: 工位 办公室环境 办公环境 暖气 打印机 午睡 折叠床 储物柜 快递柜 | desk, air conditioning, heating, printer, nap, locker
invoice 3: 发票 收据 报税 个税 退税 | invoice, receipt, income tax, tax return
talk 3: 笑话 天气 唱歌 写诗 讲故事 你叫什么 你几岁 喜欢什么 提示词 指令 系统提示 翻译 | joke, weather, sing, poem, story, your name, system prompt, your instructions, translate
gym 3: 健身房 健身 | gym, fitness
pets 3: 宠物 猫 狗 | pet, dog, cat
visa 3: 签证 居住证 落户 工作签 | visa, work permit, sponsorship, sponsor
music 3: 听歌 玩手机 抽烟 吸烟 wifi 无线网 空调 | wifi, smoke, listen to music, coffee
otherjob 3: 主播 仓库 打包 会计 财务 美工 快递员 司机 运营岗位 设计师 程序员 主播岗 文员 前台 别的岗位 其他岗位 保安 | delivery driver, driver, warehouse, accountant, designer, streamer, programmer, engineer, other position, other job, other role, different position
meetings 3: 会议 开会 早会 晨会 例会 会多 | meeting, meetings, stand-up
goals 3: 目标 冲刺 冲业绩 战绩 | sales goal
boss 3: 老板 总经理 老总 ceo 创始人 法人 | ceo, founder, boss, owner
order 3: 发货 快递 物流 退货 退款 我的订单 订单 下单 买的 退换 优惠券 退货地址 收货 包裹 单号 换货 补发 满减 | my order, my parcel, refund, return my, shipping, package, parcel, my package, tracking number, coupon
`;
