import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { createWordsReader } from "./read-words.ts";

// The other side of read-lines.ts: answers each {id, rows} with {id, readings}. It has no database and keeps nothing.

const { today } = z.object({ today: z.string() }).parse(workerData);
const Task = z.object({ id: z.int(), rows: z.array(z.array(z.string())) });
const read = createWordsReader(today);

parentPort?.on("message", (message: unknown) => {
  const { id, rows } = Task.parse(message);
  parentPort?.postMessage({ id, readings: rows.map(read) });
});
