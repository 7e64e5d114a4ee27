/**
 * Traditional character followed by its simplified form, for the words customer service uses. Candidates from Taiwan
 * or Hong Kong, or with a traditional keyboard, must meet the same patterns (a test compares each pair with OpenCC).
 */
const pairs =
  "國国個个們们這这裡里裏里還还給给請请謝谢對对說说話话問问題题關关係系務务訂订單单號号貨货買买賣卖質质發发補补換换賠赔償偿錢钱費费運运負负責责擔担處处損损壞坏裝装開开寶宝嬰婴兒儿媽妈著着餵喂飲饮" +
  "沖冲過过癢痒腫肿臉脸紅红膚肤醫医藥药診诊療疗檢检測测報报據据憑凭證证圖图視视頻频編编碼码產产態态確确認认實实審审級级領领導导經经組组長长時时間间點点鐘钟內内後后當当夠够來来會会讓让見见聽听講讲" +
  "覺觉應应該该須须無无沒没別别嗎吗麼么為为爲为與与從从將将並并員员網网頁页規规則则辦办協协調调賞赏優优減减價价額额轉转賬账聯联絡络繫系電电郵邮遞递線线連连進进遠远達达違违選选擇择適适邊边盡尽儘尽" +
  "預预計计劃划顯显標标籤签誌志誠诚諒谅誤误訴诉評评論论議议護护記记錄录詢询詳详細细納纳終终結结綫线緊紧緩缓總总續续維维繼继績绩現现環环狀状況况準准備备傷伤傳传僅仅儲储億亿體体歲岁歸归殘残殺杀氣气" +
  "決决湯汤滿满潔洁濕湿燈灯爭争獨独獎奖獲获異异畫画盤盘眾众睏困礙碍禮礼種种稱称穩稳窮穷節节範范築筑簡简簽签糾纠純纯紙纸紛纷絕绝統统緣缘縮缩罵骂罰罚職职肅肃脫脱腦脑臟脏舊旧艙舱藝艺虧亏蟲虫複复製制" +
  "親亲觀观觸触託托許许設设訊讯試试詐诈誇夸誰谁課课談谈諾诺謊谎譯译讀读變变讚赞豐丰貝贝財财販贩貪贪貴贵貼贴賀贺資资賓宾賴赖購购贈赠贏赢趕赶趨趋軟软較较載载輕轻輛辆辭辞農农鄉乡鄰邻釋释鈔钞銀银鋪铺" +
  "錯错鍵键鎖锁鏡镜鐵铁門门閉闭閒闲閱阅隊队階阶際际隨随險险隱隐雖虽雙双雜杂離离難难靜静響响頂顶項项順顺願愿類类顆颗顏颜顧顾飛飞飯饭飽饱館馆馬马駐驻騙骗驗验驚惊髮发鬆松鬧闹魚鱼鮮鲜麥麦麵面黃黄齊齐" +
  "齡龄龍龙倉仓側侧傾倾僱雇兩两凍冻創创剛刚劇剧動动勞劳勝胜區区華华嚇吓嚴严圍围園园團团執执塊块墊垫壓压壯壮夾夹奪夺孫孙學学專专尋寻屬属島岛帶带幣币幫帮幹干廠厂廣广張张彈弹彌弥復复徵征懷怀懶懒戶户" +
  "拋抛掃扫揀拣搶抢擊击攔拦攝摄敗败敵敌數数斷断於于昇升暫暂書书條条棄弃業业極极構构樣样樓楼機机權权橫横歡欢歷历毀毁淺浅滅灭漲涨潤润澤泽灣湾煙烟煩烦熱热營营爛烂爺爷牆墙獻献瑣琐禦御稅税稟禀競竞筆笔" +
  "箇个糧粮紀纪約约紐纽緒绪縱纵聲声聰聪脅胁腳脚臨临艱艰莊庄葉叶蓋盖蔔卜藍蓝衆众術术衛卫襯衬襪袜訓训詞词誕诞誘诱語语謠谣譽誉貢贡貧贫貿贸賊贼踐践蹤踪輪轮輸输轟轰辯辩週周遊游遲迟遺遗邁迈鎮镇鏈链鑑鉴" +
  "鑒鉴陰阴陳陈陽阳雞鸡霧雾頭头頸颈風风養养餘余駛驶濾滤篩筛擠挤癟瘪洩泄滲渗湧涌漿浆噴喷喫吃嘔呕瀉泻癥症溫温淨净瓊琼皺皱縫缝" +
  "説说寫写庫库羣群亂乱饋馈義义唄呗謂谓愛爱幾几臺台東东圓圆韻韵鳥鸟鍋锅萬万懇恳興兴窩窝慮虑訪访擾扰瑪玛畝亩鑄铸豬猪鯊鲨騷骚醜丑驢驴漢汉樂乐壩坝戀恋輔辅賤贱糞粪詩诗閹阉廢废輩辈惡恶瘋疯罷罢討讨滾滚縣县褲裤" +
  "襠裆場场燉炖倆俩夥伙癱瘫癡痴龜龟蕩荡婦妇濫滥癩癞頰颊車车強强盜盗恥耻潑泼戲戏槓杠聾聋憂忧畢毕丟丢錘锤頓顿掛挂詛诅斃毙舉举誹诽謗谤夢梦佔占矯矫厭厌獅狮攪搅蠻蛮纏缠睜睁餓饿槍枪黨党訛讹寵宠搖摇犢犊燙烫囉啰" +
  "羅罗嘰叽喚唤貶贬諷讽驅驱鍾钟溝沟參参識识針针銷销虛虚勸劝汙污貓猫兌兑諮咨卻却撫抚懟怼鴿鸽懲惩瞞瞒諉诿賦赋擴扩剝剥擱搁衞卫撓挠災灾積积監监紋纹習习檔档冊册";

const table: ReadonlyMap<string, string> = new Map(
  Array.from(pairs.matchAll(/(.)(.)/gu), (match): [string, string] => [match[1] ?? "", match[2] ?? ""]),
);

/** `text` with traditional characters replaced by simplified ones, one for one. */
export const simplify = (text: string): string => {
  let result = "";
  for (const char of text) result += table.get(char) ?? char;
  return result;
};

/** `text` as somebody with a traditional keyboard writes it: the first traditional form of each character in the table. */
export const traditional = (text: string): string =>
  [...text].map((char) => firstForm.get(char) ?? char).join("");

const firstForm: ReadonlyMap<string, string> = new Map(
  [...table].reverse().map(([from, to]): [string, string] => [to, from]),
);
