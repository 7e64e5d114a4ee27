import { Writable } from "node:stream";
import fastify from "fastify";
import { createWeb } from "../../bots/web/index.ts";
import { configuredJudge } from "../../src/cli/model.ts";
import { loadConfig } from "../../src/config.ts";
import type { Logger } from "../../src/conversation/types.ts";
import { nextDue } from "../../src/db/timers.ts";
import { createWakes } from "../../src/db/wakes.ts";
import { createWebSessions } from "../../src/db/web-sessions.ts";
import { errors } from "../../src/http/errors.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { judgements } from "../../src/jobs/judgements.ts";
import { retention } from "../../src/jobs/retention.ts";
import { createLogger } from "../../src/logging.ts";
import type { Room } from "../conversation/room.ts";
import type { FakeLlm } from "../fakes/llm-client.ts";
import { type Canary, createCanary, nextLine, tracesOf } from "./person.ts";

const levels = ["fatal", "error", "warn", "info", "debug", "trace"] as const;

/** What a run brought: where traces of people were found, and how much was looked at. */
export type Found = {
  /** "<where>: <trace>", the first few. */
  hits: string[];
  assessed: number;
  modelCalls: number;
  logLines: Record<string, number>;
  errorAnswers: number;
  metricLines: number;
};

/** Lets candidates full of canaries go through everything, with failures on the way, and looks where nobody may be. */
export async function runCrowd(
  room: Room,
  llm: FakeLlm,
  count: number,
  say: (line: string) => void,
): Promise<Found> {
  const crowd = Array.from({ length: count }, (_, n) => createCanary(n));
  const logs = listen(room);
  const metrics = createMetrics();
  room.deps.meter = metrics;
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
  await room.pass(30);
  for (const one of crowd.slice(0, 20)) await logDatabaseError(room, one);
  const { content } = room;
  const endpoint = loadConfig({
    OPENAI_API_KEY: "sk-canary",
    OPENAI_BASE_URL: llm.baseUrl,
    OPENAI_MODEL: "fake",
  });
  const judge = configuredJudge(endpoint, content);
  const prompt = content.judges.evidence;
  if (!judge || !prompt) throw new Error("no judge");
  const { db, vault, clock, logger, library } = room.deps;
  const judging = { judge, prompt, shortQuotes: prompt.value.short_quotes, library };
  await judgements.run({ db, vault, clock, logger, judging }, {}, new AbortController().signal);
  const answers = await errorAnswers(room, crowd.slice(0, 20));
  await each(crowd.slice(0, 20), async ({ thread }) => {
    await room.say(thread, "删除");
    await room.say(thread, "确认");
  });
  await room.pass(5);
  await retention.run({ db, vault, clock, logger }, {}, new AbortController().signal);

  const { calls } = await llm.calls();
  const metricText = await metrics.registry.metrics();
  const places: [string, string][] = [
    ...levels.map((level): [string, string] => [`log ${level}`, logs[level].join("")]),
    ["metrics", metricText],
    ["error answers", answers.join("\n")],
    ["model requests", calls.map(({ system, user }) => `${system}\n${user}`).join("\n")],
  ];
  const hits = places.flatMap(([where, text]) =>
    crowd.flatMap((one) =>
      tracesOf(one).flatMap((trace) => (text.includes(trace) ? [`${where}: ${trace}`] : [])),
    ),
  );
  return {
    hits: hits.slice(0, 20),
    assessed: done,
    modelCalls: calls.length,
    logLines: Object.fromEntries(levels.map((level) => [level, logs[level].length])),
    errorAnswers: answers.length,
    metricLines: metricText.split("\n").length,
  };
}

/** One logger of the product for each level, all hearing the same. */
function listen(room: Room): Record<(typeof levels)[number], string[]> {
  const logs = { fatal: [], error: [], warn: [], info: [], debug: [], trace: [] } as Record<
    (typeof levels)[number],
    string[]
  >;
  const loggers = levels.map((level) =>
    createLogger(
      level,
      new Writable({
        write: (chunk, _encoding, next) => {
          logs[level].push(String(chunk));
          next();
        },
      }),
    ),
  );
  const all =
    (name: "debug" | "info" | "warn" | "error") => (fields: Record<string, unknown>, event: string) => {
      for (const logger of loggers) logger[name](fields, event);
    };
  const logger: Logger = { debug: all("debug"), info: all("info"), warn: all("warn"), error: all("error") };
  room.deps.logger = logger;
  return logs;
}

/** Everybody says what comes next until nobody has anything to say; then the clock goes to what is due. */
async function talk(room: Room, crowd: Canary[], say: (line: string) => void): Promise<number> {
  let open = [...crowd];
  for (let round = 1; round <= 400 && open.length > 0; round += 1) {
    let spoke = 0;
    const left: Canary[] = [];
    await each(open, async (one) => {
      const state = await room.state(one.thread);
      if (state.status === "done") return;
      left.push(one);
      const line = nextLine(one, state);
      if (line === null) return;
      spoke += 1;
      await room.say(one.thread, line);
    });
    open = left;
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

/** An error of the database quotes the value it is about; nothing of it is stored. */
async function logDatabaseError(room: Room, { phone, name }: Canary): Promise<void> {
  try {
    await room.db.sql`select ${`${name} ${phone}`}::text::uuid`;
  } catch (error) {
    if (!String(error).includes(phone)) throw new Error("the error does not quote its value any more");
    room.deps.logger.error({ err: error, detail: String(error), name, phone }, "step_failed");
    const candidate = { name: { phone } };
    room.deps.logger.warn({ error: String(error).slice(0, 20), candidate }, `failed for ${phone}`);
  }
}

/** Answers of the web chat to calls that are wrong in every way a page can be wrong. */
async function errorAnswers(room: Room, crowd: Canary[]): Promise<string[]> {
  const { db, vault, logger } = room.deps;
  const app = fastify();
  await app.register(errors);
  const web = createWeb({
    company: "shop",
    receive: () => Promise.reject(new Error(`no room for ${crowd[0]?.phone}`)),
    store: createWebSessions(db, vault),
    wakes: createWakes(db.sql),
    logger: { info: logger.info, warn: logger.warn },
    publicUrl: null,
  });
  await app.register(web.plugin);
  const answers: string[] = [];
  for (const { name, phone, email, identity } of crowd) {
    const headers = { host: "x.test", origin: "http://x.test", "content-type": "application/json" };
    for (const [url, payload] of [
      ["/chat/session", JSON.stringify({ code: phone, [email]: name, locale: identity })],
      ["/chat/session", JSON.stringify({ locale: "zh-CN" })],
      ["/chat/messages", JSON.stringify({ text: phone, clientMessageId: email })],
      ["/chat/messages", `{"text": "${name} ${phone}`],
      [`/nothing/${encodeURIComponent(phone)}`, "{}"],
    ] as const)
      answers.push((await app.inject({ method: "POST", url, headers, payload })).payload);
    answers.push((await app.inject({ url: `/chat/my-data?format=${phone}`, headers })).payload);
  }
  await app.close();
  return answers;
}

/** Eight at a time. */
async function each(crowd: readonly Canary[], work: (one: Canary) => Promise<void>): Promise<void> {
  const queue = [...crowd];
  const worker = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
