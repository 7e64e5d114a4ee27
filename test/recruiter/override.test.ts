import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createLibrary, loadContent } from "../../src/content.ts";
import { assessmentRow } from "../../src/conversation/assessment-row.ts";
import type { Script } from "../../src/core/content/script.ts";
import type { DialogueEvent } from "../../src/core/dialogue/event.ts";
import type { Attempt } from "../../src/core/dialogue/state.ts";
import { overrideAttempt } from "../../src/core/overriding/override-attempt.ts";
import type { Assessment, Credit } from "../../src/core/scoring/assessment.ts";
import { latestAssessments } from "../../src/db/assessments-read.ts";
import { insertAssessment } from "../../src/db/outcomes.ts";
import { actions } from "../../src/recruiter/actions/index.ts";
import { cardView } from "../../src/recruiter/card-view.ts";
import type { ActionResult, Recruiter } from "../../src/recruiter/types.ts";
import { chatAt } from "../core/dialogue/chat.ts";
import { violationsOfModal } from "../fakes/slack/rules.ts";
import { addApplicant, company, createWorld, li, outboxOf, type World, zhao } from "./world.ts";

let world: World;
let script: Script;
let plain: Done;
// Every form plays the whole screening again.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
beforeAll(async () => {
  world = await createWorld();
  world.deps.library = await createLibrary(loadContent(), world.db);
  script = await world.deps.library.script(world.deps.library.pinsFor({ scenarioId: "S01", ruleId: "R01" }));
  plain = screening(false);
});
afterAll(() => world.close());

type Done = { events: DialogueEvent[]; assessment: Assessment; attempt: Attempt };

/** A whole screening; with an insult in it, if so. */
function screening(insult: boolean): Done {
  const chat = chatAt("roleplay", { script });
  if (insult) chat.say("你就是个骗子，滚，少来碰瓷", { after: 20 }).wait(13);
  chat.say("宝妈您好，真的非常抱歉。这罐请先不要给宝宝吃。", { after: 20 }).wait(13);
  chat.say("您可以选退货退款，运费我们出，或者48小时内免费补发。", { after: 20 }).wait(400).say("继续");
  chat.say("这是平台官方的补贴活动，以页面为准。", { after: 30 }).say("好了").say("继续");
  for (let i = 0; i < 6; i += 1) chat.say("对，必须人工回复", { after: 10 });
  const [made] = chat.of("assessed");
  if (!made) throw new Error("not assessed");
  return { events: chat.events, assessment: made.assessment, attempt: made.attempt };
}

/** Somebody who really did the screening: events, and the score that the dialogue computed from them. */
async function screened(made: Done) {
  const applicant = await addApplicant(world, { assessment: null, stage: "assessed" });
  const { sql } = world.db;
  const { vault } = world.deps;
  await sql`update conversations set pins = ${sql.json(script.pins)} where id = ${applicant.conversationId}`;
  for (const [i, event] of made.events.entries())
    await sql`insert into conversation_events (company_id, conversation_id, seq, type, at, body_sealed)
      values (${company}, ${applicant.conversationId}, ${i + 1}, ${event.type}, ${new Date(event.now)},
        ${vault.seal(event, `${company}:events`)})`;
  const of = { company, applicationId: applicant.id, conversationId: applicant.conversationId };
  await sql.begin((tx) =>
    insertAssessment(tx, assessmentRow(vault, of, made.assessment, Date.now() - 60_000)),
  );
  return { ...applicant, assessment: made.assessment, attempt: made.attempt };
}

let clicks = 0;
function press(who: Recruiter, value: string, form?: Record<string, string>): Promise<ActionResult> {
  clicks += 1;
  const action = actions.find(({ id }) => id === "override");
  if (!action) throw new Error("no override");
  return action.run(world.deps, who, { value, deliveryId: `o-${clicks}`, ...(form ? { form } : {}) });
}

const standing = async (id: string): Promise<Assessment> => {
  const found = (await latestAssessments(world.db.sql, world.deps.vault, company, [id])).get(id);
  if (!found) throw new Error("no assessment");
  return found.assessment;
};
const notice = (result: ActionResult) => ("notice" in result ? result.notice : "");
const formOf = (result: ActionResult) => {
  if (result.kind !== "form") throw new Error(`a form was expected: ${notice(result)}`);
  return result.modal;
};
const missing = ({ complaint }: Assessment) => {
  const element = complaint.elements.find(({ credit }) => credit === "absent");
  if (!element) throw new Error("nothing is missing");
  return element;
};
const answers = (id: string, to: Credit, reason = "other_words") => ({
  element: `roleplay:${id}`,
  to,
  reason,
  note: "第二句就是这个意思",
});

describe("overriding an element", () => {
  it("shows what changes, then keeps both: the first credit and score beside the new ones, who, when and why", async () => {
    const { id, target, assessment } = await screened(plain);
    const element = missing(assessment);
    const first = formOf(await press(li, target));
    const second = formOf(await press(li, target, answers(element.id, "unprompted")));
    expect(violationsOfModal(first)).toEqual([]);
    expect(violationsOfModal(second)).toEqual([]);
    expect(JSON.stringify(second.blocks)).toContain(`总分 ${assessment.total.toFixed(1)} → `);
    expect(await standing(id)).toEqual(assessment);
    expect((await press(li, second.private_metadata ?? "", {})).kind).toBe("done");

    const after = await standing(id);
    const changed = after.complaint.elements.find((one) => one.id === element.id);
    expect(changed).toMatchObject({ credit: "unprompted", points: element.weight });
    const gained = 0.6 * 0.5 * element.weight;
    expect(after.total).toBeGreaterThan(assessment.total);
    if (!element.critical) expect(after.total - assessment.total).toBeCloseTo(gained, 0);
    expect(after.overrides).toMatchObject({
      list: [{ id: element.id, from: "absent", to: "unprompted", by: li.id, reason: "other_words" }],
      original: { total: assessment.total, band: assessment.band, passed: assessment.passed },
    });
    const card = JSON.stringify(await cardView(world.deps, li, id));
    expect(card).toContain(`原总分 *${assessment.total.toFixed(1)}*`);
    expect(card).toContain(`*${after.total.toFixed(1)}*`);
    expect(card).toContain("没有说到 0.0 → 主动说到");
    const english = JSON.stringify(await cardView({ ...world.deps, locale: "en" }, li, id));
    expect(english).toContain("not said 0.0 → said unasked");
    const [fact] = await world.db.sql`
      select actor, data from application_events where application_id = ${id} and name = 'score_overridden'`;
    expect(fact).toMatchObject({
      actor: li.id,
      data: { before: "absent", after: "unprompted", totalBefore: assessment.total, totalAfter: after.total },
    });
    expect(JSON.stringify(fact)).not.toContain("第二句");
    expect(JSON.stringify(await outboxOf(world, id))).toContain("第二句就是这个意思");
    const rows = await world.db.sql`
      select total, standing from assessments where application_id = ${id} order by created_at`;
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { total: assessment.total, standing: false },
      { total: after.total, standing: true },
    ]);
    const [application] = await world.db.sql`select total, version from applications where id = ${id}`;
    expect(application).toMatchObject({ total: after.total, version: 1 });
  });

  it("gives the first score again when the credit is put back, and both steps stay on record", async () => {
    const { id, target, assessment } = await screened(plain);
    const given = assessment.complaint.elements.find(({ credit }) => credit === "unprompted");
    if (!given) throw new Error("nothing was said");
    const down = formOf(await press(li, target, answers(given.id, "absent", "not_said")));
    expect((await press(li, down.private_metadata ?? "", {})).kind).toBe("done");
    expect((await standing(id)).total).toBeLessThan(assessment.total);
    const now = JSON.stringify({ a: id, v: 1 });
    const back = formOf(await press(zhao, now, answers(given.id, "unprompted", "restored")));
    expect((await press(zhao, back.private_metadata ?? "", {})).kind).toBe("done");
    const after = await standing(id);
    expect(after.overrides?.list.map(({ to, by }) => [to, by])).toEqual([
      ["absent", li.id],
      ["unprompted", zhao.id],
    ]);
    expect({ ...after, overrides: undefined }).toEqual({ ...assessment, overrides: undefined });
  });

  it("lets one of two people through, and nobody with an old card or after a decision", async () => {
    const { id, target, assessment } = await screened(plain);
    const element = missing(assessment);
    const [mine, theirs] = await Promise.all(
      [li, zhao].map(async (who) => formOf(await press(who, target, answers(element.id, "partial")))),
    );
    const results = await Promise.all([
      press(li, mine?.private_metadata ?? "", {}),
      press(zhao, theirs?.private_metadata ?? "", {}),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
    expect((await standing(id)).overrides?.list).toHaveLength(1);
    expect((await press(li, target)).kind).toBe("refused");
    await world.db.sql`update applications set stage = 'invited' where id = ${id}`;
    expect(notice(await press(li, JSON.stringify({ a: id, v: 1 })))).toContain("没有改分");
  });

  it("says so when the words are gone, the program is another, or nothing would change", async () => {
    const { id, target, assessment, conversationId } = await screened(plain);
    const element = missing(assessment);
    expect(notice(await press(li, target, answers(element.id, "absent")))).toContain("没有改动");
    expect(
      notice(await press(li, target, { element: "roleplay:E99", to: "absent", reason: "misread" })),
    ).toContain("没有这一项");
    expect(notice(await press(li, target, { element: `roleplay:${element.id}` }))).toContain("请选择");
    const { sql } = world.db;
    const stored = { ...assessment, total: assessment.total + 1 };
    await sql`update assessments set body_sealed = ${world.deps.vault.seal(stored, `${company}:assessments`)}
      where application_id = ${id}`;
    expect(notice(await press(li, target, answers(element.id, "partial")))).toContain("程序更新过");
    await sql`delete from conversation_events where conversation_id = ${conversationId}`;
    expect(notice(await press(li, target, answers(element.id, "partial")))).toContain("原文已经删除");
  });

  it("never lifts a gate: the cap holds whatever credits are given, and the form says so", async () => {
    const { target, assessment, attempt } = await screened(screening(true));
    const [gate] = assessment.complaint.gates;
    if (!gate) throw new Error("the insult raised no gate");
    const form = formOf(await press(li, target, answers(missing(assessment).id, "unprompted")));
    expect(JSON.stringify(form.blocks)).toMatch(/红线.*仍然有效.*封顶/);
    let best = assessment;
    for (const { id } of assessment.complaint.elements) {
      const tried = overrideAttempt(script, attempt, best, {
        ...{ part: "roleplay", id, to: "unprompted", reason: "misread", note: "", by: "x", name: "x", at: 1 },
      });
      if (tried.kind === "overruled") best = tried.assessment;
    }
    expect(best.complaint.completeness).toBe(100);
    expect(best.complaint.total).toBeLessThanOrEqual(gate.cap);
    expect(best.complaint.gates).toEqual(assessment.complaint.gates);
    expect(best.band).toBe("review");
  });
});
