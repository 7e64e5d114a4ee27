/** Cities as people write them, without 市. */
export const cities =
  "北京 上海 天津 重庆 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 吉林 四平 辽源 通化 白山 松原 延边 延吉 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 张家港 江阴 常熟 太仓 宜兴 沭阳 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 海宁 桐乡 诸暨 永康 东阳 瑞安 乐清 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 石狮 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 曹县 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 普宁 南宁 柳州 桂林 梧州 北海 钦州 贵港 玉林 百色 贺州 河池 来宾 海口 三亚 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 西宁 银川 石嘴山 吴忠 固原 乌鲁木齐 克拉玛依 喀什 香港 澳门 台北 高雄 新北 台中 台南".split(
    " ",
  );

/** Districts whose city goes without saying. */
export const districts: Readonly<Record<string, string>> = {
  浦东: "上海",
  嘉定: "上海",
  松江: "上海",
  闵行: "上海",
  宝山区: "上海",
  青浦: "上海",
  奉贤: "上海",
  余杭: "杭州",
  滨江区: "杭州",
  萧山: "杭州",
  临平: "杭州",
  九堡: "杭州",
  福田: "深圳",
  龙岗: "深圳",
  宝安: "深圳",
  罗湖: "深圳",
  天河区: "广州",
  番禺: "广州",
  白云区: "广州",
  海淀: "北京",
  丰台: "北京",
  通州: "北京",
  大兴区: "北京",
  江宁: "南京",
  柯桥: "绍兴",
  顺德: "佛山",
  南海区: "佛山",
};

/** Cities in English letters; those of two words first. */
export const englishCities =
  "Hong Kong|Kuala Lumpur|New York|Beijing|Shanghai|Tianjin|Chongqing|Guangzhou|Shenzhen|Dongguan|Foshan|Zhuhai|Huizhou|Zhongshan|Shantou|Hangzhou|Ningbo|Wenzhou|Jiaxing|Shaoxing|Jinhua|Yiwu|Taizhou|Huzhou|Nanjing|Suzhou|Wuxi|Changzhou|Nantong|Xuzhou|Yangzhou|Yancheng|Suqian|Kunshan|Hefei|Wuhu|Fuzhou|Xiamen|Quanzhou|Jinjiang|Nanchang|Ganzhou|Jinan|Qingdao|Yantai|Weihai|Weifang|Linyi|Zibo|Zhengzhou|Luoyang|Kaifeng|Wuhan|Yichang|Xiangyang|Changsha|Zhuzhou|Xiangtan|Nanning|Guilin|Liuzhou|Haikou|Sanya|Chengdu|Mianyang|Guiyang|Zunyi|Kunming|Dali|Lhasa|Xi'an|Xian|Baoji|Lanzhou|Xining|Yinchuan|Urumqi|Shenyang|Dalian|Changchun|Harbin|Shijiazhuang|Tangshan|Baoding|Taiyuan|Datong|Hohhot|Baotou|Macau|Taipei|Singapore|Manila|Bangkok|Jakarta|Penang|London";

/** Provinces and the like, where somebody may come from. */
export const provinces =
  "河北|山西|内蒙古?|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|东北";
