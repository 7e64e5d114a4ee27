import type { WebClient } from "@slack/web-api";

import type { Locale } from "../../src/core/locale.ts";
import type { ActionResult, GivenFile, Recruiter, RecruiterDeps } from "../../src/recruiter/types.ts";
import type { Desk } from "./desk.ts";
import type { SharedFile } from "./given.ts";
import type { Homes } from "./home.ts";
import type { ModalSeal } from "./modal.ts";
import type { People } from "./people.ts";
import type { Pictures } from "./pictures.ts";
import type { SlackTexts } from "./texts.ts";

export type Logger = RecruiterDeps["logger"];

/** What every listener needs. */
export type SlackContext = {
  desk: Desk;
  client: WebClient;
  people: People;
  pictures: Pictures;
  admins: readonly string[];
  seal: ModalSeal;
  /** In the language of the installation. */
  texts: SlackTexts;
  /** In the language somebody chose; null = that of the installation. */
  textsIn(locale: Locale | null | undefined): SlackTexts;
  /** A file of a submitted form, fetched when it is asked for. */
  given(file: SharedFile): GivenFile;
  homes: Homes;
  /** A person's Home is published at most once in this time, ms. */
  homePauseMs: number;
  logger: Logger;
  /** How long a listener may take before it acknowledges without a result, ms; Slack waits 3 s. */
  patienceMs: number;
};

/**
 * Runs something for the person behind a Slack user, whose rights are looked up now. Never throws: an unlisted person
 * and a failure are refusals with a sentence for that person; the cause of a failure is logged.
 */
export async function perform(
  context: SlackContext,
  from: { team: string; user: string; what: string },
  run: (who: Recruiter) => Promise<ActionResult>,
): Promise<ActionResult> {
  const { people, texts, logger, admins } = context;
  try {
    const { id, recruiter } = await people.identify(from.team, from.user);
    if (recruiter) return await run(recruiter);
    logger.warn({ recruiterId: id, action: from.what }, "slack_unlisted");
    return { kind: "refused", notice: texts.notListed(id, admins) };
  } catch (error) {
    logger.error({ action: from.what, err: error }, "slack_failed");
    return { kind: "refused", notice: texts.failed };
  }
}

/** The result if it is there within `ms`, else null. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
