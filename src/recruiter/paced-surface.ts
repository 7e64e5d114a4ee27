import { setTimeout as sleep } from "node:timers/promises";
import type { Held } from "../conversation/types.ts";
import { closePlace, openPlace, pausePlace, takeTurn } from "../db/posting-places.ts";
import { SurfaceError } from "./surface-error.ts";
import type { RecruiterDeps, RecruiterSurface } from "./types.ts";

/** How calls to a place are spread. */
export type Pace = {
  /** Between two messages to one channel: Slack takes one a second. */
  postMs: number;
  /** Between two other calls, wherever they go: Slack takes 50 a minute of a workspace. */
  callMs: number;
  sleep(ms: number): Promise<unknown>;
};

export const slackPace: Pace = { postMs: 1000, callMs: 1250, sleep: (ms) => sleep(ms) };

/** A turn that is further away than this is waited for in the queue. */
const patienceMs = 3_000;

/** The place waits: what was posted so far is noted, and the row goes on from there when it is its turn again. */
export class PlaceWaits extends Error {
  override readonly name = "PlaceWaits";
  readonly held: Held;

  constructor(reason: string, unknown: boolean, options?: ErrorOptions) {
    super(reason, options);
    this.held = { kind: "held", unknown, reason };
  }
}

/** Stands for all places together: calls that are not messages are limited for the whole workspace. */
const anywhere = "*";

/** Tries of a row before the place stops waiting for it. */
const stubborn = 10;

/**
 * The surface at the speed its platform allows, for as long as the row is ours. Every call takes a turn of the place,
 * which all processes share; a call that fails closes the place for as long as the platform says, or 1 s, 2 s, 4 s … up
 * to 60 s, and throws PlaceWaits. What the platform will never take passes as it is: it holds up nobody.
 */
export function pacedSurface(
  deps: Pick<RecruiterDeps, "db" | "clock">,
  surface: RecruiterSurface,
  at: { company: string; place: string; attempts: number },
  signal: AbortSignal,
  pace: Pace,
): RecruiterSurface {
  const { sql } = deps.db;
  const awaitTurn = async (place: string, gapMs: number): Promise<number> => {
    const turn = await takeTurn(sql, { ...at, place }, { gapMs, patienceMs }, deps.clock());
    if (turn === null) {
      await pausePlace(sql, at, patienceMs, deps.clock());
      throw new PlaceWaits("its turn comes later", false);
    }
    if (turn.waitMs > 0) await pace.sleep(turn.waitMs);
    return turn.failures;
  };
  const inTurn = async <T>(gapMs: number, call: () => Promise<T>, isMessage: boolean): Promise<T> => {
    const failures = await awaitTurn(at.place, isMessage ? gapMs : 0);
    if (!isMessage) await awaitTurn(anywhere, gapMs);
    if (signal.aborted) throw new PlaceWaits("no time left", false);
    try {
      const result = await call();
      if (failures > 0) await openPlace(sql, at);
      return result;
    } catch (error) {
      if (error instanceof SurfaceError && error.result.kind === "rejected") throw error;
      // After so many tries it may be the message alone: it steps aside, and the others go on.
      if (error instanceof SurfaceError && error.toMend && at.attempts > stubborn) throw error;
      const certain = error instanceof SurfaceError && error.result.kind === "retry" ? error.result : null;
      await closePlace(sql, at, certain?.afterMs ?? backoffMs(failures), deps.clock());
      const reason = certain?.reason ?? (error instanceof Error ? error.name : "unknown");
      throw new PlaceWaits(reason, certain === null, { cause: error });
    }
  };
  return {
    post: (message) => inTurn(pace.postMs, () => surface.post({ ...message, signal }), true),
    update: (message) => inTurn(pace.callMs, () => surface.update({ ...message, signal }), false),
    find: (...where) => inTurn(pace.callMs, () => surface.find(...where), false),
  };
}

const backoffMs = (failures: number): number => Math.min(60_000, 1000 * 2 ** Math.min(failures, 6));
