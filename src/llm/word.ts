import { z } from "zod";
import type { ReaderPrompt } from "../core/content/reader.ts";
import type { Wordsmith } from "../core/faq/ports.ts";
import { inLocale } from "../core/locale.ts";
import { askOnce, filledIn, randomWord } from "./call.ts";
import type { Model } from "./client.ts";
import { objectIn } from "./reply.ts";

const Reply = z.object({ nonce: z.string(), answer: z.string().max(4_000) });

/** Asks the model once; what it says is worth nothing until the core has found every word of it in the answer. */
export function createWordsmith(model: Model, prompt: ReaderPrompt, random = randomWord): Wordsmith {
  return {
    async word({ question, answer, locale }, signal) {
      const [nonce, mark] = [random(), random()];
      const values = {
        open: `<<${mark}`,
        close: `${mark}>>`,
        nonce,
        question,
        text: answer,
        schema: '{"nonce":"…","answer":"…"}',
      };
      const say = (part: "system" | "task") => filledIn(inLocale(prompt[part], locale), values);
      const said = await askOnce(model, { system: say("system"), user: say("task"), schema }, signal);
      if (said.kind !== "answer") return null;
      const reply = Reply.safeParse(objectIn(said.text));
      return reply.success && reply.data.nonce === nonce ? reply.data.answer : null;
    },
  };
}

const schema: Record<string, unknown> = {
  type: "object",
  additionalProperties: false,
  required: ["nonce", "answer"],
  properties: { nonce: { type: "string" }, answer: { type: "string" } },
};
