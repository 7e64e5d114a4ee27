import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { agreementOf, f1Of, ResumeLabels } from "../core/resume/agreement.ts";
import { entitiesIn } from "../core/resume/entities.ts";
import { parseResume } from "../core/resume/parse.ts";

const [folder] = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
const linesOf = (file: string) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): unknown => JSON.parse(line));

const Row = z.object({
  id: z.string(),
  layout: z.string(),
  text: z.string(),
  today: z.iso.date(),
  expected: ResumeLabels,
});
const own = new URL("../../test/fixtures/resumes/", import.meta.url);
const share = ({ right, of }: { right: number; of: number }) => `${(right / of).toFixed(3)} (${right}/${of})`;

for (const file of readdirSync(own).filter((name) => name.endsWith(".jsonl"))) {
  const rows = linesOf(new URL(file, own).pathname).map((line) => Row.parse(line));
  for (const { text, today } of rows) parseResume(text, today);
  const times: number[] = [];
  const cases = rows.map(({ id, text, today, expected }) => {
    const started = performance.now();
    const read = parseResume(text, today);
    times.push(performance.now() - started);
    return { id, expected, read };
  });
  const { stated, all, lists, inventedPhones, inventedNames, differences } = agreementOf(cases);
  times.sort((a, b) => a - b);
  print(`${file}: ${rows.length} résumés, median ${(times[times.length >> 1] ?? 0).toFixed(2)} ms`);
  print(`  fields stated ${share(stated)}, all ${share(all)}`);
  for (const [field, hits] of Object.entries(lists)) {
    print(
      `  ${field.padEnd(24)} F1 ${f1Of(hits).toFixed(3)}  right ${hits.hit}, too many ${hits.extra}, missed ${hits.missed}`,
    );
  }
  print(`  invented phones ${inventedPhones}, invented names ${inventedNames}`);
  // What is only for measuring must not be looked at line by line.
  if (file === "held-out.jsonl") continue;
  for (const { id, field, people, ours } of differences)
    print(`    ${id} ${field}: people ${people}, ours ${ours}`);
}

if (folder !== undefined) {
  const labels = ["NAME", "ORG", "TITLE", "EDU"] as const;
  const Sentence = z.object({
    text: z.string(),
    entities: z.array(z.tuple([z.number(), z.number(), z.string()])),
  });
  const sentences = linesOf(join(folder, "resume_ner_zh.jsonl")).map((line) => Sentence.parse(line));
  print(`resume_ner_zh dev: ${sentences.length} sentences, whole spans, rules only`);
  const total = { hit: 0, extra: 0, missed: 0 };
  for (const label of labels) {
    const hits = { hit: 0, extra: 0, missed: 0 };
    for (const { text, entities } of sentences) {
      const people = new Set(
        entities.filter(([, , kind]) => kind === label).map(([start, end]) => `${start}-${end}`),
      );
      const ours = entitiesIn(text)
        .filter((one) => one.label === label)
        .map(({ start, end }) => `${start}-${end}`);
      const hit = ours.filter((one) => people.has(one)).length;
      hits.hit += hit;
      hits.extra += ours.length - hit;
      hits.missed += people.size - hit;
    }
    total.hit += hits.hit;
    total.extra += hits.extra;
    total.missed += hits.missed;
    print(
      `  ${label.padEnd(6)} F1 ${f1Of(hits).toFixed(3)}  right ${hits.hit}, too many ${hits.extra}, missed ${hits.missed}`,
    );
  }
  print(`  all    F1 ${f1Of(total).toFixed(3)}`);
}
