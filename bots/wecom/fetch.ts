import { type Api, NotReached, Unanswered } from "../tencent/api.ts";
import type { Fetching, WecomOptions } from "./options.ts";
import { type Owner, parseItem } from "./parse.ts";
import { Page } from "./schema.ts";

export type Fetcher = {
  start(): void;
  /** There may be something: look now. */
  wake(): void;
  stop(): Promise<void>;
};

const pageSize = 1000;
/** More pages than three days can hold: a cursor that does not move ends here. */
const maxPages = 2_000;

/** Fetches what the platform only tells us of, in order, one process at a time. */
export function createFetcher(options: WecomOptions, api: Api, owner: Owner): Fetcher {
  const pollMs = options.pollMs ?? 5_000;
  let stopping = false;
  let running: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  // After a start messages of the time before are fetched, notice or not.
  let anyway = true;

  const run = async () => {
    do {
      again = false;
      await fetchAll().catch((error: unknown) => {
        const name = error instanceof Error ? error.name : "unknown";
        options.logger.warn({ channel: "wecom", error: name }, "fetching_failed");
      });
    } while (again && !stopping);
  };
  const go = () => {
    if (stopping) return;
    if (running) {
      again = true;
      return;
    }
    if (timer) clearTimeout(timer);
    running = run().finally(() => {
      running = null;
      if (!stopping) timer = setTimeout(go, pollMs);
    });
  };

  async function fetchAll(): Promise<void> {
    const fetching = await options.cursors.take(anyway);
    if (!fetching) return;
    let complete = false;
    try {
      complete = await fetchPages(fetching);
      if (complete) anyway = false;
    } finally {
      await options.cursors.end(fetching, complete);
    }
  }

  async function fetchPages(fetching: Fetching): Promise<boolean> {
    let { cursor } = fetching;
    for (let pages = 0; pages < maxPages && !stopping; pages += 1) {
      const page = await pageAfter(cursor, fetching.ticket);
      if (!page) return false;
      for (const item of page.msg_list) await take(item);
      // Only now: whoever dies before fetches them again, and they are known by their ids.
      if (page.next_cursor !== "") {
        if (!(await options.cursors.save(fetching, page.next_cursor))) return false;
        cursor = page.next_cursor;
      }
      if (page.has_more === 0) return true;
    }
    return false;
  }

  async function pageAfter(cursor: string, ticket: string | null): Promise<Page | null> {
    // Voice as SILK: what WeCom records, and what we can read as well as AMR.
    const body = { cursor, limit: pageSize, voice_format: 1, open_kfid: owner.account };
    try {
      const answer = await api.call("/cgi-bin/kf/sync_msg", {
        ...body,
        ...(ticket === null ? {} : { token: ticket }),
      });
      if (answer.errcode === 0) return Page.parse(answer);
      options.logger.warn({ channel: "wecom", code: answer.errcode }, "fetching_refused");
      // The ticket lives ten minutes; without one it works too, only more rarely.
      return ticket === null ? null : await pageAfter(cursor, null);
    } catch (error) {
      if (!(error instanceof NotReached) && !(error instanceof Unanswered)) throw error;
      return null;
    }
  }

  async function take(item: unknown): Promise<void> {
    const parsed = parseItem(item, owner);
    if (parsed.kind === "ignored") {
      options.meter.count("ignored_total", { channel: "wecom", reason: parsed.reason });
      return;
    }
    await options.receive(parsed.message);
  }

  return {
    start: go,
    wake: go,
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
