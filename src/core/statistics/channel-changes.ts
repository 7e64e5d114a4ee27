import { addDays, type Day } from "../calendar-days.ts";
import {
  type AlarmEnd,
  type ChannelAlarm,
  type ChannelWatch,
  endOfAlarm,
  falseAlarmSpacing,
  type WatchOptions,
  watchChannel,
} from "./channel-watch.ts";
import type { DayCount } from "./drop-detector.ts";

/** A fall that has been told and goes on. */
export type OpenAlert = { channel: string; beganOn: Day; perDay: number };

export type ChannelChanges = {
  began: ({ channel: string } & ChannelAlarm)[];
  ended: ({ channel: string; beganOn: Day } & AlarmEnd)[];
  /** Channels watched at the same time, and how often one of them is accused falsely: once in so many days. */
  watched: number;
  spacing: number | null;
};

/** On the first look only a fall of the last four weeks is news. */
const newsDays = 28;

/**
 * What changed since the channels were last looked at (`checked`, null = never) up to the end of `until`: falls that
 * began and go on, and told falls that ended. What began and ended in between is no news any more.
 */
export function channelChanges(
  series: ReadonlyMap<string, readonly DayCount[]>,
  open: readonly OpenAlert[],
  days: { checked: Day | null; until: Day; masked: (day: Day) => boolean },
): ChannelChanges {
  const first = watchAll(series, { masked: days.masked });
  const watched = usualCounts(first).length;
  const options = { masked: days.masked, channels: watched };
  // More than three channels ask for more evidence each; up to three the first look was the right one.
  const watches = watched > 3 ? watchAll(series, options) : first;
  const changes: ChannelChanges = { began: [], ended: [], watched, spacing: null };
  for (const [channel, watch] of watches) {
    const told = open.filter((alert) => alert.channel === channel);
    let fallen: ({ date: Day; perDay: number } & Partial<ChannelAlarm>) | null =
      told[0] === undefined ? null : { date: told[0].beganOn, perDay: told[0].perDay };
    let since = days.checked ?? addDays(days.until, -newsDays);
    for (;;) {
      if (fallen) {
        const end = endOfAlarm(watch, fallen, options);
        if (!end) break;
        if (told.some(({ beganOn }) => beganOn === fallen?.date))
          changes.ended.push({ channel, beganOn: fallen.date, ...end });
        since = end.date > since ? end.date : since;
        fallen = null;
      } else {
        fallen = watch.alarms.find(({ date }) => date > since) ?? null;
        if (!fallen) break;
      }
    }
    const began = watch.alarms.find(({ date }) => date === fallen?.date);
    if (began && !told.some(({ beganOn }) => beganOn === began.date))
      changes.began.push({ channel, ...began });
  }
  const counts = usualCounts(watches);
  if (counts.length > 0) changes.spacing = falseAlarmSpacing(counts);
  return changes;
}

const watchAll = (series: ReadonlyMap<string, readonly DayCount[]>, options: WatchOptions) =>
  new Map([...series].map(([channel, counts]) => [channel, watchChannel(counts, options)] as const));

const usualCounts = (watches: ReadonlyMap<string, ChannelWatch>): number[] =>
  [...watches.values()].flatMap(({ perDay }) => perDay ?? []);
