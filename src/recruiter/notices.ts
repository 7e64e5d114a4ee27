import { inLocale, type Locale } from "../core/locale.ts";
import type { Tx } from "../db/client.ts";
import { type LockedApplication, lastDecision } from "../db/decisions.ts";
import { companyTimeZone } from "./candidate.ts";
import type { DecisionInput } from "./decide.ts";
import { mrkdwn } from "./text.ts";
import type { Recruiter, RecruiterDeps } from "./types.ts";
import { caseNumber, moment, say, stageNames } from "./words.ts";

// Every sentence here is mrkdwn; names from outside are escaped.

/** What the person who decided reads. */
export function madeNotice(
  application: LockedApplication,
  { to, letter, until }: Pick<DecisionInput, "to" | "letter" | "until">,
  locale: Locale,
): string {
  const number = caseNumber(application.number);
  switch (to) {
    case "invited":
    case "declined": {
      const made =
        to === "invited"
          ? say(locale, `已邀请 ${number}`, `${number} is invited`)
          : say(locale, `已婉拒 ${number}`, `${number} is declined`);
      const when =
        letter?.at === "now"
          ? say(locale, "，消息已发给候选人。", "; the message is on its way.")
          : say(
              locale,
              "。消息 10 分钟后发给候选人；在那之前可以在卡片上撤销，或立即发送。",
              ". The message goes out in 10 minutes; until then you can undo it on the card, or send it now.",
            );
      return made + when + unreachableNote(application, locale);
    }
    case "held": {
      const day = until
        ? say(locale, `到 ${until}（当天 9 点提醒）`, ` until ${until} (reminder at 9:00 that day)`)
        : "";
      return say(
        locale,
        `已暂缓 ${number}${day}，候选人不会收到消息。`,
        `${number} is on hold${day}; the candidate is told nothing.`,
      );
    }
    default:
      return to satisfies never;
  }
}

/** A warning when the candidate can probably not be reached; else nothing. */
export const unreachableNote = (application: LockedApplication, locale: Locale): string =>
  application.unreachable
    ? say(
        locale,
        "候选人已屏蔽或离开聊天，很可能收不到，请另想办法联系。",
        " The candidate has blocked the chat or left it and will probably not get this; please find another way.",
      )
    : "";

/** Why a click changed nothing: what stands instead, and who was faster. */
export async function refusal(
  deps: RecruiterDeps,
  tx: Tx,
  who: Recruiter,
  application: LockedApplication,
  because: "changed" | "same" | "early" | "closed",
): Promise<string> {
  const { locale } = deps;
  const number = caseNumber(application.number);
  switch (because) {
    case "early":
      return say(
        locale,
        `${number} 还没测评完，等结果出来再决定；着急的话可以先点“回复”联系。`,
        `${number} has not finished the screening yet. Wait for the result, or write to the candidate with Reply.`,
      );
    case "closed":
      return closed(locale);
    case "changed":
    case "same": {
      const made = await lastDecision(tx, who.company, application.id);
      const stage = inLocale(stageNames[application.stage], locale);
      if (!made) {
        return say(
          locale,
          `${number} 刚有变化（${stage}），卡片已刷新，请再看一眼。`,
          `${number} has just changed (${stage}). The card is refreshed; please look again.`,
        );
      }
      const by = made.actor === who.id ? say(locale, "您", "You") : mrkdwn(made.by ?? made.actor, 80);
      const at = moment(made.at, locale, await companyTimeZone(tx, who.company));
      return say(
        locale,
        `${number} ${by}已在 ${at} 处理：${stage}。这次点击没有再执行。`,
        `${number}: ${by} decided at ${at} (${stage}). This click changed nothing.`,
      );
    }
    default:
      return because satisfies never;
  }
}

/** Said when the same delivery comes again. */
export const twice = (locale: Locale) =>
  say(locale, "这次点击已经处理过了，不用再点。", "This click has been handled already; nothing more to do.");

/** Said to people who are not, or no longer, on the list. */
export const noRight = (locale: Locale) =>
  say(
    locale,
    "您不在招聘名单里，没有执行。请管理员用 cli recruiter add 把您加进来。",
    "You are not on the list of recruiters, so nothing was done. An admin can add you with: cli recruiter add",
  );

/** Said when a button or command names somebody this company does not have. */
export const unknownCandidate = (locale: Locale) =>
  say(
    locale,
    "没有找到这位候选人，用 /candidates 看看名单。",
    "No such candidate. /candidates shows the list.",
  );

/** Said when nobody is left who could be told. */
export const closed = (locale: Locale) =>
  say(
    locale,
    "候选人已退出或资料已删除，消息发不出去了，没有执行。",
    "The candidate has left or was erased; nothing can be sent, so nothing was done.",
  );
