import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { z } from "zod";
import type { Kind, Retry } from "./deliver.ts";
import { acceptWebSocket, type WebSocketPeer } from "./websocket.ts";

const Acknowledgement = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Socket mode: the connections our server opened, newest last. */
export type Links = {
  count(): number;
  /** Sends an envelope over the newest link; status 200 when it is acknowledged in time, else 0. */
  deliver(
    kind: Kind,
    payload: Record<string, unknown>,
    retry: Retry | null,
    waitMs: number,
  ): Promise<{ status: number; body: unknown }>;
  /** Cuts every connection, as Slack does when it moves them. */
  cut(): void;
};

export function createLinks(server: Server): Links {
  const peers = new Set<WebSocketPeer>();
  const waiting = new Map<string, (payload: unknown) => void>();

  server.on("upgrade", (request, socket) => {
    const peer = acceptWebSocket(request, socket, {
      onText: (text) => {
        const ack = Acknowledgement.safeParse(JSON.parse(text));
        if (ack.success) waiting.get(ack.data.envelope_id)?.(ack.data.payload);
      },
      onClose: () => peers.delete(peer),
    });
    peers.add(peer);
    peer.send(
      JSON.stringify({ type: "hello", num_connections: peers.size, connection_info: { app_id: "A0FAKE" } }),
    );
  });

  return {
    count: () => peers.size,
    deliver(kind, payload, retry, waitMs) {
      const peer = [...peers].at(-1);
      if (!peer) return Promise.resolve({ status: 0, body: null });
      const envelopeId = randomBytes(8).toString("hex");
      return new Promise((resolve) => {
        const finish = (status: number, body: unknown) => {
          clearTimeout(timer);
          waiting.delete(envelopeId);
          resolve({ status, body });
        };
        const timer = setTimeout(finish, waitMs, 0, null);
        waiting.set(envelopeId, (body) => finish(200, body));
        peer.send(
          JSON.stringify({
            envelope_id: envelopeId,
            type: kind,
            payload,
            accepts_response_payload: kind !== "events_api",
            ...(retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}),
          }),
        );
      });
    },
    cut: () => {
      for (const peer of peers) peer.close();
    },
  };
}
