import { z } from "zod";
import { createPlatform, secrets } from "./tencent/platform.ts";
import { CustomMessage } from "./tencent/shapes.ts";

// A WeChat Official Account of our own: `node test/fakes/wechat.ts --port 0` prints one line of JSON with its address.

type Window = { since: number; left: number };
type Person = {
  following: boolean;
  message?: Window;
  event?: Window;
  seen: { text: string; choices: { id: string; label: string }[]; passive: boolean }[];
};

const platform = createPlatform();
const { app, now, deliver, giveToken, method } = platform;
const people = new Map<string, Person>();
const personOf = (id: string): Person => {
  const person = people.get(id) ?? { following: true, seen: [] };
  people.set(id, person);
  return person;
};
let lastId = 22345678901234567n;

app.post("/cgi-bin/stable_token", async ({ body }) => {
  const asked = z
    .strictObject({
      grant_type: z.literal("client_credential"),
      appid: z.literal(secrets.appId),
      secret: z.literal(secrets.appSecret),
      force_refresh: z.boolean(),
    })
    .safeParse(body);
  return asked.success ? await giveToken() : { errcode: 40125, errmsg: "invalid appsecret" };
});

method("/cgi-bin/message/custom/send", CustomMessage, (message) => {
  const person = personOf(message.touser);
  if (!person.following) return { errcode: 43004, errmsg: "require subscribe" };
  const open = (window: Window | undefined, ms: number) =>
    window && now() - window.since < ms ? window : undefined;
  const windows = [open(person.message, 48 * 3_600_000), open(person.event, 60_000)].filter((w) => !!w);
  const free = windows.find(({ left }) => left > 0);
  if (windows.length === 0)
    return { errcode: 45015, errmsg: "response out of time limit or subscription is canceled" };
  if (!free) return { errcode: 45047, errmsg: "out of response count limit" };
  free.left -= 1;
  person.seen.push({
    text: message.msgtype === "text" ? message.text.content : message.msgmenu.head_content,
    choices:
      message.msgtype === "text"
        ? []
        : message.msgmenu.list.map(({ id, content }) => ({ id, label: content })),
    passive: false,
  });
  return {};
});

const Does = z.strictObject({
  from: z.string(),
  text: z.string().optional(),
  menu: z.string().optional(),
  event: z.string().optional(),
  key: z.string().default(""),
  type: z.string().optional(),
  media: z.string().optional(),
  msgId: z.string().optional(),
  created: z.number().optional(),
  /** So many identical deliveries at the same time. */
  copies: z.int().default(1),
});

app.post("/_control/do", async ({ body }) => {
  const does = Does.parse(body);
  const person = personOf(does.from);
  if (does.event === "unsubscribe") person.following = false;
  if (does.event === "subscribe") person.following = true;
  if (does.event && ["subscribe", "SCAN", "CLICK"].includes(does.event))
    person.event = { since: now(), left: 3 };
  if (!does.event) person.message = { since: now(), left: 5 };
  lastId += 1n;
  const common = {
    ToUserName: "gh_7f083739789a",
    FromUserName: does.from,
    CreateTime: does.created ?? Math.floor(now() / 1000),
  };
  const fields = does.event
    ? { ...common, MsgType: "event", Event: does.event, EventKey: does.key }
    : {
        ...common,
        MsgType: does.type ?? "text",
        ...(does.text === undefined ? { MediaId: does.media ?? "media" } : { Content: does.text }),
        MsgId: does.msgId ?? String(lastId),
        ...(does.menu === undefined ? {} : { bizmsgmenuid: does.menu }),
      };
  const outcomes = await Promise.all(
    Array.from({ length: does.copies }, () => deliver("/webhooks/wechat", fields, secrets.appId)),
  );
  for (const outcome of outcomes)
    if (outcome.startsWith("reply:"))
      person.seen.push({ text: outcome.slice("reply:".length), choices: [], passive: true });
  return { outcomes };
});
app.get("/_control/seen/:id", async ({ params }) => ({
  seen: personOf(z.object({ id: z.string() }).parse(params).id).seen,
}));

await platform.listen();
