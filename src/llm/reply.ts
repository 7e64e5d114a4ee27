import { Vote } from "../core/judging/votes.ts";

/** The vote in an answer: one JSON object, alone or in one code fence, with this nonce; null for everything else. */
export function voteIn(answer: string, nonce: string): Vote | null {
  const parsed = Vote.safeParse(objectIn(answer));
  return parsed.success && parsed.data.nonce === nonce ? parsed.data : null;
}

/** The JSON object in an answer, alone or in one code fence, after whatever was thought aloud; null = none. */
export function objectIn(answer: string): unknown {
  // Reasoning models put what they thought before the answer.
  const spoken = answer.replace(/^\s*<think>[\s\S]*?<\/think>/, "").trim();
  const fenced = /^```(?:json)?[ \t]*\n([\s\S]*?)\n?```$/.exec(spoken);
  try {
    return JSON.parse(fenced?.[1] ?? spoken);
  } catch {
    return null;
  }
}
