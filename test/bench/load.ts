import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** A text message as Telegram posts it. */
export function textUpdate(updateId: number, chat: number, text: string) {
  const date = Math.floor(Date.now() / 1000);
  const from = { id: chat, is_bot: false, first_name: "Bench", language_code: "zh" };
  return {
    update_id: updateId,
    message: {
      message_id: updateId,
      date,
      text,
      from,
      chat: { id: chat, type: "private", first_name: "Bench" },
      ...(text.startsWith("/")
        ? { entities: [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length ?? 0 }] }
        : {}),
    },
  };
}

/** Posts one update; throws on anything but 2xx. */
export function post(url: string, secret: string, update: unknown): Promise<void> {
  const body = JSON.stringify(update);
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "x-telegram-bot-api-secret-token": secret,
    };
    const req = request(url, { method: "POST", agent, headers }, (res) => {
      res.resume();
      res.once("end", () => {
        const status = res.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve();
        else reject(new Error(`${url} answered ${status}`));
      });
    });
    req.once("error", reject);
    req.end(body);
  });
}

/** Posts all updates over `width` connections; resolves to the milliseconds it took. */
export async function blast(url: string, secret: string, updates: unknown[], width = 10): Promise<number> {
  const queue = [...updates];
  const began = performance.now();
  const worker = async () => {
    for (let update = queue.shift(); update; update = queue.shift()) await post(url, secret, update);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return performance.now() - began;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
