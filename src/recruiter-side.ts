import type { FastifyPluginAsync } from "fastify";
import { createConsole } from "../bots/console/index.ts";
import { createSlack, type Slack } from "../bots/slack/index.ts";
import { createRenderer } from "./charts/renderer.ts";
import { deploymentOf } from "./cli/impact.ts";
import type { Config } from "./config.ts";
import type { Conversations, Library, Logger, Sender } from "./conversation/types.ts";
import type { Draw } from "./core/charts/sheet.ts";
import type { MailBoards } from "./core/mail/rules.ts";
import { impactAssessment } from "./core/privacy/impact.ts";
import { jobBehind, jobsOn } from "./db/adverts.ts";
import { holderOfToken } from "./db/api-tokens.ts";
import type { Database } from "./db/client.ts";
import { defaultCompany } from "./db/companies.ts";
import { ownSettings } from "./db/company-settings.ts";
import { createConsoleInvite, createConsoleSessions } from "./db/console-sessions.ts";
import { readNow } from "./db/decisions.ts";
import { isCompany, publisherOf } from "./db/publisher.ts";
import { addRecruiter, admitRecruiter, findRecruiter, type RecruiterRow } from "./db/recruiters.ts";
import { telegramBotName } from "./db/settings.ts";
import type { Vault } from "./db/vault.ts";
import { type ApiOptions, api } from "./http/api.ts";
import { calendarFiles } from "./http/calendar-files.ts";
import { exportFiles } from "./http/exports.ts";
import { type PublicJobsOptions, publicJobs } from "./http/jobs/index.ts";
import { arrive } from "./intake/arrive.ts";
import { createDownload } from "./intake/download/download.ts";
import { type Jobs, startJobs } from "./jobs/index.ts";
import type { JudgeDesk } from "./jobs/job.ts";
import type { QuestionReader } from "./llm/ask.ts";
import { openPeopleDoor } from "./people-side.ts";
import { tableBytes } from "./recruiter/actions/import.ts";
import { actions } from "./recruiter/actions/index.ts";
import { askOnce } from "./recruiter/ask-once.ts";
import { commands } from "./recruiter/commands/index.ts";
import { createDeferredSender } from "./recruiter/deferred.ts";
import { createRecruiterSender } from "./recruiter/deliver.ts";
import { enterOutcomes, enterSpends } from "./recruiter/entries.ts";
import { fetchExport } from "./recruiter/export.ts";
import { interviewCalendar } from "./recruiter/interviews/calendar.ts";
import { isCard, replyFromThread } from "./recruiter/replies.ts";
import { speaking } from "./recruiter/speaking.ts";
import type { MailDesk, Recruiter, RecruiterDeps } from "./recruiter/types.ts";
import { createTencentLinks } from "./tencent-links.ts";

/** Where recruiters work: Slack when it is configured, the web console always (by a one-time link). */
export type RecruiterSide = {
  plugins: FastifyPluginAsync[];
  sender: Sender;
  /** Sender of what recruiters put off: held letters, holds that end. */
  deferred: Sender;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The bot's user name became known: links to jobs include Telegram from now on. */
  telegramBotIs(name: string): void;
  /** Answers a question of somebody listed in TELEGRAM_HR_IDS; null = that delivery was answered before. */
  askInTelegram(question: {
    person: string;
    text: string;
    deliveryId: string;
  }): Promise<{ text: string; choices: string[] } | null>;
  /** A link into the console that works once; null when recruiters are in Slack. */
  consoleLink(base: string): Promise<string | null>;
};

type Parts = {
  config: Config;
  db: Database;
  vault: Vault;
  library: Library;
  conversations: Conversations;
  logger: Logger;
  judging: JudgeDesk | null;
  /** Reads questions about numbers that the parser cannot; null = no model. */
  reader: QuestionReader | null;
  /** Settles mails that no rule could read. */
  mailDesk: MailDesk | null;
  /** How boards write files' names; null = no people are brought in by recruiters. */
  boards: MailBoards | null;
};

const inviteMinutes = 60;
const owner = {
  companyId: defaultCompany,
  id: "console:owner",
  name: "Owner",
  role: "admin" as const,
  addedBy: "start",
};

/** Composes the recruiters' side of the product. */
export async function createRecruiterSide(parts: Parts): Promise<RecruiterSide> {
  const { config, db, logger } = parts;
  let telegramBot = config.TELEGRAM_BOT_TOKEN ? await telegramBotName(db.sql) : null;
  const links = createTencentLinks(config, db.sql, parts.vault, defaultCompany);
  let wecom = (await links.contact?.noted()) ?? null;
  const renderer = createRenderer();
  const deps: RecruiterDeps = {
    ...parts,
    draw: renderer.draw,
    clock: () => null,
    locale: "zh-CN",
    publicUrl: config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`,
    questionReader: parts.reader,
    peopleDoor: parts.boards && openPeopleDoor(parts, parts.boards),
    get telegramBot() {
      return telegramBot;
    },
    wechat: links.scene !== null,
    get wecom() {
      return wecom;
    },
  };
  const slack = config.SLACK_BOT_TOKEN ? createSlackDesk(config, config.SLACK_BOT_TOKEN, deps) : null;
  const page = createConsole({
    deps,
    sessions: createConsoleSessions(db),
    publicUrl: config.PUBLIC_URL ?? null,
    impact: async (locale) => impactAssessment(await deploymentOf(config, db.sql, new Date()), locale),
  });
  let jobs: Jobs | null = null;
  const programs = [
    ...createProgramSide(deps, config.INTAKE_WEBHOOK_SECRET),
    createPublicSide(deps, renderer.draw, links.scene),
  ];
  return {
    plugins: [...(slack ? [slack.plugin] : []), page.plugin, ...programs],
    sender: createRecruiterSender(deps, slack?.surface ?? null),
    deferred: createDeferredSender(deps),
    async start() {
      await slack?.start();
      // Nothing waits for it: without an answer the link is asked for again at the next start.
      if (links.contact && wecom === null)
        void links.contact.make().then(
          (link) => {
            wecom = link;
          },
          () => logger.warn({ channel: "wecom" }, "contact_link_not_made"),
        );
      const { vault, library, judging } = parts;
      jobs = await startJobs({ db, vault, logger, clock: () => null, library, judging });
    },
    async stop() {
      await jobs?.stop();
      await slack?.stop();
      await renderer.close();
    },
    telegramBotIs(name) {
      telegramBot = name;
    },
    async askInTelegram({ person, ...question }) {
      const who: Recruiter = {
        company: defaultCompany,
        id: `telegram:${person}`,
        name: person,
        role: "recruiter",
      };
      const answer = await askOnce(deps, who, { place: "telegram", ...question });
      return answer && { text: answer.plain, choices: answer.choices };
    },
    async consoleLink(base) {
      if (slack) return null;
      await addRecruiter(db.orm, owner);
      const token = await createConsoleInvite(
        db.sql,
        { company: defaultCompany, recruiterId: owner.id },
        inviteMinutes,
      );
      return `${base}/console?token=${token}`;
    },
  };
}

/** Pages, feeds and posters of the jobs, for everybody. */
export function createPublicSide(
  deps: RecruiterDeps,
  draw: Draw,
  scene: PublicJobsOptions["scene"] = null,
): FastifyPluginAsync {
  const { sql } = deps.db;
  const homeOf = (company: string) =>
    company === defaultCompany ? "" : `/companies/${encodeURIComponent(company)}`;
  const ports: PublicJobsOptions = {
    carriers: () => deps,
    scene,
    behind: async (code) => await jobBehind(sql, code, await readNow(sql, deps.clock())),
    homeOf,
    listed: async (channel, of) => {
      const company = of ?? defaultCompany;
      if (!(await isCompany(sql, company))) return null;
      const now = await readNow(sql, deps.clock());
      const [jobs, { name, feeds }] = await Promise.all([
        jobsOn(sql, company, channel, now),
        publisherOf(sql, company),
      ]);
      const linkedin = { companyId: feeds.linkedinCompanyId, email: feeds.linkedinEmail };
      const head = {
        company: name,
        publicUrl: deps.publicUrl,
        home: homeOf(company),
        builtAt: now,
        linkedin,
      };
      return { jobs, head };
    },
    draw,
  };
  return async (app) => {
    await app.register(publicJobs, ports);
  };
}

/** What programs may enter, and the files behind the links of `/export`. */
export function createProgramSide(deps: RecruiterDeps, intakeSecret?: string): FastifyPluginAsync[] {
  const { db, vault, clock } = deps;
  const door = { sql: db.sql, transact: db.transact, vault, clock };
  const ports: ApiOptions = {
    userOf: async (token) => {
      const holder = await holderOfToken(deps.db.sql, token);
      return holder && { company: holder.company, id: `api:${holder.name}`, name: holder.name };
    },
    enterOutcomes: (by, rows) => enterOutcomes(deps, by, rows),
    enterSpends: (by, rows) => enterSpends(deps, by, rows),
    intake: intakeSecret
      ? {
          secret: intakeSecret,
          seconds: () => (clock()?.getTime() ?? Date.now()) / 1000,
          arrive: (id, arrival) =>
            arrive(door, defaultCompany, { kind: "webhook", id, actor: "api:intake" }, arrival),
        }
      : null,
  };
  return [
    async (app) => {
      await app.register(api, ports);
    },
    async (app) => {
      await app.register(exportFiles, { fetchExport: (token) => fetchExport(deps, token) });
      await app.register(calendarFiles, { calendarBehind: (code) => interviewCalendar(db.sql, code) });
    },
  ];
}

function createSlackDesk(config: Config, botToken: string, deps: RecruiterDeps): Slack {
  const { orm } = deps.db;
  const named = async (row: RecruiterRow | null): Promise<Recruiter | null> => {
    if (!row) return null;
    const { companyId: company, id, name, role } = row;
    const { locale } = await ownSettings(deps.db.sql, company, id);
    return { company, id, name, role, locale };
  };
  return createSlack({
    botToken,
    appToken: config.SLACK_APP_TOKEN,
    signingSecret: config.SLACK_SIGNING_SECRET,
    previousSigningSecret: config.SLACK_SIGNING_SECRET_PREVIOUS,
    apiUrl: config.SLACK_API_URL,
    digestChannel: config.SLACK_DIGEST_CHANNEL ?? null,
    admins: config.SLACK_ADMINS,
    locale: deps.locale,
    logger: deps.logger,
    draw: deps.draw,
    download: createDownload({
      hosts: ["files.slack.com"],
      trusted: config.SLACK_API_URL ? [config.SLACK_API_URL] : [],
      bytes: tableBytes,
    }),
    desk: {
      deps,
      commands,
      actions,
      findRecruiter: async (id) => await named(await findRecruiter(orm, defaultCompany, id)),
      admitAdmin: async (id, name) =>
        await named(
          await admitRecruiter(orm, {
            companyId: defaultCompany,
            id,
            name,
            role: "admin",
            addedBy: "SLACK_ADMINS",
          }),
        ),
      isCard: (place, ts) => isCard(deps, defaultCompany, place, ts),
      replyFromThread: ({ who, ...reply }) => replyFromThread(speaking(deps, who), who, reply),
      ask: async ({ who, ...question }) => (await askOnce(speaking(deps, who), who, question))?.view ?? null,
    },
  });
}
