import type { ChatLine, ChatSession, WebStore } from "../../../bots/web/ports.ts";
import type { InboundMessage } from "../../../src/core/channel.ts";
import type { Section } from "../../../src/core/dialogue/effect.ts";

type Talk = { id: string; linkSeenAt: number | null; lines: ChatLine[] };
type Token = { session: ChatSession; expiresAt: number; replaces: string | null };
type NewLine = Partial<Omit<ChatLine, "n">> & { text: string };

/** The conversation room and its database in memory, with a clock and failures that tests command. */
export function createFakeRoom() {
  const tokens = new Map<string, Token>();
  const talks = new Map<string, Talk>();
  const listeners = new Map<string, Set<() => void>>();
  const seen = new Set<string>();
  const received: InboundMessage[] = [];
  const room = {
    now: Date.UTC(2026, 10, 24, 6, 0, 0),
    down: false,
    noJob: false,
    /** Company of each known tracking code. */
    codes: new Map([["boss-01", "shop"]]),
    received,
    touches: 0,
    /** Answers a candidate's text, if at all. */
    answer: (_text: string): NewLine[] => [],
    talk(threadId: string): Talk {
      const talk = talks.get(threadId);
      if (!talk) throw new Error("no conversation was started for this thread");
      return talk;
    },
    threads: () => [...talks.keys()],
    /** As the database does it: the thread no longer leads to the conversation, what is left can be read by id. */
    erase(threadId: string): void {
      const talk = room.talk(threadId);
      talk.lines = [];
      talks.delete(threadId);
      talks.set(`erased:${talk.id}`, talk);
    },
    tokens,
    /** Appends a line and wakes its readers. */
    say(threadId: string, line: NewLine): void {
      const talk = room.talk(threadId);
      const n = talk.lines.length + 1;
      talk.lines.push({ author: "bot", section: "intro", ref: `b${n}`, at: room.now, n, ...line });
      for (const wake of listeners.get(`shop:${talk.id}`) ?? []) wake();
    },
    listeners: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    async receive(message: InboundMessage): Promise<{ kind: string }> {
      alive();
      const delivery = `${message.threadId} ${message.deliveryId}`;
      if (seen.has(delivery)) return { kind: "duplicate" };
      if (room.noJob && !talks.has(message.threadId)) return { kind: "ignored" };
      seen.add(delivery);
      received.push(message);
      const { body, threadId } = message;
      if (!talks.has(threadId)) {
        talks.set(threadId, { id: `talk-${talks.size + 1}`, linkSeenAt: null, lines: [] });
      }
      if (body.kind === "text") {
        const section: Section = room.talk(threadId).lines.at(-1)?.section ?? "intro";
        room.say(threadId, { author: "candidate", section, ref: body.messageId, text: body.text });
        for (const line of room.answer(body.text)) room.say(threadId, line);
      }
      return { kind: "accepted" };
    },
    wakes: {
      onLines(conversation: string, wake: () => void) {
        const set = listeners.get(conversation) ?? new Set();
        listeners.set(conversation, set.add(wake));
        return () => void set.delete(wake);
      },
    },
  };
  const alive = () => {
    if (room.down) throw new Error("connection refused by 10.0.0.7:5432");
  };
  const live = (hash: string): Token | null => {
    const token = tokens.get(hash);
    return token && token.expiresAt > room.now ? token : null;
  };
  const store: WebStore = {
    async companyOfCode(code) {
      alive();
      return room.codes.get(code) ?? null;
    },
    async create(hash, session, seconds) {
      alive();
      tokens.set(hash, { session, expiresAt: room.now + seconds * 1000, replaces: null });
    },
    async find(hash) {
      alive();
      const token = live(hash);
      if (token?.replaces) tokens.delete(token.replaces);
      return token?.session ?? null;
    },
    async rotate(oldHash, newHash, seconds) {
      alive();
      const old = live(oldHash);
      if (old)
        tokens.set(newHash, {
          session: old.session,
          expiresAt: room.now + seconds * 1000,
          replaces: oldHash,
        });
      return old !== null;
    },
    async conversation({ threadId }) {
      alive();
      const talk = talks.get(threadId);
      return talk ? { id: talk.id, linkSeenAt: talk.linkSeenAt, now: room.now } : null;
    },
    async lines(_company, id, after, limit) {
      alive();
      const talk = [...talks.values()].find((t) => t.id === id);
      return (talk?.lines ?? []).filter((line) => line.n > after).slice(0, limit);
    },
    async touchLink(_company, id) {
      alive();
      room.touches += 1;
      for (const talk of talks.values()) if (talk.id === id) talk.linkSeenAt = room.now;
    },
  };
  return Object.assign(room, { store });
}
export type FakeRoom = ReturnType<typeof createFakeRoom>;
