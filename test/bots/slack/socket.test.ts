import { afterEach, describe, expect, it } from "vitest";
import { createSlack } from "../../../bots/slack/index.ts";
import { memoryDesk } from "./desk.ts";
import { type Harness, startHarness } from "./harness.ts";

describe("socket mode", () => {
  let house: Harness | null = null;
  afterEach(async () => {
    await house?.stop();
    house = null;
  });

  it("opens a new connection when Slack cuts the old one, and loses no event meanwhile", async () => {
    house = await startHarness({ socket: true, reconnectMs: 300 });
    const { fake, memory } = house;
    memory.enlist("slack:T0FAKE:U1");
    memory.cards.add("C0HIRING 1.000000");
    expect((await fake.journal()).links).toBe(1);
    await fake.cut();
    await fake.setup({ url: null, speed: 0.01 });
    const [delivered] = await fake.say({ user: "U1", threadTs: "1.000000", text: "still there?" });
    expect(delivered?.status).toBe(200);
    expect(memory.replies).toHaveLength(1);
  });

  it("refuses to start with an app token that Slack refuses", async () => {
    house = await startHarness({ socket: true });
    const { desk, logger } = memoryDesk();
    const wrong = createSlack({
      botToken: house.fake.ids.token,
      appToken: "xapp-wrong",
      apiUrl: house.fake.apiUrl,
      digestChannel: null,
      admins: [],
      locale: "en",
      desk,
      logger,
    });
    await expect(wrong.start()).rejects.toThrow(/invalid_auth/);
    await wrong.stop();
  });
});
