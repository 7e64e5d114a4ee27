import { afterEach, expect, test } from "vitest";
import type { MyData } from "../../../src/core/privacy/my-data.ts";
import { enter, origin, type Served, serveWeb } from "./serve.ts";

let served: Served | null = null;
afterEach(async () => {
  await served?.app.close();
  served = null;
});

const dataOf = (conversationId: string): MyData => ({
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  madeAt: 0,
  limits: { passAbove: 70, reviewFrom: 65, reviewTo: 75 },
  name: `<i>${conversationId}</i>`,
  phone: null,
  since: 0,
  consents: { screening: true, model: false, pool: null, voice: null },
  applications: [],
  transcript: [{ at: 0, author: "candidate", text: "随时可以到岗" }],
  contacts: [],
  resumes: [],
});

test("everybody downloads their own data only, as a page and for programs, and nobody without a conversation", async () => {
  served = await serveWeb({ myData: async (_company, id) => dataOf(id) });
  const { app } = served;
  const [a, b] = [await enter(app), await enter(app)];
  const get = (cookie: string, query = "", headers: object = {}) =>
    app.inject({ url: `/chat/my-data${query}`, headers: { host: origin.host, cookie, ...headers } });
  const page = await get(a.cookie);
  expect(page.headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-disposition": 'attachment; filename="qinpin-my-data.html"',
  });
  expect(page.payload).toContain("随时可以到岗");
  expect(page.payload).not.toContain("<i>");
  const [mine, theirs] = [await get(a.cookie, "?format=json"), await get(b.cookie, "?format=json")];
  expect(mine.json().transcript).toHaveLength(1);
  expect(mine.json().name).not.toBe(theirs.json().name);
  expect((await get("")).statusCode).toBe(401);
  expect((await get(a.cookie, "?conversation=x")).statusCode).toBe(400);
  expect((await get(a.cookie, "", { "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
});
