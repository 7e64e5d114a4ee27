import { z } from "zod";
import { columnProblems } from "../../core/intake/column-problems.ts";
import { columnKinds } from "../../core/intake/columns.ts";
import type { ImportPlan } from "../../core/intake/import-plan.ts";
import { lawfulBases } from "../../core/intake/lawful-basis.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import { dropImport, planImport, startImport } from "../../db/import-desk.ts";
import { listImports } from "../../db/imports.ts";
import { mailJobs } from "../../db/mail-rules.ts";
import { askRight } from "../access.ts";
import { choosable, columnsForm, importFileForm, importRunForm, poolChoice } from "../cards/import-forms.ts";
import { changing } from "../changing.ts";
import { channelChoices } from "../channel-choices.ts";
import { takeGiven } from "../given-file.ts";
import { tellImport } from "../import-notice.ts";
import { importView } from "../import-view.ts";
import { readValue } from "../read-value.ts";
import type { Action, ActionResult, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const Target = z.object({ import: z.uuid() });

/** Bytes of a table at most: 100,000 rows are some 15 MB. */
export const tableBytes = 20 * 1024 * 1024;

/** Takes a table and shows how it would be read; nobody is in yet. */
export const importNew: Action = {
  id: "import_new",
  async run(deps, who, input) {
    const { locale, peopleDoor: door } = deps;
    const modal = importFileForm(locale);
    if (!door) return closed(deps);
    if (!input.form) return { kind: "form", modal };
    const [given] = input.files ?? [];
    const file = await takeGiven(given, tableBytes, locale);
    if ("problem" in file) return { kind: "invalid", modal, errors: { file: file.problem } };
    const may = await askRight(deps, deps.db.sql, who, "action import_new", null);
    if ("kind" in may) return may;
    const kept = await door.prepareTable(who.company, { ...file, actor: who.id });
    if ("reason" in kept)
      return { kind: "invalid", modal, errors: { file: say(locale, kept.reason.zh, kept.reason.en) } };
    const view = await importView(deps, may, kept.id);
    return view ? { kind: "view", view, beside: true } : gone(deps);
  },
};

/** Shows an import as it stands. */
export const importOpen: Action = {
  id: "import_open",
  async run(deps, who, { value }) {
    const id = readValue(Target, value)?.import;
    const view = id ? await importView(deps, who, id) : null;
    return view ? { kind: "view", view, beside: true } : gone(deps);
  },
};

/** Corrects what columns are taken for. */
export const importColumns: Action = {
  id: "import_columns",
  async run(deps, who, input) {
    const { locale } = deps;
    const found = await waiting(deps, who.company, input.value);
    if (!found) return gone(deps);
    const { row, table } = found;
    const ask = (entered: Record<string, string>) =>
      columnsForm({ value: input.value, ...table }, entered, locale);
    const { form } = input;
    if (!form) return { kind: "form", modal: ask({}) };
    const columns = [...table.columns];
    for (const i of choosable(table.columns)) {
      const kind = columnKinds.find((one) => one === form[`c${i}`]);
      if (kind && kind !== "protected") columns[i] = kind;
    }
    const { twice, nobody } = columnProblems(columns);
    const errors: Record<string, string> = {};
    for (const i of twice)
      errors[`c${i}`] = say(
        locale,
        "前面已有一列是这个，只能选一列。",
        "A column before is this already; there can be only one.",
      );
    const [first] = choosable(table.columns);
    if (nobody && first !== undefined)
      errors[`c${first}`] ??= say(
        locale,
        "至少要有一列是姓名、手机号或邮箱。",
        "At least one column must be a name, a phone or an e-mail address.",
      );
    if (Object.keys(errors).length > 0) return { kind: "invalid", errors, modal: ask(form) };
    const click = { right: "action import_columns" as const, deliveryId: input.deliveryId };
    const result = await changing(deps, who, click, async (tx) =>
      (await planImport(tx, who.company, row.id, { ...row.plan, columns })) ? done : started(deps),
    );
    return result === done ? await shown(deps, who, row.id) : result;
  },
};

/** Starts an import for a job, a channel and a lawful basis; it goes on in the background. */
export const importRun: Action = {
  id: "import_run",
  async run(deps, who, input) {
    const { locale, peopleDoor: door } = deps;
    const found = await waiting(deps, who.company, input.value);
    if (!found || !door) return gone(deps);
    const { row, table } = found;
    const { company } = who;
    const [jobs, channels] = await Promise.all([
      mailJobs(deps.db.sql, company),
      channelChoices(deps.db.sql, company),
    ]);
    const places = {
      value: input.value,
      jobs,
      channels,
      namesJobs: table.columns.includes("job"),
      namesChannels: table.columns.includes("channel"),
    };
    const { form } = input;
    if (!form) {
      const { channel, campaign, jobId, lawfulBasis } = row.plan;
      // One that stopped goes on from there only with the same answers.
      const again = row.state === "failed" ? { job: jobId ?? poolChoice, basis: lawfulBasis } : {};
      const entered = { channel, campaign: campaign ?? "", ...again };
      return { kind: "form", modal: importRunForm(places, entered, locale) };
    }
    const lawfulBasis = lawfulBases.find((one) => one === form.basis);
    const job = form.job === poolChoice ? null : jobs.find(({ id }) => id === form.job)?.id;
    const channel = channels.find((one) => one === form.channel);
    if (job === undefined || !channel || !lawfulBasis) {
      const errors = {
        ...(job === undefined ? { job: say(locale, "请选择岗位。", "Please choose a job.") } : {}),
        ...(channel ? {} : { channel: say(locale, "请选择渠道。", "Please choose a channel.") }),
        ...(lawfulBasis ? {} : { basis: say(locale, "请选择依据。", "Please say why it is lawful.") }),
      };
      return { kind: "invalid", errors, modal: importRunForm(places, form, locale) };
    }
    const plan: ImportPlan = {
      columns: table.columns,
      jobId: job,
      channel,
      campaign: form.campaign?.trim().slice(0, 100) || null,
      lawfulBasis,
    };
    const click = { right: "action import_run" as const, deliveryId: input.deliveryId };
    const result = await changing(deps, who, click, async (tx, now) => {
      if (!(await startImport(tx, company, row.id, plan, who.id))) return started(deps);
      const after = { job, channel, basis: lawfulBasis };
      await noteAudit(tx, company, { actor: who.id, action: "import_started", subject: row.id, after }, now);
      await tellImport(deps, tx, company, { id: row.id, actor: who.id, step: "start" }, now);
      return done;
    });
    if (result !== done) return result;
    door.runTable(company, row.id, who.id);
    return {
      kind: "done",
      notice: say(
        locale,
        "开始导入了，进度会一直更新，完成后给出结果。",
        "It is coming in; the progress is kept up to date, and the result follows.",
      ),
    };
  },
};

/** Gives up a table that was not imported. */
export const importDrop: Action = {
  id: "import_drop",
  async run(deps, who, input) {
    const id = readValue(Target, input.value)?.import;
    if (!id) return gone(deps);
    const click = { right: "action import_drop" as const, deliveryId: input.deliveryId };
    return await changing(deps, who, click, async (tx) =>
      (await dropImport(tx, who.company, id))
        ? {
            kind: "done",
            notice: say(deps.locale, "文件已删除，没有导入任何人。", "The file is gone; nobody came in."),
          }
        : started(deps),
    );
  },
};

/** Takes back what an import brought. */
export const importUndo: Action = {
  id: "import_undo",
  async run(deps, who, input) {
    const { peopleDoor: door, locale } = deps;
    const id = readValue(Target, input.value)?.import;
    if (!id || !door) return gone(deps);
    const may = await askRight(deps, deps.db.sql, who, "action import_undo", null);
    if ("kind" in may) return may;
    const undone = await door.undoTable(who.company, id, who.id);
    switch (undone) {
      case "nothing": {
        const [row] = await listImports(deps.db.sql, deps.vault, who.company, { id });
        return row?.state === "undone"
          ? {
              kind: "refused",
              notice: say(locale, "已经有人撤回了。", "Somebody has taken it back already."),
            }
          : gone(deps);
      }
      case "under way":
        return {
          kind: "done",
          notice: say(
            locale,
            "正在撤回，量比较大，稍后打开这次导入看结果。",
            "It is being taken back; open the import later to see the result.",
          ),
        };
      case "done":
        return await shown(deps, who, id);
      default:
        return undone satisfies never;
    }
  },
};

/** Stands for a change that was made; what is shown is drawn after the commit. */
const done: ActionResult = { kind: "done", notice: "" };

async function shown(
  deps: RecruiterDeps,
  who: Parameters<typeof importView>[1],
  id: string,
): Promise<ActionResult> {
  const view = await importView(deps, who, id);
  return view ? { kind: "view", view } : gone(deps);
}

/** The import a button names, when it still waits and its file is there. */
async function waiting({ db, vault, peopleDoor }: RecruiterDeps, company: string, value: string) {
  const id = readValue(Target, value)?.import;
  const [row] = id ? await listImports(db.sql, vault, company, { id }) : [];
  if (!row || (row.state !== "preview" && row.state !== "failed")) return null;
  const table = await peopleDoor?.lookInto(company, row.id);
  return table ? { row, table } : null;
}

const refused = ({ locale }: RecruiterDeps, zh: string, en: string): ActionResult => ({
  kind: "refused",
  notice: say(locale, zh, en),
});

const gone = (deps: RecruiterDeps): ActionResult =>
  refused(
    deps,
    "这次导入已经不在等待，用 /people 看看现在的情况。",
    "This import does not wait any more; see /people for how it stands.",
  );

const started = (deps: RecruiterDeps): ActionResult =>
  refused(
    deps,
    "已经有人开始导入了，没有重复执行。",
    "Somebody has started this import already; nothing was done twice.",
  );

const closed = (deps: RecruiterDeps): ActionResult =>
  refused(deps, "这台服务器不接收文件。", "This server takes no files in.");
