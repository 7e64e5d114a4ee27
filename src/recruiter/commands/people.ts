import { z } from "zod";
import { askRight, guardedAction } from "../access.ts";
import { candidateNew } from "../actions/candidate-new.ts";
import { importNew } from "../actions/import.ts";
import { resumesNew } from "../actions/resumes-new.ts";
import { importView } from "../import-view.ts";
import { intakeView } from "../intake-view.ts";
import { sameView } from "../same-view.ts";
import type { Action, Command, CommandReply, Recruiter, RecruiterDeps } from "../types.ts";
import { sentence } from "./sentence.ts";

const ways: readonly { words: readonly string[]; action: Action }[] = [
  { words: ["import", "导入", "表格"], action: importNew },
  { words: ["resume", "résumé", "resumes", "简历", "上传"], action: resumesNew },
  { words: ["add", "录入", "添加"], action: candidateNew },
].map(({ words, action }) => ({ words, action: guardedAction(action) }));

/** Brings people in by a table, by files or by hand, and puts two entries of one person together. */
export const people: Command = {
  name: "people",
  usage: "/people [import | resume | add | same]",
  description: {
    zh: "候选人入库：导入表格、上传简历、手工录入；合并疑似同一人",
    en: "Bring people in: import a table, upload résumés, add by hand; merge two entries of one person",
  },
  examples: ["/people", "/people import", "/people resume", "/people add", "/people same"],
  async run(deps, who, args) {
    const [word = "", id = ""] = args.trim().toLowerCase().split(/\s+/);
    if (["same", "duplicates", "合并", "重复"].includes(word))
      return await look(deps, who, "action same", sameView);
    if (z.uuid().safeParse(id).success && word === "import")
      return await look(deps, who, "action import_open", async (own, may) => await importView(own, may, id));
    const way = ways.find(({ words }) => words.includes(word));
    return way ? await form(deps, who, way.action) : await look(deps, who, "action intake", intakeView);
  },
};

async function look(
  deps: RecruiterDeps,
  who: Recruiter,
  right: string,
  view: (
    deps: RecruiterDeps,
    who: Recruiter,
  ) => Promise<Extract<CommandReply, { kind: "view" }>["view"] | null>,
): Promise<CommandReply> {
  const may = await askRight(deps, deps.db.sql, who, right, null);
  if ("kind" in may) return { kind: "view", view: sentence(may.notice) };
  return { kind: "view", view: (await view(deps, may)) ?? (await intakeView(deps, may)) };
}

async function form(deps: RecruiterDeps, who: Recruiter, action: Action): Promise<CommandReply> {
  const result = await action.run(deps, who, { value: "{}", deliveryId: "" });
  if (result.kind === "form") return result;
  return { kind: "view", view: sentence("notice" in result ? result.notice : "") };
}
