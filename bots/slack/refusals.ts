import { WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import { SurfaceError } from "../../src/recruiter/surface-error.ts";

/** Slack had trouble of its own and says that parts may have happened: nothing certain is known. */
const uncertain = new Set(["internal_error", "fatal_error", "request_timeout", "service_unavailable"]);

/** The message itself is wrong; sending it again changes nothing. */
const hopeless = new Set([
  "cant_update_message",
  "duplicate_channel_not_found",
  "edit_window_closed",
  "invalid_arguments",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "message_not_found",
  "metadata_too_large",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
  "thread_not_found",
]);

const connectMs = 5_000;
const repairMs = 60_000;

/**
 * What an error of Slack's Web API means for delivery: SurfaceError with `retry` (rate limit with Slack's own delay,
 * never connected, or something an operator repairs such as a missing invitation or revoked token) or `rejected` (the
 * message can never be taken); any other error comes back as it is and means "unknown whether it arrived".
 */
export function readRefusal(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError) {
    return new SurfaceError(
      { kind: "retry", afterMs: error.retryAfter * 1000, reason: "rate limited" },
      { cause: error },
    );
  }
  if (error instanceof WebAPIRequestError) {
    if (!neverConnected(error.original)) return error;
    return new SurfaceError(
      { kind: "retry", afterMs: connectMs, reason: "Slack not reachable" },
      { cause: error },
    );
  }
  if (!(error instanceof WebAPIPlatformError)) return error;
  const reason = error.data.error;
  if (uncertain.has(reason)) return error;
  if (hopeless.has(reason)) return new SurfaceError({ kind: "rejected", reason }, { cause: error });
  return new SurfaceError({ kind: "retry", afterMs: repairMs, reason }, { cause: error, toMend: true });
}

/** Refused for certain, and possibly only because of a picture in it that Slack still works on or will not show. */
export function mayBePicture(error: unknown): boolean {
  if (error instanceof SurfaceError) return isRefusal(error.result, "invalid_blocks");
  if (error instanceof WebAPIPlatformError) return error.data.error === "invalid_blocks";
  return error instanceof ReplyRefused;
}

const isRefusal = (result: SurfaceError["result"], reason: string): boolean =>
  result.kind === "rejected" && result.reason === reason;

/** An interaction's own address answered with an error: nothing was shown. */
export class ReplyRefused extends Error {
  override readonly name = "ReplyRefused";
}

const refusedCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function neverConnected(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && refusedCodes.has(at.code)) return true;
    if (at instanceof AggregateError && at.errors.length > 0 && at.errors.every(neverConnected)) return true;
  }
  return false;
}
