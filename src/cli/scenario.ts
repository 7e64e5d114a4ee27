import { z } from "zod";
import type { Locale } from "../core/locale.ts";
import { type CliCommand, parseArguments, UsageError } from "./command.ts";
import { checkFiles } from "./scenario/check.ts";
import { tryScenario } from "./scenario/try.ts";

const Arguments = z.object({
  seeds: z.coerce.number().int().min(1).max(10_000, "--seeds is at most 10000").default(30),
  seed: z.coerce.number().int().nonnegative().default(1),
  against: z.string().optional(),
  report: z.string().optional(),
  lang: z
    .enum(["zh", "en"], "--lang is zh or en")
    .default("zh")
    .transform((lang): Locale => (lang === "en" ? "en" : "zh-CN")),
  positionals: z.array(z.string()),
});

const options = {
  seeds: { type: "string" },
  seed: { type: "string" },
  against: { type: "string" },
  report: { type: "string" },
  lang: { type: "string" },
} as const;

/** The author's bench: is a script well made, and what do synthetic candidates make of it. Needs no database. */
export const scenarioCommand: CliCommand = {
  name: "scenario",
  summary: "check a role-play script, or let synthetic candidates try it",
  usage: [
    "scenario check [ID|FILE.yaml …]",
    "scenario try ID|FILE.yaml [--seeds N] [--seed S] [--against FILE.yaml] [--report out.html] [--lang zh|en]",
  ],
  async run(args, io) {
    const { positionals, lang, seeds, seed, against, report } = parseArguments(args, options, Arguments);
    const [action, ...names] = positionals;
    if (action === "check") return checkFiles(names, io);
    const [name, ...more] = names;
    if (action !== "try" || name === undefined || more.length > 0)
      throw new UsageError('say "check", or "try" and one scenario');
    return tryScenario(
      { name, seeds, seed, locale: lang, ...(against ? { against } : {}), ...(report ? { report } : {}) },
      io,
    );
  },
};
