import { exportFormats, promiseExport } from "../../db/exports.ts";
import { companyJobs } from "../../db/jobs.ts";
import { measure } from "../measure.ts";
import { periodWords } from "../numbers.ts";
import { mrkdwn } from "../text.ts";
import type { Command } from "../types.ts";
import { say } from "../words.ts";
import { findJobByWords, takePeriod, wordsOf } from "./asked.ts";
import { sentence } from "./sentence.ts";

const linkMinutes = 15;

/** A file of applications with their facts, without names or phones. */
export const exportCommand: Command = {
  name: "export",
  changes: true,
  usage: "/export [csv|xlsx|jsonl] [岗位 job] [近30天 | 2026-11]",
  description: {
    zh: "导出投递和各阶段时间（不含姓名和电话）；默认 xlsx、全部数据",
    en: "Applications with the times of their stages as a file, without names or phones; xlsx and all data by default",
  },
  examples: ["/export", "/export csv 近30天", "/export jsonl 淘宝售后客服 2026-11"],
  async run(deps, who, args) {
    const { locale, db, publicUrl } = deps;
    const m = await measure(deps, who);
    const { period, rest } = takePeriod(wordsOf(args), m.today);
    const format = exportFormats.find((id) => rest.some((word) => word.toLowerCase() === id)) ?? "xlsx";
    const left = rest.filter((word) => word.toLowerCase() !== format);
    const jobs = (await companyJobs(db.sql, who.company)).filter(({ practice }) => !practice);
    const found = left.length > 0 ? findJobByWords(left.join(" "), jobs, locale) : null;
    if (found && "problem" in found) return { kind: "view", view: sentence(found.problem) };
    const { from, to } = period ?? { from: null, to: null };
    const filter = { jobId: found?.job.id ?? null, from, to };
    const asked = { company: who.company, actor: who.id, format, filter, now: m.now };
    const token = await promiseExport(db.sql, asked, linkMinutes);
    const what = `${mrkdwn(found?.job.title ?? say(locale, "全部岗位", "all jobs"), 80)} · ${periodWords({ from, to }, locale)} · ${format}`;
    const link = `<${publicUrl}/exports/${token}|${say(locale, "下载", "Download")}>`;
    return {
      kind: "view",
      view: sentence(
        say(
          locale,
          `${link} ${what}\n链接 ${linkMinutes} 分钟内有效，只给您自己用；下载会留下记录。文件里没有姓名和电话。`,
          `${link} ${what}\nThe link works for ${linkMinutes} minutes and is for you alone; every download is recorded. The file holds no names or phones.`,
        ),
      ),
    };
  },
};
