/** How a metric is asked for in words. Patterns are tried in order, so what is special stands before what is general. */
export type MetricWords = {
  id: string;
  name: { zh: string; en: string };
  zh: RegExp;
  en: RegExp;
  /** The better figure is the smaller one. */
  lowIsGood?: true;
  /** Told by this dimension when it is asked for by name. */
  by?: "reason" | "step";
};

const rate = "(?:率|比例|占比|比率|百分比|概率|几率|转化)";

/** Every metric, in the order in which its words are looked for. */
export const metricWords: readonly MetricWords[] = [
  {
    id: "forecast_headcount",
    name: { zh: "用人预测", en: "Headcount forecast" },
    zh: /(?:还?要|需要|还需|得|应该|该|打算)(?:再|提前)?(?:招|配|补|备|加|安排)(?:聘|够)?(?:多少|几)(?:个|名|位)?(?:人|客服|坐席)?(?!钱)|缺(?:多少|几)个?人?|人手(?:够|缺|需)|(?:需要|要)(?:多少|几)(?:个|名|位)?(?:客服|人手|坐席|人力)|(?:人力|人手|用人|编制)(?:预测|需求|缺口|规划)|招聘需求|预测.{0,8}(?:人数|客服|人手|招)|(?:预测|预计|预估)(?:要|需要).{0,4}人/,
    en: /\bhead ?count\b|\bstaffing (?:needs?|forecast|plan|demand)|\bhow many (?:more )?(?:agents|people|staff|reps|hires|employees|heads)\b.{0,24}\b(?:need|require|should we hire|have to hire)|\bforecast\b|\bunderstaffed|\b(?:need|have) to (?:hire|recruit)\b/,
  },
  {
    id: "posting_time",
    name: { zh: "简历到达时段", en: "When résumés arrive" },
    zh: /(?:什么时候|什么时间|什么时段|几点钟?|何时|哪个?时间段?|哪个?时段|哪1?天|周几|早上还是晚上).{0,8}(?:发|刷新|挂|投放|上架?|更新)(?:布)?(?:帖|岗|职位|招聘|岗位|信息|布)?|(?:发帖|发布|刷新|发岗|发职位|发招聘)(?:职位|岗位|招聘)?(?:的)?(?:最佳)?(?:时间|时机|时段)|最佳(?:发布|发帖|刷新)|(?:简历|投递|应聘).{0,6}(?:到达)?时段|(?:简历|投递|人).{0,4}(?:1般|通常|都|多半|主要|集中)(?:是|在)?(?:几点|什么时候|什么时段|哪个时段|什么时间)(?:来|到|投|多)?|什么时(?:候|间|段).{0,4}(?:投|来)(?:的|简历)/,
    en: /\b(?:best|right|good|optimal|ideal) (?:time|day|hour|moment|slot)s? (?:of (?:the )?(?:day|week) )?(?:to|for) (?:post|publish|refresh|advertis)|\b(?:when|what time|which day|what day|which hour)\b.{0,24}\b(?:post|publish|refresh|advertise)\b|\bposting time|\btime to post\b|\bwhen (?:do|are|does|did).{0,30}\b(?:arrive|arriving|come in|coming in|apply|applying|show up|send)\b|\barrival (?:times?|pattern|hours?)|\b(?:what|which) (?:hours?|times?)(?: of (?:the )?day)?\b.{0,30}\b(?:usually|normally|typically|generally|mostly|tend)\b/,
  },
  {
    id: "pending_reviews",
    name: { zh: "待复核", en: "Pending reviews" },
    zh: /待(?:人工)?(?:复核|审核|处理|评审|审批|审|批|复审|定)|(?:没|未|还没|尚未)(?:有)?(?:人)?(?:复核|审核|审|处理|看)(?:完|过|的)?|积压|(?:等|等着|等待)(?:我们?|人工|人)?(?:复核|审核|审|处理|看)|(?:要|需要|该)(?:我|人工)?(?:复核|审核)的|复核(?:队列|列表|数|量|的?(?:还)?(?:有|剩))|压着(?:没|多少)/,
    en: /\bpending\b|\bawaiting\b|\b(?:to be|need(?:s|ing)?(?: to be| a)?|left to|waiting (?:for|on)(?: a| my| our| human)?) ?(?:review|decision|approv)\w*|\breview (?:queue|backlog|list)|\bbacklog\b|\bunreviewed\b|\bopen reviews?\b|\bnot (?:yet )?(?:been )?reviewed\b|\breviews? (?:outstanding|open|waiting|left|remaining|overdue)|\bin (?:the )?(?:review|queue)\b/,
    lowIsGood: true,
  },
  {
    id: "response_time",
    name: { zh: "人工响应时间", en: "Response time" },
    zh: /(?:回复|响应|回应|首响|回消息|回信|应答)(?:候选人|他们|应聘者)?(?:的)?(?:时间|时长|速度|快|慢|多快|要多久|多久|花多久|用时|效率|得?(?:最)?(?:快|慢)|及时)|多久(?:才|能|可以)?(?:回复?|响应|理)|(?:人工|真人|我们?|hr|招聘).{0,6}(?:回复?|响应).{0,6}(?:多久|多快|时间|几分钟|快|慢|秒)|回复候选人|首次?响应?(?:时间|时长)/,
    en: /\b(?:response|reply|answer(?:ing)?|reaction) (?:times?|speed|delay)|\bhow (?:fast|quick|quickly|soon|long|slow|slowly)\b.{0,40}\b(?:reply|replies|replying|respond|responses?|get back|answer(?:ed|ing)?|hear back|react|human)\b|\btime to (?:first )?(?:reply|response|respond|answer)|\bspeed of (?:reply|response)|\b(?:slow|fast|quick)\w* (?:to )?(?:repl|respon)|\b(?:reply|respond)(?:ing)? (?:fast|slow|quick)|\bfirst response\b/,
    lowIsGood: true,
  },
  {
    id: "drop_off_step",
    name: { zh: "流失环节", en: "Where candidates are lost" },
    zh: /(?:哪|什么|那)(?:1)?个?(?:步|环节|阶段|关|节点)|(?:流失|掉人|丢失)(?:的)?(?:环节|步骤|阶段|节点|点)|漏斗|候选人(?:的)?(?:流失|跑|掉)|应聘者流失|(?:流失|丢|掉|跑|卡)(?:人)?.{0,3}在哪|(?:在哪|哪里|哪儿|卡在).{0,6}(?:流失|掉|丢|跑|走掉|放弃|卡)|卡在哪|(?:各|每)(?:个)?(?:步|环节|阶段)|步骤流失|流程.{0,4}(?:流失|掉)|中途(?:放弃|退出|流失)/,
    en: /\bdrop(?:ping|ped|s)?[- ]?(?:off|out)s?\b|\bfunnel\b|\bwhere\b.{0,24}\b(?:los(?:e|ing|t)|drop|leak\w*|abandon\w*|quit|stuck|give up|fall\w* (?:off|out)|disappear\w*)\b|\b(?:which|what|each|every|by|per) (?:step|stage)s?\b|\blos(?:e|ing|t) (?:\w+ )?(?:candidates|applicants|people)\b|\b(?:candidates|applicants|people) (?:abandon|give up|drop|fall off)|\bpipeline (?:loss|leak)|\bleak(?:s|age|ing)?\b/,
    lowIsGood: true,
    by: "step",
  },
  {
    id: "attrition_reasons",
    name: { zh: "离职原因", en: "Reasons for leaving" },
    zh: /(?:离职|流失|辞职|走人|离开|人走|员工走|退出|不干|辞工|跑路|走的)(?:的)?(?:主要|最主要)?.{0,3}(?:原因|理由|因素|缘由|为什么|怎么回事)|(?:为什么|为何|怎么|什么原因|因为什么|什么理由).{0,10}(?:离职|走人|走了|走的|都走|要走|会走|辞职|不干|离开|跑了|跑路|流失|留不住|待不住|干不住|干不长|走$)|原因.{0,6}(?:离职|走|辞职)|(?:离职|走|辞职|流失)(?:了|掉)?(?:的)?(?:多少|几)(?:个)?(?:人|员工)?|离职(?:的)?(?:人数|人员|员工|情况|总数)|(?:多少|几)(?:个|位|名)?(?:人|员工|客服)?(?:离职|辞职|走了|不干)/,
    en: /\b(?:reasons?|causes?)\b.{0,24}\b(?:leav\w+|quit\w*|attrition|turnover|resign\w*|exit\w*|depart\w*|left|churn|go)\b|\b(?:attrition|exit|leaving|turnover|quit(?:ting)?|resignation|departure|churn) (?:reasons?|causes?|drivers?)|\bwhy\b.{0,40}\b(?:leav\w+|quit\w*|resign\w*|go|going|left|not stay\w*|don't stay|attrition|turnover|churn)\b|\bwhat (?:makes|drives|causes|made)\b.{0,30}\b(?:leav\w*|quit\w*|resign\w*|attrition|turnover|go)\b|\b(?:how many|number of)\b.{0,24}\b(?:left|quit|resigned|leavers)\b|\bleavers\b|\bexit reason/,
    lowIsGood: true,
    by: "reason",
  },
  {
    id: "retention_90d",
    name: { zh: "90 天留存率", en: "90-day retention" },
    zh: /留存|留任|留住|留得住|留下来?|留不住|留人|离职率|流失率|流动率|流动性|辞职率|走人率|稳定(?:性|率|度)?|(?:90|9十|3个)(?:天|月)?.{0,6}(?:在职|在岗|还在|留)|在职率|干满|干得(?:最)?(?:长|久|住)|待得(?:最)?(?:长|久|住)|离职(?:比例|情况|高|严重)|(?:离职|流失)(?!原因|环节).{0,4}(?:最|更)(?:多|高|严重|厉害|少|低)/,
    en: /\bretention\b|\bretain\w*|\bturnover\b|\battrition\b|\bchurn\b|\bstay(?:s|ed|ing)?\b|\b(?:leave|quit|resignation|leaving) rates?\b|\bstill (?:here|employed|with us|working|around)\b|\bstick(?:s|ing)? (?:around|with)|\bstuck around|\bpeople who last\b|\blast(?:s|ed)? (?:the )?(?:longest|90|three months)/,
  },
  {
    id: "cost_per_hire",
    name: { zh: "单个入职成本", en: "Cost per hire" },
    zh: /(?:单|每|1)(?:个|位|名)?(?:人|员工|客服|新人)?(?:的)?(?:入职|到岗|录用|招聘|招到|招人|招进来)(?:1个?人)?.{0,6}(?:成本|花|多少钱|费用|价)|(?:入职|到岗|招人|人头|人均(?:招聘|入职)?|单人(?:招聘)?|录用)(?:的)?(?:平均)?(?:成本|费用|单价|花费|多少钱)|(?:招|聘)(?:聘|到|进来?|1)?(?:1|到1|进1)?(?:个|位|名)?(?:新)?(?:人|客服|员工).{0,8}(?:花|多少钱|成本|费用|贵)|(?:花|用)多少钱.{0,4}招(?:到)?1?个|每(?:招|入职)1?(?:个|位|名).{0,6}(?:成本|钱|花)|人均成本|平均每人.{0,4}(?:成本|钱|花)|1个人头/,
    en: /\bcost[- ](?:per|of a|of each|for each|for every|for one|of one)[- ](?:new )?(?:hires?|head|employee|person|recruit|joiner|starter)|\bcph\b|\b(?:spend|spent|price|money|yuan|rmb|paid|pay|expense|costs?|much|cheap\w*|expensive|pric\w+)\b.{0,30}\b(?:per|to get (?:one|a)|for (?:each|every|one|a))[- ](?:new )?(?:hires?|head|employee|recruit|joiner|starter)\b|(?<!\bhow (?:long|fast|quick|quickly|soon|many days)\b.{0,60})\b(?:to|of|for) (?:hire|hiring|recruit|recruiting|get|getting) (?:one|a|someone|somebody|1|each|an)(?: (?:new )?(?:person|agent|employee|candidate|people|hire))?\b(?!.{0,20}(?:days|long|time))|\b(?:per|each|every) (?:new )?hire\b|\bhiring (?:one|a|an|someone)\b.{0,20}\bcost|\bcheapest hires?\b|\bone hire cost/,
    lowIsGood: true,
  },
  {
    id: "cost_per_interview",
    name: { zh: "单次面试成本", en: "Cost per interview" },
    zh: /(?:单|每|1)(?:个|次|场)?(?:人)?(?:约到)?(?:的)?面试.{0,6}(?:成本|花|多少钱|费用|价)|面试(?:的)?(?:平均|单次|单个|单位)?(?:成本|单价|费用|花费|多少钱)|约(?:到|1个|1次|来)?1?(?:个|次|场)?(?:人)?(?:来)?面试.{0,6}(?:成本|花|钱|费用)|(?:成本|花|多少钱|平摊).{0,6}(?:每|1)(?:个|次|场)面试|面1个人.{0,6}(?:花|钱|成本)/,
    en: /\bcost[- ](?:per|of an?|of each|for each|for every|for an?)[- ]interview|\b(?:per|each|every|an|one) interview\b.{0,16}\b(?:cost|spend|price)|\b(?:cost|costs|spend|spent|price|much|pay|paid|money|cheap\w*|expensive|pric\w+|costly)\b.{0,30}\b(?:per|for (?:each|every|one|an)|to get an|each|an) interview\b|\binterview costs?\b|\bcpi\b/,
    lowIsGood: true,
  },
  {
    id: "cost_per_resume",
    name: { zh: "单份简历成本", en: "Cost per résumé" },
    zh: /单份|份均|(?:每|1)(?:份|个|条)(?:简历|投递)?(?:的)?(?:平均)?.{0,4}(?:成本|多少钱|花|费用|贵|便宜|价)|简历(?:的)?(?:平均|单份|单个|单位|获取)?(?:成本|单价|费用|价格|多少钱|花费|贵|便宜)|单(?:个|条)?简历|(?:成本|多少钱|花|平摊).{0,6}(?:1|每)(?:份|个|条)(?:简历)?|获(?:取|客)简?历?成本|线索成本|买1?份简历|简历.{0,4}(?:最|更)(?:便宜|贵|划算)|(?:最|更)(?:便宜|贵|划算)的?简历/,
    en: /\bcost[- ](?:per|of a|of each|for each|for every|for a|for one)[- ](?:resume|cv|application|applicant|candidate|lead)|\bcp[ar]\b|\b(?:per|each|every|a|one|single) (?:resume|cv|application|applicant|candidate|lead)\b.{0,16}\b(?:costs?|spend|price)\b|\b(?:costs?|spend|spent|price|much|pay|paying|paid|money|cheap\w*|expensive|yuan|rmb)\b.{0,30}\b(?:per|for (?:each|every|one|a|single)|each|every|a) (?:single )?(?:resume|cv|application|applicant|candidate|lead)\b|\b(?:cheapest|priciest|most expensive) (?:resumes?|cvs?|applications?|applicants?|candidates?)|\b(?:resume|cv) costs?\b|\b(?:resumes|cvs|applicants|candidates) (?:are )?(?:the )?(?:cheap|expensive)/,
    lowIsGood: true,
  },
  {
    id: "cost",
    name: { zh: "招聘花费", en: "Cost" },
    zh: /花(?:了|掉|出去)?(?:多少|几|最多|最少|最|钱|费|销|的|出|得)|花了|(?:钱|预算).{0,6}花|费用|开销|开支|支出|烧(?:了|钱|掉|的)|投(?:了|入|放)(?:了)?(?:的)?(?:多少|几|钱|费用|金额|成本)|投入(?!产出)|投放(?!时间)|预算|多少钱|钱(?:都)?(?:花|用)|成本|(?:用|充|付)(?:了|掉)多少(?:钱)?$|充值|付费|砸了|消耗/,
    en: /\bspen[dt]\b|\bspending\b|\bspends\b|\bcosts?\b|\bbudget(?:s|ed)?\b|\bexpenses?\b|\bexpenditures?\b|\bmoney\b|\bpaid\b|\bpay for\b|\bburn(?:ed|t|ing)?\b|\bhow much (?:did|do|have|has|are|is) (?:we|it|you|boss|they)\b(?!.*\b(?:hire|resume|interview)s?\b)|\bad (?:spend|costs?)\b/,
    lowIsGood: true,
  },
  {
    id: "time_to_fill",
    name: { zh: "招满用时", en: "Time to fill" },
    zh: /招满|招齐|补齐|填满|招够|满编|补满|招完|招聘完成|填补/,
    en: /\btime[- ]to[- ]fill\b|\b(?:to|until|till|before) (?:we )?(?:fill|fully staff)\b|\bfill(?:s|ed|ing)?\b(?!.{0,8}(?:form|out|in the))|\bvacan(?:t|cy|cies) (?:time|duration|length|open)/,
    lowIsGood: true,
  },
  {
    id: "time_to_hire",
    name: { zh: "招聘周期", en: "Time to hire" },
    zh: /(?:招聘|招人|入职|录用|到岗)(?:的)?(?:平均)?(?:周期|时长|用时|速度|时间|耗时|天数|多久|要多久|要几天|要多少天)|(?:投递?|简历|应聘|申请|报名).{0,6}(?:到|至|->|→|后).{0,4}(?:入职|到岗|录用|上岗|上班).{0,10}(?:多久|多长|几天|多少天|时间|周期|天)|(?:多久|多长时间|几天|多少天)(?:能|可以|才|就)?(?:能)?(?:招|入职|到岗|上岗)|招(?:聘|1个?|到)?(?:1个)?(?:人|客服|员工|新人)?(?:平均|1般|大概|通常)?(?:要|得|需要|需|用|花)(?:多久|多长|几天|多少天|多少时间)|招(?:人|聘)?得?(?:最|更)?(?:快|慢)|(?:最|更)(?:快|慢)(?:能)?(?:招到|入职)|入职(?:最|更)(?:快|慢)|周期/,
    en: /\btime[- ]to[- ](?:hire|start|recruit)\b|\bhow (?:long|many days|fast|quick|quickly)\b.{0,40}\b(?:hire|hired|hiring|recruit\w*|onboard\w*|start|join)\b|\b(?:hiring|recruit\w*|recruitment) (?:cycle|time|speed|duration|lead time|period|process)|\bdays? (?:to|until|till) (?:hire|hired|start)|\b(?:fastest|slowest|quickest)\b.{0,24}\bhir\w+|\bhir\w+\b.{0,16}\b(?:fastest|slowest|quickest|the longest|take long)|\bcycle time\b|\b(?:days?|long|time)\b.{0,30}\b(?:appl\w+|resumes?) to (?:hired?|hiring|start)|\b(?:from )?appl(?:y|ied|ying|ication) to (?:hire|hired|start)\b.{0,16}\b(?:days|long|time)/,
    lowIsGood: true,
  },
  {
    id: "interview_to_hire_rate",
    name: { zh: "面试→入职率（到岗率）", en: "Interview to hire rate" },
    zh: new RegExp(
      `到岗(?:的)?${rate}|上岗率|入职(?:的)?(?:率|比例|转化|概率|几率)|(?:面试?|面完|面过)(?:的)?(?:人)?.{0,6}(?:到|至|->|→|-|转|后|中|里|了)?.{0,4}(?:入职|到岗|录用|上岗)(?:的)?(?:转化)?${rate}|录用率|录取率|面试?(?:了|完|过)?的?(?:人)?(?:里|中|里面|当中)?(?:有)?(?:多少|几成)(?:个)?(?:人)?(?:能|最后|最终)?(?:入职|到岗)`,
    ),
    en: /\binterview(?:s|ed|ees)?[- ]?(?:to|->|→|2|into)[- ]?(?:hires?|hired|onboard\w*|start|join\w*)\b|\bhir(?:e|ing) (?:rate|ratio)s?\b|\bonboard(?:ing)? rate|\b(?:show|start|join)(?:ing)?[- ]rate\b|\b(?:share|percent\w*|proportion|fraction|ratio|%|part|portion|how many|rate)\b.{0,30}\binterview\w*\b.{0,30}\b(?:hired?|start\w*|join\w*|onboard\w*)\b|\binterview\w* (?:who |that )?(?:get|got|were|are|become|became|end(?:ed)? up|turn(?:ed)? into) (?:a )?hire/,
  },
  {
    id: "interview_pass_rate",
    name: { zh: "面试通过率", en: "Interview pass rate" },
    zh: new RegExp(
      `面试?(?:的|官)?.{0,3}(?:通过|合格|成功|过关|过)(?:的)?${rate}|面试(?:的)?(?:过了|通过)(?:的)?(?:多少|几成)|(?:通过|过)了?面试(?:的)?(?:人)?(?:的)?.{0,3}${rate}|(?:多少|几)(?:个|位|名)?(?:人)?(?:通过|过)了?面试|面过(?:的)?${rate}|面试.{0,3}(?:到|->|→|后)?offer(?:的)?${rate}?|offer(?:发放)?率|发offer(?:的)?${rate}`,
    ),
    en: /\binterview\w*\b.{0,16}\b(?:pass(?:ing|ed)?|success)\b(?: rates?| ratio)?|\bpass(?:ing|ed)?(?: rates?| ratio)?\b.{0,16}\binterviews?\b|\bsuccess rates?\b.{0,12}\binterviews?\b|\boffer rates?\b|\binterview\w*[- ]?(?:to|->|→)[- ]?offers?\b|\binterview\w*\b.{0,24}\b(?:get|got|receive\w*|with|in|to|lead\w*) (?:an )?offers?\b/,
  },
  {
    id: "assessment_pass_rate",
    name: { zh: "测评通过率", en: "Assessment pass rate" },
    zh: new RegExp(
      `(?:测评|测试|考核|初筛|筛选|机器人|考试|笔试|测验|答题|评估|情景题|ai面?)(?:的)?.{0,4}(?:通过|合格|及格|过关|过|达标)(?:的)?${rate}|(?:通过|过)(?:了)?(?:测评|测试|考核|初筛)(?:的)?${rate}`,
    ),
    en: /\b(?:assessments?|tests?|screening|exams?|quiz(?:zes)?|bot|chat ?bot|evaluation|simulation|role[- ]?play)\b.{0,14}\b(?:pass(?:ing|ed)?|success)\b|\bpass(?:ing|ed)?(?: rates?| ratio)?\b.{0,16}\b(?:assessments?|tests?|screening|exams?|quiz|bot|evaluation|simulation|role[- ]?play)\b/,
  },
  {
    id: "assessment_completion_rate",
    name: { zh: "测评完成率", en: "Assessment completion rate" },
    zh: new RegExp(
      `(?:完成|做完|完测|答完|填完|走完)(?:了)?(?:测评|测试)?(?:的)?(?:${rate}|度)|(?:测评|测试)(?:里|中|的人)?(?:有)?(?:多少|几成)(?:人)?(?:能)?(?:做完|完成)了?的?(?:比例|占比)`,
    ),
    en: /\bcomplet(?:ion|ing|ed|e) (?:rates?|ratio|percent\w*|share)|\bcompletion\b|\bfinish(?:ing)? (?:rate|ratio)|\b(?:share|percent\w*|proportion|fraction|what part|%)\b.{0,40}\b(?:finish\w*|complet\w*)\b/,
  },
  {
    id: "resume_to_interview_rate",
    name: { zh: "简历→面试转化率", en: "Résumé to interview rate" },
    zh: new RegExp(
      `转化(?:率|比例|情况|效果|如何|怎么样|怎样|高|低|好|差|最|多少|呢|$|了)?|约面率|邀约率|面试(?:邀约)?率|(?:简历|投递?|投了?的?|应聘)(?:的|人)?.{0,4}(?:到|至|->|→|-|转|变|成|进)(?:了)?(?:约)?面(?:试)?(?:的)?(?:转化)?${rate}?|(?:简历|投递|投|应聘)(?:的)?(?:人)?(?:里|中|里面)?(?:有)?(?:多少|几成)(?:能|可以)?(?:约|进|到)?(?:到|上)?面试`,
    ),
    en: /\bconver(?:sion|sions|t|ts|ted|ting)\b|\b(?:resumes?|cvs?|appl(?:y|ication|icant|ications|icants)|candidates?|applied)[- ]?(?:to|->|→|2|into)[- ]?interviews?(?:ed)?\b|\binterview (?:rate|ratio)s?\b|\b(?:share|percent\w*|proportion|fraction|ratio|%|part|portion)\b.{0,40}\b(?:resumes?|cvs?|applica\w+|candidates?|appl(?:y|ied))\b.{0,40}\binterview\w*\b/,
  },
  {
    id: "avg_score",
    name: { zh: "平均测评分", en: "Average score" },
    zh: /(?:平均|均)(?:的)?(?:测评|测试|考核|得)?(?:得)?(?:分|成绩)数?|分数|得分|评分|成绩|(?:多少|几)分(?!钟|布|析|组|别|开|渠|岗)|(?:测评|测试)分|(?:分|分儿)(?:最|更)?(?:高|低)|打分/,
    en: /\bscor(?:e|es|ed|ing)\b|\bmarks?\b|\bgrades?\b|\bavg\b(?!.*\b(?:cost|time|days)\b)|\baverage (?:result|rating|points?)\b/,
  },
  {
    id: "assessments_completed",
    name: { zh: "完成测评数", en: "Assessments completed" },
    zh: /(?:做|完成|答|考|测|填|走|跑|搞)(?:完|成|好)(?:了)?(?:的)?(?:测评|测试|评测|题|考核|流程)?|完成(?:了|的)?(?:多少|几|测评|测试|人|数|量)?|完测|交卷|(?:测评|测试)(?:做|答)?完(?:成|了|的)/,
    en: /\b(?:complet(?:ed|e|es|ing)|finish(?:ed|es|ing)?)\b|\b(?:assessments?|tests?) (?:done|completed|finished)|\b(?:done|through) (?:with )?(?:the |their )?(?:assessments?|tests?|screening)/,
  },
  {
    id: "assessments_started",
    name: { zh: "开始测评数", en: "Assessments started" },
    zh: /(?:开始|参加|参与|做|进入|进|点开|启动|打开|开|接受)(?:了|过|的)?(?:做)?(?:的)?(?:测评|测试|考核|答题|笔试)|(?:测评|测试|考核)(?:的)?(?:人数|人次|量|数|参与|开始|发起|启动)|(?:测评|测试)(?:了)?(?:的)?(?:多少|几)|(?:多少|几)(?:个|位|名)?(?:人)?(?:在)?(?:测评|测试)|测评$|测评(?=呢|的人|情况)/,
    en: /\b(?:start(?:ed|ing|s)?|begin|began|begun|took|take|taken|taking|enter\w*|open(?:ed)?|did|attempt\w*)\b.{0,20}\b(?:assessments?|tests?|screening|exam|quiz|chat)\b|\b(?:assessments?|tests?|screenings?)\b.{0,20}\b(?:start(?:ed|s)?|began|begun|taken|opened|attempted)\b|\bassessments?\b|\bscreenings?\b|\bassessed\b/,
  },
  {
    id: "hires",
    name: { zh: "入职人数", en: "Hires" },
    zh: /入职|到岗|录用|录取|招(?:到|了|进|聘到|来|上|齐)|招聘(?:了|到)|新(?:员工|人|招)|上岗|报到|上班了|招(?:的)?(?:最|人(?:最|数))|招人(?:情况|效果|量|数)|招(?:多少|几)(?:个|人)/,
    en: /\bhir(?:e|es|ed|ing)\b|\bonboard\w*|\bjoin(?:ed|ers|s)?\b|\bnew (?:starters|staff|people|employees|recruits)\b|\brecruit(?:s|ed)\b|\bstarted (?:work\w*|the job|with us|on the job)\b|\bstarters\b|\b(?:brought|taken|took) on(?: board)?\b|\bonboarded\b|\bgot the job\b/,
  },
  {
    id: "interviews",
    name: { zh: "面试量", en: "Interviews" },
    zh: /面试|约面|面了|面谈|(?:约|邀)(?:了|到|来)|到面|初面|复面|面(?=多少|几|过)/,
    en: /\binterview(?:s|ed|ees|ing)?\b/,
  },
  {
    id: "resumes",
    name: { zh: "简历量", en: "Résumés" },
    zh: /简历|履历|投递|投(?:了|的|过|来)|应聘|应征|求职|报名|申请|候选人?|人选|来(?:了|的|过)?(?:多少|几|最多|最少|人|量)|(?:多少|几)(?:个|位|名)?人?(?:来|投|进|过来|联系)|进来|进(?:了)?(?:多少|几)|收(?:到|了|进)|(?:多少|几)份|线索|引流|带来|来人|人来|投简|(?:有|到)(?:多少|几)(?:个|位|名)?人(?!民)|来的(?:最|人)|流入|来源|来量/,
    en: /\bresumes?\b|\bcvs?\b|\bappl(?:y|ied|ies|ication|ications|icant|icants|ying)\b|\bcandidates?\b|\bleads\b|\bsign[- ]?ups?\b|\bpeople (?:came|come|coming|from|did|have)\b|\binflow\b|\b(?:came|come|coming) (?:in|from|through|via)\b|\bincoming\b|\bhow many (?:people )?(?:did .{0,24})?(?:bring|brought|got|came)\b|\bsubmissions?\b|\bjob ?seekers?\b|\bhow many (?:from|via|through|people)\b/,
  },
];

/** Words for a turnover rate, of which more is worse: the retention rate is told the other way round. */
export const turnoverWords =
  /离职|流失|流动|辞职|走人|留不住|\b(?:turnover|attrition|churn|leave|leaving|quit|quitting|resignation)\b/;

/** Questions about numbers that are not kept; they are asked back. */
export const unlisted =
  /爽约|放鸽子|到面率|到场率|出席率|接受率|接offer|拒(?:绝)?率|拒offer|offer(?:数|量|的?有?(?:多少|几)|发了)|发了?(?:多少|几)个?offer|满意|质检|询单|gmv|销售额|销量|业绩|营业额|利润|加班|出勤|考勤|迟到|旷工|请假|学历|学校|院校|专业(?:分布|是)|打字|(?:3|5|30)(?:分钟|秒).{0,3}(?:回复|应答|响应)率|回复率|应答率|响应率|投诉|工资|薪资|薪酬|薪水|月薪|待遇|底薪|绩效|培训|roi|投产比|投入产出|性价比|点击|曝光|浏览|阅读量|婉拒|淘汰|黑名单|工龄|经验分布|转正|试用期|奖金|提成|社保|天气|股票|淘宝订单|订单量|退款|库存|日活|简历质量|人效|产能|接待量|接通率|到店|复试|2面|终面|简历(?:到|->|→|转)?(?:入职|录用|到岗)(?:转化)?率|\b(?:no[- ]?shows?|offer accept\w*|acceptance|satisf\w*|csat|nps|salary|salaries|wages?|payroll|revenue|sales|profit|overtime|lateness|tardiness|absen\w+|attendance|training|productivity|roi|return on|quality of hire|clicks?|impressions?|page views?|education|degrees?|university|typing speed|withdr\w+|weather|stocks?|orders?|refunds?|probation|bonus|complaints?|rejections?|rejection rate|reject rate|resumes?[- ]to[- ]hires?|appl\w+[- ]to[- ]hires?|offers?(?! rate) (?:made|sent|extended|out)|how many offers|number of offers|experience)\b/;

/** A pass rate without saying of what. */
export const barePass =
  /(?:通过|合格|及格|过关|过)率|通过(?:的)?(?:比例|占比)|通过情况|\bpass(?:ing)?[- ](?:rates?|ratio|percentage)\b|\bsuccess rates?\b|\bhow many (?:people )?pass(?:ed)?\b|\b(?:share|percentage|proportion) (?:that |who )?pass/;
