import { type Scene, say } from "./scene.ts";

/** Tells a candidate who volunteered family, health, age or the like that it is not needed and was ignored. */
export function ignoreSensitive(scene: Scene, text: string): void {
  if (isSensitive(text)) say(scene, "facts.ignored");
}

/** Whether `text` holds something we never ask for: family, health, age, origin, faith. */
export const isSensitive = (text: string): boolean =>
  patterns.some((pattern) => pattern.test(text.slice(0, 1000)));

const patterns = [
  /怀孕|孕期|孕妇|备孕|生育|二胎|三胎|哺乳|产假|产检|生孩子|生过|要孩子/u,
  /已婚|未婚|结婚|离婚|离异|单身|单亲|丧偶|对象|男朋友|女朋友|老公|老婆|丈夫|妻子/u,
  /(?:我|有|带|家里)[^，。,.]{0,4}(?:孩子|小孩|宝宝|娃)|宝妈|宝爸|带娃/u,
  /\d{1,2} ?(?:周)?岁|出生|年龄|(?<!\d)(?:[5-9]\d|0\d)后|属[鼠牛虎兔龙蛇马羊猴鸡狗猪]/u,
  /户口|户籍|籍贯|老家|少数民族|[回维藏壮满苗蒙彝]族|宗教|信[佛教仰]|基督|穆斯林|党员/u,
  /残疾|残障|疾病|生病|患有|得过|慢性|抑郁|焦虑症|乙肝|肝炎|艾滋|癫痫|精神(?:病|分裂|障碍)|自闭|哮喘|腰椎|颈椎|肺结核|失聪|失明|糖尿病|高血压|心脏病|癌|手术|病史|身高|体重/u,
  /\bpregnan|\bmatern|\bmarried\b|\bdivorced?\b|\bsingle (?:mom|mum|mother|parent|dad)|\bmy (?:kids?|child|children|husband|wife|boyfriend|girlfriend|baby)\b/i,
  /\byears? old\b|\bi(?:'m| am) \d{2}\b|\bmy age\b|\bborn in\b/i,
  /\bdisab|\billness\b|\bdisease\b|\bdepress|\bdiabet|\bhiv\b|\bepilep|\bschizo|\bautis|\badhd\b|\bbipolar|\basthma|\bdeaf\b|\bcancer\b|\bsurgery\b|\breligio|\bmuslim\b|\bchristian\b|\bethnic/i,
];
