import { addressesOf } from "../link-addresses.ts";
import type { PublicJob } from "./advert.ts";
import { descriptionHtml } from "./feeds.ts";

/** A job as schema.org JobPosting, as search engines read it. */
export function jobPosting(job: PublicJob, publicUrl: string) {
  const { advert } = job;
  const { page } = addressesOf(job.code, { publicUrl, telegramBot: null });
  return {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    title: job.title,
    description: descriptionHtml(job),
    datePosted: job.postedOn,
    ...(advert.closesOn ? { validThrough: `${advert.closesOn}T23:59:59+08:00` } : {}),
    employmentType: advert.employment === "full_time" ? "FULL_TIME" : "PART_TIME",
    identifier: { "@type": "PropertyValue", name: job.company, value: job.id },
    hiringOrganization: { "@type": "Organization", name: job.company, sameAs: publicUrl },
    jobLocation: {
      "@type": "Place",
      address: { "@type": "PostalAddress", addressLocality: advert.city, addressCountry: "CN" },
    },
    ...(advert.payMin === null
      ? {}
      : {
          baseSalary: {
            "@type": "MonetaryAmount",
            currency: "CNY",
            value: {
              "@type": "QuantitativeValue",
              minValue: advert.payMin,
              maxValue: advert.payMax ?? advert.payMin,
              unitText: "MONTH",
            },
          },
        }),
    ...(job.openings === null ? {} : { totalJobOpenings: job.openings }),
    directApply: true,
    url: page,
  };
}

/** JSON for inside a script element: nothing in it can end the element or begin a comment. */
export const scriptJson = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll(">", "\\u003e")
    .replaceAll("&", "\\u0026")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
