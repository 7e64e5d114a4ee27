import type { SendResult } from "../../src/core/channel.ts";
import type { Answer } from "../tencent/api.ts";
import { reasonOf } from "../tencent/send.ts";

/** What an error code of customer service means for the message. */
export function refusal(answer: Answer, byTicket: boolean): SendResult {
  const reason = reasonOf(answer);
  // A welcome has its one moment; whatever it missed it by, the words wait until the person writes.
  if (byTicket && answer.errcode > 0) return { kind: "parked", reason };
  // Customer service's own refusals: the count (95001), the end of a conversation (95013), a session that is not ours
  // (95018). The list is not public in full; whichever it is, the words wait until the person writes.
  if (answer.errcode >= 95_000 && answer.errcode < 96_000) return { kind: "parked", reason };
  switch (answer.errcode) {
    case 45009: // calls are limited
    case 40001: // the token was refused twice
    case 40014:
    case 42001:
    // Unverified: no right to the interface, and an address that is not listed. Somebody has to correct it.
    case 48002:
    case 60020:
      return { kind: "retry", afterMs: 60_000, reason };
    case -1:
      return { kind: "retry", afterMs: 2_000, reason };
    default:
      return { kind: "rejected", reason };
  }
}
