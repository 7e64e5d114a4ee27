import { type FakeMessage, type FakeSlack, spawnFakeSlack } from "../fakes/slack-client.ts";
import { type FakeTelegram, spawnFakeTelegram } from "../fakes/telegram-client.ts";
import { openStage, type Stage } from "./stage.ts";
import { until } from "./until.ts";

/** Candidates in Telegram, recruiters in Slack, the product between them: three processes. */
export type Desks = {
  telegram: FakeTelegram;
  slack: FakeSlack;
  stage: Stage;
  webhookSecret: string;
  stop(): Promise<void>;
};

const webhookSecret = "only-for-tests-5f0c8e1b7a2d";
const signingSecret = "0123456789abcdef0123456789abcdef";
export const boss = { user: "U0BOSS" };
export const li = { user: "U0LI" };

export async function openDesks(): Promise<Desks> {
  const [telegram, slack] = await Promise.all([spawnFakeTelegram(), spawnFakeSlack()]);
  const stage = await openStage({
    // The platforms deliver to where the product really listens, whatever address it gives them.
    PUBLIC_URL: "http://qinpin.internal",
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_WEBHOOK_SECRET: webhookSecret,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SLACK_BOT_TOKEN: slack.ids.token,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_DIGEST_CHANNEL: slack.ids.channel,
    SLACK_ADMINS: `${boss.user},${li.user}`,
  });
  await telegram.delivery({ targets: [stage.product.address], speed: 20 });
  await slack.setup({
    url: `${stage.product.address}/slack/events`,
    signingSecret,
    speed: 0.001,
    waitMs: 10_000,
  });
  return {
    telegram,
    slack,
    stage,
    webhookSecret,
    async stop() {
      await stage.stop();
      await Promise.all([telegram.stop(), slack.stop()]);
    },
  };
}

/** Messages that everybody in the channel sees and `fits` accepts, as soon as there is one. */
export async function posted(
  slack: FakeSlack,
  fits: (message: FakeMessage) => boolean,
): Promise<FakeMessage[]> {
  return await until(
    async () => (await slack.journal()).messages.filter((m) => m.ephemeralFor === undefined && fits(m)),
    (found) => found.length > 0,
  );
}

/** The one decision card of an application. */
export async function cardOf(slack: FakeSlack, applicationId: string): Promise<FakeMessage> {
  const [card, ...more] = await posted(slack, ({ metadata }) =>
    JSON.stringify(metadata ?? null).includes(`"card:${applicationId}"`),
  );
  if (!card || more.length > 0) throw new Error(`${more.length + 1} cards of one application`);
  return card;
}

/** What stands on a message, words only. */
export const wordsOf = (message: Pick<FakeMessage, "blocks">): string[] => textsIn(message.blocks);

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "text" && typeof inner === "string" ? [inner] : textsIn(inner),
  );
}

/** The candidate's words that a card quotes. */
export const quotesOn = ({ blocks }: FakeMessage): string[] =>
  blocks
    .flatMap(({ type, elements }) => (type === "rich_text" && Array.isArray(elements) ? elements : []))
    .filter(({ type }: { type?: unknown }) => type === "rich_text_quote")
    .map((quote) => textsIn(quote).join(""))
    .filter((quote) => quote !== "没有提到");

/** Presses a button that opens a form, and waits for the form. */
export async function openForm(
  slack: FakeSlack,
  who: { user: string },
  actionId: string,
  ts: string,
): Promise<void> {
  const forms = async () =>
    (await slack.journal()).views.filter(({ user, open }) => open && user === who.user).length;
  const before = await forms();
  await slack.click({ ...who, actionId, ts });
  await until(forms, (now) => now === before + 1);
}
