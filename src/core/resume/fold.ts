import { simplify } from "../scoring/language-simplify.ts";

/** A text in one spelling, and for each of its UTF-16 units where it came from. */
export type Folded = { text: string; from: readonly number[]; to: readonly number[] };

/** Longer texts are no résumés; what comes after is not read. */
export const mostRead = 40_000;

/**
 * Half width, simplified characters, bars for box drawing, spoken digits as digits, no invisible characters, and no
 * blanks between the letters of a line that optical reading has pulled apart.
 */
export function fold(original: string): Folded {
  const out = new Builder();
  let at = 0;
  for (const char of original.slice(0, mostRead)) {
    out.add(foldChar(char), at, at + char.length);
    at += char.length;
  }
  return withoutPulledApart(spokenDigits(out));
}

/** Of the characters of the first plane: they come again and again. */
const foldedChars = new Map<string, string>();

function foldChar(char: string): string {
  const known = foldedChars.get(char);
  if (known !== undefined) return known;
  const folded = invisible.test(char) ? "" : (alike.get(char) ?? simplifyMore(char.normalize("NFKC")));
  if (char.length === 1) foldedChars.set(char, folded);
  return folded;
}

/** The words of the original that a part of the folded text came from. */
export const quoteOf = (original: string, { from, to }: Folded, start: number, end: number): string =>
  end > start ? original.slice(from[start] ?? 0, to[end - 1] ?? 0) : "";

const invisible =
  /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\r\u0000-\u0008]|[\ufe00-\ufe0f]|\u20e3|[\u{e0000}-\u{e007f}]/u;

const alike = new Map<string, string>([
  ..."┃│┆┊║｜¦".split("").map((bar) => [bar, "|"] as const),
  ..."━─┄═".split("").map((bar) => [bar, "-"] as const),
  ..."‐‑‒–—―−".split("").map((dash) => [dash, "-"] as const),
  ..."～〜∼".split("").map((wave) => [wave, "~"] as const),
  ..."’‘".split("").map((mark) => [mark, "'"] as const),
  ..."✅☑✔✓".split("").map((mark) => [mark, "√"] as const),
  ..."❌✖✗✘❎☒".split("").map((mark) => [mark, "×"] as const),
  ["，", ","],
  ["•", "·"],
  ["●", "·"],
  ["◆", "·"],
]);

/** Pairs that résumés need beyond those of customer service. */
const more =
  "崗岗職职報报離离續续隨随時时過过來来開开個个禮礼內内後后節节畢毕業业號号這这馬马當当現现兩两經经驗验幹干慶庆莊庄島岛鄲郸臺台張张滄沧陽阳長长晉晋運运臨临呂吕頭头烏乌遼辽爾尔倫伦貝贝連连撫抚順顺東东錦锦營营盤盘鐵铁嶺岭蘆芦邊边濱滨齊齐雞鸡鶴鹤雙双鴨鸭綏绥無无錫锡蘇苏雲云鹽盐揚扬鎮镇遷迁陰阴倉仓興兴寧宁溫温紹绍華华麗丽義义餘余鄉乡諸诸樂乐蕪芜銅铜黃黄廈厦門门龍龙巖岩獅狮鷹鹰贛赣饒饶濟济棗枣煙烟濰潍澤泽縣县鄭郑頂顶許许峽峡駐驻漢汉荊荆岡冈鹹咸嶽岳懷怀婁娄廣广關关遠远欽钦貴贵賀贺賓宾亞亚貢贡瀘泸綿绵達达資资薩萨寶宝蘭兰銀银涼凉吳吴魯鲁瑪玛閔闵區区賢贤蕭萧羅罗澱淀豐丰橋桥陝陕肅肃壽寿話话產产戰战學学計计劃划準准備备標标優优讀读貿贸團团廠厂電电網网絡络訓训於于國国議议緊紧屬属親亲媽妈薦荐證证調调領领導导級级機机熱热線线碼码聯联單单鋪铺訂订編编書书遞递動动舊旧總总師师組组點点郵邮碩硕專专歷历會会監监輯辑設设員员醫医記记處处隊队車车間间審审評评講讲夥伙顧顾問问納纳視视負负責责術术創创執执財财務务發发揮挥參参謀谋譯译獨独銷销場场項项質质黨党紀纪檢检譽誉榮荣冊册綜综辦办採采購购際际規规風风險险戶户軟软氣气藝艺結结構构築筑應应統统屆届見见習习實实協协稅税館馆雜杂礦矿廳厅農农別别擔担為为進进獲获並并與与從从選选請请稱称訊讯預预狀状態态輪轮錄录齡龄練练觸触語语種种試试價价勢势類类寫写愛爱歲岁數数況况戀恋兒儿貫贯淨净體体殘残願愿簡简剛刚們们萬万倆俩籤签裡里還还帶带虛虚異异喪丧滿满壯壮維维瑤瑶鮮鲜頗颇眾众約约釐厘貼贴傳传遺遗頸颈壓压鬱郁聽听礙碍聾聋啞哑韓韩顏颜競竞轉转麼么幾几給给額额績绩賠赔獎奖談谈詳详謂谓塊块復复諮咨詢询絲丝幣币著着僅仅慮虑須须錯错題题論论強强沒没絕绝擾扰難难補补費费頻频錢钱決决說说歡欢慣惯適适閒闲盡尽劉刘陳陈楊杨趙赵孫孙謝谢鄧邓馮冯葉叶蔣蒋範范鍾钟盧卢陸陆譚谭韋韦賈贾鄒邹閻阎賴赖嚴严龔龚湯汤喬乔龐庞藍蓝聶聂駱骆歐欧塗涂遊游鮑鲍衛卫鄔邬闞阚閆闫鞏巩佔占宮宫諶谌樓楼儲储藺蔺麥麦遲迟叢丛欒栾薊蓟樸朴聞闻軒轩轅辕貓猫該该裝装鏈链煩烦嗎吗艦舰換换貨货溝沟賣卖紅红遜逊蝦虾贊赞訴诉糾纠紛纷緒绪蹤踪護护釋释飛飞鴿鸽養养訪访據据輸输櫃柜庫库揀拣圖图礎础識识檔档鍵键粵粤買买筆笔較较廚厨測测終终將将峯峰裏里羣群説说衞卫喫吃祕秘爲为衆众週周檯台";
const simpler = new Map<string, string>();
for (let i = 0; i + 1 < more.length; i += 2) simpler.set(more.charAt(i), more.charAt(i + 1));

const simplifyMore = (text: string): string =>
  /[\u3400-\u9fff]/.test(text) ? [...simplify(text)].map((char) => simpler.get(char) ?? char).join("") : text;

class Builder {
  chars: string[] = [];
  from: number[] = [];
  to: number[] = [];
  add(units: string, from: number, to: number): void {
    for (let i = 0; i < units.length; i++) {
      this.chars.push(units.charAt(i));
      this.from.push(from);
      this.to.push(to);
    }
  }
}

const digits = "零一二三四五六七八九";
const digitOf = (char: string): string =>
  char === "幺" ? "1" : char === "〇" ? "0" : String(digits.indexOf(char));

/** Three or more spoken digits in a row are a number written out: 幺三八, 二零二一. */
function spokenDigits(built: Builder): Folded {
  const text = built.chars
    .join("")
    .replace(/[零〇一二三四五六七八九幺]{3,}(?![十百千万])/g, (run) => run.split("").map(digitOf).join(""));
  return { text, from: built.from, to: built.to };
}

/** A line most of whose words are single characters has its blanks taken out; two blanks stay one. */
function withoutPulledApart(folded: Folded): Folded {
  if (!/ [^\n]* [^\n]* [^\n]* /.test(folded.text)) return folded;
  const keep: boolean[] = new Array(folded.text.length).fill(true);
  let at = 0;
  let any = false;
  for (const line of folded.text.split("\n")) {
    const words = line.split(" ").filter((word) => word !== "");
    const single = words.filter((word) => word.length === 1).length;
    if (words.length >= 5 && single >= 0.6 * words.length && !/[|\t]/.test(line)) {
      any = true;
      for (let i = 0; i < line.length; i++)
        if (line[i] === " ") keep[at + i] = line[i + 1] === " " && line[i - 1] !== " ";
    }
    at += line.length + 1;
  }
  if (!any) return folded;
  const pick = <T>(list: readonly T[]) => list.filter((_, i) => keep[i]);
  return { text: pick(folded.text.split("")).join(""), from: pick(folded.from), to: pick(folded.to) };
}
