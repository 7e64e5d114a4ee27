import { customType, timestamp } from "drizzle-orm/pg-core";

/** Encrypted values: `*_sealed` columns. */
export const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** A moment, with time zone. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
