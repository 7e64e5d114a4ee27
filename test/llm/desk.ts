import { loadContent } from "../../src/content.ts";
import type { JudgePrompt } from "../../src/core/content/judge.ts";
import type { ReaderPrompt } from "../../src/core/content/reader.ts";
import { type Question, questionOf } from "../../src/core/judging/question.ts";
import { createModel, type ModelSettings } from "../../src/llm/client.ts";
import { createJudge, type JudgeOptions } from "../../src/llm/judge.ts";

const content = loadContent();

export const prompt: JudgePrompt = content.judges.evidence?.value ?? fail();
export const readerPrompt: ReaderPrompt = content.readers.resume?.value ?? fail();
function fail(): never {
  throw new Error("a prompt for models is not there");
}

const scenario = content.scenarios.S01?.value;

/** A short session in the milk-powder role-play. */
export const question: Question = questionOf({
  roleplay: scenario
    ? {
        scenario,
        turns: [
          { from: "customer", t: 0, text: "罐子瘪了，宝宝还能喝吗？我叫赵敏" },
          { from: "candidate", t: 12, text: "真对不起，我是王小芳，先别给宝宝喝，麻烦拍下罐底批号" },
          { from: "candidate", t: 40, text: "我今天18点前给您答复，全额退款或者补发都可以" },
        ],
      }
    : null,
  rule: null,
  names: ["王小芳", "赵敏"],
  locale: "zh-CN",
});

/** A judge of the endpoint at this address; calls are given up after 400 ms. */
export const judgeAt = (
  baseUrl: string,
  settings: Partial<ModelSettings> = {},
  options: JudgeOptions = { callMs: 400 },
) => createJudge(createModel({ apiKey: "sk-test", baseUrl, model: "fake-1", ...settings }), prompt, options);
