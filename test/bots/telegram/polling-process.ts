import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { createTelegram } from "../../../bots/telegram/index.ts";
import { recordingOptions } from "./workbench.ts";

// A polling adapter to be killed: prints each delivery once it is safe. Arguments: API root, ms one delivery takes.

const [apiRoot = "", takes = "0"] = process.argv.slice(2);
const { options } = recordingOptions({ apiRoot });
const telegram = createTelegram({
  ...options,
  receive: async ({ deliveryId, threadId }) => {
    await sleep(Number(takes));
    writeSync(1, `${JSON.stringify({ deliveryId, threadId })}\n`);
  },
});
await telegram.start();
