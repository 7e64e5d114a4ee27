import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { SurfaceError } from "../../src/recruiter/surface-error.ts";
import type { RecruiterSurface, View } from "../../src/recruiter/types.ts";
import { readRefusal } from "./refusals.ts";

type Posted = { place: string; ts: string };

const eventType = "qinpin";
const blocksPerMessage = 50;
const pageSize = 200;
/** 1,000 messages: more than a channel gets while a dead sender's lease runs out. */
const pages = 5;

const Stamped = z.object({
  ts: z.string(),
  metadata: z.object({
    event_type: z.literal(eventType),
    event_payload: z.object({ key: z.string(), parts: z.number().optional() }),
  }),
});
const Page = z.object({
  messages: z.array(z.unknown()).default([]),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});
const Opened = z.object({ channel: z.object({ id: z.string() }) });
const Sent = z.object({ channel: z.string(), ts: z.string() });

/**
 * Posting to Slack. Every message carries its key as metadata, so that a sender who does not know whether an earlier
 * attempt arrived can look for it. More than 50 blocks go out as one message and replies in its thread. Throws
 * SurfaceError when nothing was posted for certain; any other error means that it is unknown.
 */
export function createSurface(client: WebClient, digestChannel: string | null): RecruiterSurface {
  const placeOf = (place: string | null): string => {
    const channel = place ?? digestChannel;
    if (channel) return channel;
    const reason = "no channel: set SLACK_DIGEST_CHANNEL to a channel id and invite the bot there";
    throw new SurfaceError({ kind: "retry", afterMs: 60_000, reason });
  };

  /** People are written to by their user id; what stands there can only be read by the id of the conversation. */
  const direct = new Map<string, string>();
  const readable = async (place: string): Promise<string> => {
    if (!/^[UW]/.test(place)) return place;
    const known = direct.get(place);
    if (known) return known;
    const opened = await client.conversations.open({ users: place }).catch(rethrow);
    const { id } = Opened.parse(opened).channel;
    direct.set(place, id);
    return id;
  };

  async function send(place: string, threadTs: string | null, view: View, payload: Payload): Promise<Posted> {
    const sent = await client.chat
      .postMessage({
        channel: place,
        ...view,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        metadata: { event_type: eventType, event_payload: payload },
        unfurl_links: false,
        unfurl_media: false,
      })
      .catch(rethrow);
    const { channel, ts } = Sent.parse(sent);
    return { place: channel, ts };
  }

  async function look(
    key: string,
    place: string,
    threadTs: string | null,
  ): Promise<(Posted & { parts: number }) | null> {
    let cursor: string | undefined;
    for (let page = 0; page < pages; page += 1) {
      const options = {
        channel: place,
        include_all_metadata: true,
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      };
      const answer = Page.parse(
        await (threadTs
          ? client.conversations.replies({ ...options, ts: threadTs })
          : client.conversations.history(options)
        ).catch(rethrow),
      );
      for (const message of answer.messages) {
        const { data } = Stamped.safeParse(message);
        if (data?.metadata.event_payload.key !== key) continue;
        return { place, ts: data.ts, parts: data.metadata.event_payload.parts ?? 1 };
      }
      cursor = answer.response_metadata?.next_cursor;
      if (!answer.has_more || !cursor) return null;
    }
    return null;
  }

  return {
    async post({ key, place, threadTs, view }) {
      const to = placeOf(place);
      const [first, ...rest] = split(view);
      if (rest.length === 0) return await send(to, threadTs, view, { key });
      const channel = await readable(to);
      // Some of the parts may be there from an earlier attempt; only the missing ones are sent.
      const parts = rest.length + 1;
      const root =
        (await look(key, channel, threadTs)) ??
        (await send(channel, threadTs, { text: view.text, blocks: first }, { key, parts }));
      for (const [i, blocks] of rest.entries()) {
        const partKey = partOf(key, i + 2);
        const thread = threadTs ?? root.ts;
        if (await look(partKey, root.place, thread)) continue;
        await send(root.place, thread, { text: view.text, blocks }, { key: partKey });
      }
      return { place: root.place, ts: root.ts };
    },

    async update({ place, ts, view }) {
      if (view.blocks.length > blocksPerMessage) {
        throw new SurfaceError({
          kind: "rejected",
          reason: `a message has at most ${blocksPerMessage} blocks`,
        });
      }
      await client.chat.update({ channel: place, ts, ...view }).catch(rethrow);
    },

    async find(key, place, threadTs) {
      const channel = await readable(placeOf(place));
      const root = await look(key, channel, threadTs);
      if (!root) return null;
      const complete =
        root.parts === 1 || (await look(partOf(key, root.parts), channel, threadTs ?? root.ts)) !== null;
      return complete ? { place: root.place, ts: root.ts } : null;
    },
  };
}

type Payload = { key: string; parts?: number };

const partOf = (key: string, part: number): string => `${key}#${part}`;

function rethrow(error: unknown): never {
  throw readRefusal(error);
}

function split(view: View): [View["blocks"], ...View["blocks"][]] {
  const rest: View["blocks"][] = [];
  for (let at = blocksPerMessage; at < view.blocks.length; at += blocksPerMessage) {
    rest.push(view.blocks.slice(at, at + blocksPerMessage));
  }
  return [view.blocks.slice(0, blocksPerMessage), ...rest];
}
