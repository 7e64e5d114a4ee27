import { join } from "node:path";
import { z } from "zod";
import { ContentError, type Pinned, Reader } from "./content-reader.ts";
import type { Library } from "./conversation/types.ts";
import { checkRuleItem, checkShortItems, checkTexts } from "./core/content/check-rule.ts";
import { checkScenario } from "./core/content/check-scenario.ts";
import { withConcepts, withModel } from "./core/content/combine.ts";
import { ScoringConfig } from "./core/content/config.ts";
import { cardItem, type Explained } from "./core/content/explained.ts";
import { explanationsFor } from "./core/content/explanations.ts";
import { FaqFile } from "./core/content/faq.ts";
import { checkTemplates, type JobTemplate, JobTemplates, templatesOf } from "./core/content/job-template.ts";
import { checkJudgePrompt, JudgePrompt } from "./core/content/judge.ts";
import { checkReaderPrompt, ReaderPrompt } from "./core/content/reader.ts";
import { restingCards, upkeepOf } from "./core/content/resting.ts";
import { RuleCard, RuleItem, ShortItems } from "./core/content/rule.ts";
import { ConceptSource, Scenario } from "./core/content/scenario.ts";
import type { Script } from "./core/content/script.ts";
import { Texts } from "./core/content/texts.ts";
import type { Pins } from "./core/dialogue/event.ts";
import type { Locale } from "./core/locale.ts";
import { checkMailBoards, MailBoards } from "./core/mail/rules.ts";
import { ConductModel } from "./core/scoring/conduct-model.ts";
import type { Database } from "./db/client.ts";
import { loadContentVersion, saveContentVersions } from "./db/content-versions.ts";

/** All of `prompts/`, parsed and checked. */
export type Content = {
  scenarios: Record<string, Pinned<Scenario>>;
  rules: Record<string, Pinned<RuleItem>>;
  cards: Record<string, Pinned<RuleCard>>;
  shortItems: Pinned<ShortItems>;
  config: Pinned<ScoringConfig>;
  /** Job templates, of the scenarios and explanations there are. */
  templates: JobTemplate[];
  judges: Record<string, Pinned<JudgePrompt>>;
  /** What a model is told when it reads a résumé a second time, or words an answer. */
  readers: Record<string, Pinned<ReaderPrompt>>;
  /** Questions candidates ask, with answers for any shop. */
  faq: Record<string, Pinned<FaqFile>>;
  /** How job boards write the mails that bring résumés. */
  mailBoards: MailBoards;
  texts: Record<Locale, Texts>;
};

/** Where content lies when nothing else is said: `prompts/` beside `src/`. */
export const promptsDir = join(import.meta.dirname, "..", "prompts");

/** Reads and checks every content file; throws one ContentError that lists all that is wrong. */
export function loadContent(dir: string = promptsDir): Content {
  const reader = new Reader(dir);
  const common = reader.file("concepts.yaml", z.record(z.string(), ConceptSource))?.value ?? {};
  const scenarios = reader.folder("scenarios", Scenario, (body) => withConcepts(common, body));
  const rules = reader.folder("rules/explain", RuleItem, (body) => withConcepts(common, body));
  const cards = reader.cards("rules");
  const shortItems = reader.file("rules/short-items.yaml", ShortItems);
  const model = reader.file("models/conduct.json", ConductModel);
  const config = reader.file("scoring.yaml", ScoringConfig, (body) => withModel(body, model?.body));
  const templates = reader.file("job-templates.yaml", JobTemplates);
  const judges = reader.folder("judges", JudgePrompt, (body) => body);
  const readers = reader.folder("readers", ReaderPrompt, (body) => body);
  const faq = reader.folder("faq", FaqFile, (body) => body);
  const mailBoards = reader.file("mail-boards.yaml", MailBoards);
  const zh = reader.file("texts/zh-CN.yaml", Texts);
  const en = reader.file("texts/en.yaml", Texts);
  for (const { fileId, value } of Object.values(scenarios)) reader.problems(fileId, checkScenario(value));
  for (const { fileId, value } of Object.values(rules)) {
    reader.problems(fileId, [...checkRuleItem(value), ...checkCard(value.card, cards)]);
  }
  for (const { fileId, value } of Object.values(judges)) reader.problems(fileId, checkJudgePrompt(value));
  for (const { fileId, value } of Object.values(readers)) reader.problems(fileId, checkReaderPrompt(value));
  if (!judges.evidence)
    reader.problems("judges/evidence", ["the file is missing; restore it from the release"]);
  if (shortItems) {
    const known = Object.values(cards).map(({ value }) => value);
    reader.problems("rules/short-items", checkShortItems(shortItems.value, known));
  }
  const there = {
    scenarios: Object.keys(scenarios),
    rules: Object.values(rules).map(({ value }) => value),
    cards: Object.keys(cards),
  };
  if (templates) reader.problems("job-templates", checkTemplates(templates.value, there));
  if (mailBoards) reader.problems("mail-boards", checkMailBoards(mailBoards.value));
  if (zh && en) reader.problems("texts", checkTexts(zh.value, en.value));
  reader.finish();
  if (!shortItems || !config || !templates || !mailBoards || !zh || !en)
    throw new ContentError("content is incomplete");
  return {
    scenarios,
    rules,
    cards,
    shortItems,
    config,
    judges,
    readers,
    faq,
    mailBoards: mailBoards.value,
    templates: templatesOf(templates.value, there),
    texts: { "zh-CN": zh.value, en: en.value },
  };
}

/** Saves today's versions and hands out scripts at the versions a conversation is pinned to. */
export async function createLibrary(content: Content, db: Pick<Database, "sql">): Promise<Library> {
  const { scenarios, rules, cards, shortItems, config } = content;
  const explained: Record<string, Pinned<RuleItem | RuleCard>> = { ...cards, ...rules };
  const today = [...Object.values(scenarios), ...Object.values(explained), shortItems, config];
  await saveContentVersions(db.sql, today);
  const bodies = new Map(today.map((file) => [`${file.fileId}@${file.version}`, file.body]));
  const scripts = new Map<string, Script>();
  const allCards = Object.values(content.cards).map(({ value }) => value);

  const read = async <T>([fileId, version]: [string, string], schema: z.ZodType<T>): Promise<T> => {
    const body = bodies.get(`${fileId}@${version}`) ?? (await loadContentVersion(db.sql, fileId, version));
    if (body === undefined) {
      throw new ContentError(
        `${fileId} at version ${version} is not in this database; restore the backup that has content_versions`,
      );
    }
    return schema.parse(body);
  };
  /** Every file the conversation pins under `prefix`, by id: the order of the pins is lost in the database. */
  const allAt = async <T>(pins: Pins, prefix: string, schema: z.ZodType<T>): Promise<T[]> => {
    const found = Object.entries(pins)
      .filter(([id]) => id.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return await Promise.all(found.map((pin) => read(pin, schema)));
  };
  const at = async <T>(pins: Pins, prefix: string, schema: z.ZodType<T>): Promise<T> =>
    first(await allAt(pins, prefix, schema), prefix);

  return {
    pinsFor: (job, today) => {
      const all = known("scenario", job.scenarioIds ?? [job.scenarioId], scenarios);
      const wanted = job.ruleIds ?? [job.ruleId];
      known("rule", wanted, explained);
      const resting = today === undefined ? [] : restingCards(allCards, today);
      const there = { rules: Object.values(rules).map(({ value }) => value), cards: allCards };
      const asked = known("rule", explanationsFor(wanted, there, resting), explained);
      return Object.fromEntries(
        [...all, ...asked, shortItems, config].map((file) => [file.fileId, file.version]),
      );
    },
    templates: content.templates,
    faq: content.faq.default?.value,
    restingCards: (today) => restingCards(allCards, today),
    upkeep: (today) => upkeepOf(allCards, shortItems.value, today),
    script: async (pins) => {
      const key = JSON.stringify(Object.entries(pins).sort(([a], [b]) => (a < b ? -1 : 1)));
      const known = scripts.get(key);
      if (known) return known;
      const scoring = await at(pins, "scoring", ScoringConfig);
      const asked = await allAt(pins, "cards/", RuleCard);
      const rules: Explained[] = [
        ...(await allAt(pins, "rules/explain/", RuleItem)),
        ...asked.map((card) => cardItem(card, scoring)),
      ];
      const choice = { scenarios: await allAt(pins, "scenarios/", Scenario), rules };
      const script: Script = {
        pins,
        scenario: first(choice.scenarios, "scenarios/"),
        rule: first(choice.rules, "rules/explain/ or cards/"),
        ...(choice.scenarios.length + choice.rules.length > 2 ? { choice } : {}),
        shortItems: await at(pins, "rules/short-items", ShortItems),
        config: scoring,
        texts: content.texts,
      };
      scripts.set(key, script);
      return script;
    },
  };
}

function first<T>([found]: readonly T[], what: string): T {
  if (found === undefined)
    throw new ContentError(`a conversation pins no ${what}; its pins were not made by pinsFor`);
  return found;
}

/** The files of these ids; throws on one that is not there. */
function known<T>(
  kind: string,
  ids: readonly string[],
  files: Readonly<Record<string, Pinned<T>>>,
): Pinned<T>[] {
  return ids.map((id) => {
    const file = files[id];
    if (!file) throw new ContentError(unknown(kind, id, Object.keys(files)));
    return file;
  });
}

const unknown = (kind: string, id: string, known: readonly string[]): string =>
  `there is no ${kind} "${id}"; use one of ${known.join(", ")}`;

const checkCard = (card: string | undefined, cards: Content["cards"]): string[] =>
  card === undefined || cards[card] ? [] : [`card: there is no card "${card}"; name a card of prompts/rules`];
