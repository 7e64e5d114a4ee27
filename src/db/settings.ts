import type { Sql } from "./client.ts";

/** User name of our Telegram bot as noted by the last server that spoke to Telegram; null = none yet. */
export async function telegramBotName(sql: Sql): Promise<string | null> {
  const [row] = await sql<
    { name: string }[]
  >`select value #>> '{}' as name from settings where key = 'telegram_bot'`;
  return row?.name ?? null;
}

/** Notes the bot's user name, so that commands can make deep links without calling Telegram. */
export async function noteTelegramBot(sql: Sql, name: string): Promise<void> {
  await sql`
    insert into settings (key, value) values ('telegram_bot', to_jsonb(${name}::text))
    on conflict (key) do update set value = excluded.value`;
}
