import { writeSync } from "node:fs";
import { registerHooks } from "node:module";
import { disarm } from "../../intake/files/sandbox/disarm.ts";

// A voice file comes in on stdin; out go "P" and its samples (16 bit little-endian, 16 kHz, one channel), or "R" and why not.

disarm();
// The Opus library can also run in threads; this process may have none.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "@eshaz/web-worker"
      ? { url: "data:text/javascript,export default class {}", shortCircuit: true }
      : next(specifier, context),
});
const { samplesOf } = await import("./samples.ts");
const input: Buffer[] = [];
for await (const part of process.stdin) input.push(Buffer.from(part));
const samples = await samplesOf(Buffer.concat(input)).catch(() => "damaged" as const);
const said =
  typeof samples === "string"
    ? Buffer.from(`R${samples}`)
    : Buffer.concat([Buffer.from("P"), Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
for (let at = 0; at < said.length; ) at += writeSync(1, said, at);
process.exitCode = 0;
