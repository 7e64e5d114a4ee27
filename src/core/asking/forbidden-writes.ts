/** Orders to change something: asking only reads. */
const polite =
  "(?:请|麻烦|劳烦|帮忙|帮我|帮|给我|替我|你|您|快|快点|赶紧|现在|马上|直接|立刻|立即|顺便|可以|能不能|能|我要|我想|我们要|那就|就|把|1下|,|，|。|\\s)*";

const chinese: readonly RegExp[] = [
  /(?:把|将).{1,30}(?:改成|改为|改到|改1?下|改掉|调到|调成|调整(?:为|到|成)?|调高|调低|设为|设成|设置|删|清空|清[零0]|清掉|移除|加到|增加|加上|加\d|减到|减\d|降到|降低|提高|提升到|标记|标成|停掉|停了|停用|停1?下|关掉|关闭|关了|下架|上架|录用|录取|拒|淘汰|婉拒|拉黑|安排|分配|转给|推进|作废|归档|合并|更新|撤销|撤回|暂停|恢复|砍|翻倍|转到|挪到|移到|换人|通过(?!率)|放进|加入|拉进|辞退|开除|写成|涨到|发布)/,
  new RegExp(
    `^${polite}(?:删除?掉?|清空|清除|抹掉|录用|录取|拒绝|拒掉|婉拒|淘汰|拉黑|邀请|邀约|约(?:他|她|候选|这|那|下)|通知(?!.*多少)|发送|发(?:个|1?封|1?条|出)?(?:面试)?(?:邀请|短信|消息|通知|offer|邮件|录用)|群发|修改|更改|改(?:1下|下|掉)?(?:预算|花费|数据|分数?|状态|密码|规则|阈值|及格线|岗位|职位|时间|面试|简历|候选|工资|为|到)|调(?:整|高|低)|增加(?!了|的|多少)|追加|下调|上调|提高|降低(?!了)|设置|设定|新建|创建|添加|录入|导入|上传|关闭|关掉|停掉|停止|暂停|停用|开启|上架|下架|撤回|撤销|取消(?!.*(?:多少|几))|打标|标记|重置|安排|分配|转给|推进|通过(?:他|她|这|那|候选)|批准|提交|重启|合并|隐藏|归档|辞退|开除|解雇|给(?:他|她|ta|这|那))(?!.{0,20}(?:多少|几|率|哪个|趋势|成本|占比|比例|数量|人数))`,
  ),
  /(?:给(?!我|咱|老板|大家|群|领导)|向).{1,14}(?:加|减|追加|调|充|发|打|拨|涨|降|安排|约)(?:个|1?封|1?条|1?份|1?次|1?下|上|点|到)?.{0,8}(?:预算|钱|块|元|\d{3,}|短信|邀请|消息|通知|offer|邮件|标签|面试|电话|薪|工资|分(?!布|析|别|渠|岗|组))(?!.{0,12}(?:多少|几|成本|会怎|怎么样|\?|？))/,
  /(?:录用|录取|拒绝|拒了|拒掉|淘汰|婉拒|邀请|拉黑|删掉?|删除|开除|辞退|解雇|通知|通过)(?:了)?(?:他|她|它|ta\b|这个?人|这位|这几个|那个?人|候选人?(?!数|的|里|中|有)|所有人|全部(?:人|候选|简历)?|他们|她们|这些|第\d|[小老]?[张李王刘陈赵黄周吴杨][\p{Script=Han}\d]{0,2}(?:$|吧|。|,|，))/u,
  /预算(?:都)?(?:改|调|加|减|提|降|设|砍|涨)(?:到|成|为|高|低|1半|掉|1点|点|\d)|(?:加|减|砍|追加|提高|降低|上调|下调)(?:1下|点|1点|\d+(?:块|元)?)?(?:的)?(?:boss|抖音|智联|渠道)?(?:直聘)?(?:的)?预算(?!.*(?:多少|会怎|怎么样))|及格线(?:改|调|降|提)|(?:岗位|职位|简历|候选人|数据|预算|记录|评分)(?:都|全部?|统统|给我|1下|1律)+(?:关|删|清|下架|停|改|通过|拒|淘汰|录用)(?!率|了?多少|了?几)|(?:删除|清空|清除|抹掉|销毁)(?!率|了?多少|的有)/,
  new RegExp(
    `^${polite}约(?![了到几多过来\\d])[\\p{Script=Han}\\d]{2,3}(?:来|去)?面试(?!的|成本|量|数|率|多|几|花)`,
    "u",
  ),
  /(?:花费|花销|预算|成本|数据|数字|分数|状态|人数|简历数)(?:都|全)?(?:改|调|设|变|写)(?:成|为|到)\d|(?:顺便|然后|并且?|同时|另外|顺手|最后)(?:帮我|给我|请|也|再|把|就)*(?:删|清空|清掉|关掉|关闭|停掉|停止|拒|淘汰|录用|群发|发送|发(?:短信|消息|邮件|offer|邀请|通知)|通知|改(?:成|为|掉)|修改|加(?:预算|钱))(?!率|的|了?多少|了?几|人?数)/,
];

const courtesy =
  "(?:please|pls|plz|can you|could you|would you|will you|now|go ahead and|just|kindly|i want (?:you )?to|i'd like (?:you )?to|i need (?:you )?to|help me(?: to)?|let's|hey|ok|okay|then|and|also|you (?:must|should|need to)|,|\\s)*";
const verbs =
  "set|change(?! in| of| from| over| since| vs)|update(?! on| me)|edit|modify|delete|remove|erase|wipe|clear|add|insert|increase(?! in)|decrease(?! in)|raise|lower|cut|reduce|double|pause|stop|close|reopen|reject|decline|invite|send|approve|fire|mark|move|create|schedule|book|cancel|assign|publish|upload|import|save|reset|rename|merge|block|ban|promote|transfer|notify|adjust|disable|enable|shift|reallocate|put|turn off|switch off|archive|grant|write|terminate|dismiss|shortlist|undo|revert|hide";
const objects =
  "budgets?|spend(?:ing)?|records?|candidates?|applicants?|resumes?|cvs?|postings?|ads?|scores?|status(?:es)?|invit\\w+|offers?|messages?|e-?mails?|him|her|them|everyone|everybody|database|tables?|data|rules?|thresholds?|cut-?off|interviews?|employees?|accounts?|users?|salar\\w+|wages?|pass (?:mark|score|line)|permissions?|roles?|passwords?|sms|texts?|history|all|\\d{3,}|john|this (?:person|one|guy)|that (?:person|one|guy)|jobs?|positions?|channels?|stages?|reminders?|reviews?|agents?";

const english: readonly RegExp[] = [
  new RegExp(
    `^${courtesy}(?:${verbs})\\b(?!-|ing|ed| ?off\\b| ?out\\b| rates?| rate| time| manager| costs?|s\\b)(?!.{0,50}\\b(?:rates?|per (?:week|month|day|channel)|by (?:channel|week|month|day|job)|how many|breakdown|column|chart|filter|view|vs|versus)\\b).{0,50}\\b(?:${objects})\\b`,
  ),
  new RegExp(
    `^${courtesy}(?:(?:post|open|make|create) (?:a|an|the|this|our|new|another)\\b.{0,20}\\b(?:jobs?|positions?|ads?|postings?|roles?)\\b|drop (?:the )?(?:job|candidates?|table|data)|(?:call|text|message|e-?mail|offer|give|hire|pass|fail) (?:him|her|them|everyone|everybody|john|the (?:candidate|applicant|person|rest|first)|candidates?|all (?:the )?(?:candidates|applicants))\\b)`,
  ),
  /\b(?:hire|reject|decline|fire|invite|delete|remove|approve|dismiss|call|text|email|message|shortlist|advance|ban) (?:him|her|them|everyone|everybody|all(?! (?:time|year|jobs|channels|shifts)\b)|(?:this|that|these|those)(?! (?:past |last |whole )?(?:day|week|month|quarter|year|season|spring|summer|autumn|fall|winter|half|period|time|morning|channel|job|shift)s?\b)|the (?:candidate|applicant|person|rest)|candidates? #?\d+|john|mr|ms|mrs)\b/,
  /\b(?:delete|erase|wipe|purge|destroy|truncate|overwrite)\b/,
  /\b(?:set|change|update|increase|decrease|raise|lower|cut|reduce|double|adjust|move|shift|reallocate|add)\b.{0,30}\bbudgets?\b(?!.{0,30}\b(?:did|was|were|affect|impact)\b)|\bbudgets? (?:to|by) \d|\bsend (?:an? |the |out |all )*(?:invit\w+|offers?|messages?|e-?mails?|sms|reminders?|rejections?)\b/,
];

/** "把时间改成上个月", "change it to weekly": another look at the same numbers changes nothing. */
const otherView =
  /(?:改|换|调)(?:成|为|到)(?:按|看|用|近|最近|上个?|本|这个?|去年|今年|昨|前|q[1-4]|\d{1,2}月|每)|\b(?:change|switch|set|make|move) (?:it |that |this |the (?:period|view|grouping|range|dates?) )?(?:to )?(?:weekly|daily|monthly|by |per |last |this |the last |past |q[1-4]\b)/;

/** Whether a question orders a change. */
export const writesIn = (text: string): boolean =>
  !(otherView.test(text) && !/预算|状态|分数|budget/.test(text)) &&
  (chinese.some((pattern) => pattern.test(text)) || english.some((pattern) => pattern.test(text)));
