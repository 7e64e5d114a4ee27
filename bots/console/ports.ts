import type { Locale } from "../../src/core/locale.ts";
import type { Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";

/** Sessions of the console; every method throws when the database cannot be reached. */
interface ConsoleSessions {
  /** Trades a one-time token for a session, once; null = unknown, used or expired. */
  redeem(invite: string): Promise<{ token: string; seconds: number } | null>;
  /** Who a live session belongs to, with the rights of this moment. */
  find(token: string): Promise<Recruiter | null>;
  end(token: string): Promise<void>;
}

export type ConsoleOptions = {
  /** The recruiter room; `publicUrl` decides whether cookies are for https only. */
  deps: RecruiterDeps;
  sessions: ConsoleSessions;
  /** Address people use; null = not known, then a form may be posted to the host its page was loaded from. */
  publicUrl: string | null;
  /** The impact assessment of this installation, as Markdown; absent = there is no such page. */
  impact?: (locale: Locale) => Promise<string>;
};
