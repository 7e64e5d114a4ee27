import { fastify } from "fastify";
import { Bot, webhookCallback } from "grammy";
import postgres from "postgres";

// The floor that our server is measured against: grammY's webhook and one transaction of one select and two inserts.
// A text "call" also sends one message afterwards: a bare insert-and-call.

const [databaseUrl = "", apiRoot = "", token = "", secret = ""] = process.argv.slice(2);
const sql = postgres(databaseUrl, { max: 16, onnotice: () => {} });
await sql`create table if not exists floor_inbox (chat bigint, update_id bigint primary key, body text, at timestamptz default now())`;
await sql`create table if not exists floor_outbox (id bigserial primary key, chat bigint, body text)`;
await sql`create index if not exists floor_chat on floor_inbox (chat)`;

const bot = new Bot(token, {
  client: { apiRoot },
  botInfo: {
    id: 123456,
    is_bot: true,
    first_name: "floor",
    username: "floor_bot",
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    supports_join_request_queries: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
  },
});
bot.on("message:text", async (ctx) => {
  const { id } = ctx.chat;
  await sql.begin(async (tx) => {
    await tx`select count(*) from floor_inbox where chat = ${id}`;
    await tx`insert into floor_inbox (chat, update_id, body) values (${id}, ${ctx.update.update_id}, ${ctx.msg.text})`;
    await tx`insert into floor_outbox (chat, body) values (${id}, ${ctx.msg.text})`;
  });
  if (ctx.msg.text === "call") void ctx.api.sendMessage(id, "answer").catch(() => {});
});

const app = fastify();
app.post("/webhooks/telegram", webhookCallback(bot, "fastify", { secretToken: secret }));
const address = await app.listen({ host: "127.0.0.1", port: 0 });
process.stdout.write(`${address}\n`);
