import type { Locale } from "../../core/locale.ts";
import { inLocale } from "../../core/locale.ts";
import { bands, stages } from "../../db/applications.ts";
import type { ListQuery } from "../cards/list.ts";
import { mrkdwn } from "../text.ts";
import { bandNames, say, stageNames } from "../words.ts";

/** Arguments understood, or a sentence (mrkdwn) that names what would have been. */
export type Parsed = { query: ListQuery } | { problem: string };

const keys = ["stage", "band", "job", "source", "page"] as const;

/**
 * `stage:held band:review job:job_7f3k page:2 free text`, in any order; `=` and the full-width colon work too, and
 * values may be the words shown on cards.
 */
export function parseListArguments(args: string, locale: Locale): Parsed {
  const query: ListQuery = { page: 1 };
  const words: string[] = [];
  for (const part of args.trim().split(/\s+/u).filter(Boolean)) {
    const [, rawKey, value] = /^([\p{L}]{1,20})[:=：](.{1,64})$/u.exec(part) ?? [];
    if (rawKey === undefined || value === undefined) {
      words.push(part);
      continue;
    }
    const key = keys.find((known) => known === rawKey.toLowerCase());
    switch (key) {
      case "stage": {
        const stage = stages.find((id) => named(value, id, stageNames[id]));
        if (!stage)
          return {
            problem: unknown(
              rawKey,
              value,
              stages.map((id) => both(id, stageNames[id], locale)),
              locale,
            ),
          };
        query.stage = stage;
        break;
      }
      case "band": {
        const band = bands.find((id) => named(value, id, bandNames[id]));
        if (!band)
          return {
            problem: unknown(
              rawKey,
              value,
              bands.map((id) => both(id, bandNames[id], locale)),
              locale,
            ),
          };
        query.band = band;
        break;
      }
      case "job":
        query.job = value;
        break;
      case "source":
        query.source = value;
        break;
      case "page": {
        const page = /^\d{1,4}$/.test(value) ? Number(value) : 0;
        if (page < 1) return { problem: unknown(rawKey, value, ["1", "2", "3"], locale) };
        query.page = page;
        break;
      }
      case undefined:
        return { problem: unknownKey(rawKey, locale) };
      default:
        return key satisfies never;
    }
  }
  if (words.length > 0) query.text = words.join(" ").slice(0, 100);
  return { query };
}

const named = (value: string, id: string, names: { zh: string; en: string }): boolean =>
  [id, names.zh, names.en.replaceAll(" ", ""), names.en.replaceAll(" ", "_")].some(
    (name) => name.toLowerCase() === value.toLowerCase(),
  );

const both = (id: string, names: { zh: string; en: string }, locale: Locale) =>
  `\`${id}\` ${inLocale(names, locale)}`;

function unknown(key: string, value: string, valid: string[], locale: Locale): string {
  const list = valid.join(say(locale, "、", ", "));
  return say(
    locale,
    `没有看懂 ${mrkdwn(key, 20)}:${mrkdwn(value, 64)}。可以写：${list}`,
    `"${mrkdwn(key, 20)}:${mrkdwn(value, 64)}" is not known. Valid: ${list}`,
  );
}

const unknownKey = (key: string, locale: Locale): string =>
  say(
    locale,
    `没有“${mrkdwn(key, 20)}”这个筛选。可以用：\`stage:\`（阶段）、\`band:\`（建议）、\`job:\`（岗位编号）、\`page:\`（页），其余的词按姓名、编号或岗位名查找。`,
    `There is no filter "${mrkdwn(key, 20)}". Use \`stage:\`, \`band:\`, \`job:\`, \`page:\`; any other words are looked up as name, number or job title.`,
  );
