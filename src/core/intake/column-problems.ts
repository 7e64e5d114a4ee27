import { type ColumnKind, singleColumns } from "./columns.ts";

/** What is wrong with a choice of columns: `twice` = a column whose kind another has already, `nobody` = no column tells people apart. */
export function columnProblems(columns: readonly ColumnKind[]): { twice: number[]; nobody: boolean } {
  const taken = new Set<ColumnKind>();
  const twice: number[] = [];
  columns.forEach((kind, i) => {
    if (singleColumns.has(kind) && taken.has(kind)) twice.push(i);
    taken.add(kind);
  });
  return { twice, nobody: !(["name", "phone", "email"] as const).some((kind) => taken.has(kind)) };
}
