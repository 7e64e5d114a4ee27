import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "../src/config.ts";

const token = "123456789:AAExampleTokenOfTheRightLength_12345";
const goodSecret = "0f6bd1c2e4a89735_-XYzq";
const key = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * i * 37 + 11 * i + 200) % 256)).toString(
  "base64",
);
const slack = {
  SLACK_BOT_TOKEN: "xoxb-12345678-abcdefgh",
  SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99yyyzzz85a5",
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.problems;
    throw cause;
  }
  return [];
}

/** Environment, the variable that must be named, and a word of the reason. */
const refused: [Record<string, string>, string, RegExp][] = [
  [{ PORT: "http" }, "PORT", /0 to 65535/],
  [{ PORT: "70000" }, "PORT", /0 to 65535/],
  [{ PORT: "-1" }, "PORT", /0 to 65535/],
  [{ HOST: "" }, "HOST", /empty/],
  [{ HOST: "a b" }, "HOST", /0\.0\.0\.0/],
  [{ PUBLIC_URL: "hr.example.com" }, "PUBLIC_URL", /https/],
  [{ PUBLIC_URL: "ftp://hr.example.com" }, "PUBLIC_URL", /https/],
  [{ PUBLIC_URL: "http://hr.example.com" }, "PUBLIC_URL", /use https/],
  [{ PUBLIC_URL: "https://hr.example.com/app" }, "PUBLIC_URL", /no path/],
  [{ PUBLIC_URL: "https://u:p@hr.example.com" }, "PUBLIC_URL", /neither user/],
  [{ DATABASE_URL: "mysql://x/y", SECRET_KEY: key }, "DATABASE_URL", /postgres:\/\//],
  [{ DATABASE_URL: "postgres://localhost/qinpin" }, "SECRET_KEY", /openssl/],
  [{ DATA_DIR: "  " }, "DATA_DIR", /folder/],
  [{ SECRET_KEY: "short" }, "SECRET_KEY", /32 bytes/],
  [{ SECRET_KEY: randomBytes(31).toString("base64") }, "SECRET_KEY", /32 bytes/],
  [{ SECRET_KEY: randomBytes(33).toString("base64") }, "SECRET_KEY", /32 bytes/],
  [{ SECRET_KEY: Buffer.alloc(32).toString("base64") }, "SECRET_KEY", /not random/],
  [
    { SECRET_KEY: Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString("base64") },
    "SECRET_KEY",
    /not random/,
  ],
  [
    { SECRET_KEY: Buffer.from("please-change-this-key-right-now").toString("base64") },
    "SECRET_KEY",
    /not random/,
  ],
  [{ SECRET_KEY: "0123456789abcdef".repeat(4) }, "SECRET_KEY", /32 bytes/],
  [{ LOG_LEVEL: "verbose" }, "LOG_LEVEL", /debug/],
  [{ TELEGRAM_BOT_TOKEN: "token" }, "TELEGRAM_BOT_TOKEN", /BotFather/],
  [{ TELEGRAM_BOT_TOKEN: `${token}\n` }, "TELEGRAM_BOT_TOKEN", /BotFather/],
  [
    { TELEGRAM_BOT_TOKEN: token, PUBLIC_URL: "https://hr.example.com" },
    "TELEGRAM_WEBHOOK_SECRET",
    /required/,
  ],
  [{ TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "" }, "TELEGRAM_WEBHOOK_SECRET", /empty/],
  [{ TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "short" }, "TELEGRAM_WEBHOOK_SECRET", /16-256/],
  [
    { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "x".repeat(257) },
    "TELEGRAM_WEBHOOK_SECRET",
    /16-256/,
  ],
  [
    { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "with spaces in it!" },
    "TELEGRAM_WEBHOOK_SECRET",
    /A-Z/,
  ],
  [
    { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "a".repeat(32) },
    "TELEGRAM_WEBHOOK_SECRET",
    /guessed/,
  ],
  [{ TELEGRAM_WEBHOOK_SECRET: goodSecret }, "TELEGRAM_WEBHOOK_SECRET", /needs TELEGRAM_BOT_TOKEN/],
  [{ TELEGRAM_API_ROOT: "http://telegram.example.com" }, "TELEGRAM_API_ROOT", /use https/],
  [{ TELEGRAM_BOT_TOKEN: token, TELEGRAM_HR_IDS: "12345, @someone" }, "TELEGRAM_HR_IDS", /numeric/],
  [
    { SLACK_BOT_TOKEN: "xoxp-user-token-1", SLACK_SIGNING_SECRET: slack.SLACK_SIGNING_SECRET },
    "SLACK_BOT_TOKEN",
    /xoxb-/,
  ],
  [
    { SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN, PUBLIC_URL: "https://a.example" },
    "SLACK_BOT_TOKEN",
    /SLACK_SIGNING_SECRET/,
  ],
  [{ ...slack, SLACK_SIGNING_SECRET: "", PUBLIC_URL: "https://a.example" }, "SLACK_SIGNING_SECRET", /empty/],
  [
    { ...slack, SLACK_SIGNING_SECRET: "short", PUBLIC_URL: "https://a.example" },
    "SLACK_SIGNING_SECRET",
    /short/,
  ],
  [slack, "SLACK_BOT_TOKEN", /SLACK_APP_TOKEN or PUBLIC_URL/],
  [{ SLACK_SIGNING_SECRET: slack.SLACK_SIGNING_SECRET }, "SLACK_SIGNING_SECRET", /SLACK_BOT_TOKEN/],
  [{ ...slack, SLACK_APP_TOKEN: "xoxb-not-an-app" }, "SLACK_APP_TOKEN", /xapp-/],
  [
    { ...slack, PUBLIC_URL: "https://a.example", SLACK_DIGEST_CHANNEL: "#hiring" },
    "SLACK_DIGEST_CHANNEL",
    /channel id/,
  ],
  [
    { ...slack, PUBLIC_URL: "https://a.example", SLACK_ADMINS: "U123ABC,alice" },
    "SLACK_ADMINS",
    /member ids/,
  ],
  [{ WECHAT_APP_ID: "wx0123456789abcdef" }, "WECHAT_APP_ID", /WECHAT_TOKEN/],
  [
    {
      WECHAT_APP_ID: "wx0123456789abcdef",
      WECHAT_APP_SECRET: "0123456789abcdef0123456789abcdef",
      WECHAT_TOKEN: "abc123",
    },
    "WECHAT_TOKEN",
    /plain mode/,
  ],
  [{ WECOM_CORP_ID: "ww1234" }, "WECOM_CORP_ID", /WECOM_SECRET/],
  [{ WECHAT_ENCODING_AES_KEY: "tooshort" }, "WECHAT_ENCODING_AES_KEY", /43/],
  [{ OPENAI_STRUCTURED: "yes" }, "OPENAI_STRUCTURED", /json_schema/],
  [{ OPENAI_TRANSCRIBE_MODEL: "whisper-1" }, "OPENAI_TRANSCRIBE_MODEL", /OPENAI_API_KEY/],
  [{ OPENAI_EMBED_MODEL: "text-embedding-3-small" }, "OPENAI_EMBED_MODEL", /OPENAI_API_KEY/],
  [{ IMAP_URL: "imap://u:p@mail.example.com/INBOX" }, "IMAP_URL", /imaps/],
  [{ INTAKE_WEBHOOK_SECRET: "12345" }, "INTAKE_WEBHOOK_SECRET", /16-256/],
  [{ TELEGRAM_TOKEN: token }, "TELEGRAM_TOKEN", /not known/],
  [
    { TELEGRAM_WEBHOOK_SECERT: goodSecret },
    "TELEGRAM_WEBHOOK_SECERT",
    /did you mean TELEGRAM_WEBHOOK_SECRET/,
  ],
  [{ SLACK_SIGNIN_SECRET: "x" }, "SLACK_SIGNIN_SECRET", /did you mean SLACK_SIGNING_SECRET/],
  [{ OPENAI_APIKEY: "x" }, "OPENAI_APIKEY", /did you mean OPENAI_API_KEY/],
  [{ INTAKE_SECRET: "x" }, "INTAKE_SECRET", /INTAKE_WEBHOOK_SECRET/],
];

describe("loadConfig", () => {
  it("needs nothing: an empty environment gives the defaults of the contract", () => {
    expect(loadConfig({})).toMatchObject({
      HOST: "127.0.0.1",
      PORT: 3000,
      DATA_DIR: "./data",
      LOG_LEVEL: "info",
    });
  });

  it.each(refused)("refuses %j and names %s", (env, name, reason) => {
    const problems = problemsOf(env);
    const naming = problems.filter((problem) => problem.includes(name));
    expect(naming.join("\n")).toMatch(reason);
  });

  it("tells every problem at once and repeats no secret", () => {
    const bad = {
      PORT: "x",
      SECRET_KEY: "my-own-secret-key",
      TELEGRAM_BOT_TOKEN: "my-own-token",
      SLACK_FOO: "bar",
    };
    const problems = problemsOf(bad);
    for (const name of Object.keys(bad))
      expect(problems.filter((problem) => problem.startsWith(name))).toHaveLength(1);
    expect(problems.join("\n")).not.toMatch(/my-own/);
  });

  it("takes a full configuration, addresses without trailing slashes and lists as lists", () => {
    const config = loadConfig({
      HOST: "0.0.0.0",
      PORT: "8080",
      PUBLIC_URL: "https://hr.example.com/",
      DATABASE_URL: "postgres://qinpin:secret@db/qinpin",
      SECRET_KEY: key,
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_WEBHOOK_SECRET: goodSecret,
      TELEGRAM_API_ROOT: "http://127.0.0.1:9000/",
      TELEGRAM_HR_IDS: "1234, 5678",
      ...slack,
      SLACK_API_URL: "http://127.0.0.1:9001/api",
      SLACK_DIGEST_CHANNEL: "C0123ABC",
      SLACK_ADMINS: "U0123, U0456",
      WECHAT_APP_ID: "wx0123456789abcdef",
      WECHAT_APP_SECRET: "0123456789abcdef0123456789abcdef",
      WECHAT_TOKEN: "abc123",
      WECHAT_ENCODING_AES_KEY: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
      OPENAI_API_KEY: "sk-x",
      OPENAI_BASE_URL: "http://localhost:11434/v1/",
      IMAP_URL: "imaps://hr%40example.com:pw@mail.example.com/INBOX",
      OPENAI_ORG_ID: "another program's",
      PATH: "/bin",
    });
    expect(config).toMatchObject({
      PORT: 8080,
      PUBLIC_URL: "https://hr.example.com",
      TELEGRAM_API_ROOT: "http://127.0.0.1:9000",
      TELEGRAM_HR_IDS: ["1234", "5678"],
      SLACK_API_URL: "http://127.0.0.1:9001/api/",
      SLACK_ADMINS: ["U0123", "U0456"],
      OPENAI_BASE_URL: "http://localhost:11434/v1",
    });
    expect(config.SECRET_KEY).toHaveLength(32);
    expect(config).not.toHaveProperty("PATH");
  });

  it("never calls a random key weak", () => {
    for (let i = 0; i < 500; i++)
      expect(loadConfig({ SECRET_KEY: randomBytes(32).toString("base64") }).SECRET_KEY).toHaveLength(32);
  });

  it("starts Telegram without a secret when no public address is set: it polls", () => {
    expect(loadConfig({ TELEGRAM_BOT_TOKEN: token }).TELEGRAM_BOT_TOKEN).toBe(token);
  });
});
