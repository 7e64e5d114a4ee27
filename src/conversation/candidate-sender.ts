import { z } from "zod";
import type { Channel } from "../core/channel.ts";
import type { Sender } from "./types.ts";

/** A candidate's bubble as it stands in the outbox. */
export const Bubble = z.object({
  text: z.string(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  threadId: z.string(),
  account: z.string(),
  ticket: z.string().optional(),
  until: z.number().optional(),
});
export type Bubble = z.infer<typeof Bubble>;

/** Hands outbox rows of a candidates' platform to it. */
export function candidateSender(channel: Pick<Channel, "send">): Sender {
  return async (item, signal) => {
    const body = Bubble.safeParse(item.body);
    if (!body.success) return { kind: "rejected", reason: "unreadable outbox row" };
    return await channel.send({ key: `${item.lane}:${item.key}`, ...body.data }, signal);
  };
}
