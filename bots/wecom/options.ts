import type { TencentOptions } from "../tencent/options.ts";

/** Fetching that is ours for a while; `cursor` "" = from the beginning (three days back). */
export type Fetching = { cursor: string; ticket: string | null; notice: string | null; lease: string };

/** How far messages were fetched, shared over all processes: see `CursorStore` of the database room. */
export type Cursors = {
  note(ticket: string): Promise<void>;
  take(anyway: boolean): Promise<Fetching | null>;
  save(fetching: Fetching, cursor: string): Promise<boolean>;
  end(fetching: Fetching, complete: boolean): Promise<void>;
};

/** Everything the adapter needs; it reads no environment and knows no database. */
export type WecomOptions = TencentOptions & {
  corpId: string;
  secret: string;
  openKfId: string;
  cursors: Cursors;
  /** How often it is looked whether something was left to fetch, ms. */
  pollMs?: number | undefined;
};
