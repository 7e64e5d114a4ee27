import type { RuleUpkeep } from "../core/content/resting.ts";
import { buildDigest, type Digest, digestRows } from "../core/digest/digest.ts";
import { countApplications, listApplications } from "../db/applications.ts";
import { latestAssessments } from "../db/assessments-read.ts";
import { readNow } from "../db/decisions.ts";
import { savePost } from "../db/recruiter-posts.ts";
import { companyTimeZone } from "./candidate.ts";
import { digestCard } from "./cards/digest.ts";
import type { Poster } from "./post.ts";
import type { RecruiterDeps, View } from "./types.ts";

/** Candidates looked at for one digest; beyond them only the count matters. */
const considered = 200;

const waiting = { stages: ["assessed", "held"], matched: true } as const;

/** The digest of a company as of now. */
async function readDigest(
  deps: Pick<RecruiterDeps, "db" | "vault">,
  company: string,
  ownOf: string | null = null,
): Promise<Digest> {
  const { sql } = deps.db;
  const asked = ownOf ? { ...waiting, ownOf } : waiting;
  const page = { limit: considered, offset: 0 };
  const [rows, total] = await Promise.all([
    listApplications(sql, deps.vault, company, asked, page),
    countApplications(sql, deps.vault, company, asked),
  ]);
  const assessments = await latestAssessments(
    sql,
    deps.vault,
    company,
    rows.map(({ id }) => id),
  );
  const digest = buildDigest(
    rows.flatMap((row) => {
      const stored = assessments.get(row.id);
      if (!stored || row.erased) return [];
      const { assessment, at } = stored;
      const quotes = [...assessment.best, ...assessment.worst].flatMap(({ quote }) =>
        quote ? [quote.text] : [],
      );
      return [
        {
          applicationId: row.id,
          number: row.number,
          version: row.version,
          name: row.name,
          jobTitle: row.jobTitle,
          stage: row.stage,
          band: assessment.band,
          passed: assessment.passed,
          total: assessment.total,
          confidence: assessment.confidence,
          quotes: [...new Set(quotes)],
          jobFit: row.jobFit,
          at: at.getTime(),
        },
      ];
    }),
  );
  return { ...digest, more: digest.more + Math.max(0, total - considered) };
}

/** Rules that need another look on the company's own day. */
export async function rulesToday(
  { db, library, clock }: Pick<RecruiterDeps, "db" | "library" | "clock">,
  company: string,
): Promise<RuleUpkeep> {
  const [now, timeZone] = await Promise.all([readNow(db.sql, clock()), companyTimeZone(db.sql, company)]);
  return library.upkeep(new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now));
}

/** The digest as it would be posted now; with `ownOf` only of this recruiter's jobs. */
export const digestView = async (
  deps: Pick<RecruiterDeps, "db" | "vault" | "locale" | "library" | "clock">,
  company: string,
  ownOf: string | null = null,
): Promise<View> =>
  digestCard(await readDigest(deps, company, ownOf), deps.locale, await rulesToday(deps, company));

/** Posts a digest once per key, and remembers whom it names, so that erasing somebody reaches it too. */
export async function postDigest(
  deps: RecruiterDeps,
  poster: Poster,
  company: string,
  key: string,
): Promise<string> {
  const digest = await readDigest(deps, company);
  const view = digestCard(digest, deps.locale, await rulesToday(deps, company));
  const { place, ts } = await poster.post({
    key,
    kind: "digest",
    applicationId: null,
    place: null,
    threadTs: null,
    view,
  });
  for (const { applicationId } of digest.rows.slice(0, digestRows)) {
    await savePost(deps.db.sql, company, {
      key: `${key}:${applicationId}`,
      kind: "digest_row",
      applicationId,
      place,
      ts,
    });
  }
  return ts;
}
