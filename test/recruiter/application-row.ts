import type { ApplicationRow } from "../../src/db/applications.ts";

const at = new Date("2026-11-24T02:03:00Z");

/** An application whose every text comes from outside. */
export function applicationRow(text: string, change: Partial<ApplicationRow> = {}): ApplicationRow {
  return {
    id: "0b8f5a4e-1c1d-4e53-9d6e-7a2b3c4d5e6f",
    number: 1042,
    version: 0,
    stage: "assessed",
    name: text,
    locale: "zh-CN",
    jobId: "job-3f7k",
    jobTitle: text,
    jobFit: { startDate: text, platforms: [text, "pdd"], payMin: 5000, payMax: 6500, shifts: "evening" },
    total: 78.3,
    band: "advance",
    source: text,
    conversationId: "5d1c9d0e-8a33-4a9c-8a55-1f2e3d4c5b6a",
    channel: "web",
    unreachable: false,
    erased: false,
    createdAt: at,
    stageAt: at,
    ...change,
  };
}
