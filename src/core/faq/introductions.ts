import { givenNames } from "../judging/conceal.ts";

/** Whether a clause only greets, gives a name, or tells where the job was found: it is about nothing of the job. */
export function isIntroduction(clause: string): boolean {
  const bare = clause.normalize("NFKC").replace(/(?<![\s\p{P}\p{S}])[\s\p{P}\p{S}]+$/u, "");
  if (greeting.test(bare)) return true;
  const rest = bare.replace(opening, "").trim();
  return source.test(rest) || (name.test(rest) && givenNames(rest).length > 0);
}

const hello =
  "(?:你们?|您们?)好|哈喽|哈啰|嗨|亲|在吗|打扰(?:一下|了)?|麻烦(?:一下|问一?下)?|请教(?:一下)?|请问|想?(?:问|咨询|了解)一?下";
const greeting = new RegExp(
  `^(?:(?:${hello})[呀啊哦,，! ]*)+$|^(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| everyone)?$`,
  "iu",
);
const opening = new RegExp(`^(?:(?:${hello})[呀啊哦,，! ]*)+|^(?:hi|hello|hey)[ ,!]+`, "iu");
const name =
  /^(?:(?:我叫|我是|本人|我的名字[叫是])做?\p{Script=Han}{2,4}|(?:[Mm]y name(?:['’]s| is)|[Ii](?:['’]?m| am)|[Tt]his is) [A-Z][a-z]+(?: [A-Z][a-z]+)?(?: from [A-Z]\w+)?)$/u;
const places =
  "抖音|快手|小红书|boss|BOSS|直聘|58|智联|前程|猎聘|拉勾|微信|朋友圈|公众号|群里?|网上|网站|视频|直播间?|招聘会|广告";
const source = new RegExp(
  `^我?(?:刚刚?)?是?(?:从|在|刚从|刚在|通过)[^,，]{0,4}(?:${places})上?里?(?:看到|看见|刷到|搜到|找到|过?来)(?:了|过来|来)?的?(?:你们|咱们|贵司|这个)?的?(?:招聘|岗位|职位|信息|广告|视频)*的?$|^我?是?(?:朋友|同学|同事|熟人|亲戚|老师|家人)(?:介绍|推荐)(?:过?来)?的?$|^i (?:saw|found) (?:you|your (?:ad|post|job|shop|page))(?: (?:on|in|at) \\w+)?$`,
  "iu",
);
