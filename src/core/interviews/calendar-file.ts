/** An appointment as calendars know it; times in ms. `sequence` counts its changes. */
export type CalendarEntry = {
  uid: string;
  sequence: number;
  startsAt: number;
  endsAt: number;
  changedAt: number;
  title: string;
  place: string;
  details: string;
  cancelled: boolean;
};

/** A calendar file (RFC 5545) with one entry: times in UTC, lines of at most 75 bytes that end in CRLF. */
export const calendarFile = (entry: CalendarEntry): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Qinpin//Interviews//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${escaped(entry.uid)}`,
    `SEQUENCE:${entry.sequence}`,
    `DTSTAMP:${utc(entry.changedAt)}`,
    `DTSTART:${utc(entry.startsAt)}`,
    `DTEND:${utc(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place ? [`LOCATION:${escaped(entry.place)}`] : []),
    ...(entry.details ? [`DESCRIPTION:${escaped(entry.details)}`] : []),
    `STATUS:${entry.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join("");

const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll("\n", "\\n");

/** No character is cut in two, and the space that goes on a line counts. */
function folded(line: string): string {
  const lines: string[] = [];
  let room = 75;
  let current = "";
  for (const character of line) {
    const bytes = bytesOf(character);
    if (bytes > room) {
      lines.push(current);
      current = "";
      room = 74;
    }
    current += character;
    room -= bytes;
  }
  return [...lines, current].join("\r\n ");
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
