import type { Effect } from "../core/dialogue/effect.ts";
import type { DialogueEvent } from "../core/dialogue/event.ts";
import type { Assessment } from "../core/scoring/assessment.ts";
import { insertQuestion } from "../db/candidate-questions.ts";
import type { Tx } from "../db/client.ts";
import { type ConversationRow, insertLine, type Line, type StepBatch } from "../db/conversation-store.ts";
import { candidateOf } from "../db/erasure.ts";
import { settleReminder } from "../db/interview-reminders.ts";
import { enqueue } from "../db/outbox.ts";
import { dropReminders } from "../db/outbox-lane.ts";
import {
  dropResults,
  insertAssessment,
  insertFact,
  liftRejection,
  moveStage,
  setConsent,
  setJobFit,
} from "../db/outcomes.ts";
import { answerInvitation, optOut } from "../db/pool-invitations.ts";
import { markApplicant } from "../db/profile-marks.ts";
import { assessmentRow } from "./assessment-row.ts";
import { erase as eraseEverything } from "./erase.ts";
import { tellData } from "./my-data.ts";
import type { ConversationDeps, RecruiterOutbound, WordingWish } from "./types.ts";
import { noteHeard, noteVoice } from "./voices.ts";

/** A step in the making: numbers handed out so far and statements already on their way. */
export type Carrying = {
  deps: ConversationDeps;
  tx: Tx;
  row: ConversationRow;
  now: number;
  /** Number of the last event, of the last transcript line. */
  seq: number;
  line: number;
  /** Written together at the end of the step. */
  batch: StepBatch;
  /** Rarer statements, after the batch. */
  writes: PromiseLike<unknown>[];
  /** Tracked bubbles of a pull channel: they are with the candidate as soon as we commit. */
  delivered: string[];
  outbox: boolean;
  erased: boolean;
  /** There is something to do for the worker of voices. */
  voice: boolean;
  /** There is a question for the model. */
  word: WordingWish | null;
  /** What is said to the candidate is not sent before so long has passed, ms. */
  passiveMs: number;
};

/** Writes what the dialogue asked for, all in the step's transaction. */
export async function carryOut(c: Carrying, effects: Effect[], event: DialogueEvent): Promise<void> {
  // Erasing comes first: what is said along with it is the good-bye that must survive it.
  if (effects.some((effect) => effect.type === "erase")) await erase(c);
  for (const [index, effect] of effects.entries())
    carryOutOne(c, effect, `${c.row.id}:${c.seq}:${index}`, event);
  if (effects.some((effect) => effect.type === "showData")) await showData(c);
}

/** What is kept about the candidate, as bubbles behind the one that announces them. */
async function showData(c: Carrying): Promise<void> {
  const { tx, deps, row } = c;
  await Promise.all(c.writes.splice(0));
  const page = deps.channels[row.channel as keyof typeof deps.channels]?.delivery === "pull";
  const bubbles = await tellData(deps, tx, row, page);
  for (const [index, bubble] of bubbles.entries())
    say(c, { type: "say", key: `data:${c.seq}:${index}`, section: "closing", ...bubble });
}

function carryOutOne(c: Carrying, effect: Effect, factKey: string, event: DialogueEvent): void {
  const { tx, deps, row, now } = c;
  const add = (write: PromiseLike<unknown>) => void c.writes.push(write);
  switch (effect.type) {
    case "say":
      return say(c, effect);
    case "timer":
      if (!c.erased) c.batch.timers.set(effect.timer, { generation: effect.generation, due: effect.due });
      return;
    case "cancelTimer":
      if (!c.erased) c.batch.timers.set(effect.timer, null);
      return;
    case "fact":
      return add(
        insertFact(tx, {
          company: row.company,
          applicationId: row.applicationId,
          key: factKey,
          name: effect.name,
          actor: actorOf(event),
          data: c.erased ? null : (effect.data ?? null),
          at: event.at,
        }),
      );
    case "stage":
      if (c.erased) return;
      add(moveStage(tx, row.company, row.applicationId, effect, now));
      if (effect.reopens) add(liftRejection(tx, row.company, row.applicationId));
      if (effect.to === "withdrawn") add(markApplicant(tx, row.company, row.applicationId));
      return add(
        insertFact(tx, {
          company: row.company,
          applicationId: row.applicationId,
          key: factKey,
          name: "stage",
          actor: actorOf(event),
          data: { to: effect.to },
          at: event.at,
        }),
      );
    case "jobFit":
      add(setJobFit(tx, row.company, row.applicationId, effect.jobFit));
      return add(markApplicant(tx, row.company, row.applicationId));
    case "consent":
      add(setConsent(tx, row.company, row.applicationId, effect, new Date(now)));
      return add(markApplicant(tx, row.company, row.applicationId));
    case "assessed":
      add(storeAssessment(c, effect.assessment));
      return add(markApplicant(tx, row.company, row.applicationId));
    case "notify":
      return tellRecruiters(c, effect.key, { kind: "notice", notice: effect.notice });
    case "forward":
      if (c.erased) return;
      return add(insertQuestion(tx, deps.vault, row, effect, new Date(now)));
    case "word": {
      const { type: _, ...wish } = effect;
      const { company, applicationId, id: conversationId } = row;
      c.word = { company, applicationId, conversationId, ...wish };
      return;
    }
    case "offerAnswered": {
      const { job, answer } = effect;
      return add(answerInvitation(tx, row.company, row.applicationId, job, answer, new Date(now)));
    }
    case "optOut":
      return add(optOut(tx, row.company, row.applicationId, new Date(now)));
    case "dropReminders":
      return add(dropReminders(tx, row.company, `c:${row.id}`, now));
    case "interviewReminded":
      return add(settleReminder(tx, row.company, effect, new Date(now)));
    case "dropResults":
      return add(dropResults(tx, row.company, row.applicationId));
    case "voice":
      return noteVoice(c, effect, event);
    case "heard":
      return noteHeard(c, effect);
    case "erase":
    case "showData":
      return;
    default:
      return unreachable(effect);
  }
}

/** Who brought an event about: the clock, a recruiter, else the candidate. */
function actorOf(event: DialogueEvent): string {
  switch (event.type) {
    case "timedOut":
      return "system";
    case "takenOver":
    case "recruiterSaid":
      return event.by?.id ?? "system";
    case "handedBack":
    case "interview":
      return event.by;
    default:
      return "candidate";
  }
}

function say(c: Carrying, effect: Extract<Effect, { type: "say" }>): void {
  const { deps, tx, row, now } = c;
  addLine(c, {
    author: effect.author ?? "bot",
    section: effect.section,
    ref: effect.key,
    body: { text: effect.text, choices: effect.choices ?? [] },
    at: now,
    late: false,
  });
  const channel = deps.channels[row.channel as keyof typeof deps.channels];
  // A platform that is not configured just now is no reason to lose words: they wait in the outbox.
  if (channel?.delivery === "pull") {
    if (effect.tracked) c.delivered.push(effect.key);
    return;
  }
  if (!row.threadSealed) return;
  const body = {
    text: effect.text,
    // Only a page of ours can save files by a button.
    choices: (effect.choices ?? []).filter(({ value }) => !value.startsWith("download:")),
    threadId: deps.vault.open(row.threadSealed, `${row.company}:thread`),
    account: row.account,
    until: effect.until,
  };
  c.outbox = true;
  c.writes.push(
    enqueue(
      tx,
      {
        company: row.company,
        lane: `c:${row.id}`,
        key: effect.key,
        channel: row.channel,
        conversationId: row.id,
        applicationId: row.applicationId,
        bodySealed: deps.vault.seal(body, `${row.company}:outbox`),
        tracked: effect.tracked === true,
        ...(c.passiveMs > 0 ? { notBefore: now + c.passiveMs } : {}),
      },
      now,
    ),
  );
}

/** Appends a line to the transcript of the step. */
export function addLine(c: Carrying, line: Omit<Line, "n" | "bodySealed"> & { body: unknown }): void {
  const { body, ...rest } = line;
  c.line += 1;
  const bodySealed = c.deps.vault.seal(body, `${c.row.company}:messages`);
  const full: Line = { ...rest, n: c.line, bodySealed };
  if (c.erased) c.writes.push(insertLine(c.tx, c.row.company, c.row.id, full));
  else c.batch.lines.push(full);
}

/** Queues something for recruiters behind what they were already told about this application. */
export function tellRecruiters(c: Carrying, key: string, body: RecruiterOutbound): void {
  const { deps, tx, row, now } = c;
  c.outbox = true;
  c.writes.push(
    enqueue(
      tx,
      {
        company: row.company,
        lane: `r:${row.applicationId}`,
        key: `${row.id}:${key}`,
        channel: "recruiters",
        conversationId: row.id,
        applicationId: row.applicationId,
        bodySealed: deps.vault.seal(body, `${row.company}:outbox`),
        tracked: false,
      },
      now,
    ),
  );
}

function storeAssessment(c: Carrying, assessment: Assessment): PromiseLike<unknown> {
  const { company, applicationId, id: conversationId } = c.row;
  const of = { company, applicationId, conversationId };
  return insertAssessment(c.tx, assessmentRow(c.deps.vault, of, assessment, c.now));
}

async function erase(c: Carrying): Promise<void> {
  await Promise.all(c.writes.splice(0));
  c.batch = { events: [], lines: [], timers: new Map() };
  const { company, applicationId, id } = c.row;
  const candidateId = await candidateOf(c.tx, company, applicationId);
  if (candidateId === null) throw new Error("an application without a candidate");
  const key = `${id}:erased:${c.seq}`;
  await eraseEverything(c.deps, c.tx, {
    company,
    candidateId,
    actor: "candidate",
    key,
    now: c.now,
    noted: applicationId,
  });
  c.erased = true;
  c.outbox = true;
}

function unreachable(effect: never): never {
  throw new Error(`unknown effect ${JSON.stringify(effect)}`);
}
