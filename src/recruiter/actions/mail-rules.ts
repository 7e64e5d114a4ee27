import { randomBytes } from "node:crypto";
import { z } from "zod";
import { readPattern } from "../../core/mail/pattern.ts";
import { MailRule, readTitle, readyRules } from "../../core/mail/rules.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import { readNow } from "../../db/decisions.ts";
import { dropMailRule, type OwnRule, ownMailRules, putMailRule } from "../../db/mail-rules.ts";
import { askRight, once } from "../access.ts";
import { mailRuleForm, type ShownRule } from "../cards/mail-rules.ts";
import { channelOf } from "../channel-of.ts";
import { mailRulesView, shownRules } from "../mails-view.ts";
import type { Action, ActionResult, Recruiter, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const Target = z.object({ rule: z.string().max(40) });

/** The rules, in the order they are tried. */
export const mailRules: Action = {
  id: "mail_rules",
  run: async (deps, who) => ({ kind: "view", view: await mailRulesView(deps, who), beside: true }),
};

/** Writes a rule; what waits is read again by it at once. */
export const mailRuleNew: Action = {
  id: "mail_rule_new",
  async run(deps, who, input) {
    const ask = (entered: Record<string, string>) =>
      mailRuleForm({ id: "mail_rule_new", value: "{}" }, entered, deps.locale);
    if (!input.form) return { kind: "form", modal: ask({}) };
    const parsed = parse(deps, input.form, `own-${randomBytes(4).toString("hex")}`);
    if ("errors" in parsed) return { kind: "invalid", errors: parsed.errors, modal: ask(input.form) };
    return await save(deps, who, "mail_rule_new", input.deliveryId, parsed.rule);
  },
};

/** Changes a rule; one of ours gets the company's own in its place. */
export const mailRuleEdit: Action = {
  id: "mail_rule_edit",
  async run(deps, who, input) {
    const rule = await find(deps, who, input.value);
    if (!rule) return gone(deps);
    const ask = (entered: Record<string, string>) =>
      mailRuleForm({ id: "mail_rule_edit", value: input.value }, entered, deps.locale);
    const { channel, of, pattern } = rule;
    if (!input.form) return { kind: "form", modal: ask({ channel, of, pattern }) };
    const parsed = parse(deps, input.form, rule.id);
    if ("errors" in parsed) return { kind: "invalid", errors: parsed.errors, modal: ask(input.form) };
    return await save(deps, who, "mail_rule_edit", input.deliveryId, parsed.rule);
  },
};

/** Deletes a company's own rule, switches one of ours off, or takes either back. */
export const mailRuleDrop: Action = {
  id: "mail_rule_drop",
  async run(deps, who, input) {
    const rule = await find(deps, who, input.value);
    if (!rule) return gone(deps);
    const { standing, ...kept } = rule;
    const off = standing === "ours" ? { ...kept, enabled: false } : null;
    return await save(deps, who, "mail_rule_drop", input.deliveryId, off, rule.id);
  },
};

async function find(deps: RecruiterDeps, who: Recruiter, value: string): Promise<ShownRule | null> {
  const target = readTarget(value);
  const own = await ownMailRules(deps.db.sql, who.company);
  return shownRules(own, deps.mailDesk?.rules ?? []).find(({ id }) => id === target) ?? null;
}

function parse(
  { locale }: RecruiterDeps,
  form: Record<string, string>,
  id: string,
): { rule: OwnRule } | { errors: Record<string, string> } {
  const { pattern = "", example = "" } = form;
  const channel = channelOf(form.channel ?? "") ?? "";
  const rule = MailRule.safeParse({ id, channel, of: form.of, pattern: pattern.trim() });
  const words: Record<string, string> = {
    channel: say(
      locale,
      "渠道写小写字母或数字的代号，或常用渠道的名字。",
      "A channel is a known name or an id of lower-case letters and digits.",
    ),
    of: say(locale, "请选择认标题还是文件名。", "Please choose subject or file name."),
    pattern: say(locale, "规则要 3 到 200 个字。", "The rule needs 3 to 200 characters."),
  };
  if (!rule.success) {
    const wrong = rule.error.issues.map(({ path }) => String(path[0]));
    return {
      errors: Object.fromEntries(wrong.flatMap((field) => (words[field] ? [[field, words[field]]] : []))),
    };
  }
  const ready = readPattern(rule.data.pattern);
  if ("problem" in ready) return { errors: { pattern: problemWords(ready, locale) } };
  if (!readTitle(readyRules([rule.data]), rule.data.of, example))
    return {
      errors: {
        example: say(
          locale,
          "这条规则读不出这个例子，请对照标点和顺序再改。",
          "The rule does not read this example; compare marks and order.",
        ),
      },
    };
  return { rule: { ...rule.data, enabled: true } };
}

function problemWords(
  { problem, at }: { problem: "brackets" | "field" | "empty" | "long"; at: string },
  locale: RecruiterDeps["locale"],
): string {
  switch (problem) {
    case "brackets":
      return say(
        locale,
        `[ ] 没有配对；要写方括号本身请写 \\[（“${at}”处）`,
        `[ ] do not match; write \\[ for the character itself (at “${at}”)`,
      );
    case "field":
      return say(locale, `{ } 里的字段不认识（“${at}”处）`, `There is no such field in { } (at “${at}”)`);
    case "empty":
      return say(
        locale,
        "规则里要有字段，也要有固定文字，否则什么都会被认成它。",
        "A rule needs a field and fixed words, or it fits everything.",
      );
    case "long":
      return say(locale, "规则最多 200 个字。", "A rule has at most 200 characters.");
    default:
      return problem satisfies never;
  }
}

/** Keeps a rule (null = takes it away), reads again what waits, and shows the rules. */
async function save(
  deps: RecruiterDeps,
  who: Recruiter,
  action: string,
  deliveryId: string,
  rule: OwnRule | null,
  id: string = rule?.id ?? "",
): Promise<ActionResult> {
  const result = await deps.db.transact(async (tx) => {
    const now = await readNow(tx, deps.clock());
    return await once(deps, tx, who, deliveryId, now, async (): Promise<ActionResult> => {
      const may = await askRight(deps, tx, who, `action ${action}`, null, true);
      if ("kind" in may) return may;
      const before = (await ownMailRules(tx, who.company)).find((one) => one.id === id);
      if (rule) await putMailRule(tx, who.company, rule, who.id, now);
      else await dropMailRule(tx, who.company, id);
      const note = { actor: who.id, action: "mail_rule", subject: id, before, after: rule ?? undefined };
      await noteAudit(tx, who.company, note, now);
      await deps.mailDesk?.readAgain(tx, who.company, who.id);
      return saved;
    });
  });
  return result === saved ? { kind: "view", view: await mailRulesView(deps, who), beside: true } : result;
}

const saved: ActionResult = { kind: "done", notice: "" };

const gone = ({ locale }: RecruiterDeps): ActionResult => ({
  kind: "refused",
  notice: say(locale, "这条规则已经不在了。", "This rule is gone."),
});

function readTarget(value: string): string | null {
  try {
    return Target.parse(JSON.parse(value)).rule;
  } catch {
    return null;
  }
}
