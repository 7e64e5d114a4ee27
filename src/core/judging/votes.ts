import { z } from "zod";
import type { Quote } from "../scoring/assessment.ts";
import { findSuspicious, touchesSuspicious } from "../scoring/suspicious.ts";
import type { Question, Source } from "./question.ts";

/** What a model may say, and nothing else; further fields are dropped. */
export const Vote = z.object({
  nonce: z.string(),
  evidence: z
    .array(
      z.object({
        element: z.string().max(40),
        credit: z.enum(["full", "partial"]),
        messageId: z.string().max(40),
        quote: z.string().max(4096),
      }),
    )
    .max(200),
});
export type Vote = z.infer<typeof Vote>;

/** Evidence that code found to be real. */
export type Accepted = { credit: "full" | "partial"; quote: Quote; index: number };

/** What the votes agree on, by element key, and the elements they contradict each other about. */
export type Tally = { found: ReadonlyMap<string, Accepted>; disputed: readonly string[]; rejected: number };

const shortest = 6;
const longestQuote = 160;
/** One stretch of words is evidence for so many elements and no more. */
const mostPerQuote = 3;

/**
 * Checks every piece of evidence against the candidate's own messages and takes what most votes agree on: the median
 * credit of three votes, the lower of two. Fewer than two votes agree on nothing.
 */
export function tally(question: Question, votes: readonly Vote[], shortQuotes: readonly string[]): Tally {
  const checked = votes.map((vote) => acceptVote(question, vote, shortQuotes));
  const found = new Map<string, Accepted>();
  const disputed: string[] = [];
  for (const { key } of question.elements) {
    const given = checked.map(({ accepted }) => accepted.get(key) ?? null);
    const levels = given.map((one) => levelOf(one?.credit ?? null)).sort((a, b) => b - a);
    const agreed = given.length < 2 ? 0 : (levels[1] ?? 0);
    if ((levels[0] ?? 0) === 2 && levels.at(-1) === 0) disputed.push(key);
    const shown = given.find((one) => one !== null && levelOf(one.credit) >= agreed);
    if (agreed > 0 && shown) found.set(key, { ...shown, credit: agreed === 2 ? "full" : "partial" });
  }
  return { found, disputed, rejected: checked.reduce((sum, { rejected }) => sum + rejected, 0) };
}

const levelOf = (credit: Accepted["credit"] | null): number =>
  credit === "full" ? 2 : credit === "partial" ? 1 : 0;

function acceptVote(question: Question, { evidence }: Vote, shortQuotes: readonly string[]) {
  const accepted = new Map<string, Accepted>();
  const uses = new Map<string, number>();
  const parts = new Map(question.elements.map(({ key, part }) => [key, part]));
  let rejected = 0;
  for (const { element, credit, messageId, quote } of evidence) {
    const source = question.sources.get(messageId);
    const found = source && parts.get(element) === source.part ? locate(source, quote, shortQuotes) : null;
    const place = found ? `${found.messageId} ${found.start} ${found.end}` : "";
    const used = uses.get(place) ?? 0;
    if (!source || !found || used >= mostPerQuote) {
      rejected += 1;
      continue;
    }
    uses.set(place, used + 1);
    const known = accepted.get(element);
    if (!known || levelOf(credit) > levelOf(known.credit))
      accepted.set(element, { credit, quote: found, index: source.index });
  }
  return { accepted, rejected };
}

/**
 * Where the quote really stands in that message, compared without width, case and spaces; null when it does not, is
 * too short or too long, only repeats a customer, or touches a sentence that gives orders or hides characters.
 */
export function locate(source: Source, quote: string, shortQuotes: readonly string[]): Quote | null {
  const wanted = plain(quote).text;
  const long = [...wanted].length >= shortest || shortQuotes.some((one) => plain(one).text === wanted);
  if (!long || wanted.length > longestQuote) return null;
  if (source.heard.some((line) => plain(line).text.includes(wanted))) return null;
  const { text, starts, ends } = plain(source.text);
  const suspicious = findSuspicious(source.text);
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) {
    const start = starts[from] ?? 0;
    const end = ends[from + wanted.length - 1] ?? 0;
    if (!touchesSuspicious(suspicious, start, end))
      return { messageId: source.messageId, text: source.text.slice(start, end), start, end };
  }
  return null;
}

/** NFKC, lower case, without spaces and invisible characters; unit `i` comes from `starts[i]` to `ends[i]`. */
function plain(raw: string): { text: string; starts: number[]; ends: number[] } {
  const out = { text: "", starts: [] as number[], ends: [] as number[] };
  let start = 0;
  for (const point of raw.slice(0, 4096)) {
    const end = start + point.length;
    const folded = /[\s\p{Cf}\p{Cc}]/u.test(point)
      ? ""
      : point.normalize("NFKC").toLowerCase().replace(/\s/gu, "");
    out.text += folded;
    for (let i = 0; i < folded.length; i += 1) {
      out.starts.push(start);
      out.ends.push(end);
    }
    start = end;
  }
  return out;
}
