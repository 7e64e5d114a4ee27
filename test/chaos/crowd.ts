import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { conversationTag } from "../../bots/web/token.ts";
import { createPerson, nextMove, type Person } from "../../src/cli/simulate/person.ts";
import { seenAt } from "../../src/cli/simulate/seen.ts";
import type { Library } from "../../src/conversation/types.ts";
import type { Vault } from "../../src/db/vault.ts";
import type { FakeTelegram } from "../fakes/telegram-client.ts";
import { connect, glance } from "./observe.ts";
import { createVisitor, type Visitor } from "./visitor.ts";

export type Crowd = {
  /** Resolves when everybody is through, or rejects after `withinMs`. */
  finished(withinMs: number): Promise<void>;
  /** How many are through. */
  done(): number;
  visitors: Visitor[];
  /** Nobody says anything more; pages stay open. */
  rest(): void;
  stop(): void;
};

type Options = {
  seed: number;
  telegram: number;
  web: number;
  fake: FakeTelegram;
  targets: string[];
  vault: Vault;
  library: Library;
  databaseUrl: () => string | null;
};

const firstChat = 1000;

/** People who answer whatever they are asked as soon as they see it, on Telegram and on the web, until they are done. */
export function createCrowd(options: Options): Crowd {
  const { seed, fake, vault, library } = options;
  const people = Array.from({ length: options.telegram }, (_, i) => person(seed, i));
  const visitors = Array.from({ length: options.web }, (_, i) => createVisitor(options.targets, i));
  const guests = visitors.map((_, i) => person(seed, options.telegram + i));
  const seen = new Map<string, string>();
  const through = new Set<string>();
  let resting = false;
  let stopped = false;
  let sql: postgres.Sql | null = null;
  let url: string | null = null;

  const visitorAt = (threadId: string) =>
    visitors.findIndex((one) => one.tag() === conversationTag(threadId));
  const say = async (threadId: string, bubbles: string[]) => {
    const chat = Number(threadId);
    const visitor = visitors[visitorAt(threadId)];
    for (const text of bubbles) {
      if (visitor) await visitor.say(randomUUID(), text);
      else await fake.say({ chat, text });
    }
  };
  const round = async () => {
    const now = options.databaseUrl();
    if (now === null) return;
    if (now !== url) await sql?.end({ timeout: 0 }).catch(() => {});
    if (now !== url || !sql) {
      sql = connect(now);
      url = now;
    }
    for (const one of await glance(sql, vault)) {
      const threadId = one.threadId ?? "";
      const who = one.channel === "web" ? guests[visitorAt(threadId)] : people[Number(threadId) - firstChat];
      if (!who || !one.state || through.has(one.id)) continue;
      const here = seenAt(one.state);
      if (one.state.status === "done") through.add(one.id);
      if (seen.get(one.id) === here) continue;
      seen.set(one.id, here);
      const move = nextMove(who, one.state, await library.script(one.pins));
      // Three bubbles end a turn at once; the others end it by the timer of 12 s.
      if (move) await say(threadId, move.bubbles);
    }
  };
  const begin = async () => {
    await Promise.all(visitors.map((visitor) => visitor.enter()));
    await Promise.all(people.map((_, i) => fake.say({ chat: firstChat + i, text: "/start" })));
    while (!stopped) {
      if (!resting)
        await round().catch(() => {
          sql = null;
        });
      await sleep(200);
    }
    await sql?.end({ timeout: 1 });
  };
  const running = begin();

  return {
    visitors,
    done: () => through.size,
    async finished(withinMs) {
      const deadline = Date.now() + withinMs;
      while (through.size < people.length + guests.length) {
        if (Date.now() > deadline)
          throw new Error(
            `only ${through.size} of ${people.length + guests.length} got through, ${[...seen].flatMap(([id, here]) => (through.has(id) ? [] : [here])).join(" | ")}`,
          );
        await Promise.race([sleep(200), running]);
      }
    },
    rest() {
      resting = true;
    },
    stop() {
      stopped = true;
      for (const visitor of visitors) visitor.leave();
    },
  };
}

function person(seed: number, index: number): Person {
  const made = createPerson(seed, index, 0, 0);
  return {
    ...made,
    locale: "zh-CN",
    temperament: index % 2 ? "bursts" : "steady",
    skill: index % 3 ? "good" : "expert",
  };
}
