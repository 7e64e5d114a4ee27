import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { checkCards } from "./core/content/check-rule.ts";
import { RuleCard } from "./core/content/rule.ts";

/** A parsed file, the YAML it came from, and the hash that pins it. */
export type Pinned<T> = { fileId: string; version: string; value: T; body: unknown };

/** Content that cannot be used; the message names every file, place, reason and next step. */
export class ContentError extends Error {
  override name = "ContentError";
}

/** Reads files and collects what is wrong, so that everything can be mended in one go. */
export class Reader {
  #dir: string;
  #wrong: string[] = [];

  constructor(dir: string) {
    this.#dir = dir;
  }

  file<T>(path: string, schema: z.ZodType<T>, prepare = (body: unknown) => body): Pinned<T> | null {
    const body = this.#yaml(path);
    return body === undefined ? null : this.#pin(path, path.replace(/\.yaml$/, ""), schema, prepare(body));
  }

  folder<T extends { id: string }>(
    path: string,
    schema: z.ZodType<T>,
    prepare: (body: unknown) => unknown,
  ): Record<string, Pinned<T>> {
    const found: Record<string, Pinned<T>> = {};
    for (const name of this.#names(path)) {
      const pinned = this.file(`${path}/${name}`, schema, prepare);
      if (!pinned) continue;
      if (pinned.value.id !== basename(name, ".yaml")) {
        this.problems(pinned.fileId, [`id: it says "${pinned.value.id}"; make file name and id the same`]);
      }
      found[pinned.value.id] = pinned;
    }
    return found;
  }

  /** Files of cards; each card is pinned by itself. */
  cards(path: string): Record<string, Pinned<RuleCard>> {
    const found: Record<string, Pinned<RuleCard>> = {};
    for (const name of this.#names(path).filter((name) => name !== "short-items.yaml")) {
      const file = this.file(`${path}/${name}`, z.array(RuleCard));
      if (!file) continue;
      this.problems(file.fileId, checkCards(file.value));
      for (const card of file.value) {
        if (found[card.id])
          this.problems(file.fileId, [`card ${card.id}: another file has it too; remove one`]);
        found[card.id] = { fileId: `cards/${card.id}`, version: hash(card), value: card, body: card };
      }
    }
    return found;
  }

  problems(fileId: string, list: readonly string[]): void {
    this.#wrong.push(...list.map((problem) => `${this.#shown(fileId)}: ${problem}`));
  }

  finish(): void {
    if (this.#wrong.length === 0) return;
    const list = this.#wrong.map((line) => `  ${line}`).join("\n");
    throw new ContentError(
      `${this.#wrong.length} problem(s) in content files:\n${list}\nHow to write them: prompts/README.md`,
    );
  }

  #pin<T>(path: string, fileId: string, schema: z.ZodType<T>, body: unknown): Pinned<T> | null {
    const result = schema.safeParse(body);
    if (result.success) return { fileId, version: hash(body), value: result.data, body };
    for (const issue of result.error.issues) {
      this.problems(path, [
        `${issue.path.join(".") || "(whole file)"}: ${issue.message}; correct this value`,
      ]);
    }
    return null;
  }

  #yaml(path: string): unknown {
    const full = join(this.#dir, path);
    if (!existsSync(full)) {
      this.problems(path, ["the file is missing; restore it from the release"]);
      return undefined;
    }
    try {
      return parse(readFileSync(full, "utf8"));
    } catch (error) {
      this.problems(path, [
        `no valid YAML: ${error instanceof Error ? error.message : String(error)}; correct that line`,
      ]);
      return undefined;
    }
  }

  #names(path: string): string[] {
    const full = join(this.#dir, path);
    if (!existsSync(full)) {
      this.problems(path, ["the folder is missing; restore it from the release"]);
      return [];
    }
    return readdirSync(full)
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  }

  #shown(fileId: string): string {
    const path = relative(process.cwd(), join(this.#dir, fileId));
    return path.endsWith(".yaml") || existsSync(path) ? path : `${path}.yaml`;
  }
}

/** Short content hash: the first 12 hex digits of SHA-256 over the parsed file, so that comments change nothing. */
function hash(body: unknown): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 12);
}
