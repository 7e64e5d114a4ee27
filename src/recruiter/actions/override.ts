import { z } from "zod";
import { inLocale } from "../../core/locale.ts";
import { type Assessment, type Override, overrideReasons } from "../../core/scoring/assessment.ts";
import { awaitsDecision } from "../../core/stages.ts";
import { readNow } from "../../db/decisions.ts";
import { Target } from "../cards/buttons.ts";
import { form, selectField, textField } from "../cards/form.ts";
import { overrideChanges, overrideLine } from "../cards/override.ts";
import { override as carryOut, overrideRefusal, tryOverride } from "../override.ts";
import { clip, plainText } from "../text.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { creditNames, overrideReasonNames, points, say } from "../words.ts";
import { before, type Seen } from "./offer-form.ts";

const creditIds = ["unprompted", "prompted", "partial", "absent"] as const;

const Wanted = z.strictObject({
  part: z.enum(["roleplay", "rule"]),
  id: z.string().max(40),
  to: z.enum(creditIds),
  reason: z.enum(overrideReasons),
  note: z.string().max(300),
});
type Wanted = z.infer<typeof Wanted>;

/** The target, and in the second form what is to be confirmed: of which result, since when. */
const Carried = z.strictObject({
  ...Target.shape,
  of: z.uuid().optional(),
  at: z.int().optional(),
  o: Wanted.optional(),
});
type Carried = z.infer<typeof Carried>;

/** Gives an element of the score another credit, with a reason; what that changes is shown before it is done. */
export const override: Action = {
  id: "override",
  async run(deps, who, input) {
    const carried = readCarried(input.value);
    const target = carried && { a: carried.a, v: carried.v };
    const seen = await before(deps, who, target ? JSON.stringify(target) : "", null);
    if ("kind" in seen) return seen;
    const { application, assessment } = seen.candidate;
    const { locale } = deps;
    if (!assessment || !awaitsDecision(application.stage) || application.version !== seen.target.v)
      return { kind: "refused", notice: stale(locale) };
    if (!input.form) return { kind: "form", modal: asked(assessment.assessment, input.value, locale) };
    const wanted = carried?.o ?? readWanted(input.form);
    if (!wanted)
      return {
        kind: "refused",
        notice: say(
          locale,
          "请选择要改的项、新的评定和理由。",
          "Please choose the element, its new credit and a reason.",
        ),
      };
    return await confirmed(deps, who, { ...input, seen, carried, wanted });
  },
};

type Confirming = { seen: Seen; carried: Carried | null; wanted: Wanted; deliveryId: string };

async function confirmed(
  deps: RecruiterDeps,
  who: Recruiter,
  { seen, carried, wanted, deliveryId }: Confirming,
): Promise<ActionResult> {
  const { locale } = deps;
  const stored = seen.candidate.assessment;
  const at = carried?.at ?? (await readNow(deps.db.sql, deps.clock())).getTime();
  if (!stored || (carried?.of && carried.of !== stored.id)) return { kind: "refused", notice: stale(locale) };
  const by = { by: who.id, name: who.name, at };
  const tried = await tryOverride(deps, who.company, stored, { ...wanted, ...by });
  if (tried.kind === "refused") return { kind: "refused", notice: overrideRefusal(tried.because, locale) };
  const changed = tried.assessment;
  if (carried?.o)
    return await carryOut(deps, who, { target: seen.target, seen: stored, changed, deliveryId });
  const made = changed.overrides?.list.at(-1);
  const lines = overrideChanges(stored.assessment, changed, locale);
  const value: Carried = { ...seen.target, of: stored.id, at, o: wanted };
  const words = {
    title: say(locale, "确认改分", "Confirm override"),
    submit: say(locale, "确认", "Confirm"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return {
    kind: "form",
    modal: form("override", JSON.stringify(value), words, [
      ...(made ? [{ type: "section" as const, text: plainText(overrideLine(made, locale), 700) }] : []),
      { type: "section", text: plainText(lines.join("\n"), 2000) },
      { type: "context", elements: [plainText(keeps(locale), 300)] },
    ]),
  };
}

/** The first form: which element, which credit, why. */
function asked({ complaint, rule }: Assessment, value: string, locale: RecruiterDeps["locale"]) {
  const words = {
    title: say(locale, "改一项评分", "Override a score"),
    submit: say(locale, "看看会改变什么", "See what changes"),
    cancel: say(locale, "取消", "Cancel"),
  };
  const elements = [
    ...complaint.elements.map((one) => ({ part: "roleplay" as const, one })),
    ...(rule?.facts ?? []).map((one) => ({ part: "rule" as const, one })),
  ];
  const options = elements.slice(0, 100).map(({ part, one }) => {
    const credit = inLocale(creditNames[one.credit], locale);
    const tail = ` · ${credit} ${points(one.points)}/${one.weight}`;
    const head = `${part === "rule" ? say(locale, "规则 ", "Rule ") : ""}${one.id} ${inLocale(one.label, locale)}`;
    return { value: `${part}:${one.id}`, label: clip(head, 75 - tail.length) + tail };
  });
  const named = <T extends string>(ids: readonly T[], names: Record<T, { zh: string; en: string }>) =>
    ids.map((id) => ({ value: id, label: inLocale(names[id], locale) }));
  return form("override", value, words, [
    selectField("element", say(locale, "哪一项", "Which element"), options),
    selectField("to", say(locale, "改成", "New credit"), named(creditIds, creditNames)),
    selectField("reason", say(locale, "理由", "Reason"), named(overrideReasons, overrideReasonNames)),
    textField("note", say(locale, "补充说明", "Note"), { optional: true, lines: true, max: 300 }),
  ]);
}

function readWanted(answers: Record<string, string>): Wanted | null {
  const [part, id] = (answers.element ?? "").split(/:(.*)/s);
  const { to, reason, note = "" } = answers;
  const parsed = Wanted.safeParse({ part, id, to, reason, note: note.trim() } satisfies Partial<
    Record<keyof Override, unknown>
  >);
  return parsed.success ? parsed.data : null;
}

function readCarried(value: string): Carried | null {
  try {
    return Carried.parse(JSON.parse(value));
  } catch {
    return null;
  }
}

const keeps = (locale: RecruiterDeps["locale"]) =>
  say(
    locale,
    "原来的评定和分数会一直显示在新分旁边，谁改的、为什么都会记录。",
    "The first credit and score stay visible beside the new ones; who changed it and why is recorded.",
  );

const stale = (locale: RecruiterDeps["locale"]) =>
  say(
    locale,
    "这份结果已经有变化，或已经有人决定，没有改分。请重新打开候选人。",
    "The result has changed or somebody has decided, so nothing was overridden. Please open the candidate again.",
  );
