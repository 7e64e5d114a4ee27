import OpenAI, { toFile } from "openai";
import { z } from "zod";
import { clientOf } from "./client.ts";

/** What was heard in a piece of sound; `final` = asking again is of no use; `afterMs` = when the endpoint wants it. */
export type Heard =
  | { kind: "text"; text: string }
  | { kind: "failed"; reason: string; final: boolean; afterMs: number | null };

/** One configured endpoint that writes speech down. `write` makes exactly one call and never throws. */
export type Transcriber = {
  /** The longest piece it takes, s. */
  mostSeconds: number;
  write(wav: Uint8Array, signal: AbortSignal): Promise<Heard>;
};

const callMs = 25_000;
/** Some take 30 s at most; a little less, so that nobody rounds us over it. Those known to take more are listed. */
const usualSeconds = 29;
const moreSeconds: readonly (readonly [host: RegExp, seconds: number])[] = [[/(?:^|\.)openai\.com$/, 300]];

/** A client of the endpoint's `/audio/transcriptions`. Nothing but the sound is sent: no name, no language, no prompt. */
export function createTranscriber(settings: { apiKey: string; baseUrl: string; model: string }): Transcriber {
  const client = clientOf(settings, callMs);
  const host = URL.parse(settings.baseUrl)?.hostname ?? "";
  return {
    mostSeconds: moreSeconds.find(([of]) => of.test(host))?.[1] ?? usualSeconds,
    async write(wav, signal) {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(callMs)]);
      try {
        // Gateways judge by the file's name.
        const file = await toFile(wav, "voice.wav", { type: "audio/wav" });
        const raw: unknown = await client.audio.transcriptions.create(
          { file, model: settings.model, response_format: "json" },
          { signal: ends },
        );
        const answer = Answer.safeParse(raw);
        return answer.success
          ? { kind: "text", text: clean(answer.data.text) }
          : { kind: "failed", reason: "unreadable", final: false, afterMs: null };
      } catch (error) {
        return failureOf(error, ends);
      }
    },
  };
}

const Answer = z.object({ text: z.string().max(20_000) });

/** Words as somebody would have typed them: one line, no control characters. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();

function failureOf(error: unknown, signal: AbortSignal): Heard {
  if (signal.aborted) return { kind: "failed", reason: "timeout", final: false, afterMs: null };
  if (!(error instanceof OpenAI.APIError) || typeof error.status !== "number")
    return { kind: "failed", reason: "connection", final: false, afterMs: null };
  const { status, headers } = error;
  const seconds = Number(headers?.get("retry-after") ?? Number.NaN);
  return {
    kind: "failed",
    reason: `http_${status}`,
    final: status >= 400 && status < 500 && ![408, 409, 429].includes(status),
    afterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null,
  };
}
