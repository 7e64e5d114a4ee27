import type { Bilingual } from "../locale.ts";

/** Holds nothing about a candidate, and why that is so. */
export type OtherTable = { nobody: Bilingual };

const shop: Bilingual = { zh: "店铺自己的设置与内容", en: "The shop's own settings and content" };
const staff: Bilingual = { zh: "招聘同事的账号与设置", en: "Recruiters' accounts and settings" };
const money: Bilingual = { zh: "渠道花费，不涉及个人", en: "What channels cost; nothing about a person" };
const system: Bilingual = { zh: "程序自身的状态", en: "The program's own state" };
const alarms: Bilingual = { zh: "渠道与岗位的提醒", en: "Alarms about channels and jobs" };
const sums: Bilingual = { zh: "只有合计", en: "Sums only" };

/** The tables in which nothing about a candidate stands. */
export const otherTables: Readonly<Record<string, OtherTable>> = {
  interview_slots: { nobody: shop },
  tallies: { nobody: sums },
  tally_changes: { nobody: sums },
  tag_bitmaps: { nobody: sums },
  import_bad_rows: { nobody: system },
  job_adverts: { nobody: shop },
  posting_events: { nobody: shop },
  job_profiles: { nobody: shop },
  own_tags: { nobody: shop },
  mail_positions: { nobody: shop },
  mail_rules: { nobody: shop },
  mailboxes: { nobody: system },
  carrier_addresses: { nobody: shop },
  platform_cursors: { nobody: system },
  platform_tokens: { nobody: system },
  recruiter_inbox: { nobody: system },
  posting_places: { nobody: system },
  content_versions: { nobody: system },
  settings: { nobody: system },
  channel_checks: { nobody: alarms },
  channel_alerts: { nobody: alarms },
  alerts: { nobody: alarms },
  digests: { nobody: { zh: "只有数字，人员在 digest_rows", en: "Figures only; people are in digest_rows" } },
  companies: { nobody: shop },
  company_settings: { nobody: shop },
  work_settings: { nobody: shop },
  jobs: { nobody: shop },
  tracking_links: { nobody: shop },
  faq_entries: { nobody: shop },
  recruiters: { nobody: staff },
  recruiter_settings: { nobody: staff },
  job_recruiters: { nobody: staff },
  api_tokens: { nobody: staff },
  spend: { nobody: money },
  spend_entries: { nobody: money },
};
