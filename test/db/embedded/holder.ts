// A process that starts the embedded database of argv[2] (argv[3]: "durable" or "fast"), says so on stdout as one JSON
// line, and gives it back on SIGTERM. Tests kill it in every way.
import { DataDirBusy, startEmbedded } from "../../../src/db/embedded.ts";

const [, , dataDir = "", mode] = process.argv;
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  const server = await startEmbedded({ dataDir, durable: mode === "durable" });
  const alive = setInterval(() => {}, 1000);
  process.once("SIGTERM", async () => {
    await server.stop();
    clearInterval(alive);
  });
  say({ pid: server.pid, url: server.url });
} catch (cause) {
  say({ error: String(cause), holder: cause instanceof DataDirBusy ? cause.holder : null });
  process.exitCode = 1;
}
