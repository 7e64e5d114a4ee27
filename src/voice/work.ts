import type { EventDraft, Logger, Meter } from "../conversation/types.ts";
import type { FetchedVoice } from "../core/channel.ts";
import type { VoiceTrouble } from "../core/dialogue/event.ts";
import { joinPieces } from "../core/voice/join.ts";
import { voiceLimits } from "../core/voice/limits.ts";
import { type Pace, paceOf } from "../core/voice/pace.ts";
import { piecesOf } from "../core/voice/pieces.ts";
import { wavOf } from "../core/voice/wav.ts";
import type { Database, Tx } from "../db/client.ts";
import type { Vault } from "../db/vault.ts";
import {
  agreesToVoice,
  type ClaimedVoice,
  holdVoice,
  postponeVoice,
  settleVoice,
  storeAudio,
} from "../db/voices.ts";
import type { Transcriber } from "../llm/transcribe.ts";
import { openAudio, openRef, sealAudio } from "./sealed.ts";
import type { MakeSound } from "./sound.ts";
import { frameSeconds, speakingIn } from "./speaking.ts";

export type VoiceDeps = {
  db: Database;
  vault: Vault;
  clock: () => Date | null;
  logger: Logger;
  meter: Pick<Meter, "count">;
  /** Gets a voice message from each platform that hands them over. */
  fetchers: Readonly<Record<string, (file: string, signal: AbortSignal) => Promise<FetchedVoice>>>;
  sound: MakeSound;
  /** null = no endpoint: voices are kept for listening only. */
  transcriber: Transcriber | null;
  /** Counts how fast people speak, for information; off unless asked for. */
  pace?: boolean;
  /** Tells the conversation, in the same transaction. */
  apply(tx: Tx, company: string, conversationId: string, event: EventDraft): Promise<unknown>;
  /** Called after the commit. */
  wake(company: string, conversationId: string): void;
};

/** Waits before trying again, ms; somebody is waiting, so an endpoint that stays away is soon given up. */
const fetchAgainMs = [1_000, 3_000, 10_000, 30_000, 120_000, 600_000];
const writeAgainMs = [1_000, 3_000, 8_000];
const longestWaitMs = 20_000;
const keepAliveMs = 4_000;

class Lost extends Error {}

/** Works on one voice to its end, or until it must wait. Throws only when the database is away. */
export async function workOnVoice(deps: VoiceDeps, v: ClaimedVoice, stopping: AbortSignal): Promise<void> {
  const { sql } = deps.db;
  const lost = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  const alive = setInterval(() => {
    holdVoice(sql, v, deps.clock()).then(
      (held) => held || lost.abort(),
      () => {},
    );
  }, keepAliveMs);
  try {
    const result = await attempt(deps, v, signal);
    deps.meter.count("voices_total", { channel: v.channel, result });
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    deps.meter.count("lease_lost_total");
  } finally {
    clearInterval(alive);
  }
}

type Result = "written" | "kept" | "later" | VoiceTrouble;

async function attempt(deps: VoiceDeps, v: ClaimedVoice, signal: AbortSignal): Promise<Result> {
  const bytes = v.audioSealed
    ? openAudio(deps.vault, v.company, v.audioSealed)
    : await fetched(deps, v, signal);
  if (typeof bytes === "string") return bytes;
  const { transcriber } = deps;
  if (v.wish === "keep" || !transcriber || !v.agreed) return await keep(deps, v);
  const sound = await deps.sound(bytes);
  if ("refused" in sound)
    return sound.refused === "busy" ? await later(deps, v, 2_000) : await fail(deps, v, sound.refused);
  const texts: string[] = [];
  for (const piece of piecesOf(sound.samples, transcriber.mostSeconds)) {
    // Whoever takes the consent back while it runs is heard no further.
    if (signal.aborted) return await later(deps, v, "given back");
    if (!(await agreesToVoice(deps.db.sql, v))) return await keep(deps, v);
    const heard = await transcriber.write(wavOf(piece), signal);
    if (heard.kind === "text") {
      texts.push(heard.text);
      continue;
    }
    if (signal.aborted) return await later(deps, v, "given back");
    const { final, afterMs, reason } = heard;
    const wait = afterMs ?? writeAgainMs[v.tries - 1];
    deps.logger.warn({ conversationId: v.conversationId, reason, attempts: v.tries }, "voice_not_written");
    if (final || wait === undefined || wait > longestWaitMs || v.tries > writeAgainMs.length)
      return await fail(deps, v, "trouble");
    return await later(deps, v, wait);
  }
  const text = joinPieces(texts);
  const pace = deps.pace ? paceOf(await speakingIn(sound.samples), frameSeconds, text) : null;
  return await written(deps, v, text, pace);
}

/** The file from its platform, kept before anything is done with it. */
async function fetched(deps: VoiceDeps, v: ClaimedVoice, signal: AbortSignal): Promise<Uint8Array | Result> {
  const fetcher = deps.fetchers[v.channel];
  const file = openRef(deps.vault, v.company, v.refSealed);
  if (!fetcher || file === null) return await fail(deps, v, "gone");
  const got = await fetcher(file, signal).catch(() => ({ kind: "retry" as const }));
  switch (got.kind) {
    case "voice": {
      const { bytes } = got;
      if (bytes.length > voiceLimits.bytes) return await fail(deps, v, "too_long");
      if (!(await storeAudio(deps.db.sql, v, sealAudio(deps.vault, v.company, bytes)))) throw new Lost();
      return bytes;
    }
    case "retry": {
      if (signal.aborted) return await later(deps, v, "given back");
      const wait = fetchAgainMs[v.tries - 1];
      deps.logger.warn({ conversationId: v.conversationId, attempts: v.tries }, "voice_not_fetched");
      return wait === undefined ? await fail(deps, v, "gone") : await later(deps, v, wait);
    }
    case "too_large":
      return await fail(deps, v, "too_long");
    case "gone":
      return await fail(deps, v, "gone");
    default:
      return got satisfies never;
  }
}

async function keep(deps: VoiceDeps, v: ClaimedVoice): Promise<Result> {
  if (!(await settleVoice(deps.db.sql, v, "kept"))) throw new Lost();
  return "kept";
}

async function later(deps: VoiceDeps, v: ClaimedVoice, afterMs: number | "given back"): Promise<Result> {
  await postponeVoice(deps.db.sql, v, afterMs, deps.clock());
  return "later";
}

/** Words are worth no more than what was agreed to when they came; then the file is no longer needed. */
async function written(deps: VoiceDeps, v: ClaimedVoice, text: string, pace: Pace | null): Promise<Result> {
  const { messageId } = v;
  const words = text.slice(0, 4_000);
  if (words === "") return await fail(deps, v, "no_words");
  return await tell(deps, v, { type: "voiceHeard", messageId, text: words }, "gone", "written", pace);
}

const fail = (deps: VoiceDeps, v: ClaimedVoice, why: VoiceTrouble): Promise<Result> =>
  tell(deps, v, { type: "voiceFailed", messageId: v.messageId, why }, "kept", why);

/** One transaction, in the order in which a message of the candidate locks: the conversation, then the voice. */
async function tell(
  deps: VoiceDeps,
  v: ClaimedVoice,
  event: EventDraft,
  file: "kept" | "gone",
  result: Result,
  pace: Pace | null = null,
): Promise<Result> {
  const { company, conversationId } = v;
  const told = await deps.db.transact(async (tx) => {
    const heard = event.type === "voiceHeard";
    if (heard && !(await agreesToVoice(tx, v))) {
      if (!(await settleVoice(tx, v, "kept"))) throw new Lost();
      return false;
    }
    await deps.apply(tx, company, conversationId, event);
    const sealed = pace && deps.vault.seal(pace, `${company}:voices`);
    if (!(await settleVoice(tx, v, file, sealed))) throw new Lost();
    return true;
  });
  if (!told) return "kept";
  deps.wake(company, conversationId);
  return result;
}
