import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Product, startProduct } from "../e2e/product.ts";
import { heardIn, telegramPhone } from "../e2e/telegram-phone.ts";
import { until } from "../e2e/until.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";
import { type FakeTelegram, spawnFakeTelegram } from "../fakes/telegram-client.ts";

const chat = 901;
const kills = 3;

/**
 * The product is killed with -9 while it waits for an endpoint: for a voice message to be written down, and for an answer
 * to be worded. Every time the next process must finish what was begun: the candidate hears it, and hears it once.
 */
export async function killWhileWaiting(say: (line: string) => void): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "qinpin-waiting-"));
  const [telegram, llm] = await Promise.all([spawnFakeTelegram(), spawnFakeLlm()]);
  const start = () =>
    startProduct({
      DATA_DIR: dataDir,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      OPENAI_API_KEY: "sk-chaos",
      OPENAI_BASE_URL: llm.baseUrl,
      OPENAI_MODEL: "fake",
      OPENAI_TRANSCRIBE_MODEL: "fake-ear",
    });
  let product: Product = await start();
  const killed = async () => {
    await product.stop("SIGKILL");
    product = await start();
  };
  const problems: string[] = [];
  try {
    const phone = telegramPhone(telegram, chat);
    await telegram.say({ chat, text: "/start" });
    for (const [heard, answer] of [
      [/逐项选择/, "2"],
      [/①/, "是"],
      [/②/, "是"],
      [/③/, "否"],
      [/16周岁/, "是"],
      [/最早什么时候/, "同意语音转文字"],
      [/语音会转成文字/, null],
    ] as const) {
      await phone.hear(heard);
      if (answer) await phone.write(answer);
    }
    for (let i = 1; i <= kills; i += 1) {
      problems.push(...(await voiceKilled(telegram, llm, killed, i)));
      say(`voice message ${i}: killed while it was written down`);
      problems.push(...(await answerKilled(telegram, llm, killed, i)));
      say(`answer ${i}: killed while it was worded`);
    }
    problems.push(...product.errors().map((line) => `error in the log: ${line}`));
  } finally {
    await product.stop();
    await Promise.all([telegram.stop(), llm.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  }
  return problems;
}

type Killed = () => Promise<void>;

async function voiceKilled(telegram: FakeTelegram, llm: FakeLlm, killed: Killed, i: number) {
  const words = `我想想再说${"一二三四五"[i] ?? ""}`;
  await llm.hears({ behaviours: [{ kind: "hang" }, { kind: "text", text: words }] });
  const voice = { duration: 3, mime_type: "audio/ogg", file_id: `VOICE${i}`, file_unique_id: `u${i}` };
  await telegram.say({ chat, content: { voice: { ...voice, file_size: 9_000 } } });
  await until(llm.heard, ({ calls }) => calls.length > 0);
  await killed();
  const [calls] = await Promise.all([
    until(llm.heard, ({ calls }) => calls.length > 1),
    heardOnce(telegram, words),
  ]);
  return [...calls.problems, ...(await twice(telegram, words))];
}

/** The model hangs: a process that is killed meanwhile leaves an answer that is given without it. */
async function answerKilled(telegram: FakeTelegram, llm: FakeLlm, killed: Killed, i: number) {
  await llm.play({ behaviours: [{ kind: "hang" }] });
  const before = (await heardIn(telegram, chat)).length;
  await telegram.say({ chat, text: ["有五险一金吗？", "主要做什么工作？", "绩效考核看什么？"][i - 1] ?? "" });
  await until(llm.calls, ({ calls }) => calls.length > 0);
  await killed();
  const own = ["依法缴纳社保", "处理退换货和投诉", "常看回复时间"][i - 1] ?? "";
  await until(
    async () => (await heardIn(telegram, chat)).slice(before),
    (lines) => lines.some((line) => line.includes(own)),
  );
  return await twice(telegram, own);
}

const heardOnce = (telegram: FakeTelegram, words: string) =>
  until(
    () => heardIn(telegram, chat),
    (lines) => lines.some((line) => line.includes(words)),
  );

/** What was heard more than once, after a while in which it could have come again. */
async function twice(telegram: FakeTelegram, words: string): Promise<string[]> {
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const times = (await heardIn(telegram, chat)).filter((line) => line.includes(words)).length;
  return times === 1 ? [] : [`"${words}" was said ${times} times`];
}
