import { z } from "zod";
import { type Compared, ResumeLabels } from "../../core/resume/agreement.ts";

/** One evaluated line: what came in, with its labels if it has any, and what went out. */
export type Evaluated = { input: unknown; output: Record<string, unknown> };

const Id = z.union([z.string(), z.number()]).transform(String);
const Credit = z.enum(["unprompted", "prompted", "partial", "absent"]);
export type Credit = z.infer<typeof Credit>;

/** Labels of `eval scenario` and `eval rule`, in `expected`; every part may be left out. `facts` is another name for `elements`. */
const Expected = z.object({
  total: z.number().min(0).max(100).optional(),
  band: z.tuple([z.number(), z.number()]).optional(),
  /** Elements that are not named count as absent. */
  elements: z.record(z.string(), Credit).optional(),
  facts: z.record(z.string(), Credit).optional(),
  gates: z.array(z.string()).optional(),
});

const Found = z.record(z.string(), z.object({ credit: Credit }));
const ScoredInput = z.object({
  id: Id,
  scenario: z.string().optional(),
  card: z.string().optional(),
  answer: z.string().optional(),
  turns: z.array(z.object({ from: z.string(), t: z.number(), text: z.string() })).optional(),
  expected: Expected,
});
const ScoredOutput = z.object({
  total: z.number(),
  elements: Found.optional(),
  facts: Found.optional(),
  gates: z.array(z.string()),
});

/** A transcript or answer with what people say about it and what was computed. */
export type ScoredCase = {
  id: string;
  /** Scenario or card. */
  of: string;
  text: { who: string; text: string }[];
  total: number;
  expected: { total?: number | undefined; band?: [number, number] | undefined; gates?: string[] | undefined };
  gates: string[];
  /** Per element: expected and found credit; empty when the line has no labels for them. */
  credits: { id: string; expected: Credit; found: Credit }[];
};

/** Lines of `eval scenario` and `eval rule` that carry labels; a label that cannot be read is an error that names the line. */
export function scoredCases(lines: readonly Evaluated[]): ScoredCase[] {
  return lines.flatMap(({ input, output }) => {
    const computed = ScoredOutput.safeParse(output);
    if (!computed.success || !isLabelled(input, "expected")) return [];
    const { id, scenario, card, answer, turns, expected } = labelled(ScoredInput, input);
    const labels = expected.elements ?? expected.facts;
    const found = computed.data.elements ?? computed.data.facts ?? {};
    const ids = labels ? [...new Set([...Object.keys(found), ...Object.keys(labels)])] : [];
    return [
      {
        id,
        of: scenario ?? card ?? "",
        text: turns
          ? turns.map(({ from, t, text }) => ({ who: `${t} s ${from}`, text }))
          : [{ who: "", text: answer ?? "" }],
        total: computed.data.total,
        expected: { total: expected.total, band: expected.band, gates: expected.gates },
        gates: computed.data.gates,
        credits: ids.map((element) => ({
          id: element,
          expected: labels?.[element] ?? "absent",
          found: found[element]?.credit ?? "absent",
        })),
      },
    ];
  });
}

const truth = z.union([
  z.boolean(),
  z.union([z.literal(0), z.literal(1), z.literal("0"), z.literal("1")]).transform((one) => Number(one) === 1),
]);
const ConductInput = z.object({ id: Id, text: z.string(), label: truth, kind: z.string().optional() });
const ConductOutput = z.object({ aggressive: z.boolean(), probability: z.number() });
export type ConductCase = z.infer<typeof ConductInput> & z.infer<typeof ConductOutput>;

/** Lines of `eval conduct` with `label` (1 = aggressive); `kind` groups them if it is there. */
export function conductCases(lines: readonly Evaluated[]): ConductCase[] {
  return lines.flatMap(({ input, output }) => {
    const computed = ConductOutput.safeParse(output);
    if (!computed.success || !isLabelled(input, "label")) return [];
    return [{ ...labelled(ConductInput, input), ...computed.data }];
  });
}

const AnswerInput = z.object({
  id: Id,
  question: z.string().default(""),
  answer: z.string(),
  score: z.number().min(0).max(1),
});
const AnswerOutput = z.object({ score: z.number() });
export type AnswerCase = { id: string; question: string; answer: string; expected: number; score: number };

/** Lines of `eval answer` with the people's `score`, 0..1. */
export function answerCases(lines: readonly Evaluated[]): AnswerCase[] {
  return lines.flatMap(({ input, output }) => {
    const computed = AnswerOutput.safeParse(output);
    if (!computed.success || !isLabelled(input, "score")) return [];
    const { score: expected, ...rest } = labelled(AnswerInput, input);
    return [{ ...rest, expected, score: computed.data.score }];
  });
}

const ResumeInput = z.object({ id: Id, expected: ResumeLabels });
export type ResumeCase = Compared;

/** Lines of `eval resume` with `expected` fields. */
export function resumeCases(lines: readonly Evaluated[]): ResumeCase[] {
  return lines.flatMap(({ input, output }) => {
    const computed = ResumeLabels.safeParse(output);
    if (!computed.success || "error" in output || !isLabelled(input, "expected")) return [];
    return [{ ...labelled(ResumeInput, input), read: computed.data }];
  });
}

const isLabelled = (input: unknown, name: string): boolean =>
  z.looseObject({ [name]: z.unknown() }).safeParse(input).success && Object.hasOwn(Object(input), name);

function labelled<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const known = z.looseObject({ id: Id }).safeParse(input);
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new Error(`the labels of line ${known.success ? known.data.id : "?"} cannot be read: ${reasons}`);
}
