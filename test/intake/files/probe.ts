import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";

// Runs in the cage instead of the reader and tries to get out; answers with what it managed.

const port = Number(readFileSync(0, "utf8"));
const managed: string[] = [];
const tries: [string, () => unknown][] = [
  ["read a file", () => readFileSync("/etc/passwd")],
  ["write a file", () => writeFileSync(`${tmpdir()}/probe`, "x")],
  ["load child_process", () => process.getBuiltinModule("child_process").execSync("true")],
];
for (const [name, attempt] of tries)
  try {
    attempt();
    managed.push(name);
  } catch {}
const names = Object.keys(process.env).filter((name) => !["PATH", "UV_THREADPOOL_SIZE"].includes(name));
if (names.length > 0) managed.push(`see ${names.join(" ")}`);
const reached = await new Promise<boolean>((resolve) => {
  const socket = connect(port, "127.0.0.1", () => resolve(true));
  socket.once("error", () => resolve(false));
});
if (reached) managed.push("connect");
process.stdout.write(JSON.stringify({ text: managed.join(", ") || "nothing", flags: [] }));
process.exit();
