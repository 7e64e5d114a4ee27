import { labelField } from "../resume/labels.ts";
import { protectedKinds } from "../resume/vocabulary.ts";

/**
 * What a table's column holds: who, how to reach them, for which job, by which channel and when they came; `words` is
 * read like a line of a résumé; `protected` and `ignore` are dropped unread.
 */
export const columnKinds = [
  "name",
  "phone",
  "email",
  "job",
  "channel",
  "campaign",
  "at",
  "words",
  "protected",
  "ignore",
] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** Kinds of which a table has one column; a second one of them is ignored. */
export const singleColumns: ReadonlySet<ColumnKind> = new Set<ColumnKind>([
  "name",
  "phone",
  "email",
  "job",
  "channel",
  "campaign",
  "at",
]);

const own: readonly (readonly [ColumnKind, RegExp])[] = [
  [
    "job",
    /^(?:(?:应聘|投递|申请|求职|意向|期望)?(?:职位|岗位)(?:名称)?|position|job ?(?:title)?|role|applied (?:for|position))$/i,
  ],
  ["channel", /^(?:(?:简历)?(?:来源|渠道)(?:渠道|平台|网站)?|招聘渠道|source|channel|site)$/i],
  ["campaign", /^(?:活动|投放(?:计划)?|批次|campaign)$/i],
  [
    "at",
    /^(?:(?:投递|申请|应聘|收到|接收|沟通|创建|导入|报名|提交)(?:时间|日期)|(?:applied|received|created|submitted)(?:[ _](?:at|on|date))?|(?:application )?date)$/i,
  ],
  ["name", /^(?:(?:full|candidate|applicant)?[ _]?name|姓 名)$/i],
  ["phone", /^(?:phone|mobile|cell|tel(?:ephone)?)(?:[ _]?(?:number|no\.?))?$/i],
  ["email", /^e-?mail(?:[ _]?address)?$/i],
  [
    "words",
    /^(?:自我(?:评价|介绍)|工作(?:经历|内容|描述)|个人优势|优势|简历(?:内容|文本)?|技能|备注|summary|about|experience|skills|notes?|resume)$/i,
  ],
];

const protectedSet = new Set<string>(protectedKinds);

/** What each column of a header probably holds; people may choose otherwise. */
export function guessColumns(header: readonly string[]): ColumnKind[] {
  const taken = new Set<ColumnKind>();
  return header.map((written) => {
    const kind = guess(written.normalize("NFKC").trim());
    if (!singleColumns.has(kind)) return kind;
    if (taken.has(kind)) return "ignore";
    taken.add(kind);
    return kind;
  });
}

function guess(label: string): ColumnKind {
  const found = own.find(([, pattern]) => pattern.test(label));
  if (found) return found[0];
  const field = labelField(label);
  switch (field) {
    case null:
    case "none":
    case "other":
      return "ignore";
    case "name":
    case "phone":
    case "email":
      return field;
    case "aim":
      return "job";
    default:
      return protectedSet.has(field) ? "protected" : "words";
  }
}
