import type { Locale } from "../locale.ts";
import { simplify } from "../scoring/language-simplify.ts";
import type { ConsentId } from "./consents.ts";
import type { ReceiptPage } from "./receipt.ts";

/** What a candidate can ask for at any time, as a whole message. */
export type Command =
  | {
      kind:
        | "human"
        | "pause"
        | "restart"
        | "delete"
        | "noReminders"
        | "help"
        | "review"
        | "myData"
        | "consents";
    }
  | { kind: "consent"; of: ConsentId; to: boolean }
  | { kind: "receipt"; page: ReceiptPage }
  | { kind: "locale"; locale: Locale };

/** The command that `text` is, or null. A word inside a sentence is never a command: it may be meant for the customer. */
export function commandOf(text: string): Command | null {
  return commands.get(bare(text)) ?? null;
}

/** What only the assistant can do, also while a person talks with the candidate. */
export const isForAssistant = ({ kind }: Command): boolean =>
  kind !== "human" && kind !== "pause" && kind !== "restart" && kind !== "receipt";

/** Only letters and digits, in one width, case and script: "１．", "①" and "1" are the same answer. */
export const bare = (text: string): string =>
  simplify(text.slice(0, 200).normalize("NFKC").toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .replaceAll("刪", "删");

export const isYes = (text: string): boolean => yes.has(bare(text));
export const isNo = (text: string): boolean => no.has(bare(text));
export const isContinue = (text: string): boolean => goOn.has(bare(text));
/** "Continue" in so many words; "ok" and "1" mean it only where nothing else was asked. */
export const isResume = (text: string): boolean =>
  /^(?:继续吧?|接着来?|开始吧?|continue|goon|resume|start)$/.test(bare(text));
export const isSkip = (text: string): boolean => skip.has(bare(text));
/** "That was all": ends an answer before its time. */
export const isFinished = (text: string): boolean => finished.has(bare(text));

const list = (text: string): string[] => text.split(" ").filter((word) => word !== "");
const yes = new Set(
  list(
    "1 是 是的 好 好的 好啊 好呀 同意 我同意 全部同意 可以 愿意 行 对 对的 嗯 嗯嗯 没问题 确认 确定 确认删除 已满 满了 已满16 已满16周岁 满16了 满16周岁 yes y yep yeah sure ok okay agree iagree confirm 16orolder iam yesiam",
  ),
);
const no = new Set(
  list(
    "2 3 否 不 不是 不同意 我不同意 不可以 不愿意 不行 不要 不用 不选 拒绝 没有 没 没满 未满 未满16 不满 不满16 未满16周岁 no n nope not disagree refuse under16 iamnot noiamnot decline",
  ),
);
const goOn = new Set(
  list(
    "1 继续 继续吧 接着 接着来 开始 开始吧 现在开始 我准备好了 准备好了 准备好 下一部分 下一步 好 好的 可以 嗯 来吧 start begin continue goon go ready imready next resume ok okay yes letsgo",
  ),
);
const skip = new Set(list("跳过 跳过吧 不打 不想打 略过 skip skipit pass"));
const finished = new Set(
  list(
    "好了 说完了 完了 完毕 就这些 没有了 没了 结束 答完了 以上 done finished thatsall thatisall thatsit end",
  ),
);

const commands: ReadonlyMap<string, Command> = new Map([
  ...words(
    { kind: "human" },
    "人工 转人工 找人工 人工服务 人工客服 真人 转真人 找真人 联系人工 我要人工 human ahuman person aperson agent realperson talktoahuman speaktoahuman humanplease",
  ),
  ...words({ kind: "pause" }, "暂停 暂停一下 先暂停 我要暂停 pause pauseplease"),
  ...words({ kind: "restart" }, "重新开始 重新来 重来 从头开始 restart startover startagain"),
  ...words(
    { kind: "delete" },
    "删除 删除数据 删除资料 删除我的数据 删除我的资料 删除信息 注销 delete deletemydata deletedata eraseme erasemydata forget forgetme forgetmydata",
  ),
  ...words(
    { kind: "myData" },
    "我的数据 我的资料 查看我的数据 查看我的资料 导出我的数据 导出数据 下载我的数据 你们有我的哪些数据 mydata exportmydata downloadmydata showmydata whatdoyouknowaboutme",
  ),
  ...words(
    { kind: "consents" },
    "我的同意 同意设置 同意事项 修改同意 更改同意 撤回同意 撤销同意 我要撤回同意 授权设置 myconsents consents consent changeconsent changeconsents withdrawconsent withdrawmyconsent",
  ),
  ...words(
    { kind: "consent", of: "screening", to: false },
    "撤回测评同意 撤销测评同意 不同意测评 不再同意测评 withdrawscreening withdrawscreeningconsent",
  ),
  ...words(
    { kind: "consent", of: "model", to: false },
    "撤回模型同意 撤销模型同意 不用境外模型 withdrawmodel withdrawmodelconsent",
  ),
  ...words({ kind: "consent", of: "model", to: true }, "同意使用模型 同意境外模型 allowmodel"),
  ...words(
    { kind: "consent", of: "pool", to: false },
    "撤回人才库同意 撤销人才库同意 退出人才库 leavepool leavethetalentpool withdrawpool",
  ),
  ...words({ kind: "consent", of: "pool", to: true }, "加入人才库 同意进入人才库 joinpool jointhetalentpool"),
  ...words(
    { kind: "consent", of: "voice", to: false },
    "撤回语音同意 撤销语音同意 不要转写语音 withdrawvoice withdrawvoiceconsent",
  ),
  ...words({ kind: "consent", of: "voice", to: true }, "同意语音转文字 同意转写语音 allowvoice"),
  ...words(
    { kind: "noReminders" },
    "不再提醒 别再提醒 不要再提醒 停止提醒 不要提醒 退订 stop noreminders nomorereminders stopreminding stopreminders unsubscribe dontremindme",
  ),
  ...words({ kind: "help" }, "帮助 怎么用 help"),
  ...words({ kind: "review" }, "复核 申请复核 要求复核 人工复核 申请人工复核 申诉 review humanreview appeal"),
  ...words(
    { kind: "receipt", page: "scores" },
    "评分说明 查看评分说明 看评分说明 查看评分 得分说明 我的得分 查看得分 scores myscore myscores seemyscores howwasiscored",
  ),
  ...words({ kind: "receipt", page: "best" }, "做得好的地方 看做得好的地方 whatwentwell"),
  ...words({ kind: "receipt", page: "worst" }, "可以加强的地方 看可以加强的地方 whatcostpoints"),
  ...words({ kind: "receipt", page: "advice" }, "建议和重测 看建议和重测 advice adviceandretry"),
  ...words({ kind: "locale", locale: "zh-CN" }, "中文 汉语 普通话 简体中文 chinese"),
  ...words({ kind: "locale", locale: "en" }, "英文 英语 english"),
]);

function words(command: Command, text: string): [string, Command][] {
  return list(text).map((word) => [word, command]);
}
