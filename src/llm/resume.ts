import { z } from "zod";
import type { ReaderPrompt } from "../core/content/reader.ts";
import { inLocale } from "../core/locale.ts";
import { SaidField, type SecondReader, secondFields } from "../core/resume/second-reading.ts";
import { platformIds, skillIds } from "../core/resume/vocabulary.ts";
import type { Model } from "./client.ts";
import { objectIn } from "./reply.ts";

const Reply = z.object({
  nonce: z.string(),
  // One item that is none does not spoil the others.
  fields: z.array(z.unknown()).max(100),
});

/**
 * A second reader of résumés that asks the model once, and says null when nothing usable came back in time. What it says
 * is worth nothing until the core has found the quoted words.
 */
export function createResumeReader(
  model: Model,
  prompt: ReaderPrompt,
  options: { callMs?: number; random?: () => string } = {},
): SecondReader {
  const { callMs = 10_000, random = randomWord } = options;
  return {
    name: () => model.name(),
    async read(shown, signal) {
      const limit = AbortSignal.timeout(callMs);
      const both = signal ? AbortSignal.any([limit, signal]) : limit;
      const over = new Promise<null>((resolve) =>
        both.addEventListener("abort", () => resolve(null), { once: true }),
      );
      const words = { nonce: random(), mark: random() };
      const asked = model.ask({ ...wordingOf(prompt, shown, words), schema, signal: both }).catch(() => null);
      const answer = await Promise.race([asked, over]);
      if (answer?.kind !== "answer") return null;
      const reply = Reply.safeParse(objectIn(answer.text));
      if (!reply.success || reply.data.nonce !== words.nonce) return null;
      return reply.data.fields.flatMap((one) => {
        const said = SaidField.safeParse(one);
        return said.success ? [said.data] : [];
      });
    },
  };
}

/** 96 bits: nothing that can have stood in a résumé before. */
function randomWord(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Placeholders are filled in one pass, so that a résumé's words never are a placeholder. */
function wordingOf(prompt: ReaderPrompt, shown: string, { nonce, mark }: { nonce: string; mark: string }) {
  const locale = /\p{Script=Han}/u.test(shown) ? "zh-CN" : "en";
  const values: Record<string, string> = {
    open: `<<${mark}`,
    close: `${mark}>>`,
    nonce,
    text: shown,
    platforms: platformIds.join(" "),
    skills: skillIds.join(" "),
    schema: '{"nonce":"…","fields":[{"field":"…","value":"…","quote":"…"}]}',
  };
  const fill = (text: string) => text.replace(/\{([a-z]+)\}/g, (whole, name) => values[name] ?? whole);
  return { system: fill(inLocale(prompt.system, locale)), user: fill(inLocale(prompt.task, locale)) };
}

const schema: Record<string, unknown> = {
  type: "object",
  additionalProperties: false,
  required: ["nonce", "fields"],
  properties: {
    nonce: { type: "string" },
    fields: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["field", "value", "quote"],
        properties: {
          field: { type: "string", enum: [...secondFields] },
          value: { type: "string" },
          quote: { type: "string" },
        },
      },
    },
  },
};
