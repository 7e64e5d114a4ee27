import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type ResumeFile, readResumeFile } from "../../src/intake/files/read-resume-file.ts";

export type Checked = { file: string; said: string; ok: boolean };

const Manifest = z.object({
  files: z.array(z.object({ file: z.string(), kind: z.string(), expect: z.string() })),
  filenames_to_try: z.array(z.string()).default([]),
});

/** Files that an archive would write if its names were believed. */
const slips = ["/tmp/evil_pwned.txt", "/tmp/evil_abs.txt"];
/** What hidden text says in these files. */
const planted = /score 100|google|rubric|pwned|root:|169\.254/i;
const slowestMs = 32_000;

/** Reads every file of a manifest and says whether what came of it is what the manifest expects. */
export async function checkEvilFiles(dir: string): Promise<Checked[]> {
  const { files, filenames_to_try } = Manifest.parse(
    JSON.parse(readFileSync(join(dir, "manifest.json"), "utf8")),
  );
  const checked: Checked[] = [];
  for (const { file, expect } of files) {
    const began = performance.now();
    const read = await readResumeFile({ name: file, bytes: readFileSync(join(dir, file)) });
    const ms = performance.now() - began;
    const ok = ms < slowestMs && fits(file, expect, read) && !slips.some(existsSync);
    checked.push({ file, said: `${shown(read)}, ${Math.round(ms)} ms (${expect})`, ok });
  }
  const control = files.find(({ file }) => file === "ok.pdf")?.file;
  for (const name of control ? filenames_to_try : []) {
    const read = await readResumeFile({ name, bytes: readFileSync(join(dir, "ok.pdf")) });
    checked.push({ file: JSON.stringify(name).slice(0, 40), said: shown(read), ok: "text" in read });
  }
  return checked;
}

function fits(file: string, expect: string, read: ResumeFile): boolean {
  if ("text" in read && (planted.test(read.text) || "polluted" in {})) return false;
  // Bodies of a platform's calls are no files; as files they are refused, whatever their own door does with them.
  if (file.startsWith("wx_")) return "refused" in read;
  if (/text equal/.test(expect)) return "text" in read && read.flags.length === 0 && read.text.length > 20;
  if (/^same$|hidden|flagged/.test(expect)) return "text" in read && read.flags.includes("hidden_text");
  if (/^rejected|DOCTYPE|polite failure|memory cap|not allowed$|no file content/.test(expect))
    return "refused" in read;
  // Whatever else is written there forbids something: it did not happen, the process ended, we are still here.
  return true;
}

const shown = (read: ResumeFile): string =>
  "refused" in read ? `refused: ${read.refused}` : `read ${read.text.length} characters [${read.flags}]`;
