import type { Logger } from "pino";
import { createChannels } from "../bots/index.ts";
import { buildApp } from "./app.ts";
import { configuredJudge, configuredReader, configuredResumeReader, configuredWording } from "./cli/model.ts";
import { seedSample } from "./cli/seed.ts";
import type { Config } from "./config.ts";
import { createLibrary, loadContent } from "./content.ts";
import { candidateSender } from "./conversation/candidate-sender.ts";
import { createConversations } from "./conversation/create.ts";
import { readMyData } from "./conversation/my-data.ts";
import { createOutboxWorker } from "./conversation/outbox-worker.ts";
import { createTimerWorker } from "./conversation/timer-worker.ts";
import type { ConversationDeps, Sender } from "./conversation/types.ts";
import { createWording } from "./conversation/wording.ts";
import { type OpenDatabase, openForUse } from "./database.ts";
import { defaultCompany } from "./db/companies.ts";
import { deferredChannel } from "./db/deferred.ts";
import { waitingFiles } from "./db/files.ts";
import { listJobs } from "./db/jobs.ts";
import { migrationState } from "./db/migrate.ts";
import { noteTelegramBot } from "./db/settings.ts";
import { createWakes } from "./db/wakes.ts";
import { createWebSessions } from "./db/web-sessions.ts";
import { createMetrics } from "./http/metrics.ts";
import { createDownload } from "./intake/download/download.ts";
import { readResumeFile } from "./intake/files/read-resume-file.ts";
import { readMailAddress } from "./intake/mail/address.ts";
import { createMailDesk } from "./intake/mail/desk.ts";
import { createMailbox } from "./intake/mail/mailbox.ts";
import { createRecruiterSide } from "./recruiter-side.ts";
import { wechatOf, wecomOf } from "./tencent-side.ts";
import { createUpload } from "./upload.ts";
import { createVoiceSide, voiceUse } from "./voice-side.ts";

export type Server = {
  /** Where it listens, e.g. http://127.0.0.1:3000. */
  address: string;
  /** One-time link into the console; null when Slack is the recruiters' place. */
  consoleLink: string | null;
  /** Stops gracefully, within 25 s. */
  stop(): Promise<void>;
};

/** Readiness: the workers must have come round this recently. */
const loopPatienceMs = 10_000;

/** Puts the whole product together and starts it. Throws, with everything closed again, when it cannot. */
export async function startServer(config: Config, logger: Logger): Promise<Server> {
  const content = loadContent();
  const database = await openForUse(config);
  try {
    return await compose(config, logger, content, database);
  } catch (error) {
    // An embedded database would go on running without us.
    await database.close().catch(() => {});
    throw error;
  }
}

async function compose(
  config: Config,
  logger: Logger,
  content: ReturnType<typeof loadContent>,
  { db, vault, mode, close }: OpenDatabase,
): Promise<Server> {
  // A first start has something to try; a shop with jobs of its own keeps them as they are.
  if ((await listJobs(db.orm, defaultCompany)).length === 0) await seedSample(db.orm);
  const metrics = createMetrics();
  const wakes = createWakes(db.sql);
  const library = await createLibrary(content, db);
  const deps: ConversationDeps = {
    db,
    vault,
    library,
    channels: {},
    clock: () => null,
    logger,
    meter: metrics,
    defaultCompany,
    wakes,
    publicUrl: config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`,
  };
  const conversations = createConversations(deps);
  deps.voice = { can: voiceUse(config), pace: config.VOICE_PACE === "on", wake: () => voices.worker.wake() };
  const wording = createWording(deps, conversations, configuredWording(config, content));
  deps.wording = wording;
  const judge = configuredJudge(config, content);
  const { evidence } = content.judges;
  const judging =
    judge && evidence ? { judge, prompt: evidence, shortQuotes: evidence.value.short_quotes, library } : null;
  const mailing = { vault, clock: () => null, boards: content.mailBoards };
  const recruiters = await createRecruiterSide({
    config,
    db,
    vault,
    library,
    conversations,
    logger,
    judging,
    reader: configuredReader(config),
    mailDesk: createMailDesk(mailing),
    boards: content.mailBoards,
  });
  const second = configuredResumeReader(config, content);
  const upload = createUpload(deps, conversations, (file) => readResumeFile(file), second);
  const mailbox = config.IMAP_URL
    ? createMailbox({
        ...mailing,
        db,
        company: defaultCompany,
        address: readMailAddress(config.IMAP_URL),
        readFile: (file) => readResumeFile(file),
        second,
        logger,
        counted: (result) => metrics.count("deliveries_total", { channel: "mail", result }),
      })
    : null;
  const channels = createChannels({
    company: defaultCompany,
    publicUrl: config.PUBLIC_URL,
    telegram: config.TELEGRAM_BOT_TOKEN
      ? {
          token: config.TELEGRAM_BOT_TOKEN,
          webhookSecret: config.TELEGRAM_WEBHOOK_SECRET,
          apiRoot: config.TELEGRAM_API_ROOT,
          named: async (name) => {
            recruiters.telegramBotIs(name);
            await noteTelegramBot(db.sql, name);
          },
          upload,
          waitingFiles: (account) =>
            waitingFiles(db.sql, vault, { company: defaultCompany, channel: "telegram", account }),
          download: createDownload({
            hosts: ["api.telegram.org"],
            trusted: config.TELEGRAM_API_ROOT ? [config.TELEGRAM_API_ROOT] : [],
          }),
          asking: { people: config.TELEGRAM_HR_IDS, answer: recruiters.askInTelegram },
        }
      : null,
    wechat: wechatOf(config, deps),
    wecom: wecomOf(config, deps),
    web: {
      store: createWebSessions(db, vault),
      wakes,
      upload,
      myData: (company, id) => readMyData(deps, db.sql, company, id),
    },
    receive: conversations.receive,
    logger,
    meter: metrics,
  });
  const platforms = Object.values(channels).filter((platform) => platform !== null);
  const voices = createVoiceSide(config, deps, conversations, platforms);
  const senders: Record<string, Sender> = {
    recruiters: recruiters.sender,
    [deferredChannel]: recruiters.deferred,
  };
  for (const { channel } of platforms) {
    deps.channels[channel.id] = channel;
    if (channel.delivery === "push") senders[channel.id] = candidateSender(channel);
  }

  const timers = createTimerWorker(deps);
  const outbox = createOutboxWorker({ ...deps, senders, paced: true });
  const unlisten = wakes.onOutbox(() => outbox.wake());
  let accepting = true;
  const loopsRun = async () => {
    const oldest = Math.min(timers.lastTick(), outbox.lastTick());
    return performance.now() - oldest > loopPatienceMs ? "workers are stuck" : null;
  };
  const app = await buildApp({
    logger,
    platforms: [...platforms.map((platform) => platform.plugin), ...recruiters.plugins, voices.plugin],
    health: {
      accepting: () => accepting,
      registry: metrics.registry,
      checks: {
        database: () => db.sql`select 1`.then(() => null),
        migrations: async () =>
          (await migrationState(db.sql)) === "current" ? null : "schema is not current",
        workers: loopsRun,
      },
    },
  });

  const halt = async () => {
    accepting = false;
    unlisten();
    await Promise.all(platforms.map((platform) => platform.stop()));
    await app.close();
    await Promise.all([
      timers.stop(),
      outbox.stop(),
      voices.worker.stop(),
      wording.stop(),
      recruiters.stop(),
      mailbox?.stop(),
    ]);
    await wakes.stop();
  };
  const stop = async () => {
    // Whatever does not stop as it should, the database is given back.
    await halt().finally(close);
  };
  try {
    await wakes.start();
    const address = await app.listen({ host: config.HOST, port: config.PORT });
    timers.start();
    outbox.start();
    voices.worker.start();
    await recruiters.start();
    await Promise.all(platforms.map((platform) => platform.start()));
    mailbox?.start();
    logger.info({ mode, port: config.PORT }, "server_started");
    return { address, consoleLink: await recruiters.consoleLink(config.PUBLIC_URL ?? address), stop };
  } catch (error) {
    await halt().catch(() => {});
    throw error;
  }
}
