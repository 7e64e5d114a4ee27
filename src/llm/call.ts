import type { Model, ModelAnswer } from "./client.ts";

/** A prompt with its placeholders filled in, in one pass, so that what is filled in never is a placeholder itself. */
export const filledIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);

/** 96 bits, letters and digits: nothing that can have stood in a text before. */
export function randomWord(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Asks a model once. Whatever the endpoint does with the connection, the call is over when its signal is. */
export async function askOnce(
  model: Model,
  request: { system: string; user: string; schema: Record<string, unknown> },
  signal: AbortSignal,
): Promise<ModelAnswer> {
  const over: ModelAnswer = { kind: "failed", reason: "timeout", tokens: 0, final: false };
  let stop = () => {};
  const timeout = new Promise<ModelAnswer>((resolve) => {
    stop = () => resolve(over);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  const asked = model
    .ask({ ...request, signal })
    .catch((): ModelAnswer => ({ ...over, reason: "connection" }));
  return await Promise.race([asked, timeout]).finally(() => signal.removeEventListener("abort", stop));
}
