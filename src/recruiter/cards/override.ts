import type { KnownBlock } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import type { Assessment, Override } from "../../core/scoring/assessment.ts";
import { clip, literal, mrkdwnText } from "../text.ts";
import { bandNames, creditNames, moment, overrideReasonNames, points, reasonName, say } from "../words.ts";

/** Overrides shown on a card; all of them are in the history. */
const shown = 4;

/** What a person sees otherwise, with the first credit and score beside the new ones; nothing without an override. */
export function overrideBlocks(
  { overrides, total }: Assessment,
  locale: Locale,
  timeZone: string,
): KnownBlock[] {
  if (!overrides) return [];
  const { list, original } = overrides;
  const lead = say(
    locale,
    `✎ *人工改分* · 原总分 *${points(original.total)}* ${inLocale(bandNames[original.band], locale)} → *${points(total)}*`,
    `✎ *Overridden* · first score *${points(original.total)}* ${inLocale(bandNames[original.band], locale)} → *${points(total)}*`,
  );
  return [
    { type: "section", text: mrkdwnText(lead) },
    {
      type: "rich_text",
      elements: list.slice(-shown).map((one) => ({
        type: "rich_text_section",
        elements: [
          literal(overrideLine(one, locale), 400),
          literal(` · ${one.name} ${moment(new Date(one.at), locale, timeZone)}`, 120, { italic: true }),
        ],
      })),
    },
  ];
}

/** One override as a line of plain words. */
export function overrideLine(one: Override, locale: Locale): string {
  const label = clip(inLocale(one.label, locale), 60);
  const credit = (id: Override["from"]) => inLocale(creditNames[id], locale);
  const note = one.note ? say(locale, `：${one.note}`, `: ${one.note}`) : "";
  const why = inLocale(overrideReasonNames[one.reason], locale) + maskPersonal(note, locale);
  return say(
    locale,
    `${one.id} ${label}：${credit(one.from)} ${points(one.pointsFrom)} → ${credit(one.to)} ${points(one.pointsTo)}（满分 ${one.weight}）· ${why}`,
    `${one.id} ${label}: ${credit(one.from)} ${points(one.pointsFrom)} → ${credit(one.to)} ${points(one.pointsTo)} (of ${one.weight}) · ${why}`,
  );
}

/**
 * What an override does to the result, as lines of plain words: total, pass, band, floors that are lifted or fall. A
 * gate it never lifts, and its cap is named as long as it holds the score down.
 */
export function overrideChanges(before: Assessment, after: Assessment, locale: Locale): string[] {
  const lines = [
    say(
      locale,
      `总分 ${points(before.total)} → ${points(after.total)}`,
      `Total ${points(before.total)} → ${points(after.total)}`,
    ),
  ];
  if (before.passed !== after.passed)
    lines.push(
      after.passed
        ? say(locale, "⚠ 由未通过变为通过", "⚠ From not passed to passed")
        : say(locale, "⚠ 由通过变为未通过", "⚠ From passed to not passed"),
    );
  if (before.band !== after.band) {
    const [from, to] = [before, after].map(({ band }) => inLocale(bandNames[band], locale));
    lines.push(say(locale, `建议 ${from} → ${to}`, `Suggestion ${from} → ${to}`));
  }
  const names = (ids: string[]) =>
    ids.map((id) => inLocale(reasonName(id), locale)).join(say(locale, "、", ", "));
  const gone = before.reviewReasons.filter((id) => !after.reviewReasons.includes(id));
  const come = after.reviewReasons.filter((id) => !before.reviewReasons.includes(id));
  if (gone.length > 0)
    lines.push(say(locale, `⚠ 不再成立：${names(gone)}`, `⚠ No longer holds: ${names(gone)}`));
  if (come.length > 0) lines.push(say(locale, `⚠ 新增：${names(come)}`, `⚠ New: ${names(come)}`));
  for (const { gate, cap } of [...after.complaint.gates, ...(after.rule?.gates ?? [])]) {
    const name = inLocale(reasonName(gate), locale);
    lines.push(
      say(
        locale,
        `红线“${name}”仍然有效，这一部分封顶 ${cap} 分，改分不能取消`,
        `"${name}" still stands and caps its part at ${cap}; an override cannot lift it`,
      ),
    );
  }
  return lines;
}
