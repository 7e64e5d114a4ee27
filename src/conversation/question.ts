import { createHash } from "node:crypto";
import type { ChannelId } from "../core/channel.ts";
import type { FaqFile } from "../core/content/faq.ts";
import type { DialogueEvent, JobQuestion } from "../core/dialogue/event.ts";
import { questionIn } from "../core/dialogue/question-in.ts";
import { initialState, type State } from "../core/dialogue/state.ts";
import { transition } from "../core/dialogue/transition.ts";
import {
  type Answered,
  answerOf,
  type DefaultDesk,
  defaultDesk,
  type FaqDesk,
  type Meant,
  meantBy,
  ownDesk,
  sameAs,
} from "../core/faq/desk.ts";
import type { JobKnown } from "../core/faq/reply.ts";
import { waitingQuestions } from "../db/candidate-questions.ts";
import type { Database, Sql, Tx } from "../db/client.ts";
import type { ConversationRow } from "../db/conversation-store.ts";
import { entriesFor, jobKnown } from "../db/job-known.ts";
import type { Opened } from "./open.ts";
import type { ConversationDeps } from "./types.ts";

type Message = { messageId: string; text: string; choice?: string | undefined; at: number; late: boolean };

/**
 * What a message asks about the job, with what the shop's entries say about it; `{}` = nothing. Looked up here and kept
 * in the event, so that a conversation can be rebuilt from its events whatever the entries say later.
 */
export async function askedIn(
  deps: ConversationDeps,
  tx: Tx,
  row: ConversationRow,
  state: State,
  message: Message,
): Promise<{ asked?: JobQuestion }> {
  if (message.choice !== undefined || message.late || !("locale" in state)) return {};
  const script = await deps.library.script(row.pins);
  const split = questionIn(script, state, message.text, message.at);
  if (!split) return {};
  const ours: FaqDesk = { own: none, any: anyOf(deps.library.faq) };
  const meant = row.hasFaq ? null : meantBy(ours, split.question);
  // A statement that no entry knows and no person is needed for asks nothing, and is nobody's to pass on.
  const nothing = ({ hits, person }: Meant) => !split.sure && hits.length === 0 && person.length === 0;
  if (meant && nothing(meant)) return {};
  const job = await jobKnown(tx, row.company, row.applicationId);
  if (!job) return {};
  const desk = row.hasFaq ? { ...ours, own: await ownOf(deps, tx, row.company, job) } : ours;
  const means = meant ?? meantBy(desk, split.question);
  if (nothing(means)) return {};
  const found = answerOf(desk, means, job.known, state.locale);
  const id = idOf(`${row.company}:${row.id}:${message.messageId}`);
  const same =
    heldLike(state, split.question, found) ??
    (await waitingLike(deps, tx, row, job.job, split.question, found));
  const byModel =
    !same?.own &&
    deps.wording &&
    !deps.channels[row.channel as ChannelId]?.passiveMs &&
    deps.wording.takes(found);
  const asked = { ...split, ...found, id, group: same?.group ?? id, waits: same?.own ?? false };
  return { asked: byModel ? { ...asked, byModel } : asked };
}

/** What is known of an application's job, and every entry that holds for it; null = there is no such application. */
export async function deskOf(
  deps: ConversationDeps,
  sql: Sql,
  { company, applicationId }: { company: string; applicationId: string },
): Promise<{ desk: FaqDesk; job: JobKnown } | null> {
  const job = await jobKnown(sql, company, applicationId);
  return (
    job && {
      desk: { own: await ownOf(deps, sql, company, job), any: anyOf(deps.library.faq) },
      job: job.known,
    }
  );
}

/** A first message that asks something an entry answers: it is answered behind the greeting. `[]` = it does not. */
export async function askedFirst(
  deps: ConversationDeps,
  tx: Tx,
  { row, started }: Opened,
  message: Message,
): Promise<DialogueEvent[]> {
  const [state] = transition(await deps.library.script(row.pins), initialState, started);
  const { asked } = await askedIn(deps, tx, row, state, message);
  if (!asked?.entry) return [];
  const { messageId, text, at } = message;
  return [{ type: "said", at, now: started.now, messageId, text, asked }];
}

/** The same question where this candidate's own waits for a model: it goes to people before anything else is said. */
function heldLike(state: State, question: string, found: Answered) {
  const held = "common" in state ? state.common.wording : undefined;
  return held && held.entry === null && found.entry === null && sameAs([held.question], question).length > 0
    ? { group: held.group, own: true }
    : undefined;
}

/** The same question where it waits for people already: this candidate's own first. */
async function waitingLike(
  deps: ConversationDeps,
  tx: Tx,
  { company, applicationId }: ConversationRow,
  job: string,
  question: string,
  found: Answered,
) {
  if (found.entry !== null && !found.general && found.person.length === 0) return undefined;
  const waiting = await waitingQuestions(tx, deps.vault, { company, job, applicationId });
  const alike = waiting.filter(({ entry }) => entry === found.entry);
  const near =
    found.entry === null
      ? sameAs(
          alike.map((one) => one.question),
          question,
        )
      : null;
  const same = near ? near.flatMap((at) => alike[at] ?? []) : alike;
  return same.find(({ own }) => own) ?? same[0];
}

/** A UUID made of what it stands for: a delivery taken again gives the same one. */
function idOf(what: string): string {
  const hex = createHash("sha256").update(what).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const defaults = new WeakMap<FaqFile, DefaultDesk>();

function anyOf(file: FaqFile | undefined): DefaultDesk | null {
  if (!file) return null;
  const known = defaults.get(file) ?? defaultDesk(file);
  defaults.set(file, known);
  return known;
}

type Own = FaqDesk["own"];
const none: Own = ownDesk([]);
const owns = new WeakMap<Database, Map<string, { stamp: string; own: Own }>>();
/** Jobs whose entries are kept ready in this process. */
const keptJobs = 200;

async function ownOf(
  deps: ConversationDeps,
  sql: Sql | Tx,
  company: string,
  { job, stamp }: { job: string; stamp: string },
): Promise<Own> {
  const kept = owns.get(deps.db) ?? new Map<string, { stamp: string; own: Own }>();
  owns.set(deps.db, kept);
  const key = `${company}:${job}`;
  const known = kept.get(key);
  if (known?.stamp === stamp) return known.own;
  const own = ownDesk(stamp === "" ? [] : await entriesFor(sql, company, job));
  kept.delete(key);
  kept.set(key, { stamp, own });
  if (kept.size > keptJobs)
    for (const oldest of kept.keys()) {
      kept.delete(oldest);
      break;
    }
  return own;
}
