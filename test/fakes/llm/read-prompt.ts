/** What a model gathers from our prompt. */
export type Read = {
  nonce: string;
  elements: string[];
  messages: { id: string; text: string }[];
  transcript: string;
};

/** Reads the wording of `prompts/judges/evidence.yaml`, in either language. */
export function readPrompt(user: string): Read {
  const transcript = /<<[0-9a-f]{24}\n([\s\S]*?)\n[0-9a-f]{24}>>/.exec(user)?.[1] ?? "";
  return {
    nonce: /([0-9a-f]{24})\s*$/.exec(user)?.[1] ?? "",
    elements: [...(user.split("<<")[0]?.matchAll(/^- ([A-Za-z0-9_]+): /gmu) ?? [])].map((m) => m[1] ?? ""),
    messages: [...transcript.matchAll(/^(?:候选人|Candidate) (m\d+): (.*)$/gmu)].map((m) => ({
      id: m[1] ?? "",
      text: m[2] ?? "",
    })),
    transcript,
  };
}
