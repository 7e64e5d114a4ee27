import { Worker } from "node:worker_threads";
import { z } from "zod";
import type { Day } from "../../core/calendar-days.ts";
import type { ReadResume } from "../../core/intake/applicant.ts";
import { createWordsReader } from "./read-words.ts";

export type WordsReader = {
  /** What the cells of each row say; null = they say nothing. Rejects when the reading thread died. */
  read(rows: readonly (readonly string[])[]): Promise<(ReadResume | null)[]>;
  close(): Promise<void>;
};

/** Below this a table is read sooner than a thread has started. */
const worthThread = 200_000;

/**
 * Reads the cells of many rows: those of a large table in a thread of its own, so that reading, writing and whatever else
 * this process does go on beside each other.
 */
export function openWordsReader(today: Day, bytes: number): WordsReader {
  if (bytes >= worthThread) return inThread(today);
  const read = createWordsReader(today);
  return { read: async (rows) => rows.map(read), close: async () => {} };
}

const Answer = z.object({ id: z.int(), readings: z.custom<(ReadResume | null)[]>(Array.isArray) });

function inThread(today: Day): WordsReader {
  const worker = new Worker(new URL("./read-lines-thread.ts", import.meta.url), { workerData: { today } });
  const waiting = new Map<number, PromiseWithResolvers<(ReadResume | null)[]>>();
  let problem: Error | null = null;
  let last = 0;
  const fail = (error: Error) => {
    problem = error;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  worker.on("message", (message: unknown) => {
    const { id, readings } = Answer.parse(message);
    waiting.get(id)?.resolve(readings);
    waiting.delete(id);
  });
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("the thread that reads rows has ended")));
  return {
    read(rows) {
      if (problem) return Promise.reject(problem);
      const answer = Promise.withResolvers<(ReadResume | null)[]>();
      waiting.set(++last, answer);
      worker.postMessage({ id: last, rows });
      return answer.promise;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
