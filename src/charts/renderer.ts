import { Worker } from "node:worker_threads";
import type { Picture } from "../core/charts/chart.ts";
import { type Draw, Drawing } from "../core/charts/sheet.ts";
import { fontFiles } from "./font-files.ts";
import type { Answered, Asked } from "./messages.ts";

export type Renderer = {
  draw: Draw;
  /** Ends the thread; charts still waiting are rejected. */
  close(): Promise<void>;
};

export type RendererOptions = {
  /** One chart may take this long once it is its turn, ms; loading the library the first time is included. */
  limitMs?: number;
  /** Charts that may wait; further ones are rejected at once. */
  waiting?: number;
  /** A thread without work ends after this, ms: it holds some 150 MB. */
  idleMs?: number;
};

type Job = {
  asked: Asked;
  resolve(picture: Picture): void;
  reject(reason: unknown): void;
};

/**
 * Draws charts in a thread of its own, one after the other, so that a chat never waits for a picture. A chart that
 * takes too long costs its thread; the next one gets a new thread. The thread starts with the first chart and never
 * keeps the process alive.
 */
export function createRenderer({
  limitMs = 10_000,
  waiting = 50,
  idleMs = 60_000,
}: RendererOptions = {}): Renderer {
  const fonts = fontFiles();
  const queue: Job[] = [];
  let running: Job | null = null;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;

  function start(): Worker {
    const url = new URL("./thread.ts", import.meta.url);
    const started = new Worker(url, {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    started.on("message", (answer: Answered) => {
      if (worker !== started || running?.asked.id !== answer.id) return;
      const job = running;
      free();
      if ("picture" in answer) job.resolve(answer.picture);
      else job.reject(new Error(`the chart could not be drawn: ${answer.failure}`));
      next();
    });
    started.on("error", (error: unknown) => lost(started, error));
    started.on("exit", () => lost(started, new Error("the drawing thread ended")));
    // After the listeners: adding one would hold the process again.
    started.unref();
    return started;
  }

  function free(): void {
    clearTimeout(timer);
    running = null;
  }

  /** The thread is gone or given up: its chart fails, the others go on in a new one. */
  function lost(which: Worker, reason: unknown): void {
    if (worker !== which) return;
    worker = null;
    const job = running;
    free();
    void which.terminate();
    job?.reject(reason);
    next();
  }

  function next(): void {
    if (running || closed) return;
    const job = queue.shift();
    if (!job) {
      const resting = worker;
      if (resting) timer = setTimeout(() => lost(resting, null), idleMs).unref();
      return;
    }
    clearTimeout(timer);
    running = job;
    worker ??= start();
    const mine = worker;
    timer = setTimeout(() => lost(mine, new Error(`the chart took longer than ${limitMs} ms`)), limitMs);
    worker.postMessage(job.asked);
  }

  return {
    async draw(chart, signal) {
      signal?.throwIfAborted();
      if (closed) throw new Error("the renderer is closed");
      if (queue.length >= waiting) throw new Error(`${waiting} charts are waiting already`);
      const parsed = Drawing.parse(chart);
      return await new Promise<Picture>((resolve, reject) => {
        lastId += 1;
        const job: Job = { asked: { id: lastId, chart: parsed, fonts }, resolve, reject };
        // A chart being drawn is finished; nobody waits for it any more.
        const abandon = () => {
          const at = queue.indexOf(job);
          if (at >= 0) queue.splice(at, 1);
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", abandon, { once: true });
        const settled = () => signal?.removeEventListener("abort", abandon);
        job.resolve = (picture) => {
          settled();
          resolve(picture);
        };
        job.reject = (reason) => {
          settled();
          reject(reason);
        };
        queue.push(job);
        next();
      });
    },
    async close() {
      closed = true;
      const ending = worker;
      worker = null;
      const jobs = [...(running ? [running] : []), ...queue.splice(0)];
      free();
      for (const job of jobs) job.reject(new Error("the renderer is closed"));
      await ending?.terminate();
    },
  };
}
