import type { Explained } from "../content/explained.ts";
import type { Scenario } from "../content/scenario.ts";
import type { Bilingual, Locale } from "../locale.ts";
import type { Turn } from "../scoring/evidence.ts";
import { concealForModel } from "./conceal.ts";

export type PartId = "roleplay" | "rule";

/** A message of the candidate that may be quoted. `index` = its turn; `heard` = what customers had said by then. */
export type Source = {
  part: PartId;
  messageId: string;
  index: number;
  text: string;
  heard: readonly string[];
};

/** One line as the model sees it; id null = not the candidate's, cannot be quoted. */
export type ShownLine = { part: PartId; id: string | null; text: string };
export type AskedElement = { key: string; part: PartId; id: string; label: Bilingual };

/** What a model is asked: nothing about who, when, where, weights or points. */
export type Question = {
  locale: Locale;
  elements: readonly AskedElement[];
  lines: readonly ShownLine[];
  /** Shown id -> the message it stands for; never sent. */
  sources: ReadonlyMap<string, Source>;
};

export type Asked = {
  roleplay: { scenario: Scenario; turns: readonly Turn[] } | null;
  rule: {
    facts: readonly { id: string; label: Bilingual }[];
    answers: readonly { messageId: string; text: string }[];
  } | null;
  /** Names to hide. */
  names: readonly string[];
  locale: Locale;
};

/** Limits of what is sent at once, in UTF-16 units. */
const most = { line: 600, lines: 80, units: 6000 };

/** Turns a session into one question; what exceeds the limits is left out, the beginning first kept. */
export function questionOf({ roleplay, rule, names, locale }: Asked): Question {
  const lines: ShownLine[] = [];
  const sources = new Map<string, Source>();
  let units = 0;
  const show = (part: PartId, text: string, source: Omit<Source, "part"> | null): void => {
    const shown = concealForModel(text, names, locale).slice(0, most.line);
    if (lines.length >= most.lines || units + shown.length > most.units) return;
    units += shown.length;
    const id = source ? `m${sources.size + 1}` : null;
    if (source && id) sources.set(id, { part, ...source });
    lines.push({ part, id, text: shown });
  };
  const heard: string[] = [];
  for (const [index, { from, t, text, messageId }] of (roleplay?.turns ?? []).entries()) {
    if (from === "customer") {
      heard.push(text);
      show("roleplay", text, null);
    } else if (roleplay && t < roleplay.scenario.time_limits.total_s && text.trim() !== "") {
      show("roleplay", text, { messageId: messageId ?? String(index), index, text, heard: [...heard] });
    }
  }
  for (const [index, { messageId, text }] of (rule?.answers ?? []).entries()) {
    if (text.trim() !== "") show("rule", text, { messageId, index, text, heard: [] });
  }
  const asked = (part: PartId, list: readonly { id: string; label: Bilingual }[]): AskedElement[] =>
    list.map(({ id, label }) => ({ key: part === "rule" ? `R_${id}` : id, part, id, label }));
  const has = (part: PartId) => [...sources.values()].some((source) => source.part === part);
  return {
    locale,
    elements: [
      ...(has("roleplay")
        ? asked("roleplay", roleplay?.scenario.elements.filter(({ by_default }) => !by_default) ?? [])
        : []),
      ...(has("rule") ? asked("rule", rule?.facts ?? []) : []),
    ],
    lines,
    sources,
  };
}

/** The facts of an explanation, as they are asked for. */
export const factsOf = (item: Pick<Explained, "key_facts">): { id: string; label: Bilingual }[] =>
  item.key_facts.map(({ id, label }) => ({ id, label }));
