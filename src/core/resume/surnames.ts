const single =
  "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬池佟苑阚桂付闫肖代邸巩桑景卞展茅占郎冷宫边岑戚沙冀宗苟卓敖谌晁娄楼储仇蔺匡农荣郁候麦芮刁迟丛栾艾鞠仲位操师虞云花支应言麻鹿种练危揭商原南蓟井泮丘巫伏明臧计暴经全寇诸朴肇窦臧柏水郜逄亓逯晋茹厉仝幸鄢靖冼辜佘战慎戎干邝竺桓亢隆厍邰蔚初敬承尧禹綦覃柯楚苌荀宿鄂相訾纳印锁蓬佴乜隗弓牧缑璩濮扶堵";
const double =
  "欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 宇文 长孙 端木 南宫 独孤 百里 呼延 贺兰 澹台 闻人 轩辕 万俟 拓跋 第五 太史 申屠".split(
    " ",
  );
const singles = new Set(single);

/** Words that start like a name and are none. */
const noNames =
  /候选|应聘|求职|申请|面试|招聘|客服|售[前后]|应聘|简历|求职|电商|公司|平台|先生|女士|经理|主管|专员|淘宝|天猫|京东|抖音|拼多|快手|大学|学院|本科|大专|高中|中专|初中|毕业|学历|工作|经验|经历|兼职|全职|实习|应届|晚班|夜班|单休|双休|可以|接受|随时|到岗|薪资|期望|面议|温和|热情|耐心|文员|文字|文化|文科|时间|时薪|成熟|连续|管理|管培|简单|单独|强烈|方便|高效|高兴|安徽|安庆|安排|于是|任职|任何|万元|成都|江苏|江西|云南|宁波|宁夏|温州|石家庄|金华|常州|广州|苏州|徐州|杭州|郑州|甘肃|海南|河南|全部|相关|关于|向上|农村|计算|商务|商品|明天|应该|解决|解答|包装|包括|包吃|项目|党员|团员|言语|云仓|华为|房产|项链|成绩|成立|古装|边学|经常|师范|麻烦|位于|支持|花店|联系|武汉|汉族|回族|满族|苗族|和|是|在|我|的|了|吗|呢|吧|岁/;

/** Whether two to four Chinese characters look like somebody's name: a known surname and no everyday word. */
export function isHanName(text: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(text) || noNames.test(text)) return false;
  if (double.some((surname) => text.startsWith(surname))) return text.length >= 3;
  return singles.has(text.charAt(0)) && text.length <= 3;
}

/** Whether the text starts with a surname of two characters. */
export const startsWithDouble = (text: string): boolean => double.some((surname) => text.startsWith(surname));

/** Every surname of one character. */
export const isSurname = (char: string): boolean => singles.has(char);
