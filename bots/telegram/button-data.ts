/** What a pressed button carries. label = no choice of ours, the label counts as typed; used = pressed before. */
export type ButtonData = { kind: "value"; value: string } | { kind: "label" } | { kind: "used" };

/** Marks the one button that stays after use; pressing it again does nothing. */
export const usedData = "=used";
const labelData = "=label:";
/** Bot API limit, in bytes: 22 Chinese characters are already too long. */
const maxBytes = 64;

/**
 * `callback_data` of the choice at `index`. A value that does not fit travels as its label, which the dialogue then
 * reads as if it had been typed.
 */
export function writeButton(value: string, index: number): string {
  const fits = value !== "" && Buffer.byteLength(value) <= maxBytes && value.isWellFormed();
  return fits && !value.startsWith("=") ? value : `${labelData}${index}`;
}

/** What a button said, from the `callback_data` it comes back with. */
export function readButton(data: string): ButtonData {
  if (data === usedData) return { kind: "used" };
  return data.startsWith(labelData) ? { kind: "label" } : { kind: "value", value: data };
}
