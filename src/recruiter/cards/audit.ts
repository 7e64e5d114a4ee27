import type { KnownBlock } from "@slack/types";
import { factName } from "../../core/fact-names.ts";
import type { Locale } from "../../core/locale.ts";
import { stages } from "../../db/applications.ts";
import type { AuditLine } from "../../db/audit-trail.ts";
import { mrkdwn, mrkdwnText, plainText } from "../text.ts";
import type { View } from "../types.ts";
import { moment, say, stageNames } from "../words.ts";

/** Lines on one page. */
export const auditRows = 20;

const actionNames: Record<string, { zh: string; en: string }> = {
  job_opened: { zh: "发布岗位", en: "opened the job" },
  job_people: { zh: "改岗位负责人", en: "changed whose job it is" },
  person_added: { zh: "添加人员", en: "added" },
  person_changed: { zh: "改角色", en: "changed the role of" },
  person_removed: { zh: "移出名单", en: "removed" },
  digest_times: { zh: "改摘要时间", en: "changed digest times" },
  mail_assigned: { zh: "收下邮件里的简历", en: "let in an applicant by mail" },
  mail_ignored: { zh: "标记邮件不是申请", en: "took a mail for no application" },
  import_started: { zh: "导入表格", en: "imported a table" },
  import_undone: { zh: "撤回导入", en: "took an import back" },
  resumes_uploaded: { zh: "上传简历", en: "uploaded résumés" },
  candidates_merged: { zh: "合并两份资料", en: "merged two entries" },
  candidates_split: { zh: "拆开两份资料", en: "split two entries" },
  candidates_kept_apart: { zh: "判断不是同一人", en: "found two entries to be two persons" },
  mail_rule: { zh: "修改邮件识别规则", en: "changed a rule for boards' mails" },
  faq_added: { zh: "添加答案", en: "added an answer" },
  faq_changed: { zh: "改答案", en: "changed an answer" },
  faq_removed: { zh: "删除答案", en: "removed an answer" },
  voice_listened: { zh: "收听语音", en: "listened to the voice messages of" },
  contact_revealed: { zh: "查看联系方式", en: "looked at the contact details of" },
  invite_link: { zh: "拿到邀请链接和联系方式", en: "took the link and contacts to invite" },
  pool_optout: { zh: "记下不再邀请", en: "noted that no more invitations go to" },
  tag_noted: { zh: "记录标签", en: "noted a tag of" },
  own_tag: { zh: "新增标签", en: "added the tag" },
  work_settings: { zh: "改工作时间和称呼", en: "changed working time and names" },
  exported: { zh: "导出数据", en: "exported" },
  spend_entered: { zh: "录入花费", en: "entered spend" },
  spend_undone: { zh: "撤销花费", en: "undid spend" },
};

/** One page of the audit trail; one line more than fits means that there is another page. */
export function auditList(
  lines: readonly AuditLine[],
  at: { page: number; timeZone: string },
  locale: Locale,
): View {
  const title = say(locale, `操作记录 · 第 ${at.page} 页`, `Audit trail · page ${at.page}`);
  const blocks: KnownBlock[] = [
    { type: "header", text: plainText(title, 150) },
    ...lines.slice(0, auditRows).map((line): KnownBlock => {
      const who = mrkdwn(line.by ?? line.actor, 80);
      const change = [line.before, line.after].map((value) => mrkdwn(valueWords(value, locale), 400));
      const from = change.some((part) => part !== "–") ? `\n${change.join(" → ")}` : "";
      const what = `${moment(line.at, locale, at.timeZone)} · *${who}* · ${actionWords(line.action, locale)} · ${mrkdwn(line.subject, 120)}`;
      return { type: "section", text: mrkdwnText(what + from) };
    }),
  ];
  const none = say(locale, "没有更多记录。", "No entries here.");
  if (lines.length === 0) blocks.push({ type: "section", text: plainText(none, 100) });
  if (lines.length > auditRows) {
    const next = say(locale, `更早的：/audit ${at.page + 1}`, `Earlier: /audit ${at.page + 1}`);
    blocks.push({ type: "context", elements: [plainText(next, 100)] });
  }
  return { text: title, blocks };
}

function actionWords(action: string, locale: Locale): string {
  const known = actionNames[action] ?? factName(action) ?? stageOf(action);
  return known ? say(locale, known.zh, known.en) : mrkdwn(action.replaceAll("_", " "), 60);
}

const stageOf = (name: string) => {
  const stage = stages.find((known) => known === name);
  return stage && stageNames[stage];
};

function valueWords(value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") {
    const stage = stageOf(value);
    return stage ? say(locale, stage.zh, stage.en) : value;
  }
  if (Array.isArray(value))
    return value.length === 0 ? "–" : value.map((one) => valueWords(one, locale)).join(", ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([key, part]) => `${fieldName(key, locale)} ${valueWords(part, locale)}`)
    .join("; ");
}

const fieldNames: Record<string, { zh: string; en: string }> = {
  title: { zh: "名称", en: "title" },
  shift: { zh: "班次", en: "shift" },
  sources: { zh: "渠道", en: "channels" },
  openings: { zh: "人数", en: "openings" },
  recruiters: { zh: "负责人", en: "recruiters" },
  role: { zh: "角色", en: "role" },
  name: { zh: "姓名", en: "name" },
  matched: { zh: "匹配候选人", en: "matched" },
  week: { zh: "渠道周报", en: "week" },
  day: { zh: "星期", en: "weekday" },
  time: { zh: "时间", en: "time" },
  tag: { zh: "标签", en: "tag" },
  holds: { zh: "符合", en: "holds" },
};

function fieldName(key: string, locale: Locale): string {
  const known = Object.hasOwn(fieldNames, key) ? fieldNames[key] : undefined;
  return known ? say(locale, known.zh, known.en) : key;
}
