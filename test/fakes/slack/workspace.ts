import { randomBytes } from "node:crypto";

export type Blocks = Record<string, unknown>[];

export type Message = {
  ts: string;
  channel: string;
  thread_ts?: string;
  user?: string;
  bot_id?: string;
  text: string;
  blocks: Blocks;
  metadata?: unknown;
  /** Only this person sees it; it is in no history. */
  ephemeralFor?: string;
  edited?: number;
};

export type OpenView = {
  id: string;
  hash: string;
  user: string;
  view: Record<string, unknown>;
  open: boolean;
  /** What the person reads at the fields after a submission with mistakes. */
  errors?: Record<string, string>;
};

/** A file on its way: announced, then sent (`bytes`), then completed, then shown once Slack has looked at it. */
export type UploadedFile = {
  id: string;
  filename: string;
  length: number;
  alt: string;
  bytes: number | null;
  looksLeft: number | null;
  /** Completed into a channel; ours never are. */
  shared: boolean;
};

export type Call = { method: string; args: Record<string, unknown>; answer: string; at: number };

/** Ids of the invented workspace, its bot and people. */
export const ids = {
  team: "T0FAKE",
  app: "A0FAKE",
  bot: "B0FAKE",
  botUser: "U0BOT",
  channel: "C0HIRING",
  token: "xoxb-fake",
  appToken: "xapp-fake",
};

/** What the invented Slack remembers. */
export class Workspace {
  messages: Message[] = [];
  views: OpenView[] = [];
  /** What our app's page shows each person. */
  homes = new Map<string, OpenView>();
  calls: Call[] = [];
  files: UploadedFile[] = [];
  /** Files people put into forms. */
  given = new Map<string, Buffer>();
  violations: string[] = [];
  triggers = new Map<string, { user: string; until: number; used: boolean }>();
  responseUrls = new Map<
    string,
    { user: string; channel: string; ts: string | null; uses: number; until: number }
  >();
  /** Channels the bot was not invited to. */
  closedChannels = new Set<string>();
  private clock = 0;

  /** A message timestamp, larger than every earlier one. */
  nextTs(): string {
    const now = Math.max(Date.now() * 1000, this.clock + 1);
    this.clock = now;
    return `${Math.floor(now / 1e6)}.${String(now % 1e6).padStart(6, "0")}`;
  }

  post(message: Omit<Message, "ts">): Message {
    const posted = { ...message, ts: this.nextTs() };
    this.messages.push(posted);
    return posted;
  }

  find(channel: string, ts: string): Message | undefined {
    return this.messages.find((message) => message.channel === channel && message.ts === ts);
  }

  newTrigger(user: string): string {
    const id = `${Date.now()}.${randomBytes(6).toString("hex")}`;
    this.triggers.set(id, { user, until: Date.now() + 3000, used: false });
    return id;
  }

  newResponseUrl(base: string, to: { user: string; channel: string; ts: string | null }): string {
    const id = randomBytes(9).toString("base64url");
    this.responseUrls.set(id, { ...to, uses: 0, until: Date.now() + 30 * 60_000 });
    return `${base}/_response/${id}`;
  }
}
