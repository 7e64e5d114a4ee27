import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createRoom, type Room } from "../conversation/room.ts";
import { type FakeLlm, spawnFakeLlm } from "../fakes/llm-client.ts";
import { runCrowd } from "./crowd.ts";

// A few of the thousand of `npm run bench -- canaries`.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let room: Room;
let llm: FakeLlm;
beforeAll(async () => {
  [room, llm] = await Promise.all([createRoom(), spawnFakeLlm()]);
});
afterAll(async () => {
  await Promise.all([room?.close(), llm?.stop()]);
});

it("nothing of a person gets into logs at any level, metrics, error answers or model requests", async () => {
  const found = await runCrowd(room, llm, 2, () => {});
  expect(found).toMatchObject({ hits: [], assessed: 2 });
  expect(found.modelCalls).toBeGreaterThanOrEqual(6);
  expect(Math.min(found.worded, found.embedded)).toBeGreaterThan(0);
  expect(found.logLines.trace).toBeGreaterThan(5);
  expect(found.logLines.error).toBeGreaterThan(1);
  expect(found.errorAnswers).toBe(12);
  expect(found.metricLines).toBeGreaterThan(20);
  expect(found).toMatchObject({ named: 2 });
  expect(found.views).toBeGreaterThan(3);
});
