import type { Tx } from "../db/client.ts";
import { enqueue } from "../db/outbox.ts";
import type { RecruiterDeps } from "./types.ts";

type Of = { company: string; application: { id: string; conversationId: string | null } };
type Deps = Pick<RecruiterDeps, "vault">;

/** Queues the card of an application to be shown as it is then; once per `key`. */
export const refreshCard = (deps: Deps, tx: Tx, of: Of, key: string, now: Date) =>
  enqueue(tx, row(deps, of, `card:${key}`, { kind: "card" }), now.getTime());

/** Queues a line for the thread in which people talk about this application; once per `key`. */
export const noteInThread = (deps: Deps, tx: Tx, of: Of, key: string, text: string, now: Date) =>
  enqueue(tx, row(deps, of, `note:${key}`, { kind: "thread", text }), now.getTime());

const row = ({ vault }: Deps, { company, application }: Of, key: string, body: unknown) => ({
  company,
  lane: `r:${application.id}`,
  key,
  channel: "recruiters",
  conversationId: application.conversationId,
  applicationId: application.id,
  bodySealed: vault.seal(body, `${company}:outbox`),
  tracked: false,
});
