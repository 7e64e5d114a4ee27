import { configuredJudge, configuredWording } from "../../src/cli/model.ts";
import { loadConfig } from "../../src/config.ts";
import { createWording } from "../../src/conversation/wording.ts";
import type { State } from "../../src/core/dialogue/state.ts";
import { nextDue } from "../../src/db/timers.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { judgements } from "../../src/jobs/judgements.ts";
import { retention } from "../../src/jobs/retention.ts";
import { takeExport } from "../../src/recruiter/export.ts";
import type { Room } from "../conversation/room.ts";
import type { FakeLlm } from "../fakes/llm-client.ts";
import { errorAnswers, logDatabaseError } from "./failures.ts";
import { levels, listen } from "./log-ears.ts";
import { type Canary, createCanary, nextLine } from "./person.ts";
import { seat } from "./recruiters.ts";
import { createTraceFinder, type Trace } from "./trace-finder.ts";

/** What a run brought: where traces of people were found, and how much was looked at. */
export type Found = {
  /** "<where>: <trace>", the first few. */
  hits: string[];
  assessed: number;
  modelCalls: number;
  /** Requests to word an answer, and texts that vectors were made of. */
  worded: number;
  embedded: number;
  logLines: Record<string, number>;
  errorAnswers: number;
  metricLines: number;
  /** What candidates and recruiters were shown, and how often a person's name was where it belongs. */
  bubbles: number;
  views: number;
  named: number;
};

/** Lets candidates full of canaries go through everything, with failures on the way, and looks where nobody may be. */
export async function runCrowd(
  room: Room,
  llm: FakeLlm,
  count: number,
  say: (line: string) => void,
): Promise<Found> {
  const crowd = Array.from({ length: count }, (_, n) => createCanary(n));
  const find = createTraceFinder(crowd);
  const logs = listen(room);
  const metrics = createMetrics();
  room.deps.meter = metrics;
  const shown = seat(room);
  const wording = createWording(
    room.deps,
    room.conversations,
    configuredWording(endpointOf(llm), room.content),
  );
  room.deps.wording = wording;
  await llm.play({ behaviours: [{ kind: "max" }] });

  await each(crowd, async ({ thread, name }) => void (await room.deliver(thread, { kind: "start", name })));
  const done = await talk(room, crowd, say);
  await each(crowd.slice(0, 50), async (one) => {
    for (const text of ["人工", `${one.token} ${one.phone} ${one.email}`, "我的数据", "我的同意"])
      await room.say(one.thread, text);
  });
  // Platforms that fail, and errors that quote what they failed on.
  for (const { name, phone, email } of crowd.slice(0, 20))
    room.outcomes.push(new Error(`could not send to ${name} ${phone} <${email}>`));
  await wording.idle();
  await room.pass(30);
  for (const one of crowd.slice(0, 20)) await logDatabaseError(room, one);
  await judge(room, llm);
  await room.pass(5);
  say("the model has read everybody");
  const answers = await errorAnswers(room, crowd.slice(0, 20));
  await each(crowd.slice(0, 20), async ({ thread }) => {
    await room.say(thread, "删除");
    await room.say(thread, "确认");
  });
  await room.pass(5);
  const { db, vault, clock, logger } = room.deps;
  await retention.run({ db, vault, clock, logger }, {}, new AbortController().signal);
  const exported = await exportsOf(room);

  await wording.stop();
  const { calls } = await llm.calls();
  const { inputs } = await llm.understood();
  const metricText = await metrics.registry.metrics();
  const nothing: Trace["kind"][] = [];
  const places: [where: string, text: string, allowed: Trace["kind"][]][] = [
    ...levels.map((level): [string, string, Trace["kind"][]] => [
      `log ${level}`,
      logs[level].join(""),
      nothing,
    ]),
    ["metrics", metricText, nothing],
    ["error answers", answers.join("\n"), nothing],
    ["exports", exported, nothing],
    // What they answer is what the model is asked about; who they are is not.
    [
      "model requests",
      calls.map((call) => `${call.system}\n${call.user}\n${call.rest}`).join("\n"),
      ["token"],
    ],
    ["texts for vectors", inputs.flat().join("\n"), ["token"]],
    // Recruiters see names and answers; ways to reach somebody only when they ask for them.
    ["what recruiters are shown", shown.join("\n"), ["name", "token"]],
  ];
  const hits = places.flatMap(([where, text, allowed]) =>
    find(text).flatMap(({ kind, word }) => (allowed.includes(kind) ? [] : [`${where}: ${word}`])),
  );
  for (const { threadId, text } of room.sent)
    for (const trace of find(text))
      if (trace.thread !== threadId) hits.push(`a bubble to ${threadId}: ${trace.word}`);
  return {
    hits: hits.slice(0, 20),
    assessed: done,
    modelCalls: calls.length,
    worded: calls.filter(({ user }) => user.includes("五险一金")).length,
    embedded: inputs.flat().filter((text) => text.includes("徒弟")).length,
    logLines: Object.fromEntries(levels.map((level) => [level, logs[level].length])),
    errorAnswers: answers.length,
    metricLines: metricText.split("\n").length,
    bubbles: room.sent.length,
    views: shown.length,
    named: find(shown.join("\n")).filter(({ kind }) => kind === "name").length,
  };
}

const endpointOf = (llm: FakeLlm) =>
  loadConfig({
    OPENAI_API_KEY: "sk-canary",
    OPENAI_BASE_URL: llm.baseUrl,
    OPENAI_MODEL: "fake",
    OPENAI_EMBED_MODEL: "fake-vectors",
  });

/** The model reads whatever waits for it, four at a time. */
async function judge(room: Room, llm: FakeLlm): Promise<void> {
  const { content } = room;
  const judge = configuredJudge(endpointOf(llm), content);
  const prompt = content.judges.evidence;
  if (!judge || !prompt) throw new Error("no judge");
  const { db, vault, clock, logger, library } = room.deps;
  const judging = { judge, prompt, shortQuotes: prompt.value.short_quotes, library };
  const run = () => judgements.run({ db, vault, clock, logger, judging }, {}, new AbortController().signal);
  // One run ends after five minutes, whatever is left.
  for (let left = 1, turn = 0; left > 0 && turn < 5; turn += 1) {
    await Promise.all([run(), run(), run(), run()]);
    left = (await db.sql`select 1 from judgements where state <> 'done'`).count;
  }
}

/** Every format that is text. */
async function exportsOf({ db, deps: { clock } }: Room): Promise<string> {
  const files = [];
  for (const format of ["csv", "jsonl"] as const)
    files.push(
      await takeExport({ db, clock, locale: "zh-CN" }, "cli", {
        ...{ company: "shop", format, filter: { jobId: null, from: null, to: null } },
      }),
    );
  return files.map(({ bytes }) => bytes.toString("utf8")).join("\n");
}

/** Everybody says what comes next until nobody has anything to say; then the clock goes to what is due. */
async function talk(room: Room, crowd: Canary[], say: (line: string) => void): Promise<number> {
  let open = [...crowd];
  for (let round = 1; round <= 400 && open.length > 0; round += 1) {
    const states = await statesOf(room);
    const stateOf = ({ thread }: Canary) => states.get(room.deps.vault.index(thread, "shop:telegram:bot"));
    open = open.filter((one) => stateOf(one)?.status !== "done");
    let spoke = 0;
    await each(open, async (one) => {
      const state = stateOf(one);
      const line = state ? nextLine(one, state) : null;
      if (line === null) return;
      spoke += 1;
      await room.say(one.thread, line);
    });
    if (spoke > 0) await room.pass(4);
    else {
      const due = await nextDue(room.db.sql);
      room.skip(due === null ? 60 : Math.max(0, Math.ceil((due - room.now()) / 1000) - 1));
      await room.pass(1);
    }
    if (round % 10 === 0) say(`round ${round}: ${crowd.length - open.length} of ${crowd.length} are through`);
  }
  return crowd.length - open.length;
}

/** Where everybody is, by the hash of their chat. */
async function statesOf({ db, deps }: Room): Promise<Map<string, State>> {
  const rows = await db.sql<{ thread: string; state: Uint8Array }[]>`
    select thread_index as thread, state_sealed as state from conversations where state_sealed is not null`;
  return new Map(rows.map(({ thread, state }) => [thread, deps.vault.open(state, "shop:state") as State]));
}

/** Eight at a time. */
async function each(crowd: readonly Canary[], work: (one: Canary) => Promise<void>): Promise<void> {
  const queue = [...crowd];
  const worker = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
