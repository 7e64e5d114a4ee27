import { z } from "zod";

const text = z.string().nullable();
const amount = z.number().nullable();
const yesNo = z.boolean().nullable();
const list = z.array(z.string());

/** What people say is in a résumé; fields that are left out are not compared. */
export const ResumeLabels = z
  .object({
    name: text,
    phone: text,
    email: text,
    years_experience: amount,
    expected_salary_min: amount,
    expected_salary_max: amount,
    city: text,
    night_shift: yesNo,
    single_rest_ok: yesNo,
    available_from: text,
    typing_cpm: amount,
    platforms: list,
    skills: list,
    languages: list,
    tags: list,
    protected_info_present: list,
  })
  .partial();
export type ResumeLabels = z.infer<typeof ResumeLabels>;

/** Fields with one value each. */
export const scalarFields = [
  "name",
  "phone",
  "email",
  "years_experience",
  "expected_salary_min",
  "expected_salary_max",
  "city",
  "night_shift",
  "single_rest_ok",
  "available_from",
  "typing_cpm",
] as const;

/** Fields that are lists of ids. */
export const listFields = ["platforms", "skills", "languages", "tags", "protected_info_present"] as const;

/** Years that differ by no more than this are the same: people round them. */
const yearsWithin = 0.3;

type Share = { right: number; of: number };
type Hits = { hit: number; extra: number; missed: number };
export type Difference = { id: string; field: string; people: string; ours: string };

/** How what was read agrees with the labels. */
export type Agreement = {
  stated: Share;
  all: Share;
  byField: Record<string, { stated: Share; all: Share }>;
  lists: Record<string, Hits>;
  /** Numbers and names that were given although there is none, or that are not the person's. */
  inventedPhones: number;
  inventedNames: number;
  differences: Difference[];
};

export type Compared = { id: string; expected: ResumeLabels; read: ResumeLabels };

/** Counts agreement field by field over labelled résumés. */
export function agreementOf(cases: readonly Compared[]): Agreement {
  const agreement: Agreement = {
    stated: { right: 0, of: 0 },
    all: { right: 0, of: 0 },
    byField: {},
    lists: {},
    inventedPhones: 0,
    inventedNames: 0,
    differences: [],
  };
  for (const { id, expected, read } of cases) {
    for (const field of scalarFields) {
      const people = expected[field];
      if (people === undefined) continue;
      const ours = read[field] ?? null;
      const right = same(field, people, ours);
      agreement.byField[field] ??= { stated: { right: 0, of: 0 }, all: { right: 0, of: 0 } };
      const own = agreement.byField[field];
      for (const share of people === null
        ? [agreement.all, own.all]
        : [agreement.all, own.all, agreement.stated, own.stated]) {
        share.of++;
        if (right) share.right++;
      }
      if (right) continue;
      if (field === "phone" && ours !== null) agreement.inventedPhones++;
      if (field === "name" && ours !== null) agreement.inventedNames++;
      agreement.differences.push({ id, field, people: String(people), ours: String(ours) });
    }
    for (const field of listFields) {
      const people = expected[field];
      if (people === undefined) continue;
      const ours = read[field] ?? [];
      agreement.lists[field] ??= { hit: 0, extra: 0, missed: 0 };
      const hits = agreement.lists[field];
      const extra = ours.filter((one) => !people.includes(one));
      const missed = people.filter((one) => !ours.includes(one));
      hits.hit += ours.length - extra.length;
      hits.extra += extra.length;
      hits.missed += missed.length;
      if (extra.length + missed.length > 0)
        agreement.differences.push({
          id,
          field,
          people: missed.join(" ") || "-",
          ours: extra.join(" ") || "-",
        });
    }
  }
  return agreement;
}

/** F1 over all decisions; 1 where there was nothing to find and nothing was found. */
export const f1Of = ({ hit, extra, missed }: Hits): number =>
  hit + extra + missed === 0 ? 1 : (2 * hit) / (2 * hit + extra + missed);

function same(
  field: string,
  people: string | number | boolean | null,
  ours: string | number | boolean | null,
): boolean {
  if (field === "years_experience" && typeof people === "number" && typeof ours === "number")
    return Math.abs(people - ours) <= yearsWithin;
  if (typeof people === "string" && typeof ours === "string")
    return people.toLowerCase() === ours.toLowerCase();
  return people === ours;
}
