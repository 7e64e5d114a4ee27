/** What a rule can read from a subject or a file name. `masked` is a name a board hides: 王先生. */
export const fieldNames = [
  "name",
  "masked",
  "position",
  "city",
  "salary",
  "years",
  "ref",
  "resume_id",
  "any",
] as const;
export type FieldName = (typeof fieldNames)[number];

type Shape = { max: number; greedy: boolean; fits: RegExp };

/** How long a field is at most, whether it takes as much as it can, and what it looks like (folded, trimmed). */
export const shapes: Readonly<Record<FieldName, Shape>> = {
  name: {
    max: 30,
    greedy: false,
    fits: /^(?:\p{Script=Han}[\p{Script=Han}·.*]{0,11}|[a-z][a-z.'-]*(?: [a-z][a-z.'-]*){0,3})$/u,
  },
  masked: { max: 8, greedy: false, fits: /^\p{Script=Han}{0,2}(?:先生|女士|小姐|同学|某某?|\*{1,2})$/u },
  position: { max: 60, greedy: true, fits: /^[\p{L}\p{N}][^【】|<>@:;"]*$/u },
  city: {
    max: 24,
    greedy: true,
    fits: /^(?:\p{Script=Han}{2}|[a-z]{2})(?:[\p{Script=Han}a-z·-]| (?=[\p{Script=Han}a-z]))*$/u,
  },
  salary: {
    max: 16,
    greedy: true,
    fits: /^(?:\d{1,6}(?:\.\d{1,2})?(?:k|千|元|万)?(?:[-~]\d{1,6}(?:\.\d{1,2})?)?(?:k|千|元|万)?(?:以上|以下)?(?:\/[月天时年])?(?:·\d{2}薪)?|面议)$/u,
  },
  years: {
    max: 12,
    greedy: true,
    fits: /^(?:\d{1,2}年(?:以上|以内|以下|应届生|经验|工作经验)?|应届生|在校生?|无经验|经验不限)$/u,
  },
  ref: { max: 24, greedy: true, fits: /^[a-z0-9][a-z0-9_.-]*$/u },
  resume_id: { max: 24, greedy: true, fits: /^[a-z0-9]{4,}$/u },
  any: { max: 60, greedy: false, fits: /^[^【】]*$/u },
};
