import type { PosterSheet } from "../charts/sheet.ts";
import { inLocale, type Locale } from "../locale.ts";
import type { Advert, PublicJob } from "./advert.ts";
import { employmentWords, payWords, shiftWords } from "./words.ts";

type Shown = Pick<PublicJob, "title" | "company" | "shift" | "openings"> & { advert: Advert | null };

/** The poster of a job: without an advert yet it has the title and the code. */
export function posterOf(job: Shown, address: string, locale: Locale): PosterSheet {
  const { advert, shift, openings } = job;
  const pay = advert ? payWords(advert) : null;
  const facts = [
    advert?.city,
    advert ? inLocale(employmentWords[advert.employment], locale) : null,
    shift ? inLocale(shiftWords[shift], locale) : null,
    pay ? inLocale(pay, locale) : null,
    openings === null ? null : locale === "en" ? `${openings} wanted` : `招${openings}人`,
  ].filter((fact) => fact !== null && fact !== undefined);
  const lines = advert
    ? sentences(
        locale === "en" && advert.english !== ""
          ? [advert.english]
          : [advert.about, advert.needs, advert.offers],
      )
    : [];
  return {
    kind: "poster",
    locale,
    company: job.company.slice(0, 80),
    title: job.title.slice(0, 80),
    facts: facts.map((fact) => fact.slice(0, 40)),
    lines,
    call:
      locale === "en"
        ? "Scan to apply on your phone (about 12 minutes)"
        : "微信或相机扫码，手机上完成测评（约 12 分钟）",
    promise:
      locale === "en" ? "No fees, ever · Ask for a person at any time" : "招聘不收任何费用 · 随时可以找真人",
    address,
  };
}

/** At most six short lines: the first of each part come first, so that every part has its say. */
function sentences(parts: readonly string[]): string[] {
  const lists = parts.map((part) =>
    part
      .split(/[\n；;。]/)
      .map((line) => line.replace(/^[\s\d.、)）·•*-]+/u, "").trim())
      .filter((line) => line.length > 1),
  );
  const each = Math.max(1, Math.floor(6 / Math.max(1, lists.filter((list) => list.length > 0).length)));
  return lists.flatMap((list) => list.slice(0, each)).map((line) => line.slice(0, 120));
}
