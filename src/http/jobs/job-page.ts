import type { PublicJob } from "../../core/adverts/advert.ts";
import type { FeedHead } from "../../core/adverts/feeds.ts";
import { jobPosting, scriptJson } from "../../core/adverts/json-ld.ts";
import { employmentWords, partWords, payWords, shiftWords } from "../../core/adverts/words.ts";
import { addressesOf, type Carriers, isTrackingCode } from "../../core/link-addresses.ts";
import { inLocale, type Locale } from "../../core/locale.ts";
import { type Markup, markup } from "../../core/markup.ts";

const words = {
  "zh-CN": {
    apply: "网页应聘（约 12 分钟）",
    telegram: "用 Telegram 应聘",
    promise:
      "手机就能做，不用下载，不收任何费用。第一句会说明对面是AI助手，随时可以回复“人工”找真人；不投递简历也可以。",
    facts: "岗位信息",
    city: "工作地点",
    kind: "性质",
    shift: "班次",
    pay: "薪资",
    openings: "人数",
    until: "截止",
    people: (n: number) => `${n} 人`,
    fair: "我们只看能不能做好这份工作：不问年龄、性别、婚育、籍贯、健康和照片。",
    all: "全部岗位",
    jobs: "正在招聘",
    none: "现在没有公开的岗位。",
    other: "English",
    closed: "这个岗位已经招满或关闭了。",
    unknown: "没有找到这个岗位，链接可能不完整。您仍然可以直接应聘。",
    chat: "直接聊聊",
  },
  en: {
    apply: "Apply in the browser (about 12 minutes)",
    telegram: "Apply in Telegram",
    promise:
      "Works on a phone, nothing to install, no fees. You first talk to an AI assistant, as it tells you; ask for a person at any time. No CV needed.",
    facts: "About the job",
    city: "Place",
    kind: "Type",
    shift: "Shift",
    pay: "Pay",
    openings: "Wanted",
    until: "Apply until",
    people: (n: number) => (n === 1 ? "1 person" : `${n} people`),
    fair: "Only the work counts: we never ask about age, sex, marriage, children, origin, health, or for a photo.",
    all: "All jobs",
    jobs: "Open jobs",
    none: "There is no public job at the moment.",
    other: "中文",
    closed: "This job has been filled or closed.",
    unknown: "We did not find this job; the link may be incomplete. You can still apply.",
    chat: "Start the chat",
  },
} as const;

const otherLang = (locale: Locale) => (locale === "en" ? "zh" : "en");

/** The public page of a job, with its JobPosting for search engines and the ways to apply. */
export function jobPage(job: PublicJob, carriers: Carriers, home: string, locale: Locale): string {
  const say = words[locale];
  const { advert, shift, openings } = job;
  const { chat, telegram, page } = addressesOf(job.code, carriers);
  const pay = payWords(advert);
  const facts: [string, string][] = [
    [say.city, advert.city],
    [say.kind, inLocale(employmentWords[advert.employment], locale)],
    ...(shift ? [[say.shift, inLocale(shiftWords[shift], locale)] satisfies [string, string]] : []),
    ...(pay ? [[say.pay, inLocale(pay, locale)] satisfies [string, string]] : []),
    ...(openings === null ? [] : [[say.openings, say.people(openings)] satisfies [string, string]]),
    ...(advert.closesOn ? [[say.until, advert.closesOn] satisfies [string, string]] : []),
  ];
  const parts = (["about", "needs", "offers"] as const)
    .filter((name) => advert[name] !== "")
    .map((name) => markup`<h2>${inLocale(partWords[name], locale)}</h2>${textOf(advert[name])}`);
  const body =
    locale === "en" && advert.english !== ""
      ? textOf(advert.english)
      : markup`<div lang="zh-CN">${parts}</div>`;
  return shell({
    locale,
    home,
    title: `${job.title} · ${job.company}`,
    canonical: page,
    data: {
      safe: `<script type="application/ld+json">${scriptJson(jobPosting(job, carriers.publicUrl))}</script>`,
    },
    main: markup`<p class="company">${job.company}</p><h1>${job.title}</h1>
<dl aria-label="${say.facts}">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="apply"><a class="button" href="${chat}">${say.apply}</a>${
      telegram ? markup` <a class="button second" href="${telegram}">${say.telegram}</a>` : null
    }</p><p class="quiet">${say.promise}</p>
${body}
<p class="fair">${say.fair}</p>`,
  });
}

/** The company's public jobs. */
export function jobsPage(
  { company, publicUrl, home }: Pick<FeedHead, "company" | "publicUrl" | "home">,
  jobs: readonly PublicJob[],
  locale: Locale,
): string {
  const say = words[locale];
  const lang = locale === "en" ? "?lang=en" : "";
  const items = jobs.map((job) => {
    const pay = payWords(job.advert);
    const facts = [
      job.advert.city,
      job.shift ? inLocale(shiftWords[job.shift], locale) : null,
      pay ? inLocale(pay, locale) : null,
    ].filter((fact) => fact !== null);
    return markup`<li><a href="/j/${job.code}${lang}">${job.title}</a><span class="quiet">${facts.join(" · ")}</span></li>`;
  });
  return shell({
    locale,
    home,
    title: `${say.jobs} · ${company}`,
    canonical: `${publicUrl}${home}/jobs`,
    data: markup`<link rel="alternate" type="application/rss+xml" href="${home}/feeds/rss.xml">`,
    main: markup`<p class="company">${company}</p><h1>${say.jobs}</h1>${
      items.length > 0 ? markup`<ul class="jobs">${items}</ul>` : markup`<p>${say.none}</p>`
    }`,
  });
}

/** A page for a link whose job takes nobody any more, or that nobody knows; there is always a way on. */
export function noJobPage(
  kind: "closed" | "unknown",
  code: string,
  title: string | null,
  home: string,
  locale: Locale,
): string {
  const say = words[locale];
  const chat =
    kind === "unknown"
      ? markup`<a class="button" href="${isTrackingCode(code) ? `/c/${code}` : "/"}">${say.chat}</a> `
      : null;
  return shell({
    locale,
    home,
    title: say[kind],
    canonical: null,
    data: null,
    main: markup`<h1>${title ?? say.jobs}</h1><p>${say[kind]}</p><p class="apply">${chat}<a class="button second" href="${home}/jobs">${say.all}</a></p>`,
  });
}

/** Lines as paragraphs, lines of a list as a list. */
function textOf(text: string): Markup {
  const blocks = text.split(/\n{2,}/).map((block) => block.split("\n").filter((line) => line.trim() !== ""));
  return markup`${blocks.map((lines) =>
    lines.length > 1
      ? markup`<ul>${lines.map((line) => markup`<li>${line.replace(/^\s*(?:\d{1,2}[.、)）]|[·•*-])\s*/u, "")}</li>`)}</ul>`
      : markup`<p>${lines[0] ?? ""}</p>`,
  )}`;
}

type Shell = {
  locale: Locale;
  home: string;
  title: string;
  canonical: string | null;
  data: Markup | null;
  main: Markup;
};

function shell({ locale, home, title, canonical, data, main }: Shell): string {
  const say = words[locale];
  return markup`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${canonical ? markup`<link rel="canonical" href="${canonical}">` : markup`<meta name="robots" content="noindex">`}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/jobs/page/jobs.css">
${data}
</head>
<body>
<header><a href="${home}/jobs">${say.all}</a><a href="?lang=${otherLang(locale)}" lang="${locale === "en" ? "zh-CN" : "en"}">${say.other}</a></header>
<main>${main}</main>
</body>
</html>
`.safe;
}
