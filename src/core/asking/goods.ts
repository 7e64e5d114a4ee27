const kinds =
  "装|鞋|包包?|袜|裤|裙|表|帽|内衣|睡衣|衬衫|西装|上衣|外套|士护肤|士香水|用品|食品|奶粉|玩具|类目|专营|旗舰|专卖|频道|品类|护理|产品|商品|洗护|服饰|服装|衣服|首饰|配饰|箱|车|床|书|绘本|家具|纸尿裤|辅食|营养品?|市场|保健品?";

/**
 * What shops sell, and days they sell on. Women's clothes, toys for children and shoes for old people are goods, and
 * asking about the people who sell them is no question about anybody's sex or age.
 */
export const goods: readonly RegExp[] = [
  new RegExp(
    `(?:男女|女士?|男士?|女性|男性|儿童|童|婴儿?|婴幼儿?|婴童|母婴|孕婴童?|孕产妇?|孕妇|孕妈|妈妈|老年人?|老人|中老年|青少年|青年|少女|少年|宝宝|亲子|情侣|学生|大龄|淑女|成人|女孩|男孩)(?:的)?(?:${kinds})(?:类|店|馆|组|线|岗|客服|项目|部|售前|售后|直播间?|专场)*`,
    "g",
  ),
  /(?:母婴|孕婴童?|童装|美妆|女装|男装|婴童)(?:类|店|馆|组|线|岗|客服|项目|部|售前|售后|那边|那个|行业|板块)*/g,
  /38节|3\.8节|女神节|女王节|妇女节|儿童节|61节|母亲节|父亲节|老人机|宝宝霜|男科|妇科|健身|青年节|年轻化|病毒式/g,
  /\b(?:wom[ae]n|m[ae]n|lad(?:y|ies)|girls?|boys?|kids?|child(?:ren)?|bab(?:y|ies)|toddlers?|mothers?|mum|mom|maternity|pregnancy|seniors?|elderly|teens?|unisex|infants?|gents?|family|adults?)(?:'s|s'|')?(?: (?:and|&|\+) (?:wom[ae]n|m[ae]n|lad(?:y|ies)|girls?|boys?|kids?|child(?:ren)?|bab(?:y|ies)|mothers?|mum|mom|maternity|infants?)(?:'s|s'|')?)?[ -]?(?:wear|shoes?|cloth(?:es|ing)|fashion|bags?|apparel|garments?|toys?|products?|goods|care|store|shop|line|section|items?|jackets?|dress(?:es)?|accessories|footwear|formula|food|underwear|lingerie|socks|support|customer (?:service|support)|category|department|skincare|jewel\w+|watch(?:es)?|books?|furniture|supplies)\b/g,
  /\bbeauty (?:products?|store|shop|line|support|category)|\bbaby ?(?:wear|care|food|products?)\b|\bmother'?s day|\bfather'?s day|\bwomen'?s day|\bchildren'?s day|\bface (?:masks?|creams?|wash)|\bhealth (?:food|products?|supplements?)|\bmedical (?:devices?|supplies|products?) (?:support|job|team|line|shop)|\bphoto (?:frames?|albums?|printing)|\bsingle'?s'? ?day|\bsingles'? day/g,
];
