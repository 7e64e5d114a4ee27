import { z } from "zod";
import type { ReaderPrompt } from "../core/content/reader.ts";
import { inLocale } from "../core/locale.ts";
import { SaidField, type SecondReader, secondFields } from "../core/resume/second-reading.ts";
import { platformIds, skillIds } from "../core/resume/vocabulary.ts";
import { askOnce, filledIn, randomWord } from "./call.ts";
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
      const words = { nonce: random(), mark: random() };
      const answer = await askOnce(model, { ...wordingOf(prompt, shown, words), schema }, both);
      if (answer.kind !== "answer") return null;
      const reply = Reply.safeParse(objectIn(answer.text));
      if (!reply.success || reply.data.nonce !== words.nonce) return null;
      return reply.data.fields.flatMap((one) => {
        const said = SaidField.safeParse(one);
        return said.success ? [said.data] : [];
      });
    },
  };
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
  const say = (part: "system" | "task") => filledIn(inLocale(prompt[part], locale), values);
  return { system: say("system"), user: say("task") };
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
