import { parseArgs } from "node:util";
import { startFakeSlack } from "./slack/server.ts";

// A Slack of our own, as its own process: prints one JSON line with its address and serves until it is killed.
const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
const fake = await startFakeSlack(Number(values.port));
process.stdout.write(`${JSON.stringify({ url: fake.url })}\n`);
// A test run that dies takes its pipe along; nothing is left behind then.
process.stdin.resume().on("end", () => process.exit(0));
