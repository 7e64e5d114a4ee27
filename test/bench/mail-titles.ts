import { readFileSync } from "node:fs";
import { z } from "zod";
import { loadContent } from "../../src/content.ts";
import { readChannel } from "../../src/core/channel-names.ts";
import { readTitle, readyRules } from "../../src/core/mail/rules.ts";

// npm run bench -- mail-titles FILE: recorded subjects and file names of boards' mails against our rules. FILE is JSON
// {subjects: [{channel, subject, expect}], filenames: [{channel, filename, expect}]}; channel "none" = no board's, then
// nothing may be read. 100 % is asked for.

const Expected = z.record(z.string(), z.union([z.string(), z.boolean()])).nullable();
const Recorded = z.object({
  subjects: z.array(z.object({ channel: z.string(), subject: z.string(), expect: Expected })),
  filenames: z.array(z.object({ channel: z.string(), filename: z.string(), expect: Expected })),
});

const [path] = process.argv.slice(3);
if (!path) throw new Error("name the file of recorded titles");
const recorded = Recorded.parse(JSON.parse(readFileSync(path, "utf8")));
const rules = readyRules(loadContent().mailBoards.rules);
const cases = [
  ...recorded.subjects.map((one) => ({ ...one, of: "subject" as const, title: one.subject })),
  ...recorded.filenames.map((one) => ({ ...one, of: "file" as const, title: one.filename })),
];
const wrong = cases.filter(({ channel, of, title, expect }) => {
  const said = readTitle(rules, of, title);
  if (channel === "none") return said !== null;
  if (!said || said.channel !== (readChannel(channel) ?? channel)) return true;
  const fields: Record<string, unknown> = { ...said.fields, forwarded: said.forwarded };
  return Object.entries(expect ?? {}).some(([field, value]) => fields[field] !== value);
});
for (const { of, channel } of wrong) process.stdout.write(`wrong: a ${of} of ${channel}\n`);
process.stdout.write(`${cases.length - wrong.length} of ${cases.length} titles read as recorded\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
