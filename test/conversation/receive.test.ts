import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { limits } from "../../src/core/channel.ts";
import type { DialogueEvent } from "../../src/core/dialogue/event.ts";
import { initialState, type State } from "../../src/core/dialogue/state.ts";
import { transition } from "../../src/core/dialogue/transition.ts";
import { createRoom, type Room, untilRolePlay } from "./room.ts";

let room: Room;
beforeAll(async () => {
  room = await createRoom();
});
afterAll(() => room.close());

const start = { kind: "start", locale: "zh-CN" } as const;
const linesOf = async (thread: string) =>
  room.db.sql<{ n: number; author: string; ref: string; late: boolean }[]>`
    select m.n, m.author, m.ref, m.late from messages m join conversations c on c.id = m.conversation_id
    where c.thread_index = ${room.deps.vault.index(thread, "shop:telegram:bot")} order by m.n`;

describe("a delivery", () => {
  it("has one effect, however often and however simultaneously it comes", async () => {
    await room.deliver("dup", start, "1");
    const copies = Array.from({ length: 12 }, () =>
      room.deliver("dup", { kind: "text", messageId: "m", text: "1" }, "2"),
    );
    const kinds = (await Promise.all(copies)).map((receipt) => receipt.kind);
    expect(kinds.filter((kind) => kind === "accepted")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "duplicate")).toHaveLength(11);
    expect((await linesOf("dup")).filter((line) => line.author === "candidate")).toHaveLength(1);
  });

  it("opens one conversation when the first two come at once", async () => {
    const receipts = await Promise.all([
      room.deliver("race", start, "1"),
      room.deliver("race", { kind: "text", messageId: "m", text: "你好" }, "2"),
    ]);
    const ids = receipts.map((receipt) => ("conversationId" in receipt ? receipt.conversationId : null));
    expect(new Set(ids).size).toBe(1);
    expect(receipts.map((receipt) => receipt.kind)).toEqual(["accepted", "accepted"]);
  });

  it("of another candidate with the same id is another delivery", async () => {
    const receipts = await Promise.all([room.deliver("a", start, "9"), room.deliver("b", start, "9")]);
    expect(receipts.map((receipt) => receipt.kind)).toEqual(["accepted", "accepted"]);
  });

  it("with a lower number than the last one is processed all the same", async () => {
    await room.deliver("order", start, "50");
    expect((await room.deliver("order", { kind: "text", messageId: "m", text: "1" }, "7")).kind).toBe(
      "accepted",
    );
    expect((await room.state("order")).status).toBe("age");
  });

  it("that is older than what was said already is placed and flagged", async () => {
    await room.deliver("late", start);
    await room.answer("late", "1");
    const at = room.now() - 60_000;
    const body = { kind: "text", messageId: "old", text: "是" } as const;
    const base = { company: "shop", channel: "telegram", account: "bot", threadId: "late" } as const;
    await room.conversations.receive({ ...base, deliveryId: "old", at, body });
    expect((await linesOf("late")).find((line) => line.ref === "old")?.late).toBe(true);
  });

  it("that follows a pressed button within the second that its platform's clock shows is not late", async () => {
    await room.deliver("second", start);
    const base = { company: "shop", channel: "telegram", account: "bot", threadId: "second" } as const;
    const press = { kind: "text", messageId: "p", text: "1" } as const;
    await room.conversations.receive({ ...base, deliveryId: "p", at: null, body: press });
    const before = await room.state("second");
    const typed = { kind: "text", messageId: "t", text: "人工" } as const;
    await room.conversations.receive({ ...base, deliveryId: "t", at: room.now() - 900, body: typed });
    expect((await linesOf("second")).find((line) => line.ref === "t")?.late).toBe(false);
    expect([before.status, (await room.state("second")).status]).toEqual(["age", "human"]);
  });

  it("that corrects a message changes the transcript until its turn is over, and never afterwards", async () => {
    await room.deliver("edit", start);
    await room.answer("edit", ...untilRolePlay, "继续");
    await room.deliver("edit", { kind: "text", messageId: "e", text: "非常抱谦" });
    const correct = (text: string) => room.deliver("edit", { kind: "edited", messageId: "e", text });
    const words = async () => {
      const [line] = await room.db.sql<{ body: Uint8Array }[]>`
        select body_sealed as body from messages where ref = 'e'`;
      return line && room.deps.vault.open(line.body, "shop:messages");
    };
    await correct("非常抱歉");
    expect(await words()).toMatchObject({ text: "非常抱歉" });
    await room.pass(15);
    await correct("非常抱歉，马上给您全额退款");
    expect(await words()).toMatchObject({ text: "非常抱歉" });
  });

  it("numbers the transcript without gaps", async () => {
    await room.deliver("gaps", start);
    await room.answer("gaps", ...untilRolePlay);
    const numbers = (await linesOf("gaps")).map((line) => line.n);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it("keeps everything of a flood, answers little of it, and says so once", async () => {
    await room.deliver("flood", start);
    const before = room.sent.length;
    const receipts = await Promise.all(Array.from({ length: 100 }, (_, i) => room.say("flood", `嗯？${i}`)));
    await room.pass(1);
    expect(receipts.filter((receipt) => receipt.kind === "accepted").length).toBeLessThanOrEqual(
      limits.burst,
    );
    const lines = await linesOf("flood");
    expect(lines.filter((line) => line.author === "candidate")).toHaveLength(100);
    expect(lines.filter((line) => line.ref.startsWith("slow:"))).toHaveLength(1);
    expect(room.sent.length - before).toBeLessThan(40);
  });

  it("never counts quick answers as a flood", async () => {
    await room.deliver("quick", start);
    for (const text of untilRolePlay) expect((await room.say("quick", text)).kind).toBe("accepted");
    expect((await room.state("quick")).status).toBe("ready");
  });
});

describe("history", () => {
  it("gives the stored state when its events are reduced", async () => {
    await room.deliver("replay", start);
    await room.answer("replay", ...untilRolePlay, "继续");
    await room.answer("replay", "非常抱歉", "先别给宝宝喝", "麻烦发一下订单号和照片");
    await room.pass(15);
    const [row] = await room.db.sql<{ id: string; pins: Record<string, string> }[]>`
      select id, pins from conversations where thread_index = ${room.deps.vault.index("replay", "shop:telegram:bot")}`;
    const events = await room.db.sql<{ body: Uint8Array }[]>`
      select body_sealed as body from conversation_events where conversation_id = ${row?.id ?? ""} order by seq`;
    const script = await room.deps.library.script(row?.pins ?? {});
    let state: State = initialState;
    for (const { body } of events) {
      [state] = transition(script, state, room.deps.vault.open(body, "shop:events") as DialogueEvent);
    }
    expect(state).toEqual(await room.state("replay"));
    expect(state.status).toBe("roleplay");
  });

  it("holds no word of a candidate in plain text", async () => {
    const secret = "13800138000";
    await room.deliver("canary", { ...start, name: "王小明" });
    await room.answer("canary", "1", "是", `我的电话是${secret}`);
    await room.pass(1);
    const tables = await room.db.sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public'`;
    for (const { name } of tables) {
      const rows = await room.db.sql<{ dump: string }[]>`select t::text as dump from ${room.db.sql(name)} t`;
      for (const { dump } of rows) {
        const hex = Buffer.from(secret).toString("hex");
        expect(dump.includes(secret) || dump.includes("王小明") || dump.includes(hex), name).toBe(false);
      }
    }
  });
});
