import type { SendResult } from "../core/channel.ts";
import type { Sql, Tx } from "../db/client.ts";
import { ownSettings } from "../db/company-settings.ts";
import { listImports } from "../db/imports.ts";
import { enqueue } from "../db/outbox.ts";
import { standing } from "../db/rights.ts";
import { importView } from "./import-view.ts";
import type { Poster } from "./post.ts";
import { speaking } from "./speaking.ts";
import type { RecruiterDeps } from "./types.ts";

/**
 * Queues the message that shows an import to whoever started it, to be drawn as it stands when it is sent: one message that
 * is kept up to date. Once per `step`. People without Slack see it in the console.
 */
export async function tellImport(
  { vault }: Pick<RecruiterDeps, "vault">,
  sql: Sql | Tx,
  company: string,
  { id, actor, step }: { id: string; actor: string; step: string },
  now: Date,
): Promise<void> {
  const place = /^slack:[^:]+:(\w+)$/.exec(actor)?.[1];
  if (!place) return;
  const row = {
    company,
    lane: `import:${id}`,
    key: `import:${id}:${step}`,
    channel: "recruiters",
    place,
    conversationId: null,
    applicationId: null,
    bodySealed: vault.seal({ kind: "import", id }, `${company}:outbox`),
    tracked: false,
  };
  await enqueue(sql, row, now.getTime());
}

/** The same for whoever runs an import: the step is how far it is. */
export async function tellProgress(
  deps: Pick<RecruiterDeps, "vault" | "db" | "clock">,
  company: string,
  id: string,
): Promise<void> {
  const { sql } = deps.db;
  const [row] = await listImports(sql, deps.vault, company, { id });
  if (!row) return;
  const step = `${row.state}:${row.rows}:${row.finishedAt?.getTime() ?? ""}:${row.removed ?? ""}`;
  await tellImport(deps, sql, company, { id, actor: row.actor, step }, deps.clock() ?? new Date());
}

/** Posts an import's message, or shows it anew where it stands. */
export async function postImport(
  deps: RecruiterDeps,
  poster: Poster,
  place: string | null,
  id: string,
  at: number,
): Promise<SendResult> {
  const { company } = poster;
  const [row] = await listImports(deps.db.sql, deps.vault, company, { id });
  const person = row && (await standing(deps.db.sql, company, row.actor, null));
  if (!row || !person) return { kind: "sent", externalId: "nobody to tell", at };
  const speaks = speaking(deps, await ownSettings(deps.db.sql, company, row.actor));
  const view = await importView(speaks, { company, role: person.role }, id);
  if (!view) return { kind: "sent", externalId: "nobody to tell", at };
  const posting = { key: `import:${id}`, kind: "import", applicationId: null, place, threadTs: null, view };
  const posted = await poster.post(posting);
  if (!posted.fresh) await poster.surface.update({ place: posted.place, ts: posted.ts, view });
  return { kind: "sent", externalId: posted.ts, at };
}
