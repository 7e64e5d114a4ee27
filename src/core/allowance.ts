import { z } from "zod";

/** What a candidate did that lets us write to them for a while. */
export const openingKinds = ["message", "event"] as const;
export type OpeningKind = (typeof openingKinds)[number];

/** `ticket` = a code that has to come with the message it allows. */
export type Opening = { kind: OpeningKind; ticket?: string | undefined };

type Bubbling = { text: string; choices: readonly { value: string; label: string }[] };

/** How much a platform lets us write: so many messages within so long after each kind of opening. */
export type Allowance = {
  windows: Readonly<Record<OpeningKind, { messages: number; ms: number }>>;
  /** Messages of the platform that a bubble takes, at least 1; `byTicket` = it goes with one. */
  cost(bubble: Bubbling, byTicket: boolean): number;
};

const Window = z.object({ until: z.number(), left: z.int(), ticket: z.string().optional() });
/** The windows of a conversation, as they are stored; one that is missing was never open. */
export const Windows = z.object({ message: Window.optional(), event: Window.optional() });
export type Windows = z.infer<typeof Windows>;

/** The window that an opening starts anew: counts do not add up. */
export function opened(allowance: Allowance, { kind, ticket }: Opening, now: number): Windows {
  const { messages, ms } = allowance.windows[kind];
  return { [kind]: { until: now + ms, left: messages, ...(ticket === undefined ? {} : { ticket }) } };
}

/** How many messages may be written now, and the ticket they need where only a ticket allows them. */
export function free(windows: Windows, now: number): { messages: number; ticket: string | null } {
  const left = (kind: OpeningKind): number => {
    const window = windows[kind];
    return window && now < window.until ? window.left : 0;
  };
  const byTicket = left("event") > left("message") ? windows.event?.ticket : undefined;
  return { messages: Math.max(left("message"), left("event")), ticket: byTicket ?? null };
}

/**
 * Counts `messages` against every open window: by which of them the platform counts is not documented, and this never
 * goes over either. A negative number gives back what certainly did not arrive.
 */
export function spent(windows: Windows, messages: number, now: number): Windows {
  const after: Windows = {};
  for (const kind of openingKinds) {
    const window = windows[kind];
    if (window && now < window.until) after[kind] = { ...window, left: Math.max(0, window.left - messages) };
  }
  return after;
}

/** How many of `bubbles`, from the first, can go together within the room there is. */
export function fitting<B extends Bubbling>(
  allowance: Allowance,
  bubbles: readonly B[],
  room: { messages: number; ticket: string | null },
): number {
  if (room.messages === 0) return 0;
  const cost = (count: number) => allowance.cost(joined(bubbles.slice(0, count)), room.ticket !== null);
  let count = 0;
  while (count < bubbles.length && cost(count + 1) <= room.messages) count += 1;
  const most = Math.max(...openingKinds.map((kind) => allowance.windows[kind].messages));
  // What no window can ever hold is not kept for ever: as much of it as there is room for goes out.
  return count === 0 && room.messages >= most ? 1 : count;
}

/** Bubbles as one: the texts below each other, the buttons of the last one that has any. */
export function joined<C extends { value: string; label: string }>(
  bubbles: readonly { text: string; choices: readonly C[] }[],
): { text: string; choices: C[] } {
  const choices = bubbles.findLast((bubble) => bubble.choices.length > 0)?.choices ?? [];
  return { text: bubbles.map(({ text }) => text).join("\n\n"), choices: [...choices] };
}
