import type { SendResult } from "../../src/core/channel.ts";
import type { Answer } from "../tencent/api.ts";
import { reasonOf } from "../tencent/send.ts";

/** What an error code of the customer-service interface means for the message. */
export function refusal(answer: Answer): SendResult {
  const reason = reasonOf(answer);
  switch (answer.errcode) {
    case 45015: // the window is closed
    case 45047: // as many as allowed were sent
    case 48001: // the account may send none at all: the next reply takes it along
      return { kind: "parked", reason };
    case 43004: // no longer follows us
      return { kind: "unreachable", reason };
    case 45009: // the day's calls are used up
      return { kind: "retry", afterMs: 3_600_000, reason };
    case 45011: // too many in this minute
    case 40164: // our address is not on the list: somebody has to add it
    case 40001: // the token was refused twice
    case 40014:
    case 42001:
      return { kind: "retry", afterMs: 60_000, reason };
    case -1:
      return { kind: "retry", afterMs: 2_000, reason };
    default:
      return { kind: "rejected", reason };
  }
}
