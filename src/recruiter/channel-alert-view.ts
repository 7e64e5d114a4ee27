import { addDays, type Day, dayIn } from "../core/calendar-days.ts";
import { channelName } from "../core/channel-names.ts";
import { dropChart } from "../core/charts/build-drop.ts";
import type { DropChart } from "../core/charts/chart.ts";
import { channelChanges } from "../core/statistics/channel-changes.ts";
import { isMasked } from "../core/statistics/masked-days.ts";
import { type ChannelAlert, openAlerts } from "../db/channel-alerts.ts";
import { channelDays } from "../metrics/channel-days.ts";
import { companyTimeZone } from "./candidate.ts";
import { channelAlertCard } from "./cards/channel-alert.ts";
import { withChart } from "./pictures.ts";
import { mrkdwn, mrkdwnText } from "./text.ts";
import type { RecruiterDeps, View } from "./types.ts";
import { say } from "./words.ts";

/** What is told about a channel, with its days up to the one it is about. */
export async function channelAlertView(
  { db, locale }: Pick<RecruiterDeps, "db" | "locale">,
  company: string,
  alert: ChannelAlert,
): Promise<View> {
  const timeZone = await companyTimeZone(db.sql, company);
  // The day is over, so the counts are the same whenever they are asked.
  const now = new Date(`${addDays(alert.day, 2)}T00:00:00Z`);
  const days = await channelDays({ sql: db.sql, company, timeZone, now }, alert.day);
  const rows = days.get(alert.channel) ?? [];
  const watching = { channels: alert.watched, spacing: alert.spacing };
  return withChart(
    channelAlertCard(alert, locale),
    draw(alert.channel, rows, alert.day, watching, locale),
    2,
  );
}

/** Falls shown above a table. */
const shown = 3;

type Asking = { sql: RecruiterDeps["db"]["sql"]; company: string; timeZone: string; now: Date };

/** A view of channels, with the falls that were told and go on in front of it. */
export async function withFallen(
  { locale }: Pick<RecruiterDeps, "locale">,
  asking: Asking,
  view: View,
): Promise<View> {
  const open = (await openAlerts(asking.sql, asking.company)).slice(0, shown);
  if (open.length === 0) return view;
  const last = addDays(dayIn(asking.timeZone, asking.now), -1);
  const days = await channelDays(asking, last);
  const { watched, spacing } = channelChanges(days, open, { checked: last, until: last, masked: isMasked });
  const [head, ...rest] = view.blocks;
  const warnings = open.map(({ channel, beganOn, perDay }) => {
    const name = mrkdwn(channelName(channel, locale), 60);
    const usual = Number(perDay.toFixed(1));
    const words = say(
      locale,
      `⚠️ *${name}* 的简历从 ${beganOn} 起可能下降了，之前平均每天约 ${usual} 份。请先看职位是否还在线、余额是否用完。`,
      `⚠️ *${name}*: résumés may have dropped since ${beganOn}; before, an average day brought about ${usual}. First look whether the posting is still online and paid for.`,
    );
    return { type: "section" as const, text: mrkdwnText(words) };
  });
  const moved = (view.pictures ?? []).map(({ chart, before }) => ({ chart, before: before + open.length }));
  const charts = open.flatMap(({ channel }, i) => {
    const chart = draw(channel, days.get(channel) ?? [], last, { channels: watched, spacing }, locale);
    return chart ? [{ chart, before: i + 2 }] : [];
  });
  return {
    ...view,
    blocks: [...(head ? [head] : []), ...warnings, ...rest],
    pictures: [...charts, ...moved],
  };
}

function draw(
  channel: string,
  days: readonly { date: Day; count: number }[],
  last: Day,
  watching: { channels: number; spacing?: number | null },
  locale: RecruiterDeps["locale"],
): DropChart | null {
  const rows = days.map(({ date, count }) => ({ group: { day: date }, value: count }));
  const scope = channelName(channel, locale);
  return dropChart({ locale, period: { from: null, to: null }, scope }, rows, last, watching);
}
