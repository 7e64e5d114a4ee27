import type { AskShift } from "./query.ts";
import { type Rest, take } from "./rest.ts";

const shifts: readonly (readonly [AskShift, RegExp])[] = [
  ["rotating", /轮班|倒班|轮岗|轮休班|[23]班倒|翻班|\brotat(?:ing|ion|ional)(?: shifts?)?\b/],
  [
    "night",
    /(?:晚|夜|大夜|小夜|通宵|深夜|夜间)(?:班|场)(?:的)?|夜猫子班|\b(?:night|late|evening|overnight|graveyard)[- ]?shifts?\b|\bnights\b|\b(?:night|evening)(?: (?:people|staff|agents|workers|hires|team|job|jobs|crew|positions?))|\bnight\b(?!mare)/,
  ],
  [
    "day",
    /(?:白|早|日|正常)班(?:的)?|\b(?:day|daytime|morning|early)[- ]?shifts?\b|\bdaytime\b|\bday (?:people|staff|agents|workers|team|crew)/,
  ],
];

/** The shift that is named; it is taken out of the rest. */
export function takeShift(rest: Rest): AskShift | null {
  for (const [shift, say] of shifts) if (take(rest, say)) return shift;
  return null;
}
