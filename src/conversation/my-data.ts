import type { Choice } from "../core/channel.ts";
import type { State } from "../core/dialogue/state.ts";
import { type MyData, stageTold, tellable } from "../core/privacy/my-data.ts";
import { sectionsOf } from "../core/privacy/my-data-words.ts";
import { Fit } from "../db/applications.ts";
import type { Sql, Tx } from "../db/client.ts";
import { readApplications, readDeliveries, readPast, readPerson } from "../db/my-data.ts";
import { readTranscript } from "../db/transcripts.ts";
import type { ConversationDeps } from "./types.ts";

type Reading = Pick<ConversationDeps, "vault" | "library">;

/** Where the web page gets the whole of it as a file. */
export const downloadAddress = "/chat/my-data";

/** Everything that is kept about the person of this conversation; null = erased, or never there. */
export async function readMyData(
  { vault, library }: Reading,
  sql: Sql | Tx,
  company: string,
  conversationId: string,
): Promise<MyData | null> {
  const person = await readPerson(sql, vault, company, conversationId);
  if (!person) return null;
  const [applications, past, lines, delivered] = await Promise.all([
    readApplications(sql, company, person.id),
    readPast(sql, company, person.id),
    readTranscript(sql, vault, company, conversationId),
    readDeliveries(sql, vault, company, person.id),
  ]);
  const opened = applications.map((application) => ({
    ...application,
    // Our own words from our own table, authenticated by the vault.
    state: application.stateSealed
      ? (vault.open(application.stateSealed, `${company}:state`) as State)
      : null,
  }));
  const pins = opened.find(({ pins }) => pins)?.pins;
  const config = pins ? (await library.script(pins)).config : null;
  const spoken = opened.findLast(({ state }) => state && "locale" in state)?.state;
  return {
    locale: spoken && "locale" in spoken ? spoken.locale : "zh-CN",
    timeZone: person.timeZone,
    madeAt: person.now,
    limits: {
      passAbove: config?.pass_above ?? 70,
      reviewFrom: config?.review_band[0] ?? 65,
      reviewTo: config?.review_band[1] ?? 75,
    },
    name: person.name,
    phone: person.phone,
    since: person.since,
    consents: { screening: person.screening, model: person.model, pool: person.pool, voice: person.voice },
    applications: opened.map(({ id, state, jobFit, pins: mine, modelCalls, models, ...rest }) => {
      const common = state && "common" in state ? state.common : null;
      const told = common?.decision != null || common?.practice === true;
      const of = <T extends { applicationId: string }>(list: readonly T[]) =>
        list.filter(({ applicationId }) => applicationId === id);
      const { number, job, createdAt, stage, platform, mailSource, results, posts } = rest;
      return {
        ...{ number, job, createdAt, platform, mailSource, results, posts },
        stage: stageTold(stage, told),
        cameBy: of(past.touches),
        jobFit: Fit.catch({}).parse(jobFit ?? {}),
        history: tellable(of(past.facts), told),
        receipt: told ? (common?.receipt ?? null) : null,
        versions: told
          ? Object.entries(mine ?? {}).map(([file, version]) => `${file}@${version.slice(0, 8)}`)
          : [],
        model: { calls: modelCalls, names: models },
        employment: of(past.employments).at(-1) ?? null,
      };
    }),
    transcript: lines.map(({ at, author, text, media }) => ({
      at: at.getTime(),
      author,
      text: text || (media ? `[${media}]` : ""),
    })),
    contacts: delivered.contacts,
    resumes: delivered.resumes,
  };
}

export type DataBubble = { text: string; choices?: Choice[] };

/** The same as bubbles of a chat: without the transcript, which stands above; on a page with a link to the whole file. */
export async function tellData(
  deps: Reading,
  tx: Tx,
  conversation: { company: string; id: string },
  page: boolean,
): Promise<DataBubble[]> {
  const data = await readMyData(deps, tx, conversation.company, conversation.id);
  if (!data) return [];
  const say = (zh: string, en: string) => (data.locale === "en" ? en : zh);
  const sections = sectionsOf(data).map(({ title, lines }) => [`【${title}】`, ...lines].join("\n"));
  const { length } = data.transcript;
  const above = say(
    `【聊天记录】共 ${length} 条，就在上面的对话里。`,
    `【Conversation】${length} messages; they stand above.`,
  );
  const link = page
    ? [{ value: `download:${downloadAddress}`, label: say("下载全部数据", "Download everything") }]
    : [];
  return inBubbles([...sections, above]).map((text, index, all) =>
    index === all.length - 1 && link.length > 0 ? { text, choices: link } : { text },
  );
}

/** Platforms take about 2,000 bytes in one message. */
const roomChars = 600;

function inBubbles(parts: readonly string[]): string[] {
  const bubbles: string[] = [];
  for (const line of parts.flatMap((part) => [...part.split("\n"), ""])) {
    const open = bubbles.at(-1);
    if (open !== undefined && open.length + line.length < roomChars)
      bubbles[bubbles.length - 1] = `${open}\n${line}`;
    else if (line !== "") bubbles.push(line.slice(0, roomChars));
  }
  return bubbles.map((bubble) => bubble.trim());
}
