import { z } from "zod";
import { addDays, type Day, dayIn } from "../core/calendar-days.ts";
import type { Alert } from "../core/digest/alerts.ts";
import { noteAlerts, openAlerts, silentJobs } from "../db/alerts.ts";
import { companiesNow } from "../db/digests.ts";
import type { Job, JobDeps } from "./job.ts";

const Payload = z.strictObject({});

/** A job nobody came to for so long needs a look. */
const silentDays = 7;
/** So long before a rule card rests it is told. */
const cardDays = 3;

/** Tells what began and what is over since it looked last; nothing in between. */
export const alerts: Job<z.infer<typeof Payload>> = {
  name: "alerts",
  cron: "*/15 * * * *",
  timeZone: "UTC",
  payload: Payload,
  async run(deps) {
    for (const company of await companiesNow(deps.db.sql, deps.clock())) {
      try {
        await look(deps, company.id, company.timeZone, new Date(company.now));
      } catch (error) {
        deps.logger.error({ company: company.id, err: error }, "alerts_failed");
      }
    }
  },
};

async function look(deps: JobDeps, company: string, timeZone: string, now: Date): Promise<void> {
  const { sql, transact } = deps.db;
  const [silent, told] = await Promise.all([
    silentJobs(sql, company, silentDays, now),
    openAlerts(sql, company),
  ]);
  const current: Alert[] = [
    ...silent.map((job): Alert => ({ type: "job_silent", ...job, days: silentDays })),
    ...expiringCards(deps, dayIn(timeZone, now)),
  ];
  if (current.length === 0 && told.length === 0) return;
  const resting = new Set(deps.library?.upkeep(dayIn(timeZone, now)).due);
  const atEnd = (alert: Alert): Alert =>
    alert.type === "cards_expiring"
      ? { ...alert, resting: alert.cards.some((card) => resting.has(card)) }
      : alert;
  await transact((tx) => noteAlerts(tx, deps.vault, company, { current, atEnd }, now));
}

/** Rule cards by the day from which they rest unless confirmed. */
function expiringCards({ library }: JobDeps, today: Day): Alert[] {
  if (!library) return [];
  const found: Alert[] = [];
  let before = new Set(library.upkeep(today).due);
  for (let ahead = 1; ahead <= cardDays; ahead += 1) {
    const on = addDays(today, ahead);
    const { due } = library.upkeep(on);
    const cards = due.filter((id) => !before.has(id));
    if (cards.length > 0) found.push({ type: "cards_expiring", cards, on, resting: false });
    before = new Set(due);
  }
  return found;
}
