import { listView } from "../list-view.ts";
import type { Command } from "../types.ts";
import { parseListArguments } from "./arguments.ts";
import { sentence } from "./sentence.ts";

/** The list of candidates, those waiting for a decision first. */
export const candidates: Command = {
  name: "candidates",
  usage: "/candidates [stage:assessed] [band:advance] [job:ID] [page:2] [C1042]",
  description: {
    zh: "候选人名单，等您决定的排在前面；可按阶段、建议、岗位、姓名筛选",
    en: "Candidates, those waiting for you first; filter by stage, band, job or name",
  },
  async run(deps, who, args) {
    const parsed = parseListArguments(args, deps.locale);
    if ("problem" in parsed) return { kind: "view", view: sentence(parsed.problem) };
    return { kind: "view", view: await listView(deps, who, parsed.query) };
  },
};
