import type { Quote } from "./assessment.ts";
import type { Turn } from "./evidence.ts";
import type { Span } from "./language.ts";

const longestQuote = 160;

/** The range over all spans, or the first alone when that would quote half a message. */
export function cover(spans: readonly Span[]): Span {
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.end));
  if (end - start <= longestQuote) return { start, end };
  return spans.find((span) => span.start === start) ?? { start, end: start + longestQuote };
}

/** The quote of a range of one turn; `messageId` is the turn's own or its index. */
export function quote(turns: readonly Turn[], index: number, { start, end }: Span): Quote {
  const turn = turns[index];
  return {
    messageId: turn?.messageId ?? String(index),
    text: turn?.text.slice(start, end) ?? "",
    start,
    end,
  };
}
