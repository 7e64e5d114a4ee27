import { afterQuiet, usualZone } from "../dialogue/reminders.ts";

/**
 * How long after a candidate's last message a platform lets us write first, ms; null = as long as they have not blocked us.
 * WeChat's customer-service messages end 48 h after it. A platform that is not here is not written to first.
 */
const windows: Readonly<Record<string, number | null>> = {
  telegram: null,
  web: null,
  wechat: 48 * 3_600_000,
  wecom: 48 * 3_600_000,
};

/** Days between two invitations to the same person, whatever the jobs. */
export const daysBetweenInvitations = 30;

/**
 * When an invitation may go out, ms: now, or at the end of the quiet hours (22:00-8:30 in `zone`). Null = by then the platform
 * does not let it through any more.
 */
export function invitationTime(
  channel: string,
  lastSaidAt: number | null,
  now: number,
  zone: string = usualZone,
): number | null {
  const window = Object.hasOwn(windows, channel) ? windows[channel] : undefined;
  if (window === undefined) return null;
  const at = afterQuiet(now, zone);
  return window === null || (lastSaidAt !== null && at <= lastSaidAt + window) ? at : null;
}
