import fastify from "fastify";
import { createWeb } from "../../bots/web/index.ts";
import { createWakes } from "../../src/db/wakes.ts";
import { createWebSessions } from "../../src/db/web-sessions.ts";
import { errors } from "../../src/http/errors.ts";
import type { Room } from "../conversation/room.ts";
import type { Canary } from "./person.ts";

/** An error of the database quotes the value it is about; nothing of it is stored. */
export async function logDatabaseError(room: Room, { phone, name }: Canary): Promise<void> {
  try {
    await room.db.sql`select ${`${name} ${phone}`}::text::uuid`;
  } catch (error) {
    if (!String(error).includes(phone)) throw new Error("the error does not quote its value any more");
    room.deps.logger.error({ err: error, detail: String(error), name, phone }, "step_failed");
    const candidate = { name: { phone } };
    room.deps.logger.warn({ error: String(error).slice(0, 20), candidate }, `failed for ${phone}`);
  }
}

/** Answers of the web chat to calls that are wrong in every way a page can be wrong. */
export async function errorAnswers(room: Room, crowd: Canary[]): Promise<string[]> {
  const { db, vault, logger } = room.deps;
  const app = fastify();
  await app.register(errors);
  const web = createWeb({
    company: "shop",
    receive: () => Promise.reject(new Error(`no room for ${crowd[0]?.phone}`)),
    store: createWebSessions(db, vault),
    wakes: createWakes(db.sql),
    logger: { info: logger.info, warn: logger.warn },
    publicUrl: null,
  });
  await app.register(web.plugin);
  const answers: string[] = [];
  for (const { name, phone, email, identity } of crowd) {
    const headers = { host: "x.test", origin: "http://x.test", "content-type": "application/json" };
    for (const [url, payload] of [
      ["/chat/session", JSON.stringify({ code: phone, [email]: name, locale: identity })],
      ["/chat/session", JSON.stringify({ locale: "zh-CN" })],
      ["/chat/messages", JSON.stringify({ text: phone, clientMessageId: email })],
      ["/chat/messages", `{"text": "${name} ${phone}`],
      [`/nothing/${encodeURIComponent(phone)}`, "{}"],
    ] as const)
      answers.push((await app.inject({ method: "POST", url, headers, payload })).payload);
    answers.push((await app.inject({ url: `/chat/my-data?format=${phone}`, headers })).payload);
  }
  await app.close();
  return answers;
}
