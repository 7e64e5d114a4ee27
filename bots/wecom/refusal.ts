import type { SendResult } from "../../src/core/channel.ts";
import type { Answer } from "../tencent/api.ts";
import { reasonOf } from "../tencent/send.ts";

/** What an error code of customer service means for the message. */
export function refusal(answer: Answer, byTicket: boolean): SendResult {
  const reason = reasonOf(answer);
  // A welcome has its one moment; whatever it missed it by, the words wait until the person writes.
  if (byTicket && answer.errcode > 0) return { kind: "parked", reason };
  switch (answer.errcode) {
    case 95001: // as many as allowed were sent
    case 95002: // the 48 h are over
    case 95013: // the session has ended
    case 95016: // a colleague has the session
    case 95018: // the session is in no state for us
      return { kind: "parked", reason };
    case 45009: // calls are limited
    case 95000: // not our customer service: somebody has to correct it
    case 48002: // the application may not use customer service
    case 60020: // our address is not on the list
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
