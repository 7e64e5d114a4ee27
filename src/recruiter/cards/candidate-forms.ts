import type { ModalView } from "@slack/types";
import type { Locale } from "../../core/locale.ts";
import { say } from "../words.ts";
import { fileField, form, selectField, textField } from "./form.ts";
import { basisField, channelField, jobField, words } from "./import-forms.ts";

type Entered = Record<string, string>;
type Places = { jobs: readonly { id: string; title: string }[]; channels: readonly string[] };

/** Stands for "what the file's name says" in a form. */
export const byNameChoice = "by_name";
/** Files of one form; they are read one after the other. */
export const resumeFiles = 10;

/** Somebody whom a recruiter found. */
export const candidateForm = (of: Places & { pool: boolean }, entered: Entered, locale: Locale): ModalView =>
  form("candidate_new", "{}", words(locale, ["录入候选人", "Add a person"], ["录入", "Add"]), [
    text("name", say(locale, "姓名", "Name"), 100, entered),
    text("phone", say(locale, "手机号", "Phone"), 40, entered),
    text("email", say(locale, "邮箱", "E-mail"), 254, entered),
    jobField(say(locale, "应聘哪个岗位", "For which job"), of.jobs, of.pool, entered.job, locale),
    channelField(say(locale, "来自哪个渠道", "Came by"), of.channels, entered.channel ?? "unknown", locale),
    basisField(entered.basis, locale),
    textField(
      "note",
      say(locale, "在哪里找到的，还知道什么", "Where you found them, and what else is known"),
      {
        optional: true,
        lines: true,
        max: 2000,
        ...(entered.note ? { value: entered.note } : {}),
        hint: say(
          locale,
          "例如：老同事推荐；做过两年拼多多客服，能上晚班。年龄、性别、婚育、健康等信息不会保存。",
          "E.g.: a former colleague's tip; two years on Pinduoduo, can work evenings. Age, sex, family, health and the like are not kept.",
        ),
      },
    ),
  ]);

const text = (id: string, label: string, max: number, entered: Entered) =>
  textField(id, label, { optional: true, max, ...(entered[id] ? { value: entered[id] } : {}) });

/** Résumé files, for a job or for the one their names say. */
export function resumesForm(of: Places & { byName: boolean }, entered: Entered, locale: Locale): ModalView {
  const named = say(locale, "按文件名认（如“【岗位_城市】姓名”）", "By their names, as boards write them");
  const jobs = [
    ...(of.byName ? [{ value: byNameChoice, label: named }] : []),
    ...of.jobs.map(({ id, title }) => ({ value: id, label: title })),
  ];
  return form("resumes_new", "{}", words(locale, ["上传简历", "Upload résumés"], ["上传", "Upload"]), [
    fileField("files", say(locale, "简历文件", "Résumé files"), {
      types: ["pdf", "docx", "doc", "html", "htm", "mht", "txt"],
      most: resumeFiles,
      hint: say(
        locale,
        `PDF、Word（docx）、网页或纯文本，每个最多 10 MB，一次最多 ${resumeFiles} 个。文件读完就丢，只留下和工作有关的内容。`,
        `PDF, Word (docx), web page or plain text, 10 MB each, ${resumeFiles} at a time. The files are not kept, only what they say about work.`,
      ),
    }),
    selectField("job", say(locale, "应聘哪个岗位", "For which job"), jobs.slice(0, 100), entered.job),
    channelField(say(locale, "来自哪个渠道", "Came by"), of.channels, entered.channel ?? "unknown", locale),
    basisField(entered.basis, locale),
  ]);
}
