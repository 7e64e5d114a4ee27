import type { RichTextText } from "@slack/types";
import { inLocale, type Locale } from "../../core/locale.ts";
import { maskPersonal } from "../../core/masking.ts";
import type { TranscriptLine } from "../../db/transcripts.ts";
import { clip, literal, mrkdwn } from "../text.ts";
import type { View } from "../types.ts";
import { say } from "../words.ts";

/** A transcript line ready to be shown: who, when, what, with personal numbers masked. */
export type SpokenLine = {
  author: TranscriptLine["author"];
  who: string;
  time: string;
  text: string;
  late: boolean;
};

const authors: Record<TranscriptLine["author"], { zh: string; en: string }> = {
  candidate: { zh: "候选人", en: "Candidate" },
  bot: { zh: "助手", en: "Assistant" },
  customer: { zh: "顾客（模拟）", en: "Customer (simulated)" },
  recruiter: { zh: "招聘方", en: "Recruiter" },
};

const heard: Record<NonNullable<TranscriptLine["heard"]>, { zh: string; en: string }> = {
  confirmed: { zh: "语音，本人确认", en: "voice, confirmed by the candidate" },
  corrected: { zh: "语音，本人改过", en: "voice, corrected by the candidate" },
  unanswered: { zh: "语音，未确认，按识别结果计", en: "voice, not confirmed in time, taken as heard" },
  unused: { zh: "语音，未计入", en: "voice, not counted" },
};

/** What a transcript shows, line by line, times to the second in the company's zone. */
export function spoken(lines: readonly TranscriptLine[], locale: Locale, timeZone: string): SpokenLine[] {
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  });
  return lines.map((line) => ({
    author: line.author,
    who: inLocale(authors[line.author], locale),
    time: clock.format(line.at),
    text: line.media
      ? `[${line.heard ? inLocale(heard[line.heard], locale) : line.media}] ${maskPersonal(line.text, locale)}`.trim()
      : maskPersonal(line.text, locale),
    late: line.late,
  }));
}

/** Characters of one piece; Slack shows longer ones cut. */
const pieceChars = 3000;

/** The transcript as messages for a thread, each at most 3000 characters, lines kept whole where they fit. */
export function transcriptPieces(lines: readonly SpokenLine[], locale: Locale): View[] {
  const pieces: RichTextText[][] = [];
  let piece: RichTextText[] = [];
  let size = 0;
  for (const line of lines) {
    for (const part of lineParts(line, locale)) {
      const length = part.reduce((sum, element) => sum + element.text.length, 0);
      if (size + length > pieceChars && piece.length > 0) {
        pieces.push(piece);
        piece = [];
        size = 0;
      }
      piece.push(...part);
      size += length;
    }
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces.map((elements, index) => {
    const title =
      say(locale, "对话记录", "Transcript") + (pieces.length > 1 ? ` ${index + 1}/${pieces.length}` : "");
    return {
      text: title,
      blocks: [
        { type: "context", elements: [{ type: "plain_text", text: title, emoji: false }] },
        { type: "rich_text", elements: [{ type: "rich_text_section", elements }] },
      ],
    };
  });
}

/** A line as elements; one longer than a piece becomes several. */
function lineParts(line: SpokenLine, locale: Locale): RichTextText[][] {
  const late = line.late ? say(locale, "（迟到）", " (late)") : "";
  const head = literal(`${line.time} ${line.who}${late}: `, 120, { bold: true });
  // Half of a piece, because `literal` may put an invisible joiner behind every "<".
  const room = Math.floor((pieceChars - head.text.length - 1) / 2);
  const parts: RichTextText[][] = [];
  let rest = line.text;
  do {
    const piece = rest.length <= room ? rest : clip(rest, room).replace(/…$/, "");
    const text = literal(piece, 2 * room);
    parts.push([...(parts.length === 0 ? [head] : []), { ...text, text: `${text.text}\n` }]);
    rest = rest.slice(piece.length || room);
  } while (rest.length > 0 && parts.length < 10);
  return parts;
}

/** One line of plain words in a thread. */
export const threadLine = (text: string, locale: Locale): View => ({
  text: mrkdwn(text, 1000),
  blocks: [
    {
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: [literal(maskPersonal(text, locale), 2900)] }],
    },
  ],
});
