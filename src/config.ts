import { z } from "zod";

/**
 * Reads the configuration; nothing else in this program reads the environment. Throws ConfigError with every problem
 * found: wrong and weak values, names that have to be set together, and misspelt names of ours.
 */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const problems: string[] = [];
  const given: Record<string, string> = {};
  for (const name of names) {
    const value = env[name];
    if (value === "") problems.push(`${name} is set but empty: give it a value or remove it`);
    else if (value !== undefined) given[name] = value;
  }
  const parsed = Environment.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) problems.push(`${issue.path.join(".")} ${issue.message}`);
  const isSet = (name: string) => env[name] !== undefined;
  for (const [name, oneOf, reason] of needs)
    if (given[name] !== undefined && !oneOf.some(isSet))
      problems.push(`${name} needs ${oneOf.join(" or ")}: ${reason}`);
  if (isSet("TELEGRAM_BOT_TOKEN") && isSet("PUBLIC_URL") && !isSet("TELEGRAM_WEBHOOK_SECRET"))
    problems.push(
      "TELEGRAM_WEBHOOK_SECRET is required with PUBLIC_URL, anybody could post as Telegram without it: generate one with `openssl rand -hex 32`",
    );
  // In plain mode the token is all that tells WeChat from anybody else.
  if (isSet("WECHAT_TOKEN") && !isSet("WECHAT_ENCODING_AES_KEY") && !strongToken.test(env.WECHAT_TOKEN ?? ""))
    problems.push(
      "WECHAT_TOKEN is too weak for plain mode: set WECHAT_ENCODING_AES_KEY and choose safe mode, or use 24-32 random letters and digits",
    );
  problems.push(...misspelt(Object.keys(env)));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return parsed.data;
}

/** Where people reach the pages, without trailing slash; on this machine only when PUBLIC_URL is not set. */
export function baseUrl(config: Pick<Config, "PUBLIC_URL" | "HOST" | "PORT">): string {
  if (config.PUBLIC_URL !== undefined) return config.PUBLIC_URL;
  const everywhere = config.HOST === "0.0.0.0" || config.HOST === "::";
  const host = everywhere ? "127.0.0.1" : config.HOST.includes(":") ? `[${config.HOST}]` : config.HOST;
  return `http://${host}:${config.PORT}`;
}

/** All problems of the configuration at once, one line each; values of secrets are never repeated. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`configuration refused:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

const text = (pattern: RegExp, problem: string) => z.string().regex(pattern, problem);

const secret = (pattern: RegExp, problem: string) =>
  text(pattern, problem).refine((value) => new Set(value).size >= 6, {
    error: "is too easily guessed: generate one with `openssl rand -hex 32`",
  });

const list = (pattern: RegExp, problem: string) =>
  z
    .string()
    .transform((value) => value.split(",").map((entry) => entry.trim()))
    .refine((entries) => entries.every((entry) => pattern.test(entry)), { error: problem });

const isLocal = (host: string): boolean =>
  !host.includes(".") ||
  /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\])|\.(local|internal)$/.test(host);

/** An address of a service or of ours: https, or http inside the own network. Comes out without trailing slash. */
const address = (path: "no path" | "any path") =>
  z.string().transform((value, ctx) => {
    const url = URL.parse(value);
    const refuse = (problem: string) => {
      ctx.addIssue(problem);
      return z.NEVER;
    };
    if (!url || !/^https?:$/.test(url.protocol))
      return refuse("is not an http(s) address: write it like https://hr.example.com");
    if (url.username || url.password || url.search || url.hash)
      return refuse("must hold neither user, password, ? nor #: leave only scheme, host, port and path");
    if (url.protocol === "http:" && !isLocal(url.hostname))
      return refuse("is plain http to another network, where tokens can be read on the way: use https");
    const trimmed = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
    return path === "any path" || trimmed === url.origin
      ? trimmed
      : refuse("must have no path: leave only scheme, host and port");
  });

/** 32 random bytes; refuses what people type instead of generating. */
const secretKey = z.string().transform((value, ctx) => {
  const refuse = (problem: string) => {
    ctx.addIssue(`${problem}: generate one with \`openssl rand -base64 32\``);
    return z.NEVER;
  };
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(value)) return refuse("is not 32 bytes in base64");
  const key = Buffer.from(value, "base64");
  const steps = new Set(key.map((byte, i) => byte - (key[i - 1] ?? 0)));
  const typed = key.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (typed || new Set(key).size < 16 || steps.size < 8) return refuse("is not random");
  return new Uint8Array(key);
});

const aesKey = secret(/^[A-Za-z0-9]{43}$/, "is not 43 letters and digits: copy it again from the platform");
const wechatToken = text(
  /^[A-Za-z0-9]{3,32}$/,
  "is not 3-32 letters and digits: copy it again from the platform",
);
const strongToken = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{24,32}$/;
const webhookSecret = secret(
  /^[A-Za-z0-9_-]{16,256}$/,
  "must be 16-256 characters of A-Z a-z 0-9 _ -: generate one with `openssl rand -hex 32`",
);
const slackSecret = secret(
  /^[\x21-\x7e]{16,256}$/,
  "is too short: copy Signing Secret from the app's Basic Information",
);
const filled = text(/^\S+$/, "has spaces or line breaks in it: copy it again");

/** Every name we read from the environment. */
const Environment = z.object({
  HOST: text(/^[A-Za-z0-9.:-]+$/, "is not a host name or address: use 127.0.0.1 or 0.0.0.0").default(
    "127.0.0.1",
  ),
  PORT: text(/^\d{1,5}$/, "is not a port: use a number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "is not a port: use a number from 0 to 65535")
    .default(3000),
  PUBLIC_URL: address("no path").optional(),
  DATABASE_URL: z
    .string()
    .refine((value) => /^postgres(ql)?:$/.test(URL.parse(value)?.protocol ?? ""), {
      error:
        "is not a PostgreSQL address: write it like postgres://user:password@host:5432/qinpin, or remove it to use the embedded database",
    })
    .optional(),
  DATA_DIR: text(/\S/, "is blank: name a folder").default("./data"),
  SECRET_KEY: secretKey.optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "is no level: use trace, debug, info, warn, error, fatal or silent",
    })
    .default("info"),

  TELEGRAM_BOT_TOKEN: text(
    /^\d{2,20}:[A-Za-z0-9_-]{6,128}$/,
    "is not a bot token: copy it again from @BotFather",
  ).optional(),
  TELEGRAM_WEBHOOK_SECRET: webhookSecret.optional(),
  TELEGRAM_API_ROOT: address("any path").default("https://api.telegram.org"),
  TELEGRAM_HR_IDS: list(/^\d{3,20}$/, "is not a comma-separated list of numeric Telegram user ids").default(
    [],
  ),

  SLACK_BOT_TOKEN: text(
    /^xoxb-[A-Za-z0-9-]{3,}$/,
    "is not a bot token: it starts with xoxb-, copy it from OAuth & Permissions",
  ).optional(),
  SLACK_SIGNING_SECRET: slackSecret.optional(),
  SLACK_SIGNING_SECRET_PREVIOUS: slackSecret.optional(),
  SLACK_APP_TOKEN: text(
    /^xapp-[A-Za-z0-9-]{3,}$/,
    "is not an app token: it starts with xapp-, make one with connections:write",
  ).optional(),
  SLACK_API_URL: address("any path")
    .transform((url) => `${url}/`) // with the trailing slash that the SDK expects
    .default("https://slack.com/api/"),
  SLACK_DIGEST_CHANNEL: text(
    /^[CG][A-Z0-9]{2,}$/,
    "is not a channel id: copy it (C…) from the channel's details, the name does not do",
  ).optional(),
  SLACK_ADMINS: list(
    /^[UW][A-Z0-9]{2,}$/,
    "is not a comma-separated list of Slack user ids: copy member ids (U…) from the profiles",
  ).default([]),

  WECHAT_APP_ID: text(/^wx[0-9a-f]{16}$/, "is not an app id: it is wx and 16 hex digits").optional(),
  WECHAT_APP_SECRET: filled.optional(),
  WECHAT_TOKEN: wechatToken.optional(),
  WECHAT_ENCODING_AES_KEY: aesKey.optional(),
  WECHAT_ENCODING_AES_KEY_PREVIOUS: aesKey.optional(),
  WECHAT_API_ROOT: address("any path").default("https://api.weixin.qq.com"),

  WECOM_CORP_ID: filled.optional(),
  WECOM_SECRET: filled.optional(),
  WECOM_TOKEN: wechatToken.optional(),
  WECOM_ENCODING_AES_KEY: aesKey.optional(),
  WECOM_API_ROOT: address("any path").default("https://qyapi.weixin.qq.com"),
  WECOM_OPEN_KFID: filled.optional(),

  OPENAI_API_KEY: filled.optional(),
  OPENAI_BASE_URL: address("any path").default("https://api.openai.com/v1"),
  OPENAI_MODEL: filled.optional(),
  OPENAI_STRUCTURED: z
    .enum(["json_schema", "json_object", "tools", "none"], {
      error: "is none of json_schema, json_object, tools, none",
    })
    .optional(),
  OPENAI_TRANSCRIBE_MODEL: filled.optional(),
  OPENAI_EMBED_MODEL: filled.optional(),
  VOICE_PACE: z.enum(["on", "off"], { error: "is neither on nor off" }).default("off"),
  IMAP_URL: z
    .string()
    .refine((value) => isMailbox(URL.parse(value)), {
      error: "is not a mailbox: write it like imaps://user:password@host/INBOX",
    })
    .optional(),
  INTAKE_WEBHOOK_SECRET: webhookSecret.optional(),
});

const isMailbox = (url: URL | null): boolean =>
  url !== null &&
  url.username !== "" &&
  url.password !== "" &&
  (url.protocol === "imaps:" || (url.protocol === "imap:" && isLocal(url.hostname)));

/** The parsed environment, one field per name of the contract. */
export type Config = z.infer<typeof Environment>;
type Name = keyof Config;
const names = Object.keys(Environment.shape) as Name[];

/** If the first is set, at least one of the others has to be. */
const needs: [Name, Name[], string][] = [
  [
    "DATABASE_URL",
    ["SECRET_KEY"],
    "personal fields are encrypted with it and every process needs the same: generate one with `openssl rand -base64 32` and keep it safe",
  ],
  ["TELEGRAM_WEBHOOK_SECRET", ["TELEGRAM_BOT_TOKEN"], "without it the secret protects nothing"],
  ["TELEGRAM_HR_IDS", ["TELEGRAM_BOT_TOKEN"], "nobody can ask a bot that is not there"],
  [
    "SLACK_BOT_TOKEN",
    ["SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"],
    "the first for webhooks, the second for socket mode; without them clicks cannot be received",
  ],
  [
    "SLACK_BOT_TOKEN",
    ["SLACK_APP_TOKEN", "PUBLIC_URL"],
    "Slack must either be called (socket mode) or reach us (webhooks)",
  ],
  ["SLACK_SIGNING_SECRET", ["SLACK_BOT_TOKEN"], "without it nothing can be posted"],
  [
    "SLACK_SIGNING_SECRET_PREVIOUS",
    ["SLACK_SIGNING_SECRET"],
    "the previous one is only accepted beside the current one",
  ],
  ["SLACK_APP_TOKEN", ["SLACK_BOT_TOKEN"], "without it nothing can be posted"],
  ["SLACK_DIGEST_CHANNEL", ["SLACK_BOT_TOKEN"], "without it nothing can be posted"],
  ["SLACK_ADMINS", ["SLACK_BOT_TOKEN"], "without it nobody comes in through Slack"],
  ...together(["WECHAT_APP_ID", "WECHAT_APP_SECRET", "WECHAT_TOKEN"]),
  ["WECHAT_ENCODING_AES_KEY", ["WECHAT_APP_ID"], "they only work together"],
  [
    "WECHAT_ENCODING_AES_KEY_PREVIOUS",
    ["WECHAT_ENCODING_AES_KEY"],
    "the previous one is only accepted beside the current one",
  ],
  ...together(["WECOM_CORP_ID", "WECOM_SECRET", "WECOM_TOKEN", "WECOM_ENCODING_AES_KEY", "WECOM_OPEN_KFID"]),
  ["VOICE_PACE", ["OPENAI_TRANSCRIBE_MODEL"], "pace is counted in what was written down"],
  ["OPENAI_TRANSCRIBE_MODEL", ["OPENAI_API_KEY"], "voice notes are sent to that endpoint"],
  ["OPENAI_EMBED_MODEL", ["OPENAI_API_KEY"], "questions are compared at that endpoint"],
];

function together(group: Name[]): [Name, Name[], string][] {
  return group.flatMap((name) =>
    group
      .filter((other) => other !== name)
      .map((other): [Name, Name[], string] => [name, [other], "they only work together"]),
  );
}

/** Names with our prefixes that we do not read: a typo would silently switch something off. */
function misspelt(all: string[]): string[] {
  return all.flatMap((name) => {
    if (names.some((known) => known === name)) return [];
    const prefix = /^(TELEGRAM|SLACK|WECHAT|WECOM|INTAKE|OPENAI)_/.exec(name)?.[1];
    if (prefix === undefined) return [];
    const [nearest] = names
      .map((known) => ({ known, distance: editDistance(name, known) }))
      .sort((a, b) => a.distance - b.distance);
    const near = nearest && nearest.distance <= 4 ? nearest.known : null;
    // Other programs use this prefix too (OPENAI_ORG_ID): only what looks like one of ours is refused.
    if (prefix === "OPENAI" && !near) return [];
    const own = names.filter((known) => known.startsWith(`${prefix}_`));
    return [
      `${name} is not known: ${near ? `did you mean ${near}?` : `remove it; there are ${own.join(", ")}`}`,
    ];
  });
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, x] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, y] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (x === y ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
