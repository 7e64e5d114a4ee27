import type { Frame } from "./frame.ts";
import type { AskDimension } from "./query.ts";
import { spanBefore } from "./spans.ts";

const leads =
  /^(?:那么?|再|还有|另外|换成?|改成?|同样|也|只看|就看|单看|看1?下|然后|以及|加上|包括|如果|要是|顺便|and\b|also\b|what about|how about|same\b|now\b|then\b|only\b|just\b|but\b|instead\b|ok(?:ay)?\b|plus\b|or\b|what if)/;
const strong = /^(?:那么?|还有|同样|换成?|改成?|再|也|and\b|also\b|what about|how about|same\b|but\b|plus\b)/;
const asksOn = /呢[?？。!！~]*$/;
const adds =
  /^再|再(?:按|加|分)|同时|还(?:要|得|有)?按|也按|并且?按|加上|进1步|\b(?:also|too|as well|further|additionally|and also by)\b/;

const entities: readonly AskDimension[] = ["channel", "job"];
const isEntity = (dim: AskDimension): boolean => entities.includes(dim);

/** "And the week before?": the same question about the period before. */
const oneBefore =
  /^(?:and |what about |how about |then )*the (?:day|week|month|quarter|year|one|period) before(?: that)?[?. ]*$/;

/** Metrics of which the steps say why. */
const byStep = new Set([
  "resume_to_interview_rate",
  "interview_pass_rate",
  "interview_to_hire_rate",
  "assessment_pass_rate",
  "assessment_completion_rate",
  "drop_off_step",
]);
const byReason = new Set(["retention_90d", "attrition_reasons", "hires"]);

/** Whether a question only makes sense after the one before it, or is the answer to what was asked back. */
export function leansOn(frame: Frame, before: Frame): boolean {
  if (frame.why) return true;
  if (before.doubt !== undefined && frame.period === undefined && frame.channels === undefined) return true;
  if (frame.metric === undefined && frame.doubt === undefined) return true;
  if (frame.doubt !== undefined && frame.metric === undefined) return frame.doubt.doubt !== "unlisted_metric";
  if (strong.test(frame.text)) return true;
  const narrowed = frame.period !== undefined || frame.channels !== undefined || frame.job !== undefined;
  return (
    (leads.test(frame.text) || asksOn.test(frame.text)) &&
    !(narrowed && frame.dims.length > 0) &&
    !(frame.period && frame.channels)
  );
}

/** `now` read as going on from `before`. */
export function follow(before: Frame, now: Frame): Frame {
  if (now.why) return reasonsFor(before, now);
  const metric = metricOf(before, now);
  const merged: Frame = { ...now, turnover: now.metric === undefined ? before.turnover : now.turnover };
  if (metric !== undefined) {
    merged.metric = metric;
    if (now.doubt?.doubt === "pass_rate" || now.doubt === undefined) delete merged.doubt;
  } else if (now.doubt === undefined && before.doubt !== undefined) merged.doubt = before.doubt;
  inherit(merged, before, now);
  return merged;
}

/** A doubtful pass rate is settled by the word for what is passed. */
function metricOf(before: Frame, now: Frame): string | undefined {
  const passed = (id: string | undefined) =>
    id === "interviews"
      ? "interview_pass_rate"
      : id?.startsWith("assessment")
        ? "assessment_pass_rate"
        : undefined;
  if (before.doubt?.doubt === "pass_rate" && before.metric === undefined)
    return passed(now.metric) ?? now.metric;
  if (now.doubt?.doubt === "pass_rate")
    return before.metric?.endsWith("_pass_rate") ? before.metric : passed(before.metric);
  if (now.doubt?.doubt === "unlisted_metric") return undefined;
  return now.metric ?? before.metric;
}

function inherit(merged: Frame, before: Frame, now: Frame): void {
  if (now.channels === undefined && before.channels !== undefined) merged.channels = before.channels;
  if (now.job === undefined && before.job !== undefined) merged.job = before.job;
  if (now.shift === undefined && before.shift !== undefined) merged.shift = before.shift;
  if ((now.period === undefined || now.implied) && before.period !== undefined) merged.period = before.period;
  if (oneBefore.test(now.text) && before.period) {
    merged.period = spanBefore(before.period);
    delete merged.compare;
  }
  if (now.compare === undefined && before.compare !== undefined && now.period === undefined)
    merged.compare = before.compare;
  const one = (dim: AskDimension) =>
    (dim === "channel" && now.channels?.length === 1) || (dim === "job" && typeof now.job === "string");
  const kept = before.dims.filter((dim) => !one(dim));
  const asked = now.dims.length > 0;
  merged.dims = !asked
    ? kept
    : adds.test(now.text)
      ? [...new Set([...kept, ...now.dims])].slice(0, 2)
      : now.dims;
  const swapped = asked && before.dims.every(isEntity) && now.dims.every(isEntity);
  const ranked = before.dims.length > 0 && (asked ? swapped : kept.length > 0);
  if (now.end !== undefined) {
    if (now.limit === null && before.limit !== undefined) merged.limit = null;
    return;
  }
  if (ranked && before.end !== undefined) {
    merged.end = before.end;
    merged.limit = before.limit ?? null;
  }
}

/** "为什么": the reasons of leaving, or the step at which candidates are lost. */
function reasonsFor(before: Frame, now: Frame): Frame {
  const { end: _, limit: __, compare: ___, doubt: ____, ...kept } = before;
  const reason =
    before.metric === undefined
      ? undefined
      : byReason.has(before.metric)
        ? "reason"
        : byStep.has(before.metric)
          ? "step"
          : undefined;
  if (reason === undefined) return { ...now, doubt: { doubt: "no_metric", about: "", choices: [] } };
  return {
    ...kept,
    text: now.text,
    why: false,
    dims: [],
    metric: reason === "reason" ? "attrition_reasons" : "drop_off_step",
    ...(now.channels !== undefined ? { channels: now.channels } : {}),
    ...(now.period !== undefined ? { period: now.period } : {}),
  };
}
