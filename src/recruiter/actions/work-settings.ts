import { WorkingTime } from "../../core/reviews/working-time.ts";
import { noteAudit } from "../../db/audit-trail.ts";
import type { Sql } from "../../db/client.ts";
import { readNow } from "../../db/decisions.ts";
import { setWorkSettings, WorkSettings, workSettings } from "../../db/work-settings.ts";
import { askRight, once, withRight } from "../access.ts";
import { form, textField } from "../cards/form.ts";
import type { Action, ActionResult, RecruiterDeps } from "../types.ts";
import { say } from "../words.ts";

const right = "action work_settings";

/** Working time and the name candidates read; for admins. */
export const workSettingsAction: Action = {
  id: "work_settings",
  async run(deps, who, input) {
    const { db, locale } = deps;
    const person = await askRight(deps, db.sql, who, right, null);
    if ("kind" in person) return person;
    if (!input.form) return { kind: "form", modal: await workForm(deps, db.sql, who.company) };
    const settings = read(input.form);
    if (!settings) return misread(deps);
    return await withRight(deps, who, right, null, async (tx): Promise<ActionResult> => {
      const now = await readNow(tx, deps.clock());
      return await once(deps, tx, who, input.deliveryId, now, async () => {
        const { timeZone: _, ...before } = await workSettings(tx, who.company);
        await setWorkSettings(tx, who.company, settings, who.id, now);
        const entry = { actor: who.id, action: "work_settings", subject: "reviews", before, after: settings };
        await noteAudit(tx, who.company, entry, now);
        const notice = say(
          locale,
          "已保存，待复核队列按新的工作时间计算。",
          "Saved; the review queue counts with it from now on.",
        );
        return { kind: "done", notice };
      });
    });
  },
};

/** The form behind `/reviews settings`, filled in with what stands now. */
async function workForm({ locale }: Pick<RecruiterDeps, "locale">, sql: Sql, company: string) {
  const { workingTime: time, shownZh, shownEn } = await workSettings(sql, company);
  const words = {
    title: say(locale, "工作时间", "Working time"),
    submit: say(locale, "保存", "Save"),
    cancel: say(locale, "取消", "Cancel"),
  };
  return form("work_settings", "{}", words, [
    textField("hours", say(locale, "上班时间", "Working hours"), {
      value: `${clockTime(time.from)}-${clockTime(time.until)}`,
      hint: say(locale, "例如 09:00-18:00", "e.g. 09:00-18:00"),
      max: 20,
    }),
    textField("days", say(locale, "工作日", "Working days"), {
      value: time.days.join(" "),
      hint: say(
        locale,
        "1 = 周一 … 7 = 周日。中国法定节假日和调休已经算进去。",
        "1 = Monday … 7 = Sunday. China's public holidays and the weekends worked for them are built in.",
      ),
      max: 20,
    }),
    textField("off", say(locale, "另外放假的日子", "More days off"), {
      value: time.off.join(" "),
      hint: say(locale, "例如 2027-02-04 2027-02-09，可不填", "e.g. 2027-02-04 2027-02-09; may stay empty"),
      optional: true,
      max: 1200,
    }),
    textField("worked", say(locale, "另外上班的日子", "More working days"), {
      value: time.worked.join(" "),
      hint: say(locale, "例如 2027-02-20，可不填", "e.g. 2027-02-20; may stay empty"),
      optional: true,
      max: 1200,
    }),
    textField("shown_zh", say(locale, "候选人看到的称呼（中文）", "What candidates read (Chinese)"), {
      value: shownZh,
      hint: say(
        locale,
        "接管对话时告诉候选人。{name} 会换成同事的名字。",
        "Told when somebody takes over; {name} becomes that person's name.",
      ),
      max: 60,
    }),
    textField("shown_en", say(locale, "候选人看到的称呼（英文）", "What candidates read (English)"), {
      value: shownEn,
      max: 60,
    }),
  ]);
}

const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

function read(fields: Record<string, string>): WorkSettings | null {
  const list = (text = "") =>
    text
      .normalize("NFKC")
      .split(/[\s,;、]+/u)
      .filter(Boolean);
  const [, h1, m1, h2, m2] =
    /^(\d{1,2}):(\d{2})\s*[-–—~至到]\s*(\d{1,2}):(\d{2})$/u.exec(
      (fields.hours ?? "").normalize("NFKC").trim(),
    ) ?? [];
  const time = WorkingTime.safeParse({
    days: [
      ...new Set(
        list(fields.days)
          .flatMap((day) => [...day])
          .map(Number),
      ),
    ].sort(),
    from: Number(h1) * 60 + Number(m1),
    until: Number(h2) * 60 + Number(m2),
    off: list(fields.off),
    worked: list(fields.worked),
  });
  if (!time.success || Number(m1) > 59 || Number(m2) > 59) return null;
  const settings = WorkSettings.safeParse({
    workingTime: time.data,
    shownZh: fields.shown_zh,
    shownEn: fields.shown_en,
  });
  return settings.success ? settings.data : null;
}

const misread = ({ locale }: RecruiterDeps): ActionResult => ({
  kind: "refused",
  notice: say(
    locale,
    "没有看懂，没有保存。上班时间写成 09:00-18:00，工作日写 1 到 7，日期写成 2027-02-04，称呼不能空。",
    "Not understood and not saved. Hours look like 09:00-18:00, days are 1 to 7, dates look like 2027-02-04, and names must not be empty.",
  ),
});
