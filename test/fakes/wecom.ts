import { z } from "zod";
import { createPlatform, secrets } from "./tencent/platform.ts";
import { KfMessage, KfWelcome, Sync } from "./tencent/shapes.ts";

// WeCom customer service of our own: `node test/fakes/wecom.ts --port 0` prints one line of JSON with its address.

type Seen = { text: string; choices: { id: string; label: string }[]; passive: boolean };
type Person = { window?: { since: number; left: number }; human: boolean; seen: Seen[]; taken: Set<string> };
type Content = {
  msgtype: "text" | "msgmenu";
  text?: { content: string };
  msgmenu?: { head_content: string; list: { click: { id: string; content: string } }[] };
};

const platform = createPlatform();
const { app, now, deliver, giveToken, method } = platform;
const people = new Map<string, Person>();
const personOf = (id: string): Person => {
  const person = people.get(id) ?? { human: false, seen: [], taken: new Set() };
  people.set(id, person);
  return person;
};
const items: Record<string, unknown>[] = [];
const codes = new Map<string, { person: string; until: number }>();
let emptyPages = 0;
let pageSize = 1000;
let last = 0;

app.get("/cgi-bin/gettoken", async ({ query }) => {
  const asked = z
    .strictObject({ corpid: z.literal(secrets.corpId), corpsecret: z.literal(secrets.appSecret) })
    .safeParse(query);
  return asked.success ? await giveToken() : { errcode: 40001, errmsg: "invalid credential" };
});

method("/cgi-bin/kf/sync_msg", Sync, ({ cursor, limit }) => {
  const from = cursor === "" ? 0 : Number(cursor.slice(1));
  if (emptyPages > 0) {
    emptyPages -= 1;
    return { next_cursor: `c${from}`, has_more: 1, msg_list: [] };
  }
  const to = Math.min(items.length, from + Math.min(limit, pageSize));
  return { next_cursor: `c${to}`, has_more: to < items.length ? 1 : 0, msg_list: items.slice(from, to) };
});

const shownAs = ({ text, msgmenu }: Content): Seen => ({
  text: text?.content ?? msgmenu?.head_content ?? "",
  choices: msgmenu?.list.map(({ click }) => ({ id: click.id, label: click.content })) ?? [],
  passive: false,
});

method("/cgi-bin/kf/send_msg", KfMessage, (message) => {
  const person = personOf(message.touser);
  if (message.open_kfid !== secrets.openKfId) return { errcode: 95000, errmsg: "invalid open_kfid" };
  if (person.taken.has(message.msgid)) return { msgid: message.msgid };
  if (person.human) return { errcode: 95018, errmsg: "send msg session status invalid" };
  if (!person.window || now() - person.window.since >= 48 * 3_600_000)
    return { errcode: 95002, errmsg: "send msg time limit" };
  if (person.window.left <= 0) return { errcode: 95001, errmsg: "send msg count limit" };
  person.window.left -= 1;
  person.taken.add(message.msgid);
  person.seen.push(shownAs(message));
  return { msgid: message.msgid };
});

method("/cgi-bin/kf/send_msg_on_event", KfWelcome, (message) => {
  const code = codes.get(message.code);
  codes.delete(message.code);
  if (!code || code.until < now()) return { errcode: 41051, errmsg: "welcome code expired" };
  personOf(code.person).seen.push(shownAs(message));
  return { msgid: message.msgid };
});

const Does = z.strictObject({
  from: z.string(),
  text: z.string().optional(),
  menu: z.string().optional(),
  type: z.string().default("text"),
  media: z.string().optional(),
  origin: z.int().default(3),
  enter: z.strictObject({ scene: z.string(), param: z.string().optional() }).optional(),
  fail: z.strictObject({ msgid: z.string(), type: z.int() }).optional(),
  /** The same item again. */
  repeat: z.boolean().default(false),
  /** Without a notice: it is only there to be fetched. */
  silent: z.boolean().default(false),
});

app.post("/_control/do", async ({ body }) => {
  const does = Does.parse(body);
  const person = personOf(does.from);
  const common = { msgid: `msg_${++last}`, send_time: Math.floor(now() / 1000) };
  const named = { open_kfid: secrets.openKfId, external_userid: does.from };
  if (does.enter || does.fail) {
    const code = `CODE${last}`;
    if (does.enter) codes.set(code, { person: does.from, until: now() + 20_000 });
    const event = does.enter
      ? {
          event_type: "enter_session",
          ...named,
          scene: does.enter.scene,
          ...(does.enter.param === undefined ? {} : { scene_param: does.enter.param }),
          ...(person.window ? {} : { welcome_code: code }),
        }
      : { event_type: "msg_send_fail", ...named, fail_msgid: does.fail?.msgid, fail_type: does.fail?.type };
    // Events may lack the account and the person beside them.
    items.push({ ...common, origin: 4, msgtype: "event", event });
  } else {
    if (does.origin === 3) person.window = { since: now(), left: 5 };
    const content =
      does.type === "text"
        ? { text: { content: does.text ?? "", ...(does.menu === undefined ? {} : { menu_id: does.menu }) } }
        : { [does.type]: { media_id: does.media ?? "MEDIA" } };
    items.push({ ...common, ...named, origin: does.origin, msgtype: does.type, ...content });
  }
  const item = items.at(-1);
  if (does.repeat && item) items.push(item);
  if (does.silent) return { outcomes: [] };
  const notice = {
    ToUserName: secrets.corpId,
    CreateTime: Math.floor(now() / 1000),
    MsgType: "event",
    Event: "kf_msg_or_event",
    Token: `ENC${last}`,
    OpenKfId: secrets.openKfId,
  };
  return { outcomes: [await deliver("/webhooks/wecom", notice, secrets.corpId)] };
});
app.post("/_control/pages", async ({ body }) => {
  ({ empty: emptyPages, size: pageSize } = z
    .object({ empty: z.int().default(0), size: z.int().default(1000) })
    .parse(body));
  return {};
});
app.post("/_control/human", async ({ body }) => {
  const { from, human } = z.object({ from: z.string(), human: z.boolean() }).parse(body);
  personOf(from).human = human;
  return {};
});
app.get("/_control/seen/:id", async ({ params }) => ({
  seen: personOf(z.object({ id: z.string() }).parse(params).id).seen,
}));

await platform.listen();
