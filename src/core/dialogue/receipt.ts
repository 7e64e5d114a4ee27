import { type Bilingual, inLocale } from "../locale.ts";
import { roundHalfUp } from "../scoring/composite.ts";
import type { Receipt } from "../scoring/receipt.ts";
import { requestReview } from "./closing.ts";
import { retryDate } from "./retry.ts";
import { type Said, type Scene, say } from "./scene.ts";
import { isTimed, type Place } from "./state.ts";
import { type Params, text } from "./text.ts";

/** One thing of the receipt at a time: a page is at most three bubbles, the rest waits behind its buttons. */
export type ReceiptPage = "scores" | "best" | "worst" | "advice";

type Button = ReceiptPage | "review";

/** After a person decided, or at once after practice: the total, and behind buttons what it rests on and how to contest it. Nothing without a score. */
export function offerReceipt(scene: Scene, after: "invitation" | "decline" | "practice"): void {
  const { receipt } = scene.common;
  if (receipt) {
    const params = { total: points(receipt.total), line: scene.script.config.pass_above };
    say(scene, "receipt.total", { params, ...(after === "decline" ? {} : buttons("scores", "review")) });
  }
  if (after === "decline")
    say(scene, "closing.contest", receipt ? buttons("scores", "review") : buttons("review"));
}

/** A button of the receipt; null = it is none. In a timed section nothing is shown that would cost time. */
export function hearReceipt(scene: Scene, place: Place, event: Said): Place | null {
  const pressed = event.choice?.startsWith("receipt:") ? event.choice.slice("receipt:".length) : null;
  if (pressed === null || isTimed(place)) return null;
  if (pressed === "review") {
    scene.section = "closing";
    if (scene.common.assessed || scene.common.decision !== null) requestReview(scene);
    else say(scene, "closing.review_early");
    return place;
  }
  const page = pages.find((known) => known === pressed);
  return page ? showReceipt(scene, place, page) : null;
}

/** Shows a page, however it was asked for. Before a person decided no score is told. */
export function showReceipt(scene: Scene, place: Place, page: ReceiptPage): Place {
  const { receipt, decision, practice } = scene.common;
  scene.section = "closing";
  if (decision === null && !practice) say(scene, "receipt.early");
  else if (!receipt) say(scene, "receipt.none");
  else show(scene, receipt, page);
  return place;
}

const best = { some: "receipt.best", unsaid: "receipt.best_unsaid", none: "receipt.no_best" } as const;
const worst = { some: "receipt.worst", unsaid: "receipt.worst_unsaid", none: "receipt.no_worst" } as const;

const pages: readonly ReceiptPage[] = ["scores", "best", "worst", "advice"];

function show(scene: Scene, receipt: Receipt, page: ReceiptPage): void {
  switch (page) {
    case "scores":
      return scores(scene, receipt);
    case "best":
      return moments(scene, best, receipt.best, ["worst", "advice"]);
    case "worst":
      return moments(
        scene,
        worst,
        receipt.worst.map((moment) => ({ ...moment, points: moment.of - moment.points })),
        ["advice", "review"],
      );
    case "advice":
      return advice(scene, receipt);
    default:
      return page satisfies never;
  }
}

function scores(scene: Scene, { total, complaint, ruleTotal, rule, short }: Receipt): void {
  const { composite } = scene.script.config;
  const none = text(scene.script, scene.locale, "receipt.not_taken");
  const of = (value: number | undefined | null) => (typeof value === "number" ? points(value) : none);
  say(scene, "receipt.complaint", {
    params: {
      total: points(complaint.total),
      response: points(complaint.response),
      completeness: points(complaint.completeness),
      emotion: points(complaint.emotion),
    },
  });
  const knowledge = {
    total: points(ruleTotal),
    accuracy: of(rule?.accuracy),
    clarity: of(rule?.clarity),
    short: of(short),
  };
  if (rule?.question === undefined) say(scene, "receipt.rules", { params: knowledge });
  else {
    const params = { ...knowledge, question: clip(rule.question, scene, "question") };
    say(scene, "receipt.rules_asked", { params });
  }
  say(scene, "receipt.sum", {
    params: {
      total: points(total),
      complaint: Math.round(100 * composite.complaint),
      rule: Math.round(100 * composite.rule),
    },
    ...buttons("best", "worst", "review"),
  });
}

/** A bubble each: the candidate's own words where there are any, what they were about, and what that brought or cost. */
function moments(
  scene: Scene,
  keys: { some: string; unsaid: string; none: string },
  list: readonly { label: Bilingual; points: number; quote: string | null }[],
  next: readonly [Button, Button],
): void {
  if (list.length === 0) return void say(scene, keys.none, buttons(...next));
  for (const [index, moment] of list.entries()) {
    const told = { label: headOf(moment.label, scene), points: points(moment.points) };
    const params: Params =
      moment.quote === null ? told : { ...told, quote: clip(moment.quote, scene, "quote") };
    const key = moment.quote === null ? keys.unsaid : keys.some;
    say(scene, key, { params, ...(index === list.length - 1 ? buttons(...next) : {}) });
  }
}

function advice(scene: Scene, receipt: Receipt): void {
  const { locale, common } = scene;
  if (receipt.advice)
    say(scene, "receipt.advice", {
      params: { label: clip(inLocale(receipt.advice, locale), scene, "advice") },
    });
  else say(scene, "receipt.no_advice");
  const date = retryDate(common);
  if (date !== null) say(scene, "receipt.retry", { params: { date } });
  if (common.practice) say(scene, "receipt.again");
  else say(scene, "receipt.rights", buttons("review"));
}

const labels: Record<Button, string> = {
  scores: "receipt.choice_scores",
  best: "receipt.choice_best",
  worst: "receipt.choice_worst",
  advice: "receipt.choice_advice",
  review: "receipt.choice_review",
};

const buttons = (...which: Button[]) => ({
  token: "receipt",
  choices: which.map((id) => [id, labels[id]] as const),
});

const points = (value: number): string => roundHalfUp(value).toFixed(1);

/** A bubble has room for 60 Chinese characters; English ones are narrower. */
const room = {
  quote: { "zh-CN": 18, en: 70 },
  label: { "zh-CN": 22, en: 70 },
  advice: { "zh-CN": 50, en: 150 },
  question: { "zh-CN": 24, en: 90 },
} as const;

/** A label that is too long for a bubble beside a quote says what it is about before its first colon or bracket. */
function headOf(label: Bilingual, scene: Scene): string {
  const words = inLocale(label, scene.locale);
  const [head = ""] = words.split(/[：:（(；;]/u);
  const long = [...words].length > room.label[scene.locale];
  return clip(long && [...head].length >= 4 ? head : words, scene, "label");
}

function clip(words: string, { locale }: Scene, what: keyof typeof room): string {
  const characters = [...words.replace(/\s+/gu, " ").trim()];
  const most = room[what][locale];
  return characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
}
