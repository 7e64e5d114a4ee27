/** A menu item's id holds so many bytes. */
const maxBytes = 128;
const labelOnly = "=label";

/** The id of a menu item: the choice's value, unless it does not fit; then its label counts as if it were typed. */
export const writeChoice = (value: string, index: number): string =>
  value !== "" && Buffer.byteLength(value) <= maxBytes && !value.startsWith("=")
    ? value
    : `${labelOnly}:${index}`;

/** The choice behind a clicked item; undefined = its label is all there is. */
export const readChoice = (id: string): string | undefined => (id.startsWith(labelOnly) ? undefined : id);
