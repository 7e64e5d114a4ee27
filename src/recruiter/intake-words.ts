import type { ColumnKind } from "../core/intake/columns.ts";
import type { LawfulBasis } from "../core/intake/lawful-basis.ts";
import { type RowProblem, rowProblems } from "../core/intake/table-row.ts";
import type { Bilingual } from "../core/locale.ts";

/** What a column holds, for people. */
export const columnNames: Record<ColumnKind, Bilingual> = {
  name: { zh: "姓名", en: "Name" },
  phone: { zh: "手机号", en: "Phone" },
  email: { zh: "邮箱", en: "E-mail" },
  job: { zh: "应聘岗位", en: "Job" },
  channel: { zh: "来源渠道", en: "Channel" },
  campaign: { zh: "投放活动", en: "Campaign" },
  at: { zh: "投递时间", en: "Applied at" },
  words: { zh: "简历内容", en: "What a résumé says" },
  protected: { zh: "受保护信息，不读也不保存", en: "Protected: neither read nor kept" },
  ignore: { zh: "不导入", en: "Left out" },
};

/** Why somebody's data may be kept, as it is chosen. */
export const basisNames: Record<LawfulBasis, Bilingual> = {
  applied: { zh: "本人投递：自己把简历发给我们应聘", en: "They applied: sent it to us for a job" },
  consent: { zh: "本人同意：在别处同意过，我们拿得出凭据", en: "They agreed elsewhere, and we can show it" },
  public: { zh: "本人公开：自己公开发布，就是希望被找到", en: "They published it themselves, to be found" },
};

const problems: Record<RowProblem, Bilingual> = {
  empty: { zh: "没有姓名、手机号和邮箱", en: "neither name nor phone nor e-mail" },
  phone: { zh: "手机号不对", en: "the phone is no number" },
  email: { zh: "邮箱不对", en: "the e-mail is no address" },
  date: {
    zh: "时间不是 2026-11-18 或 2026-11-18 09:30 这种写法",
    en: "the date is not like 2026-11-18 or 2026-11-18 09:30",
  },
  channel: { zh: "渠道不认识", en: "the channel is unknown" },
  job: { zh: "没有这个名称的岗位", en: "no job has this title" },
  columns: { zh: "格子比列名多", en: "more cells than columns" },
  quote: { zh: "引号没有成对", en: "a quote is not closed" },
};

/** Why a row is not taken; one that has no wording yet is shown by its id. */
export const problemName = (id: string): Bilingual => {
  const known = rowProblems.find((one) => one === id);
  return known ? problems[known] : { zh: id, en: id };
};
