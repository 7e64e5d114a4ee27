import { readFileSync } from "node:fs";
import { pino } from "pino";
import { Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildApp } from "../../src/app.ts";
import { erase } from "../../src/conversation/erase.ts";
import type { FetchedVoice } from "../../src/core/channel.ts";
import { Pace } from "../../src/core/voice/pace.ts";
import { readTranscript } from "../../src/db/transcripts.ts";
import { voiceToken } from "../../src/db/voice-links.ts";
import { claimVoice, keptVoices } from "../../src/db/voices.ts";
import { voiceFiles } from "../../src/http/voices.ts";
import { createTranscriber, type Heard } from "../../src/llm/transcribe.ts";
import { fetchVoice } from "../../src/voice/listen.ts";
import { createSound, type MakeSound } from "../../src/voice/sound.ts";
import { type VoiceDeps, workOnVoice } from "../../src/voice/work.ts";
import { drainVoices } from "../../src/voice/worker.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";
import { createRoom, type Room } from "./room.ts";

let room: Room;
let fake: FakeLlm;
const logged: unknown[] = [];
beforeAll(async () => {
  [room, fake] = await Promise.all([createRoom(), spawnFakeLlm()]);
  const log = (fields: Record<string, unknown>, event: string) => void logged.push({ event, ...fields });
  room.deps.logger = { debug: log, info: log, warn: log, error: log };
  room.deps.voice = { can: "write", wake() {} };
});
afterAll(async () => {
  await fake.stop();
  await room.close();
});

const ogg = readFileSync("test/fixtures/voice/bursts.ogg");
const seconds =
  (length: number): MakeSound =>
  async () => ({ samples: new Int16Array(length * 16_000) });

/** What works on voices, with an endpoint that is the fake and a platform that hands over the bursts. */
function desk(more: Partial<VoiceDeps> & { got?: FetchedVoice } = {}): VoiceDeps {
  const { got = { kind: "voice", bytes: ogg }, ...rest } = more;
  return {
    ...room.deps,
    fetchers: { telegram: async () => got },
    sound: seconds(3),
    transcriber: { ...createTranscriber({ apiKey: "sk-test", baseUrl: fake.baseUrl, model: "ear-1" }) },
    apply: room.conversations.applyIn,
    wake: room.conversations.wake,
    ...rest,
  };
}
/** A person who is asked when they could start, and agreed to have voices written down unless told otherwise. */
async function person(name: string, agree = true): Promise<void> {
  await room.deliver(name, { kind: "start" });
  await room.answer(name, "1", "是");
  if (agree) await room.answer(name, "同意语音转文字");
}
async function speak(name: string, more: { id?: string; delivery?: string } = {}): Promise<void> {
  const { id = `voice-${name}`, delivery } = more;
  const body = { kind: "media", messageId: id, media: "voice", voice: { file: "FILE" } } as const;
  await room.deliver(name, body, delivery);
  await room.pass(1);
}
/** Works as long as something is due, then lets what was said out. */
async function work(deps: VoiceDeps): Promise<number> {
  const attempts = await drainVoices(deps);
  await room.pass(1);
  return attempts;
}
const told = (name: string) => room.sent.filter(({ threadId }) => threadId === name).map(({ text }) => text);
async function rowOf(name: string) {
  const index = room.deps.vault.index(name, "shop:telegram:bot");
  const [row] = await room.db.sql<
    {
      id: string;
      conversation: string;
      application: string;
      candidate: string;
      state: string;
      audio: boolean;
      rows: number;
    }[]
  >`select v.id, c.id as conversation, c.application_id as application, a.candidate_id as candidate, v.state,
      v.audio_sealed is not null as audio, count(*) over ()::int as rows
    from conversations c join applications a on a.company_id = c.company_id and a.id = c.application_id
    left join voices v on v.company_id = c.company_id and v.conversation_id = c.id
    where c.thread_index = ${index}`;
  if (!row) throw new Error(`nobody called ${name}`);
  return row;
}

describe("a voice message", () => {
  it("is fetched, made into sound, written down, shown, and enters as words; the file goes and no log has any of it", async () => {
    await person("whole", false);
    await fake.hears({ behaviours: [{ kind: "text", text: " 下周一 " }] });
    await speak("whole");
    expect(told("whole").at(-1)).toContain("不分析语气和情绪");
    // Kept at once, because platforms do not keep it for long; sent nowhere.
    expect(await work(desk())).toBe(1);
    expect([(await fake.heard()).calls, await rowOf("whole")]).toMatchObject([
      [],
      { state: "resting", audio: true },
    ]);
    await room.answer("whole", "同意");
    expect(await work(desk({ sound: createSound(), pace: true }))).toBe(1);
    const { calls, problems } = await fake.heard();
    expect([calls.length, problems]).toEqual([1, []]);
    expect(calls[0]?.seconds).toBeCloseTo(2.4, 1);
    expect(told("whole").at(-1)).toBe("我听到的是：「下周一」");
    await room.answer("whole", "发送");
    expect(await room.state("whole")).toMatchObject({ status: "facts", fact: "shifts" });
    const row = await rowOf("whole");
    expect(row).toMatchObject({ state: "over", audio: false, rows: 1 });
    const [paced] = await keptVoices(room.db.sql, "shop", row.application);
    const pace = paced?.paceSealed && Pace.parse(room.deps.vault.open(paced.paceSealed, "shop:voices"));
    expect([paced?.audio, pace?.units]).toEqual([false, 3]);
    const lines = await readTranscript(room.db.sql, room.deps.vault, "shop", row.conversation);
    expect(lines.find(({ ref }) => ref === "voice-whole")).toMatchObject({
      text: "下周一",
      heard: "confirmed",
    });
    expect(JSON.stringify(logged)).not.toContain("下周一");
  });

  it("is answered when it asks something, as heard and as corrected", async () => {
    await person("asks");
    await fake.hears({ behaviours: [{ kind: "text", text: "请问是单休还是双休" }] });
    await speak("asks");
    await work(desk());
    expect(told("asks").join()).not.toContain("休息天数");
    await room.answer("asks", "发送");
    expect(told("asks").slice(-4).join()).toMatch(/休息天数[\s\S]*什么时候/);
    await fake.hears({ behaviours: [{ kind: "text", text: "宝珠吗" }] });
    await speak("asks", { id: "second" });
    await work(desk());
    await room.answer("asks", "改一下");
    await room.answer("asks", "包住吗");
    expect(told("asks").slice(-4).join()).toMatch(/住[\s\S]*什么时候/);
  });

  it("goes to no provider without the consent, and is not told when that is taken back during the call", async () => {
    await fake.hears({ behaviours: [{ kind: "text", text: "下周一" }] });
    await person("refuses", false);
    await speak("refuses");
    await room.answer("refuses", "不同意");
    await work(desk());
    expect((await fake.heard()).calls).toEqual([]);
    await person("regrets");
    await speak("regrets");
    const write = async (): Promise<Heard> => {
      await room.answer("regrets", "撤回语音同意");
      return { kind: "text", text: "下周一" };
    };
    await work(desk({ transcriber: { mostSeconds: 29, write } }));
    expect(told("regrets").join()).not.toContain("我听到的是");
    expect(await rowOf("regrets")).toMatchObject({ state: "resting", audio: true });
  });

  it("is written down in pieces when it is long, and given back as one text", async () => {
    await person("long");
    await speak("long");
    const texts = ["下", "周", "一"].map((text) => ({ kind: "text" as const, text }));
    await fake.hears({ behaviours: texts });
    await work(desk({ sound: seconds(70) }));
    const { calls, problems } = await fake.heard();
    expect([calls.length, problems]).toEqual([3, []]);
    expect(told("long").at(-1)).toBe("我听到的是：「下周一」");
  });

  it("survives an endpoint that is down, busy or talks rubbish, and in the end its sender is asked to type", async () => {
    await person("patient");
    await speak("patient");
    await fake.hears({
      behaviours: [
        { kind: "reset" },
        { kind: "raw", status: 429, body: "{}", headers: { "retry-after": "2" } },
        { kind: "raw", status: 200, body: "<html>" },
        { kind: "text", text: "下周一" },
      ],
    });
    const attempts: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      attempts.push(await work(desk()));
      room.skip(9);
    }
    expect(attempts).toEqual([1, 1, 1, 1]);
    expect(told("patient").at(-1)).toBe("我听到的是：「下周一」");

    await person("unlucky");
    await speak("unlucky");
    await fake.hears({ behaviours: [{ kind: "raw", status: 503, body: "{}" }] });
    for (let round = 0; round < 6; round += 1) {
      await work(desk());
      room.skip(9);
    }
    expect((await fake.heard()).calls).toHaveLength(4);
    expect(told("unlucky").at(-1)).toContain("麻烦打字");
    expect(await rowOf("unlucky")).toMatchObject({ state: "resting", audio: true });

    await person("refused");
    await speak("refused");
    await fake.hears({ behaviours: [{ kind: "raw", status: 401, body: "{}" }] });
    await work(desk());
    expect((await fake.heard()).calls).toHaveLength(1);
    expect(told("refused").at(-1)).toContain("麻烦打字");
  });

  it("is asked to be typed when the platform no longer has it or nobody can read it", async () => {
    await person("late");
    await speak("late");
    await work(desk({ got: { kind: "gone" } }));
    expect(told("late").at(-1)).toContain("麻烦打字");
    expect(await rowOf("late")).toMatchObject({ state: "over", audio: false });
    await person("odd");
    await speak("odd");
    await work(
      desk({ got: { kind: "voice", bytes: Buffer.from("Speex   1.2 rubbish") }, sound: createSound() }),
    );
    expect(told("odd").at(-1)).toContain("这种格式");
  });

  it("is one and is told once, however often it is delivered and whoever dies over it", async () => {
    await person("once");
    for (let copy = 0; copy < 3; copy += 1) await speak("once", { delivery: "same" });
    expect((await rowOf("once")).rows).toBe(1);
    await fake.hears({ behaviours: [{ kind: "text", text: "下周一" }] });
    const dead = await claimVoice(room.db.sql, ["telegram"], room.deps.clock());
    expect(await work(desk())).toBe(0);
    room.skip(13);
    expect(await work(desk())).toBe(1);
    if (!dead) throw new Error("nothing was due");
    // Whoever was only frozen finds that it is somebody else's by now.
    await workOnVoice(desk(), dead, new AbortController().signal);
    await room.pass(1);
    expect(told("once").filter((text) => text.startsWith("我听到的是"))).toHaveLength(1);
  });
});

describe("listening", () => {
  it("works by a link for a while, for what is kept, and not after the person was erased", async () => {
    await person("kept", false);
    await speak("kept");
    await room.answer("kept", "不同意");
    await work(desk());
    const row = await rowOf("kept");
    const [voice] = await keptVoices(room.db.sql, "shop", row.application);
    if (!voice) throw new Error("nothing is kept");
    const now = new Date(room.now());
    const until = new Date(room.now() + 60_000);
    const token = voiceToken(room.deps.vault, "shop", voice.id, until);
    const listen = (link: string, at = now) =>
      fetchVoice({ sql: room.db.sql, vault: room.deps.vault, sound: seconds(1) }, link, at);
    const app = await buildApp({
      logger: pino({ level: "silent" }),
      health: { accepting: () => true, registry: new Registry(), checks: {} },
      platforms: [async (part) => void (await part.register(voiceFiles, { fetchVoice: listen }))],
    });
    const answer = await app.inject(`/voices/${token}`);
    await app.close();
    expect([answer.statusCode, answer.headers["content-type"], answer.body.slice(0, 4)]).toEqual([
      200,
      "audio/wav",
      "RIFF",
    ]);
    expect(await listen(token, until)).toBeNull();
    expect(await listen(`${token.slice(0, -2)}AA`)).toBeNull();
    await room.db.transact((tx) =>
      erase(room.deps, tx, {
        company: "shop",
        candidateId: row.candidate,
        actor: "test",
        key: "erased",
        now: room.now(),
        noted: row.application,
      }),
    );
    expect(await listen(token)).toBeNull();
    expect(await room.db.sql`select 1 from voices where conversation_id = ${row.conversation}`).toHaveLength(
      0,
    );
  });
});
