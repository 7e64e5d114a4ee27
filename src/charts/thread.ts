import { parentPort } from "node:worker_threads";
import type { Answered, Asked } from "./messages.ts";
import { renderNow } from "./render.ts";

// The drawing thread: one chart after the other.
const port = parentPort;
if (!port) throw new Error("this file runs in a worker thread");

port.on("message", ({ id, chart, fonts }: Asked) => {
  port.postMessage(answer(id, chart, fonts));
});

function answer(id: number, chart: Asked["chart"], fonts: Asked["fonts"]): Answered {
  try {
    return { id, picture: renderNow(chart, fonts) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
