import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { type Content, loadContent } from "../../content.ts";
import type { Scenario } from "../../core/content/scenario.ts";
import type { Script } from "../../core/content/script.ts";
import type { Locale } from "../../core/locale.ts";
import type { CliIo } from "../command.ts";
import { reportPage } from "../report/page.ts";
import { terminalLines } from "../report/terminal.ts";
import { booksOf } from "./advice.ts";
import { type Comparison, compareVersions } from "./compare.ts";
import { committedScenario, readFile, scenarioFile } from "./files.ts";
import { measure } from "./measure.ts";
import { personas } from "./personas.ts";
import { playSession, type Session } from "./play.ts";
import type { ReadScenario } from "./read.ts";
import { tryReport } from "./try-report.ts";

export type TryOptions = {
  name: string;
  seeds: number;
  seed: number;
  against?: string;
  report?: string;
  locale: Locale;
};

/** `scenario try ID|FILE`: plays everybody on it and shows what comes out; 1 when the file cannot be used. */
export function tryScenario({ name, seeds, seed, against, report, locale }: TryOptions, io: CliIo): number {
  const file = scenarioFile(name);
  const read = readFile(file);
  for (const problem of read.problems) io.note(`${file.shown}: ${problem}`);
  const { scenario, version } = read;
  if (!scenario || read.problems.length > 0) return 1;
  const content = loadContent();
  const config = content.config.value;
  const play = (one: Scenario) => playAll(one, content, seeds, seed, io);
  const { sessions, books } = play(scenario);
  const published = publishedVersion(scenario.id, against);
  const compared = comparedWith(published, version, against, locale);
  let comparison: Comparison | null = null;
  if (compared.scenario) {
    const old = play(compared.scenario);
    comparison = compareVersions(compared.scenario, scenario, config, [...old.sessions, ...sessions]);
  }
  const measured = measure(scenario, sessions, config.pass_above);
  const shown = tryReport(
    { scenario, version, config, measured, books, seeds, seed, comparison, against: compared.says },
    locale,
  );
  for (const line of terminalLines(shown)) io.print(line);
  if (report !== undefined) {
    writeFileSync(report, reportPage(shown));
    io.note(`page written: ${report}`);
  }
  return 0;
}

function playAll(scenario: Scenario, content: Content, seeds: number, first: number, io: CliIo) {
  const books = booksOf(scenario);
  const script = scriptFor(scenario, content);
  const sessions: Session[] = [];
  for (const persona of personas) {
    if (io.interrupted.aborted) throw new Error("interrupted");
    for (let i = 0; i < seeds; i++)
      sessions.push(playSession(script, persona, books[persona.locale], first + i));
    io.note(`${scenario.id} v${scenario.version}: ${sessions.length}/${seeds * personas.length}`);
  }
  return { sessions, books };
}

/** A script to play; the rule of the introduction is never reached and may be any. */
function scriptFor(scenario: Scenario, content: Content): Script {
  const [rule] = Object.values(content.rules);
  if (!rule) throw new Error("prompts/rules/explain is empty; restore it from the release");
  const { shortItems, config, texts } = content;
  return { pins: {}, scenario, rule: rule.value, shortItems: shortItems.value, config: config.value, texts };
}

function publishedVersion(id: string, against: string | undefined): ReadScenario | null {
  if (against === undefined) return committedScenario(id);
  return readFile(scenarioFile(against));
}

function comparedWith(
  published: ReadScenario | null,
  version: string,
  against: string | undefined,
  locale: Locale,
): { scenario: Scenario | null; says: string } {
  const t = (zh: string, en: string) => (locale === "en" ? en : zh);
  const source = against === undefined ? t("最近一次提交", "the last commit") : basename(against);
  if (!published)
    return {
      scenario: null,
      says: t(
        "没有找到已提交的版本：不在 git 仓库里，或是新剧本。",
        "No committed version was found: no git repository, or a new script.",
      ),
    };
  const { scenario, problems } = published;
  if (!scenario || problems.length > 0) {
    if (against !== undefined) throw new Error(`${against} cannot be used: ${problems[0] ?? "it is empty"}`);
    return {
      scenario: null,
      says: t(
        "已提交的版本现在读不出来，没有比较。",
        "The committed version can no longer be read; nothing was compared.",
      ),
    };
  }
  if (published.version === version)
    return {
      scenario: null,
      says: t(
        `与${source}内容相同（${version}），没有可比的变化。`,
        `The same as ${source} (${version}): nothing to compare.`,
      ),
    };
  return {
    scenario,
    says: t(
      `对照：${source}，版本 ${published.version}。`,
      `Compared with ${source}, version ${published.version}.`,
    ),
  };
}
