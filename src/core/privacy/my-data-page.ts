import type { MyData } from "./my-data.ts";
import { sectionsOf, transcriptLines } from "./my-data-words.ts";

/** The whole of a person's data as one file that opens anywhere: readable HTML with nothing loaded from elsewhere. */
export function myDataPage(data: MyData): string {
  const say = (zh: string, en: string) => (data.locale === "en" ? en : zh);
  const sections = [
    ...sectionsOf(data),
    ...data.resumes.flatMap(({ text }) =>
      text === null ? [] : [{ title: say("简历原文", "Words of the résumé"), lines: text.split("\n") }],
    ),
    { title: say("聊天记录", "Conversation"), lines: transcriptLines(data) },
  ];
  const title = say("我的数据", "My data");
  const body = sections.map(
    (section) =>
      `<h2>${escaped(section.title)}</h2>\n<ul>\n${section.lines.map((line) => `<li>${escaped(line)}</li>`).join("\n")}\n</ul>`,
  );
  return `<!doctype html>
<html lang="${data.locale}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>${title}</h1>
${body.join("\n")}
</body></html>
`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => `&#${found.codePointAt(0)};`);
