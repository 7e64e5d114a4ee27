import { follow, leansOn } from "./follow.ts";
import { type Frame, frameOf } from "./frame.ts";
import { type MetricWords, metricWords } from "./metrics.ts";
import {
  type AskDimension,
  type AskQuery,
  type Question,
  type Reading,
  type Refusal,
  refusedMark,
} from "./query.ts";
import { refusalOf } from "./refusals.ts";

/** Reads a question about numbers: a query of the closed grammar, a question back, or a refusal. */
export function readQuestion(question: Question): Reading {
  const own = refusalOf(question.question, question.jobs);
  if (own) return { kind: "refuse", refusal: own };
  let before: Frame | null = null;
  let refused: Refusal | null = null;
  for (const earlier of question.context) {
    const refusal: Refusal | null = earlier === refusedMark ? "protected" : refusalOf(earlier, question.jobs);
    if (refusal) {
      refused = refusal;
      continue;
    }
    const frame: Frame = frameOf({ ...question, question: earlier });
    refused = null;
    before = before && leansOn(frame, before) ? follow(before, frame) : frame;
  }
  const frame = frameOf(question);
  // "那BOSS呢" after a refused question asks the refused thing again.
  if (refused && frame.metric === undefined && frame.doubt === undefined)
    return { kind: "refuse", refusal: refused };
  return settled(before && !refused && leansOn(frame, before) ? follow(before, frame) : frame);
}

function settled(frame: Frame): Reading {
  const { doubt } = frame;
  if (doubt) return { kind: "clarify", ...doubt };
  const words = metricWords.find(({ id }) => id === frame.metric);
  if (frame.metric === "channel_health") return { kind: "answer", query: queryOf(frame, channelHealth) };
  if (!words) {
    const said =
      frame.end !== undefined || frame.dims.length > 0 || frame.period || frame.channels || frame.job;
    return { kind: "clarify", doubt: said ? "no_metric" : "not_understood", about: "", choices: [] };
  }
  return { kind: "answer", query: queryOf(frame, words) };
}

const channelHealth: Pick<MetricWords, "id" | "lowIsGood" | "by"> = { id: "channel_health" };

function queryOf(frame: Frame, metric: Pick<MetricWords, "id" | "lowIsGood" | "by">): AskQuery {
  const dims = dimensionsOf(frame, metric);
  const ranked = frame.end !== undefined && dims.length > 0;
  return {
    metric: metric.id,
    group_by: dims,
    filters: {
      channel: frame.channels && frame.channels.length > 0 ? frame.channels : null,
      job: frame.job ?? null,
      shift: frame.shift ?? null,
    },
    from: frame.period?.from ?? null,
    to: frame.period?.to ?? null,
    compare: frame.compare ?? null,
    limit: ranked ? (frame.limit ?? null) : null,
    order: ranked ? orderOf(frame, metric) : null,
  };
}

function dimensionsOf(frame: Frame, { id, by }: Pick<MetricWords, "id" | "by">): AskDimension[] {
  const asked = frame.dims.filter((dim) => (dim !== "reason" && dim !== "step") || dim === by);
  if (by && !asked.includes(by)) return [...asked, by].slice(0, 2);
  if (id === "posting_time" && asked.length === 0)
    return frame.end || /什么时|when|time/.test(frame.text) ? ["weekday", "hour"] : [];
  return asked;
}

function orderOf(frame: Frame, { id, lowIsGood }: Pick<MetricWords, "id" | "lowIsGood">): "asc" | "desc" {
  const { end } = frame;
  // More turnover is less retention; quick is a small number of days wherever days are told.
  const upside = id === "retention_90d" && frame.turnover && (end === "high" || end === "low");
  const high = end === "high" || (end === "good" && !lowIsGood) || (end === "bad" && lowIsGood === true);
  return high !== upside ? "desc" : "asc";
}
