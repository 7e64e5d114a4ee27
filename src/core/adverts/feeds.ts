import { addressesOf } from "../link-addresses.ts";
import type { PublicJob } from "./advert.ts";
import { employmentWords, partWords, payWords, shiftWords } from "./words.ts";
import { cdata, paragraphs, xmlText } from "./xml.ts";

/** What feeds say about the publisher; `builtAt` = when the feed was put together. */
export type FeedHead = {
  company: string;
  publicUrl: string;
  /** Path in front of the company's jobs page and feeds; "" = the installation's own company. */
  home: string;
  builtAt: Date;
  /** The company's page on LinkedIn, and who answers for the jobs there; LinkedIn wants both of an ATS. */
  linkedin: { companyId: string | null; email: string | null };
};

type Feed = (jobs: readonly PublicJob[], head: FeedHead) => string;

/** Feeds by channel: what is in them is what is posted there. */
export const feeds = { indeed: indeedFeed, linkedin: linkedinFeed, web: rssFeed } as const satisfies Record<
  string,
  Feed
>;

/** The whole advert as HTML of paragraphs and headings. */
export function descriptionHtml({ advert, shift }: PublicJob): string {
  const parts = (["about", "needs", "offers"] as const).flatMap((name) =>
    advert[name] === "" ? [] : [`<p><b>${partWords[name].zh}</b></p>${paragraphs(advert[name])}`],
  );
  const facts = [
    shift ? `${shiftWords[shift].zh} / ${shiftWords[shift].en}` : null,
    `${employmentWords[advert.employment].zh} / ${employmentWords[advert.employment].en}`,
  ].filter((fact) => fact !== null);
  return [...parts, paragraphs(facts.join(" · ")), paragraphs(advert.english)].join("");
}

/** Indeed reads the address of our page with its code; closed jobs are simply not in the feed any more. */
function indeedFeed(jobs: readonly PublicJob[], head: FeedHead): string {
  const items = jobs.map((job) => {
    const { advert } = job;
    const { page } = addressesOf(job.code, { publicUrl: head.publicUrl, telegramBot: null });
    return [
      "<job>",
      cdata("title", job.title),
      cdata("date", new Date(`${job.postedOn}T00:00:00Z`).toUTCString()),
      cdata("referencenumber", job.id),
      cdata("requisitionid", job.id),
      cdata("url", `${page}?source=Indeed`),
      cdata("company", job.company),
      cdata("city", advert.city),
      cdata("state", ""),
      cdata("country", "CN"),
      cdata("postalcode", ""),
      cdata("description", descriptionHtml(job)),
      cdata("salary", payWords(advert)?.en ?? ""),
      cdata("education", ""),
      cdata("jobtype", advert.employment === "full_time" ? "fulltime" : "parttime"),
      cdata("category", "Customer Service"),
      cdata("experience", ""),
      "</job>",
    ].join("\n");
  });
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    "<source>",
    cdata("publisher", head.company),
    cdata("publisherurl", head.publicUrl),
    cdata("lastBuildDate", head.builtAt.toUTCString()),
    ...items,
    "</source>",
    "",
  ].join("\n");
}

/** LinkedIn's basic jobs feed. */
function linkedinFeed(jobs: readonly PublicJob[], head: FeedHead): string {
  const { companyId, email } = head.linkedin;
  const items = jobs.map((job) => {
    const { page } = addressesOf(job.code, { publicUrl: head.publicUrl, telegramBot: null });
    return [
      "<job>",
      cdata("partnerJobId", job.id.slice(0, 40)),
      cdata("company", job.company),
      ...(companyId ? [cdata("companyId", companyId)] : []),
      cdata("title", job.title),
      cdata("description", descriptionHtml(job)),
      cdata("applyUrl", page),
      cdata("location", `${job.advert.city}, China`),
      ...(email ? [cdata("posterEmail", email)] : []),
      cdata("jobtype", job.advert.employment === "full_time" ? "FULL_TIME" : "PART_TIME"),
      ...(job.advert.closesOn ? [cdata("expirationDate", job.advert.closesOn)] : []),
      "</job>",
    ].join("\n");
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<source>",
    cdata("lastBuildDate", head.builtAt.toUTCString()),
    cdata("publisherURL", head.publicUrl),
    cdata("publisher", head.company),
    `<expectedJobCount>${jobs.length}</expectedJobCount>`,
    ...items,
    "</source>",
    "",
  ].join("\n");
}

/** RSS 2.0 of the jobs on the company's own site. */
function rssFeed(jobs: readonly PublicJob[], head: FeedHead): string {
  const items = jobs.map((job) => {
    const { page } = addressesOf(job.code, { publicUrl: head.publicUrl, telegramBot: null });
    return [
      "<item>",
      `<title>${xmlText(`${job.title} · ${job.advert.city}`)}</title>`,
      `<link>${xmlText(page)}</link>`,
      `<guid isPermaLink="false">${xmlText(job.id)}</guid>`,
      `<pubDate>${new Date(`${job.postedOn}T00:00:00Z`).toUTCString()}</pubDate>`,
      cdata("description", descriptionHtml(job)),
      "</item>",
    ].join("\n");
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    "<channel>",
    `<title>${xmlText(`${head.company} · 招聘岗位 Jobs`)}</title>`,
    `<link>${xmlText(`${head.publicUrl}${head.home}/jobs`)}</link>`,
    `<description>${xmlText(`${head.company} 正在招聘的岗位`)}</description>`,
    "<language>zh-CN</language>",
    `<lastBuildDate>${head.builtAt.toUTCString()}</lastBuildDate>`,
    `<atom:link href="${xmlText(`${head.publicUrl}${head.home}/feeds/rss.xml`)}" rel="self" type="application/rss+xml"/>`,
    ...items,
    "</channel>",
    "</rss>",
    "",
  ].join("\n");
}
