import type { AskedQuestion, Desk, ThreadReply } from "../../../bots/slack/desk.ts";
import type { Action, ActionInput, Command, Recruiter, RecruiterDeps } from "../../../src/recruiter/types.ts";

/** A recruiter room in memory: enough to see what the Slack surface makes of it. */
export function memoryDesk() {
  const recruiters = new Map<string, Recruiter>();
  const removed = new Set<string>();
  const cards = new Set<string>();
  const done: { who: string; action: string; input: ActionInput }[] = [];
  const seen = new Set<string>();
  const replies: ThreadReply[] = [];
  const trouble = { command: 0, action: 0, reply: 0, slowMs: 0 };
  const logged: { event: string; fields: Record<string, unknown> }[] = [];

  const list: Command = {
    name: "candidates",
    usage: "/candidates [filters]",
    description: { zh: "候选人列表", en: "List candidates" },
    run: async (_deps, who, args) => {
      await stumble("command");
      return { kind: "view", view: view(`${who.name} asked for ${args || "everyone"}`, "page") };
    },
  };
  const jobs: Command = {
    name: "jobs",
    usage: "/jobs <new>",
    description: { zh: "岗位", en: "Jobs" },
    run: async (_deps, _who, args) =>
      args === "new"
        ? { kind: "form", modal: form("open-job", "new") }
        : { kind: "view", view: view("No jobs", "page") },
  };

  const once = (id: string, run: Action["run"]): Action => ({
    id,
    run: async (deps, who, input) => {
      await stumble("action");
      // Claimed before the work, as the real room does by a unique key; given back when nothing was done.
      if (seen.has(input.deliveryId)) return { kind: "refused", notice: "already done" };
      seen.add(input.deliveryId);
      const result = await run(deps, who, input);
      if (result.kind === "done") done.push({ who: who.id, action: id, input });
      else seen.delete(input.deliveryId);
      return result;
    },
  });
  const actions: Action[] = [
    once("invite", async () => ({ kind: "done", notice: "Invited" })),
    once("decline", async (_deps, _who, input) => {
      if (!input.form) return { kind: "form", modal: form("decline", input.value) };
      if (!input.form.reason) return { kind: "refused", notice: "A reason is needed" };
      return { kind: "done", notice: "Declined" };
    }),
    once("page", async (_deps, _who, input) => ({
      kind: "view",
      view: view(`page after ${input.value}`, "page"),
    })),
    once("open-job", async (_deps, _who, input) => ({
      kind: "view",
      view: view(`opened ${input.form?.reason}`, "page"),
    })),
  ];

  async function stumble(where: "command" | "action" | "reply"): Promise<void> {
    if (trouble.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, trouble.slowMs));
    if (trouble[where] <= 0) return;
    trouble[where] -= 1;
    throw new Error("database is gone");
  }

  const desk: Omit<Desk, "ask"> = {
    // The commands and actions above never look at it; only real ones do.
    deps: {} as RecruiterDeps,
    commands: [list, jobs],
    actions,
    findRecruiter: async (id) => recruiters.get(id) ?? null,
    admitAdmin: async (id, name) => {
      if (removed.has(id)) return null;
      const admin: Recruiter = { company: "demo", id, name, role: "admin" };
      recruiters.set(id, admin);
      return admin;
    },
    isCard: async (place, ts) => cards.has(`${place} ${ts}`),
    replyFromThread: async (reply) => {
      await stumble("reply");
      if (seen.has(reply.deliveryId)) return { kind: "refused", notice: null };
      seen.add(reply.deliveryId);
      replies.push(reply);
      return { kind: "done", notice: null };
    },
  };
  const questions: AskedQuestion[] = [];
  const ask: Desk["ask"] = async (question) => {
    if (seen.has(question.deliveryId)) return null;
    seen.add(question.deliveryId);
    await stumble("action");
    questions.push(question);
    return view("the answer", "page");
  };
  const log = (event: string, fields: Record<string, unknown>) => void logged.push({ event, fields });
  const logger: RecruiterDeps["logger"] = {
    debug: (fields, event) => log(event, fields),
    info: (fields, event) => log(event, fields),
    warn: (fields, event) => log(event, fields),
    error: (fields, event) => log(event, fields),
  };
  const enlist = (id: string, role: Recruiter["role"] = "recruiter") =>
    recruiters.set(id, { company: "demo", id, name: id, role });
  return {
    desk: { ...desk, ask },
    logger,
    logged,
    recruiters,
    removed,
    cards,
    done,
    replies,
    questions,
    trouble,
    enlist,
  };
}

export type MemoryDesk = ReturnType<typeof memoryDesk>;

/** A message with every kind of button the memory desk knows. */
export const card = (text: string) => ({
  text,
  blocks: [
    { type: "section" as const, block_id: "head", text: { type: "mrkdwn" as const, text } },
    {
      type: "actions" as const,
      block_id: "buttons",
      elements: ["invite", "decline", "unheard-of"].map((id) => ({
        type: "button" as const,
        action_id: id,
        text: { type: "plain_text" as const, text: id },
        value: JSON.stringify({ a: "application-1", v: 3 }),
      })),
    },
  ],
});

const view = (text: string, pageAction: string) => ({
  text,
  blocks: [
    { type: "section" as const, text: { type: "mrkdwn" as const, text } },
    {
      type: "actions" as const,
      elements: [
        {
          type: "button" as const,
          action_id: pageAction,
          text: { type: "plain_text" as const, text: "Next" },
          value: text,
        },
      ],
    },
  ],
});

const form = (id: string, value: string) => ({
  type: "modal" as const,
  callback_id: id,
  private_metadata: value,
  title: { type: "plain_text" as const, text: "Form" },
  submit: { type: "plain_text" as const, text: "Send" },
  blocks: [
    {
      type: "input" as const,
      block_id: "reason",
      label: { type: "plain_text" as const, text: "Reason" },
      optional: true,
      element: { type: "plain_text_input" as const, action_id: "reason" },
    },
  ],
});
