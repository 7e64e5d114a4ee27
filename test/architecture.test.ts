import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** Room -> what it may import besides itself. `types:` = only with `import type`. The one home of this table. */
const rooms: { name: string; match: RegExp; may: string[] }[] = [
  // ical.js is pure and synchronous text: calendars in, times out.
  { name: "core", match: /^src\/core\//, may: ["zod", "ical.js"] },
  { name: "db", match: /^src\/db\//, may: ["core", "drizzle-orm", "postgres", "node:", "zod"] },
  { name: "metrics", match: /^src\/metrics\//, may: ["core", "db", "drizzle-orm", "zod"] },
  { name: "llm", match: /^src\/llm\//, may: ["core", "openai", "zod"] },
  { name: "charts", match: /^src\/charts\//, may: ["core", "echarts", "@resvg/resvg-js", "qrcode", "node:"] },
  { name: "conversation", match: /^src\/conversation\//, may: ["core", "db", "node:", "zod"] },
  {
    name: "intake",
    match: /^src\/intake\//,
    may: [
      "core",
      "db",
      "csv-parse",
      "htmlparser2",
      "hucre",
      "imapflow",
      "pdfjs-dist",
      "postal-mime",
      "yauzl",
      "node:",
      "zod",
    ],
  },
  {
    name: "recruiter",
    match: /^src\/recruiter\//,
    may: [
      "core",
      "db",
      "metrics",
      "llm",
      "conversation",
      "node:",
      "zod",
      "types:@slack/types",
      "write-excel-file",
    ],
  },
  {
    name: "jobs",
    match: /^src\/jobs\//,
    may: ["core", "db", "metrics", "llm", "conversation", "recruiter", "intake", "pg-boss", "zod", "node:"],
  },
  {
    name: "voice",
    match: /^src\/voice\//,
    may: [
      "core",
      "db",
      "conversation",
      "intake",
      "llm",
      "@echogarden/fvad-wasm",
      "opus-decoder",
      "silk-wasm",
      "web-amr",
      "node:",
      "zod",
    ],
  },
  {
    name: "http",
    match: /^src\/http\//,
    may: [
      "core",
      "fastify",
      "@fastify/",
      "fastify-plugin",
      "fastify-type-provider-zod",
      "zod",
      "prom-client",
      "node:",
    ],
  },
  {
    name: "bots/telegram",
    match: /^bots\/telegram\//,
    may: ["core", "zod", "node:", "grammy", "types:fastify", "@fastify/"],
  },
  // What WeChat and WeCom have in common; no platform by itself.
  {
    name: "bots/tencent",
    match: /^bots\/tencent\//,
    may: ["core", "zod", "node:", "fast-xml-parser", "types:fastify"],
  },
  {
    name: "bots/wechat",
    match: /^bots\/wechat\//,
    may: ["core", "bots/tencent", "zod", "node:", "types:fastify"],
  },
  {
    name: "bots/wecom",
    match: /^bots\/wecom\//,
    may: ["core", "bots/tencent", "zod", "node:", "types:fastify"],
  },
  {
    name: "bots/web",
    match: /^bots\/web\//,
    may: ["core", "zod", "node:", "fastify", "@fastify/", "fastify-plugin"],
  },
  {
    name: "bots/slack",
    match: /^bots\/slack\//,
    may: ["core", "recruiter", "zod", "node:", "@slack/", "types:fastify"],
  },
  {
    name: "bots/console",
    match: /^bots\/console\//,
    may: [
      "core",
      "recruiter",
      "zod",
      "node:",
      "types:@slack/types",
      "fastify",
      "@fastify/",
      "fastify-plugin",
    ],
  },
  { name: "training", match: /^src\/training\//, may: ["core", "csv-parse", "zod", "node:", "yaml"] },
  {
    name: "composition",
    match:
      /^(src\/(main|app|server|upload|database|recruiter-side|people-side|tencent-side|tencent-links|voice-side|config|content|content-reader|cli|logging|secret-key)\.ts|src\/cli\/.*|bots\/index\.ts)$/,
    may: ["*"],
  },
];

type Source = { path: string; text: string };
type Import = { from: string; typeOnly: boolean };

function sources(...roots: string[]): Source[] {
  return roots.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .map((name) => join(root, name))
      .filter((path) => path.endsWith(".ts"))
      .map((path) => ({ path, text: readFileSync(path, "utf8") })),
  );
}

function importsOf(text: string): Import[] {
  const statements = text.matchAll(
    /^(?:import|export)\s+(type\s)?[^"'`;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gm,
  );
  const dynamic = text.matchAll(/\bimport\(\s*"([^"]+)"/g);
  return [
    ...[...statements].map((m) => ({ from: m[2] ?? m[3] ?? "", typeOnly: m[1] !== undefined })),
    ...[...dynamic].map((m) => ({ from: m[1] ?? "", typeOnly: false })),
  ];
}

const roomOf = (path: string) => rooms.find((room) => room.match.test(path));

function crossings(files: Source[]): string[] {
  const found: string[] = [];
  for (const { path, text } of files) {
    const room = roomOf(path);
    if (!room) {
      found.push(`${path} belongs to no room`);
      continue;
    }
    for (const { from, typeOnly } of importsOf(text)) {
      const target = from.startsWith(".") ? roomOf(normalize(join(dirname(path), from)))?.name : from;
      if (target === undefined) found.push(`${path} imports ${from}, which belongs to no room`);
      else if (target !== room.name && !allowed(room.may, target, typeOnly))
        found.push(`${path} imports ${from} (${target})`);
    }
  }
  return found;
}

const allowed = (may: string[], target: string, typeOnly: boolean): boolean =>
  may.some((entry) => {
    if (entry === "*") return true;
    const name = entry.startsWith("types:") ? entry.slice("types:".length) : entry;
    if (entry.startsWith("types:") && !typeOnly) return false;
    return target === name || (/[:/]$/.test(name) ? target.startsWith(name) : target.startsWith(`${name}/`));
  });

/** The core gets time, chance and the world as arguments. */
const impure =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bawait\b|\bfetch\(|\bsetTimeout\b/;

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");

describe("the house", () => {
  const files = sources("src", "bots").map((file) => ({ ...file, path: file.path.replaceAll("\\", "/") }));

  it("has files in its main rooms", () => {
    for (const name of [
      "core",
      "db",
      "conversation",
      "recruiter",
      "bots/telegram",
      "bots/web",
      "bots/slack",
    ]) {
      expect(files.filter((file) => roomOf(file.path)?.name === name).length, name).toBeGreaterThan(2);
    }
  });

  it("has no import that crosses a wall", () => {
    expect(crossings(files)).toEqual([]);
  });

  it("keeps the core pure", () => {
    const bad = files.filter((f) => f.path.startsWith("src/core/") && impure.test(withoutComments(f.text)));
    expect(bad.map((file) => file.path)).toEqual([]);
  });

  it("reads the environment only in the configuration and exits only at the top", () => {
    const env = files.filter(
      (f) => /process\.env\b/.test(withoutComments(f.text)) && f.path !== "src/config.ts",
    );
    expect(env.map((file) => file.path)).toEqual([]);
    const exits = files.filter(
      (f) => /process\.exit\(/.test(withoutComments(f.text)) && !/^src\/(main|cli)\.ts$/.test(f.path),
    );
    expect(exits.map((file) => file.path)).toEqual([]);
  });

  it("keeps files small", () => {
    const long = files.filter((f) => f.text.split("\n").length > 301).map((file) => file.path);
    expect(long).toEqual([]);
  });
});

describe("the wall check itself", () => {
  it.each([
    ["a core that reads the database", "src/core/x.ts", 'import { y } from "../db/y.ts";'],
    ["a bot that imports another bot", "bots/web/x.ts", 'import { y } from "../telegram/y.ts";'],
    ["a conversation that knows a platform", "src/conversation/x.ts", 'import { Bot } from "grammy";'],
    ["a wall crossed by a type", "src/core/x.ts", 'import type { Y } from "../conversation/y.ts";'],
    ["a wall crossed at run time", "src/core/x.ts", 'const y = await import("../db/y.ts");'],
    ["a value where only types may pass", "src/recruiter/x.ts", 'import { y } from "@slack/types";'],
    ["a re-export", "src/db/x.ts", 'export { y } from "../conversation/y.ts";'],
    ["several lines", "src/core/x.ts", 'import {\n  a,\n  b,\n} from "../db/y.ts";'],
    ["a file without a room", "src/misc/x.ts", ""],
    ["a package that only looks allowed", "src/core/x.ts", 'import z from "zod-extra";'],
  ])("notices %s", (_, path, text) => {
    expect(crossings([{ path, text }])).toHaveLength(1);
  });

  it("lets through what is allowed", () => {
    const text =
      'import { z } from "zod";\nimport type { A } from "./a.ts";\nimport { B } from "../core/b.ts";';
    expect(crossings([{ path: "src/db/x.ts", text }])).toEqual([]);
  });
});
