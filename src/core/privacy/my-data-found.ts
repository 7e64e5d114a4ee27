import { channelName } from "../channel-names.ts";
import type { IntakeKind } from "../intake/applicant.ts";
import { type Bilingual, inLocale } from "../locale.ts";
import { isBuiltIn, type Tag, tags as tagNames } from "../profile/tags.ts";
import { wallClock } from "../zoned-time.ts";
import type { MyData } from "./my-data.ts";
import type { Section } from "./my-data-words.ts";

/** On what lawful ground something is kept. */
export const bases: Readonly<Record<string, Bilingual>> = {
  applied: { zh: "您投递了简历", en: "you sent your résumé" },
  consent: { zh: "您的同意", en: "your consent" },
  public: { zh: "您公开的求职信息", en: "what you made public to find work" },
};

/** What was found out about a person, by whom it was brought, and the files they sent; nothing where there is nothing. */
export function foundSections(data: MyData): Section[] {
  const { locale, timeZone, tags, noted, scoresWait, arrivals, files } = data;
  const say = (zh: string, en: string) => inLocale({ zh, en }, locale);
  const clock = (at: number) => Object.values(wallClock(timeZone, at)).join(" ");
  const beside = noted.filter(({ tag }) => !tags.some((one) => one.tag === tag && one.source === "person"));
  const tagLines = [
    ...tags.map((tag) => tagLine(tag, data)),
    ...beside.map(({ tag, holds, on }) =>
      line(nameOf(tag, data), holds, inLocale(sources.person, locale), on, data),
    ),
    ...(scoresWait
      ? [
          say(
            "测评得出的标签，在同事作出决定并通知您之后列出",
            "What the screening showed is listed once a person has decided and told you",
          ),
        ]
      : []),
  ];
  return [
    ...(tagLines.length > 0 ? [{ title: say("标签", "Tags"), lines: tagLines }] : []),
    ...(arrivals.length > 0
      ? [
          {
            title: say("您的信息怎么来的", "How your data came to us"),
            lines: arrivals.map(({ at, kind, channel, basis }) => {
              const way = inLocale(ways[kind], locale);
              const from = channelName(channel, locale);
              const ground = bases[basis] ? inLocale(bases[basis], locale) : basis;
              return say(
                `${clock(at)} ${way}（来源：${from}；保存依据：${ground}）`,
                `${clock(at)} ${way} (source: ${from}; kept because of ${ground})`,
              );
            }),
          },
        ]
      : []),
    ...(files.length > 0
      ? [
          {
            title: say("您发来的文件", "Files you sent"),
            lines: [
              ...files.map(({ name, bytes, at }) => `${name} · ${clock(at)} · ${sizeOf(bytes, say)}`),
              say("原文件不保存，只保存读到的内容", "The files themselves are not kept, only what was read"),
            ],
          },
        ]
      : []),
  ];
}

const sources: Readonly<Record<Tag["source"], Bilingual>> = {
  assessment: { zh: "来自测评", en: "from the screening" },
  chat: { zh: "来自您在聊天里说的", en: "from what you said in the chat" },
  resume: { zh: "来自简历", en: "from your résumé" },
  person: { zh: "招聘同事记录", en: "noted by a recruiter" },
};

const ways: Readonly<Record<IntakeKind, Bilingual>> = {
  mail: { zh: "招聘网站的邮件", en: "by a job board's mail" },
  csv: { zh: "招聘方导入的表格", en: "by a table the shop imported" },
  webhook: { zh: "另一个招聘系统", en: "by another recruiting system" },
  upload: { zh: "您发来的文件", en: "by a file you sent" },
  manual: { zh: "招聘同事手工录入", en: "entered by a recruiter" },
  match: { zh: "人才库匹配", en: "by the talent pool" },
};

const nameOf = (tag: string, { locale, ownTags }: MyData): string =>
  isBuiltIn(tag) ? inLocale(tagNames[tag], locale) : (ownTags[tag] ?? tag);

const tagLine = (tag: Tag, data: MyData): string =>
  line(
    nameOf(tag.tag, data) + (tag.value === null ? "" : ` (${tag.value})`),
    tag.level !== "contrary",
    inLocale(sources[tag.source], data.locale),
    tag.on,
    data,
  );

function line(name: string, holds: boolean, source: string, on: string, { locale }: MyData): string {
  const said = holds ? name : inLocale({ zh: `不符合：${name}`, en: `not: ${name}` }, locale);
  return inLocale({ zh: `${said}（${source}，${on}）`, en: `${said} (${source}, ${on})` }, locale);
}

function sizeOf(bytes: number | null, say: (zh: string, en: string) => string): string {
  if (bytes === null) return say("大小不详", "size unknown");
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
